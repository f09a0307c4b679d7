package postgres

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"

	"github.com/optrek/optrek/services/internal/authn"
)

// touched is what a transaction did to whose data, and on what ground.
type touched struct {
	clients map[string]struct{}
	event   Event
	object  string
	thing   string // id of the object; may be empty
	ground  string
	consent string
	behalf  string // for whom
	session string // when it is not the caller's own
	refused bool
}

// note gives what is to be written down; from then on there is something.
func (tx *Tx) note() *touched {
	if tx.touched == nil {
		tx.touched = &touched{clients: map[string]struct{}{}}
	}
	return tx.touched
}

// Touch writes down that these clients' data was read or written: one audit row for
// each client, when the transaction commits. Call it wherever personal data leaves
// the store, also for an answer that could not be given. A call without ids says
// that somebody searched and saw nobody; an empty id is nobody. A list that was asked
// about one client touches that client also when there is nothing to show: that there is
// nothing is something about them.
func (tx *Tx) Touch(clientID ...string) {
	n := tx.note()
	for _, id := range clientID {
		if id != "" {
			n.clients[id] = struct{}{}
		}
	}
}

// Ground says on what ground the data was touched when it is not the caller's role or
// relation, for instance "consent:<id>" or "emergency:<id>". Without it, what the
// database finds is written: self, caseload, role, scope, together, planned.
func (tx *Tx) Ground(ground string) {
	n := tx.note()
	n.ground = ground
	if consent, ok := strings.CutPrefix(ground, "consent:"); ok && uuid.Validate(consent) == nil {
		n.consent = consent
	}
}

// Event says what kind of event it is where the name of the call does not (EventOf), and
// sees to it that there is a row, also when no client was touched.
func (tx *Tx) Event(e Event) { tx.note().event = e }

// About says what it was about when that is not what the call is named after: a kind of
// thing, such as "role", and its id, which may be empty.
func (tx *Tx) About(object, id string) {
	n := tx.note()
	n.object, n.thing = object, id
}

// OnBehalf says for whom the caller acted: somebody who asked them to, or whom the
// gateway signs in.
func (tx *Tx) OnBehalf(person string) { tx.note().behalf = person }

// InSession says which session it is about when that is not the one the caller is in: one
// that is being opened or ended. Empty says nothing.
func (tx *Tx) InSession(id string) { tx.note().session = id }

// Refused says that what was asked was not given.
func (tx *Tx) Refused() { tx.note().refused = true }

// NoteRefusal writes down that the caller of ctx asked about this client, or about this
// thing, and was not answered; either may be empty. In a transaction of its own, for the
// one that refused is undone.
func (db *DB) NoteRefusal(ctx context.Context, client, thing string) error {
	return db.InTenant(ctx, func(tx *Tx) error {
		n := tx.note()
		n.refused, n.thing = true, thing
		if client != "" {
			tx.Touch(client)
		}
		return nil
	})
}

// touchedClients is never nil: nil would be NULL in the database.
func (tx *Tx) touchedClients() []string {
	clients := []string{}
	if tx.touched != nil {
		clients = slices.AppendSeq(clients, maps.Keys(tx.touched.clients))
		slices.Sort(clients)
	}
	return clients
}

type methodKey struct{}

// WithMethod names the work in the audit rows where no gRPC call does: a feed
// handler, a planned job, e.g. "feed:recruitment.v1.ClientErased".
func WithMethod(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, methodKey{}, name)
}

func methodOf(ctx context.Context) string {
	if name, ok := ctx.Value(methodKey{}).(string); ok {
		return name
	}
	name, _ := grpc.Method(ctx)
	return name
}

const insertAudit = `INSERT INTO audit (tenant_id, actor, actor_roles, service, method, trace_id, session, beside,
		event, object, object_id, on_behalf, consent_id, outcome, client_id, ground)
	SELECT $1, nullif($2, '')::uuid, $3, $4, $5, $6, $7, nullif($8, '')::uuid,
		$9, $10, nullif($11, '')::uuid, nullif($12, '')::uuid, nullif($13, '')::uuid, $14, c,
		CASE WHEN $14 = 'refused' THEN '' WHEN $15 <> '' THEN $15 ELSE coalesce(audit_ground(c, $16), '') END
	FROM unnest($17::uuid[]) AS c`

// flush writes what the transaction owes before its commit, in one round trip.
func (tx *Tx) flush(ctx context.Context) error {
	batch := &pgx.Batch{}
	if tx.touched != nil {
		queueAudit(ctx, batch, tx)
	}
	if tx.answer != nil {
		queueAnswer(batch, tx)
	}
	if batch.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, batch).Close()
}

func queueAudit(ctx context.Context, batch *pgx.Batch, tx *Tx) {
	n, c, method := tx.touched, tx.Caller, methodOf(ctx)
	clients := make([]*string, 0, len(n.clients))
	for _, id := range tx.touchedClients() {
		clients = append(clients, &id)
	}
	if len(clients) == 0 {
		clients = append(clients, nil)
	}
	event, object, outcome := n.event, n.object, "done"
	if event == "" {
		event = EventOf(method)
	}
	if object == "" {
		object = ObjectOf(method)
	}
	if n.refused {
		outcome = "refused"
	}
	batch.Queue(insertAudit, tx.Tenant, c.Person, roleNames(c), c.Service, method, traceOf(ctx), cmp.Or(n.session, c.Session), c.Beside,
		string(event), object, n.thing, n.behalf, n.consent, outcome, n.ground, wholeReach(c), clients)
}

func roleNames(c authn.Caller) []string {
	roles := make([]string, len(c.Roles))
	for i, role := range c.Roles {
		roles[i] = string(role)
	}
	return roles
}

// wholeReach is what the ground is called of somebody who reaches the whole organisation.
func wholeReach(c authn.Caller) string {
	if c.Has(authn.RoleMachine) {
		return "scope"
	}
	return "role"
}

func traceOf(ctx context.Context) string {
	if span := trace.SpanContextFromContext(ctx); span.HasTraceID() {
		return span.TraceID().String()
	}
	return ""
}
