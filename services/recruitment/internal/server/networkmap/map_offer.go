package networkmap

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// OfferNetworkMap writes down that the map was offered and what the client said (N-16).
// Whoever reaches the client may offer it; who may not see the map gets no more of it in
// answer than what they just said.
func (s *Server) OfferNetworkMap(ctx context.Context, req *pb.OfferNetworkMapRequest) (*pb.NetworkMap, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.NetworkMap, error) {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		m, err := tx.NetworkMapForUpdate(ctx, client)
		if err != nil {
			return nil, err
		}
		if m, err = m.Answered(networkmap.MapOffer(wire.Word[string](req.GetOffer())), s.Moment()); err != nil {
			return nil, err
		}
		if err := tx.SaveNetworkMap(ctx, m); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		view, err := s.sharedMap(ctx, tx, client)
		if fault.KindOf(err) == fault.KindDenied {
			r := m.Record()
			return &pb.NetworkMap{ClientId: string(client), Offer: req.GetOffer(), OfferTime: wire.Stamp(r.Offered)}, nil
		}
		if err != nil {
			return nil, err
		}
		return mapMessage(ctx, tx, m, view)
	})
}

// CountMapOffers says how the map was offered, as groups of clients (N-16).
func (s *Server) CountMapOffers(ctx context.Context, req *pb.CountMapOffersRequest) (*pb.MapOffers, error) {
	answer := &pb.MapOffers{}
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		location := wire.ID[domain.LocationID](req.GetLocationId())
		if location != "" {
			if err := tx.RequireLocation(ctx, location); err != nil {
				return err
			}
		}
		counts, err := tx.MapOffers(ctx)
		if err != nil {
			return err
		}
		tx.Touch()
		for _, g := range networkmap.TellOffers(counts, location, location == "") {
			answer.Groups = append(answer.Groups, &pb.MapOffers_Group{
				Offer: wire.Value[pb.NetworkMap_Offer](g.Offer), Told: g.Told, Clients: int32(g.Clients),
			})
		}
		return nil
	})
	return answer, err
}
