package auditlog

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

// row is one line of the log as it was written. The order of the fields is that of columns.
type row struct {
	ID        int64
	XID       string
	At        time.Time
	Actor     *string
	Roles     []string
	Service   string
	Method    string
	Ground    string
	ClientID  *string
	TraceID   string
	Event     string
	Object    string
	ObjectID  *string
	OnBehalf  *string
	Beside    *string
	Session   string
	ConsentID *string
	Outcome   string
}

const columns = `id, xid::text, at, actor::text, actor_roles, service, method, ground, client_id::text, trace_id,
	event, object, object_id::text, on_behalf::text, beside::text, session, consent_id::text, outcome`

// entries reads a page of the log. What is not asked for stands in no condition, so that
// the planner finds the index for what is.
func entries(ctx context.Context, tx *postgres.Tx, req *pb.ListEntriesRequest, after *position, limit int) ([]row, error) {
	var (
		where []string
		args  []any
	)
	add := func(condition string, values ...any) {
		for _, v := range values {
			args = append(args, v)
			condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(args)), 1)
		}
		where = append(where, condition)
	}
	if id := req.GetClientId(); id != "" {
		add("client_id = ?::uuid", id)
	}
	if id := req.GetPersonId(); id != "" {
		add("(actor = ?::uuid OR on_behalf = ?::uuid OR beside = ?::uuid OR object_id = ?::uuid)", id, id, id, id)
	}
	if len(req.GetEvents()) > 0 {
		kinds := make([]string, len(req.GetEvents()))
		for i, e := range req.GetEvents() {
			kinds[i] = eventName(e)
		}
		add("event = ANY (?)", kinds)
	}
	if o := req.GetOutcome(); o != pb.Outcome_OUTCOME_UNSPECIFIED {
		add("outcome = ?", strings.ToLower(strings.TrimPrefix(o.String(), "OUTCOME_")))
	}
	if req.GetStartTime() != nil {
		add("at >= ?", req.GetStartTime().AsTime())
	}
	if req.GetEndTime() != nil {
		add("at < ?", req.GetEndTime().AsTime())
	}
	if after != nil {
		add("(at, id) < (?, ?)", after.at, after.id)
	}
	query := "SELECT " + columns + " FROM audit"
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	args = append(args, limit)
	rows, err := tx.Query(ctx, fmt.Sprintf("%s ORDER BY at DESC, id DESC LIMIT $%d", query, len(args)), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[row])
}

func (r row) message() *pb.Entry {
	ground, detail, emergency := groundOf(r.Ground)
	return &pb.Entry{
		Id: r.ID, Time: timestamppb.New(r.At), Event: EventOf(r.Event, r.Method), Subject: SubjectOf(r.Method, r.Object), Method: r.Method,
		Actor: actorOf(r.Actor, r.Beside, r.OnBehalf, r.Roles, r.Service), ClientId: value(r.ClientID),
		Object: r.Object, ObjectId: value(r.ObjectID), Ground: ground, GroundDetail: detail,
		ConsentId: value(r.ConsentID), EmergencyId: emergency, Outcome: outcomeOf(r.Outcome), Session: r.Session, TraceId: r.TraceID,
	}
}

func outcomeOf(o string) pb.Outcome {
	return pb.Outcome(pb.Outcome_value["OUTCOME_"+strings.ToUpper(o)])
}

func eventName(e pb.Event) string { return strings.ToLower(strings.TrimPrefix(e.String(), "EVENT_")) }

// EventOf gives the kind of an event as it was written, or for a line of before there were
// kinds, what the method says.
func EventOf(event, method string) pb.Event {
	if event == "" {
		event = string(postgres.EventOf(method))
	}
	return pb.Event(pb.Event_value["EVENT_"+strings.ToUpper(event)])
}

// groundOf reads a ground as it was written.
func groundOf(ground string) (g pb.Ground, detail, emergency string) {
	word, rest, _ := strings.Cut(ground, ":")
	switch {
	case ground == "":
		return pb.Ground_GROUND_UNSPECIFIED, "", ""
	case word == "emergency":
		return pb.Ground_GROUND_EMERGENCY, "", rest
	case word == "card" || strings.HasPrefix(ground, "story"):
		return pb.Ground_GROUND_SHARED, ground, ""
	}
	return pb.Ground(pb.Ground_value["GROUND_"+strings.ToUpper(word)]), rest, ""
}

// look is what one person did on one day with one client's data, by one method.
type look struct {
	Day       string
	Actor     *string
	Roles     []string
	Service   string
	Beside    *string
	OnBehalf  *string
	Event     string
	Method    string
	Object    string
	Ground    string
	ConsentID *string
	First     time.Time
	Last      time.Time
}

func looksAt(ctx context.Context, tx *postgres.Tx, client string, from, until time.Time) ([]look, error) {
	rows, err := tx.Query(ctx, `SELECT to_char(at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD'), actor::text, actor_roles, service,
			beside::text, on_behalf::text, event, method, object, ground, consent_id::text, min(at), max(at)
		FROM audit WHERE client_id = $1::uuid AND at >= $2 AND at < $3 AND outcome = 'done'
		GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY max(at) DESC LIMIT $4`, client, from, until, maxLooks+1)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[look])
}

func (l look) message() *pb.Look {
	ground, detail, emergency := groundOf(l.Ground)
	return &pb.Look{
		Day: l.Day, Actor: actorOf(l.Actor, l.Beside, l.OnBehalf, l.Roles, l.Service),
		Event: EventOf(l.Event, l.Method), Subject: SubjectOf(l.Method, l.Object), Ground: ground, GroundDetail: detail,
		ConsentId: value(l.ConsentID), EmergencyId: emergency, FirstTime: timestamppb.New(l.First), LastTime: timestamppb.New(l.Last),
	}
}
