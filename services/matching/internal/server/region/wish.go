package region

import (
	"context"
	"slices"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// PreviewRegionalWish shows exactly what others would see of a wish, or do see.
func (s *Server) PreviewRegionalWish(ctx context.Context, req *pb.PreviewRegionalWishRequest) (*pb.RegionalWish, error) {
	id := wire.ID[domain.WishID](req.GetWishId())
	yes, err := s.yesTo(ctx, id)
	if err != nil {
		return nil, err
	}
	var out *pb.RegionalWish
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		seen, err := s.look(ctx, tx, id, yes)
		out = seen.message(s)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// ShowWishInRegion shows a wish, or renews what is shown of it.
func (s *Server) ShowWishInRegion(ctx context.Context, req *pb.ShowWishInRegionRequest) (*pb.RegionalWish, error) {
	id := wire.ID[domain.WishID](req.GetWishId())
	yes, err := s.yesTo(ctx, id)
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalWish, error) {
		seen, err := s.look(ctx, tx, id, yes)
		if err != nil {
			return nil, err
		}
		if err := seen.ready.MayShow(); err != nil {
			return nil, err
		}
		seen.now.ID, seen.now.Shown = region.WishID(ids.New()), s.Now()
		if seen.shown {
			seen.now.ID, seen.now.Shown = seen.as.ID, seen.as.Shown
		}
		seen.as, seen.shown = seen.now, true
		return seen.message(s), tx.Show(ctx, seen.place.name, seen.as)
	})
}

// HideWishFromRegion takes it away at once, whatever else goes on.
func (s *Server) HideWishFromRegion(ctx context.Context, req *pb.HideWishFromRegionRequest) (*pb.RegionalWish, error) {
	var others []string
	out, err := base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalWish, error) {
		id := wire.ID[domain.WishID](req.GetWishId())
		seen, err := s.look(ctx, tx, id, true)
		if err != nil || !seen.shown {
			return seen.message(s), err
		}
		if others, err = s.hide(ctx, tx, seen.as); err != nil {
			return nil, err
		}
		seen.shown = false
		return seen.message(s), nil
	})
	if err != nil {
		return nil, err
	}
	return out, s.FollowAll(ctx, others...)
}

// hide takes a wish out of the region, with the questions nobody answered yet.
func (s *Server) hide(ctx context.Context, tx *store.Tx, w store.OwnWish) (others []string, err error) {
	about, err := tx.RequestsAbout(ctx, w.ID)
	if err != nil {
		return nil, err
	}
	var open []region.RequestID
	for _, r := range about {
		if r.State(s.Now()) == region.Asked {
			open = append(open, r.ID)
		}
	}
	if others, err = s.letAll(ctx, tx, open); err != nil {
		return nil, err
	}
	return others, tx.Hide(ctx, w.Home, "")
}

// seen is a wish of ours as the region sees it, or would.
type seen struct {
	place place
	ready region.Readiness
	now   store.OwnWish // as it would be shown now
	as    store.OwnWish // as it is shown
	shown bool
}

func (w seen) message(s *Server) *pb.RegionalWish {
	if w.shown {
		return s.ownWishMessage(w.as, true)
	}
	out := s.ownWishMessage(w.now, false)
	out.Missing = base.Sentences(w.ready.Missing())
	return out
}

// look reads a wish of somebody the caller reaches, and what the region may see of it.
func (s *Server) look(ctx context.Context, tx *store.Tx, id domain.WishID, agreed bool) (w seen, err error) {
	if w.place, err = s.enter(ctx, tx); err != nil {
		return w, err
	}
	home, err := tx.Wish(ctx, id)
	if err != nil {
		return w, err
	}
	tx.Touch(string(home.Client))
	profile, mayMatch, err := tx.Profile(ctx, home.Client)
	if err != nil {
		return w, err
	}
	guides, err := tx.Guides(ctx, home.Client)
	if err != nil {
		return w, err
	}
	users, err := tx.WordUsers(ctx, slices.Concat(home.Interests, profile.Interests))
	if err != nil {
		return w, err
	}
	w.ready = region.Readiness{TakesPart: w.place.takesPart, Open: home.Open(), MayMatch: mayMatch, Agreed: agreed, Guided: guides > 0}
	w.now = store.OwnWish{Wish: region.Project(home, profile, users), Home: home.ID, Client: home.Client}
	w.now.Organisation = region.OrganisationID(tx.Tenant)
	w.as, w.shown, err = tx.ShownAs(ctx, id)
	return w, err
}

