package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const stepColumns = `id::text, client_id::text, version, coalesce(wish_id::text, ''), kind, state, words, picture, who,
	created_at, updated_at`

func scanStep(row pgx.CollectableRow) (domain.Step, error) {
	var r domain.StepRecord
	err := row.Scan(&r.ID, &r.Client, &r.Version, &r.Wish, &r.Kind, &r.State, &r.Words, &r.Picture, &r.Who, &r.Created, &r.Updated)
	if err != nil {
		return domain.Step{}, err
	}
	return domain.RestoreStep(r)
}

// StepForUpdate gives a step of a client the caller reaches, and nobody else changes it
// until this transaction ends.
func (tx *Tx) StepForUpdate(ctx context.Context, id domain.StepID) (domain.Step, error) {
	if !IsID(id) {
		return domain.Step{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+stepColumns+` FROM step WHERE id = $1 AND may_reach(client_id) FOR UPDATE`, id)
	if err != nil {
		return domain.Step{}, err
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanStep)
	return s, postgres.Missing(err)
}

// StepFilter says which steps of a client to list; the zero value of a field does not filter.
type StepFilter struct {
	Client domain.ClientID // one the caller reaches
	Wish   domain.WishID
	State  domain.StepState
	// The last step of the page before: whether it was a closed one ("true" or "false"),
	// and its id; empty: from the first.
	AfterClosed, After string
	Limit              int
}

// Steps lists the steps of a client: open ones first, the newest before the others.
func (tx *Tx) Steps(ctx context.Context, f StepFilter) ([]domain.Step, error) {
	where, args := `client_id = $1 AND may_reach(client_id)`, []any{f.Client}
	and := func(condition string, values ...any) {
		places := make([]any, len(values))
		for i, value := range values {
			args = append(args, value)
			places[i] = len(args)
		}
		where += " AND " + fmt.Sprintf(condition, places...)
	}
	if f.Wish != "" {
		and(`wish_id = $%d`, f.Wish)
	}
	if f.State != "" {
		and(`state = $%d`, f.State)
	}
	if f.After != "" {
		closed := f.AfterClosed == "true"
		and(`((state <> 'open') > $%[1]d OR (state <> 'open') = $%[1]d AND id < $%[2]d)`, closed, f.After)
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM step WHERE %s ORDER BY state <> 'open', step.id DESC LIMIT %d`,
		stepColumns, where, f.Limit), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanStep)
}

// openStep is a small step that is open, and which of the few places it takes.
type openStep struct {
	id    domain.StepID
	place int
}

// stepPlace gives a free place for one more small step (N-12). It holds the client until
// the transaction ends, so that of two who want the last place one waits, and then is
// told that there is none; step_one_place is the wall behind it.
func (tx *Tx) stepPlace(ctx context.Context, client domain.ClientID, most int) (int, error) {
	if _, err := tx.Exec(ctx, `SELECT FROM client WHERE id = $1 FOR NO KEY UPDATE`, client); err != nil {
		return 0, err
	}
	rows, err := tx.Query(ctx, `SELECT id::text, place FROM step WHERE client_id = $1 AND place IS NOT NULL ORDER BY place`, client)
	if err != nil {
		return 0, err
	}
	open, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (o openStep, err error) {
		return o, row.Scan(&o.id, &o.place)
	})
	if err != nil {
		return 0, err
	}
	ids, free := make([]domain.StepID, len(open)), 1
	for i, o := range open {
		ids[i] = o.id
		if o.place == free {
			free++
		}
	}
	return free, domain.RoomForStep(ids, most)
}

// placeOf gives the place that a step is to take, nil when it takes none.
func (tx *Tx) placeOf(ctx context.Context, s domain.Step) (*int, error) {
	if !s.TakesPlace() {
		return nil, nil
	}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return nil, err
	}
	place, err := tx.stepPlace(ctx, s.Record().Client, settings.OpenSteps)
	return &place, err
}

// AddStep keeps a new step, and gives it as it was kept.
func (tx *Tx) AddStep(ctx context.Context, s domain.Step) (domain.Step, error) {
	place, err := tx.placeOf(ctx, s)
	if err != nil {
		return domain.Step{}, err
	}
	if _, err := tx.insertStep(ctx, s, place, ""); err != nil {
		return domain.Step{}, stepFault(err)
	}
	return asFirstKept(s)
}

// AddFindSomebody keeps a search for somebody who gives something back (N-18), unless
// one is open already: then it does nothing, and says so.
func (tx *Tx) AddFindSomebody(ctx context.Context, s domain.Step) (added bool, err error) {
	rows, err := tx.insertStep(ctx, s, nil, ` ON CONFLICT (tenant_id, client_id) WHERE kind = 'find_somebody' AND state = 'open' DO NOTHING`)
	return rows > 0, stepFault(err)
}

func (tx *Tx) insertStep(ctx context.Context, s domain.Step, place *int, or string) (int64, error) {
	r := s.Record()
	tag, err := tx.Exec(ctx, `INSERT INTO step (id, client_id, wish_id, kind, state, words, picture, who, place, created_at, updated_at)
		VALUES ($1, $2, nullif($3, '')::uuid, $4, $5, $6, $7, $8, $9, $10, $11)`+or,
		r.ID, r.Client, r.Wish, r.Kind, r.State, r.Words, r.Picture, r.Who, place, r.Created, r.Updated)
	return tag.RowsAffected(), err
}

func asFirstKept(s domain.Step) (domain.Step, error) {
	r := s.Record()
	r.Version = 1
	return domain.RestoreStep(r)
}

// SaveStep keeps a changed step, and gives it with its new version. before is the step
// as it was loaded: one that was open already keeps its place.
func (tx *Tx) SaveStep(ctx context.Context, before, s domain.Step) (domain.Step, error) {
	r := s.Record()
	var place *int
	if !before.TakesPlace() {
		var err error
		if place, err = tx.placeOf(ctx, s); err != nil {
			return domain.Step{}, err
		}
	}
	tag, err := tx.Exec(ctx, `UPDATE step SET version = version + 1, wish_id = nullif($3, '')::uuid, state = $4, words = $5,
			picture = $6, who = $7, updated_at = $8, place = CASE WHEN $9 THEN coalesce(place, $10) END
		WHERE id = $1 AND version = $2`,
		r.ID, r.Version, r.Wish, r.State, r.Words, r.Picture, r.Who, r.Updated, s.TakesPlace(), place)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Step{}, stepFault(err)
	}
	r.Version++
	return domain.RestoreStep(r)
}

// stepFault has better words than the database's for what stands in the way.
func stepFault(err error) error {
	switch {
	case postgres.Violates(err, "step_wish"):
		return domain.NoSuchWish()
	case postgres.Violates(err, "step_one_search"):
		return domain.FoundNobodyYet()
	}
	return err
}
