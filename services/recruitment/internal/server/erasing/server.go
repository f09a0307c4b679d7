// Package erasing answers recruitment's ErasureService and carries out what it promised:
// somebody is forgotten by every service, and a receipt says what was removed.
package erasing

import (
	"context"
	"errors"
	"strings"

	"google.golang.org/protobuf/proto"

	erasurepb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	keep "github.com/optrek/optrek/services/recruitment/internal/store/erasing"
)

// Vault destroys a person's key and notes the erasure (package vault).
type Vault interface {
	Erase(ctx context.Context, tenant, person string) error
}

// Server implements optrek.recruitment.v1.ErasureService.
type Server struct {
	pb.UnimplementedErasureServiceServer
	base.Base

	// Usual is how long organisations keep what until they choose.
	Usual retention.Usual

	vault  Vault
	others map[string]erasurepb.ErasurePartServiceClient // by service
	due    chan struct{}
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b, due: make(chan struct{}, 1)} }

// Know gives it the vault and the other services. Without a vault nothing is finished.
func (s *Server) Know(v Vault, others map[string]erasurepb.ErasurePartServiceClient) {
	s.vault, s.others = v, others
}

// Due says that there is something to carry out or to finish.
func (s *Server) Due() <-chan struct{} { return s.due }

func (s *Server) wake() {
	select {
	case s.due <- struct{}{}:
	default:
	}
}

// Forgetting is recruitment's own part of erasure and retention.
func (s *Server) Forgetting(db *postgres.DB) erasure.Service {
	return erasure.Service{DB: db, Ours: s.ours(db), Erase: func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		return s.CarryOut(ctx, &store.Tx{Tx: tx}, domain.ClientID(who.Client), erasing.ForRegister)
	}}
}

func (s *Server) ours(db *postgres.DB) erasure.Ours {
	remove := func(fn func(*keep.Tx, context.Context, []string) error) func(context.Context, *postgres.Tx, []string) error {
		return func(ctx context.Context, tx *postgres.Tx, ids []string) error {
			return fn(keep.Of(&store.Tx{Tx: tx}), ctx, ids)
		}
	}
	return erasure.Ours{
		List: store.Erasure(), Texts: keep.NamesIn(),
		Kept: []erasure.Kept{
			{
				NL: "Wie er heeft gekeken blijft vijf jaar bewaard, zonder naam. Dat hoort zo in de zorg (NEN 7513).",
				EN: "Who looked is kept for five years, without a name. That is the rule in care (NEN 7513).",
			},
			{
				NL: "Het bewijs van het wissen blijft: wat er weg is en wanneer. Er staat geen naam in.",
				EN: "The receipt of the erasure stays: what is gone and when. There is no name in it.",
			},
			{
				NL: "Wat anderen op hun eigen kaart of in hun eigen verhaal zetten, is van hen en blijft.",
				EN: "What others put on their own map or in their own story is theirs and stays.",
			},
		},
		Retention: erasure.Retention{DB: db, Clock: s.Moment, Usual: s.Usual, Olds: []erasure.Old{
			{Kind: "client", Due: keep.OldClients, Remove: func(ctx context.Context, tx *postgres.Tx, clients []string) error {
				return s.askAll(ctx, keep.Of(&store.Tx{Tx: tx}), clients)
			}},
			{Kind: "talk", Due: keep.OldTalks, Remove: remove((*keep.Tx).RemoveTalks)},
			{Kind: "import", Due: keep.OldImports, Remove: remove((*keep.Tx).RemoveImports)},
		}},
	}
}

// askAll asks that these clients are forgotten, whose care ended long enough ago.
func (s *Server) askAll(ctx context.Context, tx *keep.Tx, clients []string) error {
	days, _, err := tx.ThinkingDays(ctx)
	if err != nil {
		return err
	}
	for _, client := range clients {
		if err := tx.Insert(ctx, erasing.Ask(erasing.ID(ids.New()), domain.ClientID(client), erasing.ForRetention, days, s.Moment())); err != nil {
			return err
		}
	}
	return nil
}

// CarryOut erases somebody here, in this transaction, and tells the others to. What was
// asked before is carried out by it; else it is a new erasure.
func (s *Server) CarryOut(ctx context.Context, tx *store.Tx, client domain.ClientID, wanted erasing.For) error {
	kept := keep.Of(tx)
	e, err := kept.OpenOf(ctx, client)
	found := err == nil
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return err
	}
	if !found {
		e = erasing.Ask(erasing.ID(ids.New()), client, wanted, 0, s.Moment())
	}
	removed, err := store.Erasure().Carry(ctx, tx.Tx, erasure.Who{Client: string(client)}, func() error {
		c, err := tx.ClientToChange(ctx, client)
		if fault.KindOf(err) == fault.KindNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.EraseClient(ctx, c)
	})
	if err != nil {
		return err
	}
	e = e.Carry(counted(removed), s.Moment())
	if found {
		e, err = kept.Save(ctx, e)
	} else {
		err = kept.Insert(ctx, e)
	}
	if err != nil {
		return err
	}
	return feed.AppendAll(ctx, tx.Tx, []proto.Message{&pb.ClientErased{ClientId: string(client), ErasureId: string(e.ID)}})
}

func counted(removed map[erasure.Part]int) map[string]int {
	all := map[string]int{}
	for part, n := range removed {
		all[string(part)] = n
	}
	return all
}

// some is how many erasures are taken up in one go.
const some = 100

// Do carries out what is due in one organisation and finishes what every service reported;
// holds that are over end. It may be cut off anywhere and run again.
func (s *Server) Do(ctx context.Context, tenant string) error {
	return errors.Join(s.endHolds(ctx, tenant), s.carryDue(ctx, tenant), s.finish(ctx, tenant))
}

func (s *Server) carryDue(ctx context.Context, tenant string) error {
	var due []erasing.ID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		// A file on its way in holds rows of people: it is waited for, minutes at most.
		_, underWay, err := tx.ImportUnderWay(ctx)
		if err != nil || underWay {
			return err
		}
		due, err = keep.Of(tx).Due(ctx, s.Moment(), some)
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range due {
		failed = append(failed, s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			e, err := keep.Of(tx).Erasure(ctx, id, true)
			if err != nil {
				return err
			}
			held, err := erasure.Held(ctx, tx.Tx, string(e.Client))
			if err != nil || held || e.State != erasing.Waiting || e.Due.After(s.Moment()) {
				return err
			}
			return s.CarryOut(ctx, tx, e.Client, e.For)
		}))
	}
	return errors.Join(failed...)
}

// finish destroys the keys of those whom every service has forgotten.
func (s *Server) finish(ctx context.Context, tenant string) error {
	if s.vault == nil {
		return nil
	}
	var reported []erasing.ID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		reported, err = keep.Of(tx).Reported(ctx, len(erasing.Services()), some)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range reported {
		var e erasing.Erasure
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
			e, err = keep.Of(tx).Erasure(ctx, id, false)
			return err
		})
		if err != nil {
			return err
		}
		if err := s.vault.Erase(ctx, tenant, strings.ToLower(string(e.Client))); err != nil {
			return err
		}
		err = s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			e, err := keep.Of(tx).Erasure(ctx, id, true)
			if err != nil {
				return err
			}
			_, err = keep.Of(tx).Save(ctx, e.Finish(s.Moment()))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
