package e2e

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/internal/process"
)

// Drop what evaluation copied from the others, replay the feeds, compare: no difference, in
// no row and no signal. Not parallel: the journeys beside it would make the difference.
func TestRebuild_TheSameRowsAndTheSameSignals(t *testing.T) {
	if system.database == "" {
		t.Log("only for a system of our own")
		return
	}
	leads := coordinators(t)
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	soon(t, func() error { return caughtUp(t, conn) })

	rows, signals := projected(t, conn), signalsOf(t, leads)
	for _, table := range evaluation.Projections() {
		_, err := conn.Exec(t.Context(), `DELETE FROM evaluation.`+pgx.Identifier{table}.Sanitize())
		must(t, err)
	}
	if got := projected(t, conn); len(got) > 0 || len(rows) < 100 {
		t.Fatalf("%d rows before, %d after they were dropped", len(rows), len(got))
	}
	if got := signalsOf(t, leads); len(signals) == 0 || len(got) >= len(signals) {
		t.Fatalf("%d signals before, %d with nothing to make them of", len(signals), len(got))
	}
	rebuild(t, len(leads))
	same(t, "row", rows, projected(t, conn))
	same(t, "signal", signals, signalsOf(t, leads))

	// Once more, with everything there: whoever looks meanwhile sees no gap.
	looked := make(chan error, 1)
	ctx, stop := context.WithCancel(t.Context())
	go func() { looked <- lookOn(ctx, leads[0], signals) }()
	rebuild(t, len(leads))
	stop()
	must(t, <-looked)
	same(t, "signal", signals, signalsOf(t, leads))

	// And the feeds go on from where they were.
	var created recruitmentv1.Client
	must(t, leads[0].Post(t.Context(), "/api/v1/clients", &recruitmentv1.Client{GivenName: "Herbouw"}, &created))
	soon(t, func() error {
		var there bool
		err := conn.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM evaluation.client WHERE id = $1)`, created.GetId()).Scan(&there)
		if err == nil && !there {
			err = errors.New("the reader does not go on")
		}
		return err
	})
	t.Logf("%d rows and %d signals of %d organisations are the same", len(rows), len(signals), len(leads))
}

func coordinators(t *testing.T) []*apiclient.Client {
	t.Helper()
	return []*apiclient.Client{signIn(t, "lsr", "koen"), signIn(t, "dichterbij", "tess"), signIn(t, "syndion", "lars")}
}

// rebuild does as `optrek rebuild evaluation` does, in a process beside the one that serves.
func rebuild(t *testing.T, want int) {
	t.Helper()
	p, err := process.New(t.Context(), system.config)
	must(t, err)
	organisations, err := evaluation.Rebuild(t.Context(), p.For("evaluation"))
	must(t, err)
	ended, end := context.WithCancel(t.Context())
	end()
	must(t, p.Run(ended))
	if organisations < want {
		t.Fatalf("only %d organisations were filled again", organisations)
	}
}

// caughtUp is nil when evaluation has read all there is.
func caughtUp(t *testing.T, conn *pgx.Conn) error {
	t.Helper()
	for _, source := range []string{"recruitment", "matching", "activity"} {
		var behind bool
		err := conn.QueryRow(t.Context(), fmt.Sprintf(`SELECT EXISTS (SELECT FROM %s.outbox o WHERE NOT EXISTS (
			SELECT FROM evaluation.feed_cursor c WHERE c.source = $1 AND (o.xid, o.seq) <= (c.xid, c.seq)))`, pgx.Identifier{source}.Sanitize()), source).Scan(&behind)
		if err == nil && behind {
			err = fmt.Errorf("evaluation has not read all of %s", source)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// projected gives every row of every projection, of all organisations.
func projected(t *testing.T, conn *pgx.Conn) (all []string) {
	t.Helper()
	for _, table := range evaluation.Projections() {
		rows, err := conn.Query(t.Context(), `SELECT to_jsonb(p)::text FROM evaluation.`+pgx.Identifier{table}.Sanitize()+` p`)
		must(t, err)
		of, err := pgx.CollectRows(rows, pgx.RowTo[string])
		must(t, err)
		for _, row := range of {
			all = append(all, table+" "+row)
		}
	}
	slices.Sort(all)
	return all
}

// signalsOf gives every signal, also those put off, as each coordinator gets them.
func signalsOf(t *testing.T, leads []*apiclient.Client) (all []string) {
	t.Helper()
	for i, lead := range leads {
		list, err := listed(t.Context(), lead)
		must(t, err)
		for _, s := range list {
			all = append(all, fmt.Sprintf("%d %s", i, s))
		}
	}
	return all
}

func listed(ctx context.Context, lead *apiclient.Client) (all []string, err error) {
	var out evaluationv1.ListSignalsResponse
	if err := lead.Get(ctx, "/api/v1/signals?snoozedToo=true&pageSize=500", &out); err != nil {
		return nil, err
	}
	for _, s := range out.GetSignals() {
		body, err := proto.MarshalOptions{Deterministic: true}.Marshal(s)
		if err != nil {
			return nil, err
		}
		all = append(all, s.GetId()+" "+fmt.Sprintf("%x", body))
	}
	return all, nil
}

// lookOn asks for the first coordinator's signals again and again: always the same.
func lookOn(ctx context.Context, lead *apiclient.Client, want []string) error {
	for ctx.Err() == nil {
		got, err := listed(ctx, lead)
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // it was cut off because there is no more to look at
		case err != nil:
			return err
		}
		for _, s := range got {
			if !slices.Contains(want, "0 "+s) {
				return fmt.Errorf("meanwhile there was %s", s)
			}
		}
		if n := len(slices.DeleteFunc(slices.Clone(want), func(s string) bool { return !strings.HasPrefix(s, "0 ") })); n != len(got) {
			return fmt.Errorf("meanwhile there were %d signals, not %d", len(got), n)
		}
	}
	return nil
}

func same(t *testing.T, what string, before, after []string) {
	t.Helper()
	for _, one := range before {
		if !slices.Contains(after, one) {
			t.Errorf("gone: %s %s", what, one)
		}
	}
	for _, one := range after {
		if !slices.Contains(before, one) {
			t.Errorf("new: %s %s", what, one)
		}
	}
}
