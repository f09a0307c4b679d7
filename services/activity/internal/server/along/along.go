package along

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListWelcome lists what is open to somebody.
func (s *Server) ListWelcome(ctx context.Context, req *pb.ListWelcomeRequest) (*pb.ListWelcomeResponse, error) {
	out := &pb.ListWelcomeResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := forWhom(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.OpenActivities(ctx, client, s.Today())
		if err != nil {
			return err
		}
		people := []domain.ClientID{client}
		for _, a := range found {
			people = append(people, a.Clients()...)
		}
		by, err := tx.Circle(ctx, people)
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		for _, a := range found {
			known, more := a.KnownTo(client, "", by)
			shown, err := s.activities.Show(ctx, tx, known)
			if err != nil {
				return err
			}
			out.Outings = append(out.Outings, &pb.Outing{Activity: shown[0], MorePeople: more})
		}
		return nil
	})
	return out, err
}

// forWhom is the client a list is for: a client asks for themself, staff say for whom.
func forWhom(ctx context.Context, tx *store.Tx, id string) (domain.ClientID, error) {
	client := wire.ID[domain.ClientID](id)
	var asked []domain.ClientID
	if client != "" {
		asked = append(asked, client)
	}
	by, err := tx.Circle(ctx, asked)
	switch {
	case err != nil:
		return "", err
	case client == "" && by.Self == "":
		return "", fault.Invalid("INVALID_FIELDS", forWhomText, fault.Field{Path: "client_id", Text: forWhomText})
	case client == "":
		return by.Self, nil
	case !by.Reaches(client):
		return "", fault.Missing()
	}
	return client, nil
}

var forWhomText = fault.Text{NL: "Voor wie is het? Kies een persoon.", EN: "Who is it for? Choose a person."}

// OpenActivity says who else may know of it and join.
func (s *Server) OpenActivity(ctx context.Context, req *pb.OpenActivityRequest) (*pb.Along, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Along, error) {
		a, err := tx.ActivityForUpdate(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return nil, err
		}
		to := wire.Word[domain.Welcome](req.GetReach())
		if a, err = domain.Open(a, to, s.Now()); err != nil {
			return nil, err
		}
		if a, err = tx.SaveActivity(ctx, a); err != nil {
			return nil, err
		}
		if err := tx.SaveWelcome(ctx, a.ID, to); err != nil {
			return nil, err
		}
		if err := feed.Append(ctx, tx.Tx, base.Changed(a)); err != nil {
			return nil, err
		}
		return around(ctx, tx, a)
	})
}

// GetAlong gives what stands around an activity the caller sees.
func (s *Server) GetAlong(ctx context.Context, req *pb.GetAlongRequest) (*pb.Along, error) {
	var out *pb.Along
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Activity(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return err
		}
		out, err = around(ctx, tx, a)
		return err
	})
	return out, err
}

// BringCitizen lets somebody of the neighbourhood come along.
func (s *Server) BringCitizen(ctx context.Context, req *pb.BringCitizenRequest) (*pb.Along, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Along, error) {
		a, err := tx.ActivityForUpdate(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return nil, err
		}
		with := wire.ID[domain.ClientID](req.GetClientId())
		by, err := tx.Circle(ctx, append(a.Clients(), with))
		if err != nil {
			return nil, err
		}
		present, err := tx.Citizens(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		c, err := domain.Bring(a, with, req.GetWord(), present, by)
		if err != nil {
			return nil, err
		}
		c.ID = domain.CitizenID(ids.New())
		a.Updated = s.Now()
		if err := tx.AddCitizen(ctx, a, c); err != nil {
			return nil, err
		}
		return around(ctx, tx, a)
	})
}

// RemoveCitizen says that they do not come along after all. Who is gone already is gone.
func (s *Server) RemoveCitizen(ctx context.Context, req *pb.RemoveCitizenRequest) (*pb.Along, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Along, error) {
		a, err := tx.ActivityForUpdate(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return nil, err
		}
		if err := tx.DeleteCitizen(ctx, a.ID, wire.ID[domain.CitizenID](req.GetCitizenId())); err != nil {
			return nil, err
		}
		return around(ctx, tx, a)
	})
}

func around(ctx context.Context, tx *store.Tx, a domain.Activity) (*pb.Along, error) {
	chosen, err := tx.Welcome(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	citizens, err := tx.Citizens(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	out := &pb.Along{ActivityId: string(a.ID), Reach: wire.Value[pb.Along_Reach](a.OpenTo(chosen))}
	tx.Touch(wire.Texts(a.Clients())...)
	for _, c := range citizens {
		out.Citizens = append(out.Citizens, &pb.Citizen{Id: string(c.ID), ClientId: string(c.Client), Word: c.Word})
	}
	return out, nil
}
