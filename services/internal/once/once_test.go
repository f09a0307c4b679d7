package once_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

var repeated = postgres.Schema{Name: "repeated"}

// request is a message with a request id beside it.
type request struct {
	*wrapperspb.StringValue
	id string
}

func (r request) GetRequestId() string { return r.id }

func ask(id, body string) request { return request{wrapperspb.String(body), id} }

// desk counts how often the work is done; its answer tells the number.
type desk struct {
	db   *postgres.DB
	ctx  context.Context
	done atomic.Int32
	fail error
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	database := pgtest.New(t, repeated)
	ctx := database.As(t, authn.Caller{Tenant: ids.New(), Person: ids.New(), Roles: []authn.Role{authn.RoleCoordinator}})
	return &desk{db: database.Open(repeated), ctx: ctx}
}

func (d *desk) do(req request) (string, error) {
	answer, err := once.Do(d.ctx, d.db.InTenant, req, func(*postgres.Tx) (*wrapperspb.StringValue, error) {
		return wrapperspb.String(fmt.Sprintf("%s, time %d", req.GetValue(), d.done.Add(1))), d.fail
	})
	return answer.GetValue(), err
}

func TestTheSameRequestAgainGetsTheFirstAnswer(t *testing.T) {
	d := newDesk(t)
	id := ids.New()
	for range 3 {
		if got, err := d.do(ask(id, "wish")); got != "wish, time 1" || err != nil {
			t.Errorf("answer = %q, %v", got, err)
		}
	}
}

// call stands for a running RPC, of which only the name counts here.
type call struct {
	grpc.ServerTransportStream
	method string
}

func (c call) Method() string { return c.method }

// Verbs of one shape (`:letGo`, `:reopen`) share a message: the method tells them apart.
func TestTheSameMessageToAnotherMethodIsAConflict(t *testing.T) {
	d := newDesk(t)
	id, caller := ids.New(), d.ctx
	d.ctx = grpc.NewContextWithServerTransportStream(caller, call{method: "/s/LetGo"})
	for range 2 {
		if got, err := d.do(ask(id, "wish")); got != "wish, time 1" || err != nil {
			t.Fatalf("answer = %q, %v", got, err)
		}
	}
	d.ctx = grpc.NewContextWithServerTransportStream(caller, call{method: "/s/Reopen"})
	if _, err := d.do(ask(id, "wish")); fault.KindOf(err) != fault.KindConflict || d.done.Load() != 1 {
		t.Errorf("err = %v after %d times", err, d.done.Load())
	}
}

func TestAnotherRequestUnderTheSameIDIsAConflict(t *testing.T) {
	d := newDesk(t)
	id := ids.New()
	if _, err := d.do(ask(id, "wish")); err != nil {
		t.Fatal(err)
	}
	_, err := d.do(ask(id, "another wish"))
	if f, ok := fault.As(err); !ok || f.Kind != fault.KindConflict || f.Code != "REQUEST_ID_REUSED" || d.done.Load() != 1 {
		t.Errorf("err = %v after %d times", err, d.done.Load())
	}
}

func TestWithoutAnIDItJustRuns(t *testing.T) {
	d := newDesk(t)
	for want := range int32(2) {
		if _, err := d.do(ask("", "wish")); err != nil || d.done.Load() != want+1 {
			t.Errorf("done %d times, %v", d.done.Load(), err)
		}
	}
}

func TestAFailureIsNotRemembered(t *testing.T) {
	d := newDesk(t)
	id := ids.New()
	d.fail = errors.New("refused")
	if _, err := d.do(ask(id, "wish")); !errors.Is(err, d.fail) {
		t.Errorf("err = %v", err)
	}
	d.fail = nil
	if got, err := d.do(ask(id, "wish")); got != "wish, time 2" || err != nil {
		t.Errorf("answer = %q, %v", got, err)
	}
}

func TestManyAtTheSameTimeDoItOnce(t *testing.T) {
	d := newDesk(t)
	id := ids.New()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := d.do(ask(id, "wish")); got != "wish, time 1" || err != nil {
				t.Errorf("answer = %q, %v", got, err)
			}
		})
	}
	all.Wait()
	if d.done.Load() != 1 {
		t.Errorf("done %d times", d.done.Load())
	}
}
