package server

import (
	"context"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
)

// Forgetting is evaluation's part of erasure and retention.
func (s *Server) Forgetting(db *postgres.DB, usual retention.Usual) erasure.Service {
	old := func(kind, due string, remove func(*store.Tx, context.Context, []string) error) erasure.Old {
		return erasure.Old{Kind: kind, Due: due, Remove: func(ctx context.Context, tx *postgres.Tx, ids []string) error {
			return remove(store.In(tx), ctx, ids)
		}}
	}
	ours := erasure.Ours{
		List: store.Erasure(), Texts: store.NamesIn(),
		Kept: []erasure.Kept{
			{
				NL: "Dát er een zorg om veiligheid was en dat die is doorgegeven blijft, zonder om wie het ging.",
				EN: "That there was a concern about safety, and that it was passed on, stays; not whom it was about.",
			},
			{
				NL: "Cijfers van groepen van vijf en meer blijven: daar is niemand in te herkennen.",
				EN: "Figures of groups of five and more stay: nobody can be recognised in them.",
			},
		},
		Retention: erasure.Retention{DB: db, Clock: s.Now, Usual: usual, Olds: []erasure.Old{
			old("look_back", store.OldLookBacks, (*store.Tx).RemoveLookBacks),
			old("questionnaire", store.OldQuestionnaires, (*store.Tx).RemoveQuestionnaires),
			old("concern", store.OldConcerns, (*store.Tx).RemoveConcerns),
		}},
	}
	return erasure.Service{DB: db, Ours: ours, Erase: func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		_, err := ours.List.Carry(ctx, tx, who, func() error { return forget(ctx, tx, who.Client) })
		return err
	}}
}

func forget(ctx context.Context, tx *postgres.Tx, client string) error {
	return clientLeft(ctx, store.In(tx), domain.ClientID(client))
}
