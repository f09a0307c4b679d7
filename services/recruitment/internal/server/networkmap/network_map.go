package networkmap

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// GetNetworkMap gives what is true of the map as a whole.
func (s *Server) GetNetworkMap(ctx context.Context, req *pb.GetNetworkMapRequest) (*pb.NetworkMap, error) {
	var answer *pb.NetworkMap
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, view, err := s.reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		m, err := tx.NetworkMap(ctx, client)
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		answer, err = mapMessage(ctx, tx, m, view)
		return err
	})
	return answer, err
}

// UpdateNetworkMap changes what is told of the map as a whole.
func (s *Server) UpdateNetworkMap(ctx context.Context, req *pb.UpdateNetworkMapRequest) (*pb.NetworkMap, error) {
	writes, err := wire.Fixed{"client_id", "offer", "offer_time", "searching"}.Masked(req.GetUpdateMask(), req.GetNetworkMap(),
		"living", "shared_parts", "give_back", "give_back_contact_id")
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.NetworkMap, error) {
		client, view, err := s.reachedMap(ctx, tx, req.GetNetworkMap().GetClientId())
		if err != nil {
			return nil, err
		}
		before, err := s.mapToChange(ctx, tx, client, view, req.GetNetworkMap().GetEtag())
		if err != nil {
			return nil, err
		}
		told, err := s.mergeMap(ctx, tx, before, req.GetNetworkMap(), writes)
		if err != nil {
			return nil, err
		}
		m, err := before.Tell(told, view.Own, req.GetVoice(), s.Moment())
		if err != nil {
			return nil, err
		}
		if err := tx.SaveNetworkMap(ctx, m); err != nil {
			return nil, err
		}
		if writes("give_back") && m.Record().GiveBack == networkmap.GiveBackLooking {
			// A task for those around; one that is open already is enough (N-18).
			if _, err := tx.AddFindSomebody(ctx, domain.FindSomebody(domain.StepID(ids.New()), client, s.Moment())); err != nil {
				return nil, err
			}
		}
		if m.SharesLess(before) {
			// What was answered before this is not answered again.
			if err := tx.Forget(ctx, string(client)); err != nil {
				return nil, err
			}
		}
		if !view.Own {
			view = networkmap.ViewOf(false, m.Record().Shared)
		}
		return mapMessage(ctx, tx, m, view)
	})
}

// mapToChange loads a map for a change, when it has the etag that the caller saw.
func (s *Server) mapToChange(ctx context.Context, tx *mapstore.Tx, client domain.ClientID, view networkmap.MapView, etag string) (networkmap.NetworkMap, error) {
	m, err := tx.NetworkMapForUpdate(ctx, client)
	if err != nil {
		return m, err
	}
	tx.Touch(string(client))
	seen, err := mapMessage(ctx, tx, m, view)
	if err != nil {
		return m, err
	}
	if etag = strings.Trim(etag, `"`); etag != "" && etag != seen.GetEtag() {
		return m, fault.Changed()
	}
	return m, nil
}

// mergeMap gives what the map is to tell. Who gives something back is somebody of this
// map whom the caller may see; one whom they may not see stays when they say nothing else.
func (s *Server) mergeMap(ctx context.Context, tx *mapstore.Tx, m networkmap.NetworkMap, asked *pb.NetworkMap, writes func(string) bool) (networkmap.MapTelling, error) {
	told := m.Telling()
	base.Set(writes("living"), &told.Living, asked.GetLiving())
	base.Set(writes("shared_parts"), &told.Shared, partWords(asked.GetSharedParts()))
	chosen := wire.ID[domain.ContactID](asked.GetGiveBackContactId())
	if told.GiveBackContact != "" && chosen == "" && asked.GetGiveBack() == pb.NetworkMap_GIVE_BACK_UNSPECIFIED {
		sees, err := tx.OnMyMap(ctx, m.Record().Client, told.GiveBackContact)
		if err != nil || !sees {
			return told, err
		}
	}
	base.Set(writes("give_back"), &told.GiveBack, networkmap.GiveBack(wire.Word[string](asked.GetGiveBack())))
	base.Set(writes("give_back_contact_id"), &told.GiveBackContact, chosen)
	if !writes("give_back_contact_id") || chosen == "" {
		return told, nil
	}
	there, err := tx.OnMyMap(ctx, m.Record().Client, chosen)
	if err == nil && !there {
		err = fault.Unknown("NOT_ON_MAP", fault.Text{
			NL: "Deze persoon staat niet (meer) op de kaart. Kies iemand anders.",
			EN: "This person is not on the map (any more). Choose somebody else.",
		}, "network_map.give_back_contact_id")
	}
	return told, err
}

// EraseNetworkMap takes everything off the map for good: the people, earlier maps, talks,
// and what was told of the map itself.
func (s *Server) EraseNetworkMap(ctx context.Context, req *pb.EraseNetworkMapRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*emptypb.Empty, error) {
		client, err := ownMap(ctx, tx, req.GetClientId())
		if err != nil {
			return nil, err
		}
		m, err := tx.NetworkMapForUpdate(ctx, client)
		if err != nil {
			return nil, err
		}
		if m.Record().Version > 0 {
			if err := tx.SaveNetworkMap(ctx, m.Erased(s.Moment())); err != nil {
				return nil, err
			}
		}
		tx.Touch(string(client))
		return &emptypb.Empty{}, tx.EraseMap(ctx, client)
	})
}

// ownMap gives the client's id when it is the client themself who asks; Missing for anybody else.
func ownMap(ctx context.Context, tx *mapstore.Tx, named string) (domain.ClientID, error) {
	client, err := tx.ReachedClient(ctx, domain.ClientID(named))
	if err == nil && !base.IsSelf(tx.Tx, client) {
		err = fault.Missing()
	}
	return client, err
}

// mapMessage gives the map as the caller sees it.
func mapMessage(ctx context.Context, tx *mapstore.Tx, m networkmap.NetworkMap, view networkmap.MapView) (*pb.NetworkMap, error) {
	r := m.Record()
	answer := &pb.NetworkMap{
		ClientId: string(r.Client), Living: r.Living, SharedParts: partNumbers(r.Shared),
		GiveBack: wire.Value[pb.NetworkMap_GiveBack](r.GiveBack), GiveBackContactId: string(r.GiveBackContact),
		Offer: wire.Value[pb.NetworkMap_Offer](r.Offer), OfferTime: wire.Stamp(r.Offered),
	}
	if r.GiveBackContact != "" && !view.Own {
		sees, err := tx.OnMyMap(ctx, r.Client, r.GiveBackContact)
		if err != nil {
			return nil, err
		}
		if !sees {
			answer.GiveBack, answer.GiveBackContactId = pb.NetworkMap_GIVE_BACK_UNSPECIFIED, ""
		}
	}
	etag, err := mapEtag(answer)
	if err != nil {
		return nil, err
	}
	somebody, err := tx.SomebodyOnMap(ctx, r.Client)
	answer.Etag, answer.Searching = etag, !somebody
	return answer, err
}

// mapEtag is made of what the caller sees, and not a count of changes: that would tell
// staff that something was changed which they may not know of (N-13).
func mapEtag(seen *pb.NetworkMap) (string, error) {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(seen)
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8]), err
}
