package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// Behind the door's access rules the store itself gives nothing to somebody who
// reaches no client, whatever is asked.
func TestWhoReachesNobodyIsGivenNothing(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t, store.Schema())
	s := store.New(db.Open(store.Schema()))
	tenant, client, wish, talk, contact, networker := ids.New(), ids.New(), ids.New(), ids.New(), ids.New(), ids.New()
	owner := db.Owner(t)
	if _, err := owner.Exec(t.Context(), `WITH c AS (INSERT INTO recruitment.client (tenant_id, id, given_name, sort_key, created_at, updated_at)
			VALUES ($1, $2, 'Iemand', 'iemand', now(), now()))
		, w AS (INSERT INTO recruitment.wish (tenant_id, id, client_id, state, own_words, created_at, updated_at)
			VALUES ($1, $3, $2, 'open', 'koken', now(), now()))
		, k AS (INSERT INTO recruitment.contact (tenant_id, id, client_id, name, created_at, updated_at)
			VALUES ($1, $4, $2, 'Riet', now(), now()))
		, n AS (INSERT INTO recruitment.networker (tenant_id, id, client_id, state, source, created_at, updated_at)
			VALUES ($1, $5, $2, 'idea', 'file', now(), now()))
		INSERT INTO recruitment.network_talk (tenant_id, id, client_id, created_at) VALUES ($1, $6, $2, now())`,
		tenant, client, wish, contact, networker, talk); err != nil {
		t.Fatal(err)
	}
	found := func(ctx context.Context) (n int, errs []error) {
		err := s.InTx(ctx, func(tx *store.Tx) error {
			wishes, err := tx.Wishes(ctx, store.WishFilter{Limit: 9})
			errs = append(errs, err)
			talks, err := mapstore.Of(tx).NetworkTalks(ctx, domain.ClientID(client), "", 9)
			errs = append(errs, err)
			contacts, err := mapstore.Of(tx).Contacts(ctx, domain.ClientID(client), "", 9)
			errs = append(errs, err)
			networkers, err := tx.Networkers(ctx, store.NetworkerFilter{Limit: 9})
			errs = append(errs, err)
			n = len(wishes) + len(talks) + len(contacts) + len(networkers)
			_, err = tx.Wish(ctx, domain.WishID(wish))
			errs = append(errs, err)
			_, err = mapstore.Of(tx).NetworkTalkForUpdate(ctx, domain.NetworkTalkID(talk))
			errs = append(errs, err)
			_, err = mapstore.Of(tx).ContactForUpdate(ctx, domain.ContactID(contact))
			errs = append(errs, err)
			_, err = tx.Networker(ctx, domain.NetworkerID(networker))
			errs = append(errs, err)
			_, err = tx.ReachedClient(ctx, domain.ClientID(client))
			errs = append(errs, err)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n, errs
	}
	const lists = 4
	for role, want := range map[authn.Role]int{authn.RoleRegionCoordinator: 0, authn.RoleNetworkLead: lists} {
		n, errs := found(db.As(t, authn.Caller{Tenant: tenant, Person: ids.New(), Roles: []authn.Role{role}}))
		if n != want {
			t.Errorf("%s is given %d rows, want %d", role, n, want)
		}
		for i, err := range errs {
			refused := want == 0 && i >= lists
			if refused != (fault.KindOf(err) == fault.KindNotFound) || !refused && err != nil {
				t.Errorf("%s, question %d: %v", role, i, err)
			}
		}
	}
}

// The etag check of the server has a second one behind it, in the statement itself.
func TestAVersionThatHasGoneIsNotSaved(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t, store.Schema())
	s := store.New(db.Open(store.Schema()))
	tenant, client := ids.New(), ids.New()
	if _, err := db.Owner(t).Exec(t.Context(), `INSERT INTO recruitment.client (tenant_id, id, given_name, sort_key, created_at, updated_at)
		VALUES ($1, $2, 'Iemand', 'iemand', now(), now())`, tenant, client); err != nil {
		t.Fatal(err)
	}
	ctx := db.As(t, authn.Caller{Tenant: tenant, Person: client, Roles: []authn.Role{authn.RoleClient}})
	err := s.InTx(ctx, func(tx *store.Tx) error {
		w, err := domain.NewWish(domain.WishID(ids.New()), domain.ClientID(client), domain.WishTelling{OwnWords: "koken"}, time.Now())
		if err != nil {
			return err
		}
		if w, err = tx.AddWish(ctx, w); err != nil {
			return err
		}
		if _, err := tx.SaveWish(ctx, w); err != nil {
			return err
		}
		_, err = tx.SaveWish(ctx, w)
		return err
	})
	if fault.KindOf(err) != fault.KindStale {
		t.Fatalf("saving an old version: %v", err)
	}
}
