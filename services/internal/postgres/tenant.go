package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"

	"github.com/optrek/optrek/services/internal/authn"
)

// Reach is how far a caller's relation goes within the tenant; may_reach(client) in
// the database decides by it.
type Reach string

// The reaches, from none to all.
const (
	ReachNone     Reach = ""         // no client: region coordinator, platform operator
	ReachSelf     Reach = "self"     // a client: themself
	ReachCaseload Reach = "caseload" // a support worker: the clients they guide
	ReachAll      Reach = "all"      // every client of the organisation; for a machine its scopes are the limit
)

// ReachOf gives the widest reach of the caller's roles.
func ReachOf(c authn.Caller) Reach {
	switch {
	case c.Has(authn.RoleNetworkLead), c.Has(authn.RoleCoordinator), c.Has(authn.RoleOrganisationAdmin), c.Has(authn.RoleMachine):
		return ReachAll
	case c.Has(authn.RoleSupportWorker):
		return ReachCaseload
	case c.Has(authn.RoleClient):
		return ReachSelf
	default:
		return ReachNone
	}
}

// Tx is a transaction of one tenant. It ends with the function it was given to.
type Tx struct {
	pgx.Tx
	Tenant string       // uuid
	Caller authn.Caller // who asked; Service is set and Person empty in InTenantAs

	touched *touched
	answer  *answer
}

// InTenant runs fn in a transaction for the caller in ctx, and commits when it
// returns nil: BEGIN with the caller's tenant, person and reach, fn, the audit rows
// and the remembered answer, COMMIT. Any error undoes everything, and comes back
// through Fault. Keep fn short and without calls to other services. Without a
// signed-in person it is Unauthenticated.
func (db *DB) InTenant(ctx context.Context, fn func(*Tx) error) error {
	caller, ok := authn.From(ctx)
	if !ok || caller.Person == "" || caller.Tenant == "" {
		return authn.NotSignedIn()
	}
	return db.run(ctx, caller, ReachOf(caller), fn)
}

// toTheEnd marks what is done for an organisation that is about to be moved too.
type toTheEnd struct{}

// WithToTheEnd makes a context in which transactions also begin for an organisation that is about
// to be moved: its feeds are read to the end before. For readers of feeds only.
func WithToTheEnd(ctx context.Context) context.Context {
	return context.WithValue(ctx, toTheEnd{}, true)
}

// InTenantAs is InTenant without a person, for the handlers of a feed and for
// planned work only: the service itself acts in the tenant, and reaches all of it.
func (db *DB) InTenantAs(ctx context.Context, tenant string, fn func(*Tx) error) error {
	return db.run(ctx, authn.Caller{Tenant: tenant, Service: db.schema.Name}, ReachAll, fn)
}

func (db *DB) run(ctx context.Context, caller authn.Caller, reach Reach, fn func(*Tx) error) error {
	begin, err := beginQuery(caller, reach, authn.HoldsInEmergency(ctx))
	if err != nil {
		return err
	}
	if ctx.Value(toTheEnd{}) == nil {
		begin += enter(caller.Tenant)
	}
	at := db.at(caller.Tenant)
	if err := cmp.Or(db.expects(ctx, caller.Tenant), db.elsewhere(ctx, caller.Tenant), at.enter()); err != nil {
		return err
	}
	inner, err := at.pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return Fault(err)
	}
	defer rollback(ctx, inner) // after a commit it does nothing; also when fn panics
	tx := &Tx{Tx: inner, Tenant: caller.Tenant, Caller: caller}
	if err := fn(tx); err != nil {
		return Fault(err)
	}
	if err := tx.flush(ctx); err != nil {
		return Fault(err)
	}
	return Fault(inner.Commit(ctx))
}

// expects refuses a call for an organisation that this process has not heard of (Options.Known). What a service does
// by itself goes on: it comes from rows that are there.
func (db *DB) expects(ctx context.Context, tenant string) error {
	if _, called := grpc.Method(ctx); !called || len(db.known) == 0 || slices.Contains(db.known, tenant) {
		return nil
	}
	return notYet
}

// beginPrefix starts the statement of beginQuery, by which the tracer knows it.
const beginPrefix = "begin; select set_config("

// beginQuery begins and says for whom in one round trip. `true` makes the settings
// the transaction's own: a setting of the session would stay on the pooled
// connection for the next tenant. The ids go through uuid.Parse, so nothing a token
// holds reaches the statement's text but hexadecimal digits. emergency: this call is one as
// far as which emergency access reaches.
func beginQuery(caller authn.Caller, reach Reach, emergency bool) (string, error) {
	tenant, err := uuid.Parse(caller.Tenant)
	if err != nil || tenant == uuid.Nil {
		return "", fmt.Errorf("tenant of the transaction is no id: %w", err)
	}
	person := ""
	if caller.Person != "" {
		id, err := uuid.Parse(caller.Person)
		if err != nil {
			return "", fmt.Errorf("person of the transaction is no id: %w", err)
		}
		person = id.String()
	}
	begin := fmt.Sprintf(beginPrefix+`'optrek.tenant','%s',true), set_config('optrek.person','%s',true), set_config('optrek.reach','%s',true)`,
		tenant, person, reach)
	if emergency {
		begin += `, set_config('optrek.emergency','on',true)`
	}
	return begin, nil
}

// enter is refused by a database in which the organisation does not stand any more, or not yet
// (base/00010). It is its own statement: it asks as the organisation that the one before has set.
func enter(tenant string) string { return fmt.Sprintf(`; select enter('%s')`, uuid.MustParse(tenant)) }

// rollback works also when ctx has ended, so that the connection goes back clean.
func rollback(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = tx.Rollback(ctx)
}
