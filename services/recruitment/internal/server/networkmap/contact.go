package networkmap

import (
	"context"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
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
	err = mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, view, err := s.reachedMap(ctx, tx, req.GetClientId())
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
			answer.Contacts = append(answer.Contacts, contactMessage(view, c))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// GetContact gives one contact.
func (s *Server) GetContact(ctx context.Context, req *pb.GetContactRequest) (*pb.Contact, error) {
	var answer *pb.Contact
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		c, err := tx.Contact(ctx, domain.ContactID(req.GetId()))
		if err != nil {
			return err
		}
		view, err := s.sharedMap(ctx, tx, c.Record().Client)
		if err != nil {
			return err
		}
		tx.Touch(string(c.Record().Client))
		answer = contactMessage(view, c)
		return nil
	})
	return answer, err
}

// CreateContact puts somebody on the map: the client, or staff together with them.
func (s *Server) CreateContact(ctx context.Context, req *pb.CreateContactRequest) (*pb.Contact, error) {
	told, err := wire.Fixed{}.Masked(nil, req.GetContact(), contactFields...)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.Contact, error) {
		client, err := base.AboutWhom(ctx, tx.Tx, req.GetContact().GetClientId(), "contact.client_id")
		if err != nil {
			return nil, err
		}
		view, err := s.sharedMap(ctx, tx, client)
		if err != nil {
			return nil, err
		}
		if err := mayWrite(view.Kept(nil), told); err != nil {
			return nil, err
		}
		c, err := networkmap.NewContact(domain.ContactID(ids.New()), client, contactTelling(req.GetContact()), s.Moment())
		if err != nil {
			return nil, err
		}
		if c, err = tx.AddContact(ctx, c); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return contactMessage(view, c), nil
	})
}

// UpdateContact changes what is told of somebody. Staff who hide somebody at the
// client's word do not see them from then on: not even in this answer.
func (s *Server) UpdateContact(ctx context.Context, req *pb.UpdateContactRequest) (*pb.Contact, error) {
	writes, err := wire.Fixed{"client_id", "approaches"}.Masked(req.GetUpdateMask(), req.GetContact(), contactFields...)
	if err != nil {
		return nil, err
	}
	change := contactChange{id: req.GetContact().GetId(), etag: req.GetContact().GetEtag()}
	change.step = func(c networkmap.Contact, view networkmap.MapView) (networkmap.Contact, error) {
		if named(req.GetUpdateMask().GetPaths()) {
			if err := mayWrite(view.Kept(c.Record().Private), writes); err != nil {
				return c, err
			}
		}
		return c.Retell(mergeContact(c.Record().ContactTelling, contactTelling(req.GetContact()), writes), view, s.Moment())
	}
	return s.changeContact(ctx, req, change)
}

// named says whether a mask names fields one by one: neither nothing nor "*", by which a
// caller says that they send what they got.
func named(paths []string) bool { return len(paths) > 0 && !slices.Contains(paths, "*") }

// contactChange is one change of one contact.
type contactChange struct {
	id, etag string
	step     func(networkmap.Contact, networkmap.MapView) (networkmap.Contact, error)
}

// changeContact loads, lets the domain decide, and saves. A contact is told to nobody: it
// has no event.
func (s *Server) changeContact(ctx context.Context, req once.Request, change contactChange) (*pb.Contact, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.Contact, error) {
		before, view, err := s.myContact(ctx, tx, change.id, change.etag)
		if err != nil {
			return nil, err
		}
		c, err := change.step(before, view)
		if err != nil {
			return nil, err
		}
		if c, err = tx.SaveContact(ctx, c); err != nil {
			return nil, err
		}
		if before.SharesLess(c) {
			// What was answered before this is not answered again.
			if err := tx.Forget(ctx, string(c.Record().Client)); err != nil {
				return nil, err
			}
		}
		return contactMessage(view, c), nil
	})
}

// DeleteContact takes somebody off the map.
func (s *Server) DeleteContact(ctx context.Context, req *pb.DeleteContactRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*emptypb.Empty, error) {
		c, _, err := s.myContact(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		m, err := tx.NetworkMapForUpdate(ctx, c.Record().Client)
		if err != nil {
			return nil, err
		}
		if m, changed := m.OffTheMap(c.Record().ID, s.Moment()); changed {
			if err := tx.SaveNetworkMap(ctx, m); err != nil {
				return nil, err
			}
		}
		if err := tx.RemoveContact(ctx, c); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.Forget(ctx, string(c.Record().Client))
	})
}

// AllowApproach records the client's yes to ask this person one thing. Nothing is sent to
// anybody, now or later (N-14).
func (s *Server) AllowApproach(ctx context.Context, req *pb.AllowApproachRequest) (*pb.Contact, error) {
	change := contactChange{id: req.GetId(), etag: req.GetEtag()}
	change.step = func(c networkmap.Contact, view networkmap.MapView) (networkmap.Contact, error) {
		yes := networkmap.Approach{
			ID: networkmap.ApproachID(ids.New()), Purpose: req.GetPurpose(), Voice: req.GetVoice(), Given: s.Moment(),
		}
		return c.AllowApproach(yes, view.Own)
	}
	return s.changeContact(ctx, req, change)
}

// WithdrawApproach takes that yes back. The client's own word asks for no etag: it holds
// whatever somebody else changed meanwhile.
func (s *Server) WithdrawApproach(ctx context.Context, req *pb.WithdrawApproachRequest) (*pb.Contact, error) {
	change := contactChange{id: req.GetId(), etag: req.GetEtag()}
	if caller, _ := authn.From(ctx); caller.IsClient() {
		change.etag = ""
	}
	change.step = func(c networkmap.Contact, _ networkmap.MapView) (networkmap.Contact, error) {
		return c.WithdrawApproach(networkmap.ApproachID(strings.ToLower(req.GetApproachId())), s.Moment())
	}
	return s.changeContact(ctx, req, change)
}

// myContact loads a contact for a change, when the caller may see it on a map that is
// shared with them and has its current etag.
func (s *Server) myContact(ctx context.Context, tx *mapstore.Tx, id, etag string) (networkmap.Contact, networkmap.MapView, error) {
	c, err := tx.Contact(ctx, domain.ContactID(id))
	if err != nil {
		return c, networkmap.MapView{}, err
	}
	view, err := s.sharedMap(ctx, tx, c.Record().Client)
	if err != nil {
		return c, view, err
	}
	if err := tx.HoldMap(ctx, c.Record().Client); err != nil {
		return c, view, err
	}
	if c, err = tx.ContactForUpdate(ctx, c.Record().ID); err != nil {
		return c, view, err
	}
	tx.Touch(string(c.Record().Client))
	return c, view, c.Record().Version.Expect(etag)
}
