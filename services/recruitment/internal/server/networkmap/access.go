package networkmap

import (
	"context"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// sharedMap gives what the caller, who reaches this client, sees of their map; a fault
// when they may not see it at all (N-17). It is asked anew on every call: a yes taken
// back holds from then on.
func (s *Server) sharedMap(ctx context.Context, tx *mapstore.Tx, client domain.ClientID) (networkmap.MapView, error) {
	if base.IsSelf(tx.Tx, client) {
		return networkmap.ViewOf(true, nil), nil
	}
	access, shared, err := tx.MapAccess(ctx, client, s.Moment())
	if err != nil {
		return networkmap.MapView{}, err
	}
	return networkmap.ViewOf(false, shared), access.Check()
}

// reachedMap gives the client's id, in stored form, when the caller reaches this
// client, and what they see of the map.
func (s *Server) reachedMap(ctx context.Context, tx *mapstore.Tx, named string) (domain.ClientID, networkmap.MapView, error) {
	client, err := tx.ReachedClient(ctx, domain.ClientID(named))
	if err != nil {
		return "", networkmap.MapView{}, err
	}
	view, err := s.sharedMap(ctx, tx, client)
	return client, view, err
}
