package intervision

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/method"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
)

// masked reads an update mask. State, agenda and agreements have calls of their own.
var masked = wire.Fixed{
	"state", "agenda", "agreements", "series_id", "method_version", "used", "open_to_me", "called_off", "answers", "other_clients", "earlier",
}.Masked

// set writes a field that is to be written.
func set[T any](write bool, to *T, from T) {
	if write {
		*to = from
	}
}

// asker is who asks: themself with whom they stand in for, and whether they may open every one.
type asker struct {
	of          []domain.SupportWorkerID
	coordinates bool
}

func askerOf(ctx context.Context, tx *store.Tx) (asker, error) {
	of, err := tx.Myself(ctx)
	return asker{of: of, coordinates: tx.Caller.Has(authn.RoleCoordinator)}, err
}

func (by asker) opens(v domain.Intervision) bool { return v.OpensTo(by.of, by.coordinates) }

// opened gives an intervision that the caller may open, held until the transaction ends.
func opened(ctx context.Context, tx *store.Tx, id string) (asker, domain.Intervision, error) {
	by, err := askerOf(ctx, tx)
	if err != nil {
		return by, domain.Intervision{}, err
	}
	v, err := tx.IntervisionForUpdate(ctx, wire.ID[domain.IntervisionID](id))
	if err == nil && !by.opens(v) {
		err = domain.NotOpen()
	}
	return by, v, err
}

// whole is an intervision with its method and what is still open from before.
func whole(ctx context.Context, tx *store.Tx, by asker, v domain.Intervision) (*pb.Intervision, error) {
	list, err := seen(ctx, tx, by, []domain.Intervision{v})
	if err != nil || !by.opens(v) {
		return list[0], err
	}
	out := list[0]
	if out.Used, err = usedBy(ctx, tx, v); err != nil || v.State == domain.IntervisionHeld {
		return out, err
	}
	earlier, err := tx.Earlier(ctx, v, by.of, by.coordinates)
	for _, e := range earlier {
		out.Earlier = append(out.Earlier, wireEarlier(e))
	}
	return out, err
}

// seen is what the caller may see of intervisions: which match a case is about and who of
// the clients is asked, only where they reach them.
func seen(ctx context.Context, tx *store.Tx, by asker, list []domain.Intervision) ([]*pb.Intervision, error) {
	var (
		matches []domain.MatchID
		clients []domain.ClientID
		out     = make([]*pb.Intervision, len(list))
	)
	for i, v := range list {
		if !by.opens(v) {
			list[i] = domain.ShowThatItIsThere(v)
			continue
		}
		for _, item := range v.Agenda {
			if item.Match != "" {
				matches = append(matches, item.Match)
			}
		}
		for _, c := range v.Clients {
			clients = append(clients, c.Client)
		}
	}
	reached, err := tx.ReachedMatches(ctx, matches)
	if err != nil {
		return out, err
	}
	people, err := tx.Asker(ctx, clients)
	if err != nil {
		return out, err
	}
	for _, inIt := range reached {
		tx.Touch(wire.Texts(inIt)...)
	}
	for client := range people.Reached {
		tx.Touch(string(client))
	}
	for i, v := range list {
		out[i] = wireIntervision(v, reached, people.Reached)
		out[i].OpenToMe = by.opens(v)
	}
	return out, nil
}

// usedBy is the method in the version it is held with. One that was planned without a
// method is held in the open form.
func usedBy(ctx context.Context, tx *store.Tx, v domain.Intervision) (*pb.MethodTemplate, error) {
	key := method.Key(v.Method)
	if key == "" {
		key = method.Open
	}
	saved, err := tx.Methods(ctx, key)
	if err != nil {
		return nil, err
	}
	m, there := method.Find(saved, key, v.MethodVersion)
	if !there {
		return nil, nil //nolint:nilnil // a method that cannot be found has no steps to show
	}
	return WireMethod(m), nil
}

// chooseMethod notes which method, in the version it has now; choosing the same again
// changes nothing of what was planned.
func chooseMethod(ctx context.Context, tx *store.Tx, v *domain.Intervision, wanted *pb.Intervision) error {
	key := method.Key(wanted.GetMethodKey())
	if key == "" && wanted.GetMethod() != pb.Intervision_METHOD_OWN {
		key = method.Key(wire.Word[domain.Method](wanted.GetMethod()))
	}
	if key == "" && wanted.GetMethod() == pb.Intervision_METHOD_UNSPECIFIED {
		key = method.Open
	}
	if v.ID != "" && domain.Method(key) == v.Method {
		return nil
	}
	saved, err := tx.Methods(ctx, key)
	if err != nil {
		return err
	}
	for _, m := range method.Newest(saved) {
		if m.Key == key && !m.Retired {
			v.Method, v.MethodVersion = domain.Method(key), m.Version
			return nil
		}
	}
	return fault.Invalid("UNKNOWN_METHOD", fault.Text{NL: "Deze manier is er niet (meer). Kies een andere.", EN: "There is no such method (any more). Choose another."},
		fault.Field{Path: "intervision.method_key", Text: fault.Text{NL: "Kies een manier uit de lijst.", EN: "Choose a method from the list."}})
}

// askClients notes which clients are asked: those the caller reaches as they say, those
// they do not reach stay as they are.
func askClients(ctx context.Context, tx *store.Tx, v *domain.Intervision, wanted *pb.Intervision) error {
	asked := wire.IDs[domain.ClientID](wanted.GetClientIds())
	all := append([]domain.ClientID{}, asked...)
	said := map[domain.ClientID]domain.Coming{}
	for _, c := range v.Clients {
		all = append(all, c.Client)
		said[c.Client] = c.Coming
	}
	by, err := tx.Asker(ctx, all)
	if err != nil {
		return err
	}
	var after []domain.InvitedClient
	for _, c := range v.Clients {
		if !by.Reached[c.Client] {
			after = append(after, c)
		}
	}
	for _, id := range asked {
		if !by.Reached[id] {
			return fault.Unknown("UNKNOWN_CLIENT", fault.Text{NL: "Deze persoon is er niet (meer), of je begeleidt deze persoon niet.",
				EN: "There is no such person (any more), or you do not guide them."}, "intervision.client_ids")
		}
		tx.Touch(string(id))
		after = append(after, domain.InvitedClient{Client: id, Coming: said[id]})
	}
	v.Clients = after
	return nil
}

func intervisionOf(m *pb.Intervision) domain.Intervision {
	return domain.Intervision{
		Title: m.GetTitle(), Day: m.GetDay(), Clock: m.GetClock(), ClientWords: m.GetClientWords(), ToldBack: m.GetToldBack(),
		Organisers: wire.IDs[domain.SupportWorkerID](m.GetOrganiserIds()), Invited: wire.IDs[domain.SupportWorkerID](m.GetInvitedIds()),
	}
}
