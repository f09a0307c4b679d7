package server

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListClients lists the clients the caller reaches, by name.
func (s *Server) ListClients(ctx context.Context, req *pb.ListClientsRequest) (*pb.ListClientsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListClientsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if after != "" {
			// A place in the list of somebody out of reach would tell how their name begins.
			if _, err := tx.ReachedClient(ctx, domain.ClientID(after)); err != nil {
				return paging.BadToken()
			}
		}
		rows, err := tx.Clients(ctx, store.ClientQuery{
			Words: domain.SearchWords(req.GetQuery()), Location: domain.LocationID(req.GetLocationId()),
			After: domain.ClientID(after), Limit: size + 1,
		})
		rows, more := paging.Cut(rows, size)
		for _, c := range rows {
			resp.Clients = append(resp.Clients, clientMessage(c))
		}
		if more {
			// The id, not the name: tokens travel in addresses.
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// GetClient gives one client.
func (s *Server) GetClient(ctx context.Context, req *pb.GetClientRequest) (*pb.Client, error) {
	var c domain.Client
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		c, err = tx.Client(ctx, domain.ClientID(req.GetId()))
		return err
	})
	if err != nil {
		return nil, err
	}
	return clientMessage(c), nil
}

// CreateClient adds a client: a name is enough. The yes to be looked for is
// given apart, and is not there by itself.
func (s *Server) CreateClient(ctx context.Context, req *pb.CreateClientRequest) (*pb.Client, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Client, error) {
		now := s.Clock()
		c := clientOf(req.GetClient()).Tidied()
		c.ID, c.Version, c.Created, c.Updated = domain.ClientID(ids.New()), 1, now, now
		if err := c.Check(now.Year()); err != nil {
			return nil, err
		}
		named := wire.IDs[domain.SupportWorkerID](req.GetClient().GetSupportWorkerIds())
		if err := tx.RequireWorkers(ctx, "client.support_worker_ids", named); err != nil {
			return nil, err
		}
		workers, err := firstWorkers(tx.Caller, named)
		if err != nil {
			return nil, err
		}
		if len(workers) > 0 {
			if c, err = c.Assign(workers); err != nil {
				return nil, err
			}
		}
		if err := tx.InsertClient(ctx, c); err != nil {
			return nil, err
		}
		return clientMessage(c), base.Tell(ctx, tx, base.ClientChanged(c))
	})
}

// firstWorkers are those who guide a new client. A support worker who adds one guides
// them, or could not see them a moment later.
func firstWorkers(caller authn.Caller, named []domain.SupportWorkerID) ([]domain.SupportWorkerID, error) {
	me := domain.SupportWorkerID(caller.Person)
	switch {
	case reachesAll(caller) || slices.Contains(named, me):
		return named, nil
	case len(named) < 2:
		return append([]domain.SupportWorkerID{me}, named...), nil
	}
	text := fault.Text{
		NL: "Noem jezelf ook als begeleider, of vraag een netwerkaanspreekpunt om deze cliënt toe te voegen.",
		EN: "Name yourself as support worker too, or ask a network lead to add this client.",
	}
	return nil, fault.Invalid("NAME_YOURSELF_TOO", text, fault.Field{Path: "client.support_worker_ids", Text: text})
}

func reachesAll(c authn.Caller) bool {
	return c.Has(authn.RoleNetworkLead) || c.Has(authn.RoleCoordinator) || c.Has(authn.RoleOrganisationAdmin)
}

// UpdateClient changes what is known of a client.
func (s *Server) UpdateClient(ctx context.Context, req *pb.UpdateClientRequest) (*pb.Client, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Client, error) {
		before, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClient().GetId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetClient().GetEtag()); err != nil {
			return nil, err
		}
		after, err := changeClient(before, req)
		if err != nil {
			return nil, err
		}
		if err := mayChange(tx.Caller, before, after); err != nil {
			return nil, err
		}
		return s.keepClient(ctx, tx, before, after)
	})
}

// keepClient saves a client that changed and tells the others; a client that did not
// keeps the etag.
func (s *Server) keepClient(ctx context.Context, tx *store.Tx, before, after domain.Client) (*pb.Client, error) {
	if after.Same(before) {
		return clientMessage(before), nil
	}
	now := s.Clock()
	if err := after.Check(now.Year()); err != nil {
		return nil, err
	}
	after.Updated = now
	after, err := tx.SaveClient(ctx, after)
	if err != nil {
		return nil, err
	}
	return clientMessage(after), base.TellChange(ctx, tx, before, after, now)
}

// mayChange keeps what the organisation decides out of a client's own hands: by the
// number they sign in, and who guides them is said by AssignSupportWorkers.
func mayChange(caller authn.Caller, before, after domain.Client) error {
	if !slices.Equal(before.SupportWorkers, after.SupportWorkers) {
		return fault.Conflict("ASSIGN_INSTEAD", fault.Text{
			NL: "Wie begeleidt, wijst een netwerkaanspreekpunt of coördinator aan.",
			EN: "Who guides is named by a network lead or coordinator.",
		})
	}
	if caller.IsClient() && (before.Number != after.Number || before.Location != after.Location) {
		return fault.Denied("ASK_YOUR_SUPPORT_WORKER", fault.Text{
			NL: "Je nummer en je locatie verandert je begeleider voor je.",
			EN: "Your support worker changes your number and your location for you.",
		})
	}
	if caller.IsClient() && before.Representative != after.Representative {
		return fault.Denied("ASK_YOUR_SUPPORT_WORKER", fault.Text{
			NL: "Wie jou wettelijk vertegenwoordigt, verandert je begeleider. Klopt het niet? Zeg het dan.",
			EN: "Your support worker changes who represents you by law. Is it not right? Then say so.",
		})
	}
	return nil
}

// AssignSupportWorkers says who guides this client: first and second responsible (O-01).
func (s *Server) AssignSupportWorkers(ctx context.Context, req *pb.AssignSupportWorkersRequest) (*pb.Client, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Client, error) {
		before, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		after, err := before.Assign(wire.IDs[domain.SupportWorkerID](req.GetSupportWorkerIds()))
		if err != nil {
			return nil, err
		}
		if err := tx.SettleClient(ctx, after); err != nil {
			return nil, err
		}
		return s.keepClient(ctx, tx, before, after)
	})
}
