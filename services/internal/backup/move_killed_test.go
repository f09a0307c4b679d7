package backup_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/optrek/optrek/services/internal/pgtest"
)

// steps are where a move is cut off: after each of its steps and in the middle of the long ones.
var steps = []string{
	"mark", "place", "copying recruitment@linde", "copying recruitment", "copied", "copy", "removing recruitment", "removing recruitment@linde",
	"removed", "remove", "open recruitment", "open matching", "open",
}

// A move that is killed, wherever, is finished by the next: to and fro, each time killed elsewhere.
func TestAMoveThatWasKilledIsFinished(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	stop := w.open(nil).read()
	w.told(false)
	stop()
	w.suspend(true)
	there, apart := w.census(w.moves, false), false
	for _, step := range steps {
		apart = !apart
		if !w.killed(step, apart) {
			t.Errorf("was never at %q", step)
		}
		if _, err := w.move(apart).Run(t.Context()); err != nil {
			t.Fatalf("after %q: %v", step, err)
		}
		if got, left := w.census(w.moves, apart), w.census(w.moves, !apart); !maps.Equal(got, there) || len(left) > 0 {
			t.Fatalf("after %q there is %v, was %v; left behind %v", step, got, there, left)
		}
		w.within(apart)
	}
	stop = w.open(w.moves).read()
	w.told(true)
	stop()
}

// within wants everybody who moved to be reached where they are.
func (w *town) within(apart bool) {
	w.t.Helper()
	at := w.people
	if apart {
		at = w.peopleApart
	}
	if n := w.count(at, `SELECT count(*) FROM recruitment.moved WHERE tenant_id = ANY ($1)`, w.moves); n > 0 {
		w.t.Errorf("%d organisations cannot be reached where they stand", n)
	}
}

// killed moves in a process of its own that is killed at a step, and says whether it came there.
func (w *town) killed(step string, apart bool) bool {
	w.t.Helper()
	text, err := json.Marshal(orders{Step: step, Apart: apart, Moves: w.moves, URLs: []string{w.people.OwnerURL, w.peopleApart.OwnerURL, w.visits.OwnerURL, w.visitsApart.OwnerURL}})
	must(w.t, err)
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), ordersIn+"="+string(text))
	out, err := child.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && (!errors.As(err, &ended) || ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL) { //nolint:forcetypeassert // it is one
		w.t.Fatalf("%q: %v\n%s", step, err, out)
	}
	return err != nil
}

// orders are what the process does that is killed.
type orders struct {
	Step        string
	Apart       bool
	Moves, URLs []string
}

const ordersIn = "OPTREK_TEST_MOVE"

func TestMain(m *testing.M) {
	if text := os.Getenv(ordersIn); text != "" {
		if err := obey(text); err != nil {
			slog.Error("move", "error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func obey(text string) error {
	var o orders
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return err
	}
	at := func(i int) *pgtest.Database { return &pgtest.Database{OwnerURL: o.URLs[i]} }
	w := &town{people: at(0), peopleApart: at(1), visits: at(2), visitsApart: at(3), front: at(0), keys: at(2), moves: o.Moves}
	move := w.move(o.Apart)
	move.Between = func(step string) error {
		if step == o.Step {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	}
	_, err := move.Run(context.Background())
	return err
}