// yesTo says whether the yes of whoever wishes stands; what rested on one that does not
// is taken away.
func (s *Server) yesTo(ctx context.Context, id domain.WishID) (bool, error) {
	var who person
	name := ""
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		name = s.regionOf(tx.Tenant)
		w, err := tx.Wish(ctx, id)
		who = person{region.OrganisationID(tx.Tenant), w.Client}
		return err
	})
	if err != nil || name == "" {
		return false, err
	}
	gone, err := s.letGo(ctx, name, map[person]bool{who: true})
	return !gone, err
}

// ListRegionalWishes gives what other organisations of the region show: of those whose
// yes to it stands at this moment.
func (s *Server) ListRegionalWishes(ctx context.Context, req *pb.ListRegionalWishesRequest) (*pb.ListRegionalWishesResponse, error) {
	page, size, err := wishPage(req.GetPageToken(), req.GetPageSize())
	if err != nil {
		return nil, err
	}
	for {
		var wishes []region.Wish
		name := ""
		err := s.Store.InTx(ctx, func(tx *store.Tx) error {
			in, err := s.enter(ctx, tx)
			if err != nil {
				return err
			}
			name = in.name
			wishes, err = tx.RegionalWishes(ctx, page)
			return err
		})
		if err != nil {
			return nil, err
		}
		people, err := s.whose(ctx, wishes)
		if err != nil {
			return nil, err
		}
		if gone, err := s.letGo(ctx, name, people); err != nil {
			return nil, err
		} else if gone {
			continue // look again: each time at least one of them is there no more
		}
		out := &pb.ListRegionalWishesResponse{}
		shown, more := paging.Cut(wishes, size)
		for _, w := range shown {
			out.Wishes = append(out.Wishes, s.wishMessage(w))
		}
		if more {
			out.NextPageToken = wishToken(shown[len(shown)-1])
		}
		return out, nil
	}
}

// ListOwnRegionalWishes gives the wishes of the caller's own clients that are shown.
func (s *Server) ListOwnRegionalWishes(ctx context.Context, req *pb.ListOwnRegionalWishesRequest) (*pb.ListOwnRegionalWishesResponse, error) {
	page, size, err := wishPage(req.GetPageToken(), req.GetPageSize())
	if err != nil {
		return nil, err
	}
	client := wire.ID[domain.ClientID](req.GetClientId())
	for {
		var wishes []store.OwnWish
		people, name := map[person]bool{}, ""
		err := s.Store.InTx(ctx, func(tx *store.Tx) error {
			name = s.regionOf(tx.Tenant)
			if client != "" {
				if err := tx.Reach(ctx, client); err != nil {
					return err
				}
			}
			wishes, err = tx.OwnWishes(ctx, client, page)
			tx.Touch(string(client))
			for _, w := range wishes {
				tx.Touch(string(w.Client))
				people[person{region.OrganisationID(tx.Tenant), w.Client}] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if gone, err := s.letGo(ctx, name, people); err != nil {
			return nil, err
		} else if gone {
			continue
		}
		out := &pb.ListOwnRegionalWishesResponse{}
		shown, more := paging.Cut(wishes, size)
		for _, w := range shown {
			out.Wishes = append(out.Wishes, s.ownWishMessage(w, true))
		}
		if more {
			out.NextPageToken = wishToken(shown[len(shown)-1].Wish)
		}
		return out, nil
	}
}

func wishPage(token string, asked int32) (store.WishPage, int, error) {
	size := paging.Size(asked)
	key, err := paging.After(token, 2)
	if err != nil || token == "" {
		return store.WishPage{Limit: size + 1}, size, err
	}
	at, err := time.Parse(time.RFC3339Nano, key[0])
	if err != nil {
		return store.WishPage{}, size, paging.BadToken()
	}
	return store.WishPage{AfterTime: at, AfterID: region.WishID(key[1]), Limit: size + 1}, size, nil
}

func wishToken(w region.Wish) string {
	return paging.Token(w.Shown.Format(time.RFC3339Nano), string(w.ID))
}
