package postgres

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
)

// touched is whose data a transaction read or wrote, and on what ground.
type touched struct {
	clients map[string]struct{}
	ground  string
}

// Touch writes down that these clients' data was read or written: one audit row for
// each client, when the transaction commits. Call it wherever personal data leaves
// the store, also for an answer that could not be given. A call without ids says
// that somebody searched and saw nobody.
func (tx *Tx) Touch(clientID ...string) {
	if tx.touched == nil {
		tx.touched = &touched{clients: map[string]struct{}{}}
	}
	for _, id := range clientID {
		tx.touched.clients[id] = struct{}{}
	}
}

// Ground says on what ground the data was touched when the role is not enough, for
// instance "consent:<id>". It goes into this transaction's audit rows.
func (tx *Tx) Ground(ground string) {
	tx.Touch()
	tx.touched.ground = ground
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

const insertAudit = `INSERT INTO audit (tenant_id, actor, actor_roles, service, method, ground, trace_id, client_id)
	SELECT $1, nullif($2, '')::uuid, $3, $4, $5, $6, $7, c FROM unnest($8::uuid[]) AS c`

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
	clients := make([]*string, 0, len(tx.touched.clients))
	for _, id := range tx.touchedClients() {
		clients = append(clients, &id)
	}
	if len(clients) == 0 {
		clients = append(clients, nil)
	}
	roles := make([]string, 0, len(tx.Caller.Roles))
	for _, role := range tx.Caller.Roles {
		roles = append(roles, string(role))
	}
	traceID := ""
	if span := trace.SpanContextFromContext(ctx); span.HasTraceID() {
		traceID = span.TraceID().String()
	}
	batch.Queue(insertAudit, tx.Tenant, tx.Caller.Person, roles, tx.Caller.Service,
		methodOf(ctx), tx.touched.ground, traceID, clients)
}
