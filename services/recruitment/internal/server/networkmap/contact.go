package networkmap

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// The network map: the client's own. Nothing here, and no event, ever reaches the
// people on it (N-14).

// ListContacts lists the people on a client's map, in the order in which they were put
// on it; hidden ones only for the client (N-13). An empty map says nothing: it is
// still being looked for (N-11).
func (s *Server) ListContacts(ctx context.Context, req *pb.ListContactsRequest) (*pb.ListContactsResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListContactsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.Contacts(ctx, client, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch(string(client))
		for _, c := range found {
			answer.Contacts = append(answer.Contacts, contactMessage(c))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// CreateContact puts somebody on the map: the client, or staff together with them.
func (s *Server) CreateContact(ctx context.Context, req *pb.CreateContactRequest) (*pb.Contact, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Contact, error) {
		client, err := base.AboutWhom(ctx, tx, req.GetContact().GetClientId(), "contact.client_id")
		if err != nil {
			return nil, err
		}
		if err := sharedMap(ctx, tx, client); err != nil {
			return nil, err
		}
		c, err := domain.NewContact(domain.ContactID(ids.New()), client, contactTelling(req.GetContact()), s.Moment())
		if err != nil {
			return nil, err
		}
		if c, err = tx.AddContact(ctx, c); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return contactMessage(c), nil
	})
}

// UpdateContact changes what is told of somebody. Staff who hide somebody at the
// client's word do not see them from then on.
func (s *Server) UpdateContact(ctx context.Context, req *pb.UpdateContactRequest) (*pb.Contact, error) {
	writes, err := wire.Fixed{"client_id"}.Masked(req.GetUpdateMask(), req.GetContact(),
		"name", "category", "circle", "feeling", "meaning", "i_get", "i_give", "how_often", "hope", "hidden")
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Contact, error) {
		c, err := myContact(ctx, tx, req.GetContact().GetId(), req.GetContact().GetEtag())
		if err != nil {
			return nil, err
		}
		told := mergeContact(c.Record().ContactTelling, contactTelling(req.GetContact()), writes)
		if c, err = c.Tell(told, s.Moment()); err != nil {
			return nil, err
		}
		if c, err = tx.SaveContact(ctx, c); err != nil {
			return nil, err
		}
		return contactMessage(c), nil
	})
}

// DeleteContact takes somebody off the map.
func (s *Server) DeleteContact(ctx context.Context, req *pb.DeleteContactRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		c, err := myContact(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.RemoveContact(ctx, c)
	})
}

// myContact loads a contact for a change, when the caller may see it on a map that is
// shared with them and has its current etag.
func myContact(ctx context.Context, tx *store.Tx, id, etag string) (domain.Contact, error) {
	c, err := tx.ContactForUpdate(ctx, domain.ContactID(id))
	if err != nil {
		return c, err
	}
	if err := sharedMap(ctx, tx, c.Record().Client); err != nil {
		return c, err
	}
	tx.Touch(string(c.Record().Client))
	return c, c.Record().Version.Expect(etag)
}

func mergeContact(told, anew domain.ContactTelling, writes func(string) bool) domain.ContactTelling {
	base.Set(writes("name"), &told.Name, anew.Name)
	base.Set(writes("category"), &told.Category, anew.Category)
	base.Set(writes("circle"), &told.Circle, anew.Circle)
	base.Set(writes("feeling"), &told.Feeling, anew.Feeling)
	base.Set(writes("meaning"), &told.Meaning, anew.Meaning)
	base.Set(writes("i_get"), &told.IGet, anew.IGet)
	base.Set(writes("i_give"), &told.IGive, anew.IGive)
	base.Set(writes("how_often"), &told.HowOften, anew.HowOften)
	base.Set(writes("hope"), &told.Hope, anew.Hope)
	base.Set(writes("hidden"), &told.Hidden, anew.Hidden)
	return told
}

func contactTelling(m *pb.Contact) domain.ContactTelling {
	return domain.ContactTelling{
		Name: m.GetName(), Category: domain.ContactCategory(wire.Word[string](m.GetCategory())),
		Circle:  domain.Circle(wire.Word[string](m.GetCircle())),
		Feeling: domain.Feeling(wire.Word[string](m.GetFeeling())), Meaning: m.GetMeaning(),
		IGet: helpWords(m.GetIGet()), IGive: helpWords(m.GetIGive()), HowOften: m.GetHowOften(),
		Hope: domain.Hope(wire.Word[string](m.GetHope())), Hidden: m.GetHidden(),
	}
}

func contactMessage(c domain.Contact) *pb.Contact {
	r := c.Record()
	return &pb.Contact{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client), Name: r.Name,
		Category: wire.Value[pb.Contact_Category](r.Category),
		Circle:   wire.Value[pb.Contact_Circle](r.Circle),
		Feeling:  wire.Value[pb.Contact_Feeling](r.Feeling), Meaning: r.Meaning,
		IGet: helpNumbers(r.IGet), IGive: helpNumbers(r.IGive), HowOften: r.HowOften,
		Hope: wire.Value[pb.Contact_Hope](r.Hope), Hidden: r.Hidden,
	}
}

func helpWords(all []pb.Contact_Help) []domain.Help {
	out := make([]domain.Help, len(all))
	for i, h := range all {
		out[i] = domain.Help(wire.Word[string](h))
	}
	return out
}

func helpNumbers(all []domain.Help) []pb.Contact_Help {
	out := make([]pb.Contact_Help, len(all))
	for i, h := range all {
		out[i] = wire.Value[pb.Contact_Help](h)
	}
	return out
}
