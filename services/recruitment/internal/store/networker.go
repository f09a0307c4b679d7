package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// helperGuides says whether who helps with the group guides the client today.
const helperGuides = `EXISTS (SELECT FROM caseload c WHERE c.tenant_id = networker.tenant_id
	AND c.client_id = networker.client_id AND c.worker_id = networker.group_helper_id)`

const networkerColumns = `id::text, client_id::text, version, state, source, reason, coalesce(approached_by::text, ''),
	talk_at, own_yes, own_words, wants_to_share, able_to_share, note_sharing, note_communicating, note_without_steering,
	experience, agreed_support, coalesce(support_worker_id::text, ''), capacity, learning, track_key, track_version,
	leads_group, coalesce(group_helper_id::text, ''), ` + helperGuides + `, stopped_from, stopped_at, stopped_by_self,
	created_at, updated_at`

// learningRow is a learning step in the column learning.
type learningRow struct {
	Key     string `json:"key"`
	Done    bool   `json:"done"`
	TextNL  string `json:"text_nl,omitempty"`
	TextEN  string `json:"text_en,omitempty"`
	Picture string `json:"picture,omitempty"`
}

func scanNetworker(row pgx.CollectableRow) (domain.Networker, error) {
	var (
		r        domain.NetworkerRecord
		talk     domain.Conversation
		talkAt   *time.Time
		stopped  *time.Time
		learning []byte
	)
	err := row.Scan(&r.ID, &r.Client, &r.Version, &r.State, &r.Source, &r.Reason, &r.ApproachedBy,
		&talkAt, &talk.OwnYes, &talk.OwnWords, &talk.WantsToShare, &talk.AbleToShare, &talk.NoteSharing,
		&talk.NoteCommunicating, &talk.NoteWithoutSteering, &talk.Experience, &r.AgreedSupport, &r.SupportWorker,
		&r.Capacity, &learning, &r.TrackKey, &r.TrackVersion, &r.LeadsGroup, &r.GroupHelper, &r.HelperGuides,
		&r.StoppedFrom, &stopped, &r.StoppedBySelf, &r.Created, &r.Updated)
	if err != nil {
		return domain.Networker{}, err
	}
	if talkAt != nil {
		talk.At = *talkAt
		r.Conversation = &talk
	}
	if stopped != nil {
		r.StoppedAt = *stopped
	}
	var steps []learningRow
	if err := json.Unmarshal(learning, &steps); err != nil {
		return domain.Networker{}, fmt.Errorf("learning of networker %s: %w", r.ID, err)
	}
	for _, s := range steps {
		r.Learning = append(r.Learning, domain.LearningStep(s))
	}
	return domain.RestoreNetworker(r)
}

// asked is what a client may know of their own road: an idea of somebody else's is not
// theirs to read before they are asked in person.
const asked = `(cur_reach() <> 'self' OR state <> 'idea' OR source = 'own_sign_up')`

// Networker gives a networker whose client the caller reaches.
func (tx *Tx) Networker(ctx context.Context, id domain.NetworkerID) (domain.Networker, error) {
	return tx.networker(ctx, id, "")
}

// NetworkerForUpdate is Networker, and nobody else changes it until this transaction ends.
func (tx *Tx) NetworkerForUpdate(ctx context.Context, id domain.NetworkerID) (domain.Networker, error) {
	return tx.networker(ctx, id, " FOR UPDATE")
}

func (tx *Tx) networker(ctx context.Context, id domain.NetworkerID, lock string) (domain.Networker, error) {
	if !IsID(id) {
		return domain.Networker{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+networkerColumns+` FROM networker WHERE id = $1 AND may_reach(client_id) AND `+asked+lock, id)
	if err != nil {
		return domain.Networker{}, err
	}
	n, err := pgx.CollectExactlyOneRow(rows, scanNetworker)
	return n, postgres.Missing(err)
}

// NetworkerFilter says which networkers to list; the zero value of a field does not filter.
type NetworkerFilter struct {
	Client domain.ClientID
	State  domain.NetworkerState
	After  string // id of the last one of the page before; empty: from the newest
	Limit  int
}

// Networkers lists networkers whose clients the caller reaches, newest first.
func (tx *Tx) Networkers(ctx context.Context, f NetworkerFilter) ([]domain.Networker, error) {
	where := tx.NewList(f.After)
	where.And("client_id", string(f.Client))
	where.And("state", string(f.State))
	where.conditions = append(where.conditions, asked)
	rows, err := tx.Query(ctx, `SELECT `+networkerColumns+where.SQL("networker", f.Limit), where.Args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanNetworker)
}

// IdeaOf gives the idea that somebody noted of this client and nobody asked about yet,
// held until the transaction ends; Missing when there is none.
func (tx *Tx) IdeaOf(ctx context.Context, client domain.ClientID) (domain.Networker, error) {
	rows, err := tx.Query(ctx, `SELECT `+networkerColumns+` FROM networker
		WHERE client_id = $1 AND state = 'idea' AND source <> 'own_sign_up' AND may_reach(client_id) FOR UPDATE`, client)
	if err != nil {
		return domain.Networker{}, err
	}
	n, err := pgx.CollectExactlyOneRow(rows, scanNetworker)
	return n, postgres.Missing(err)
}

// GroupLeader gives the networker of this client who leads a group; Missing when there is none.
func (tx *Tx) GroupLeader(ctx context.Context, client domain.ClientID) (domain.Networker, error) {
	rows, err := tx.Query(ctx, `SELECT `+networkerColumns+` FROM networker
		WHERE client_id = $1 AND leads_group AND state <> 'stopped'`, client)
	if err != nil {
		return domain.Networker{}, err
	}
	n, err := pgx.CollectExactlyOneRow(rows, scanNetworker)
	return n, postgres.Missing(err)
}

// GuidesOf gives the client's support workers today, the first responsible before the second.
func (tx *Tx) GuidesOf(ctx context.Context, client domain.ClientID) ([]domain.SupportWorkerID, error) {
	workers, err := caseload.Workers(ctx, tx.Tx, string(client))
	guides := make([]domain.SupportWorkerID, len(workers))
	for i, w := range workers {
		guides[i] = domain.SupportWorkerID(w)
	}
	return guides, err
}

// AddNetworker keeps a new networker, and gives it as it was kept. Exists when this
// client is on the road already.
func (tx *Tx) AddNetworker(ctx context.Context, n domain.Networker) (domain.Networker, error) {
	r := n.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO networker (id, client_id, state, source, reason, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, r.ID, r.Client, r.State, r.Source, r.Reason, r.Created, r.Updated)
	if err != nil {
		return domain.Networker{}, networkerFault(err)
	}
	return domain.RestoreNetworker(r)
}

// SaveNetworker keeps a changed networker, and gives it with its new version.
func (tx *Tx) SaveNetworker(ctx context.Context, n domain.Networker) (domain.Networker, error) {
	r := n.Record()
	learning, err := learningJSON(r.Learning)
	if err != nil {
		return domain.Networker{}, err
	}
	var talk domain.Conversation
	var talkAt *time.Time
	if r.Conversation != nil {
		talk = *r.Conversation
		talkAt = &talk.At
	}
	err = tx.QueryRow(ctx, `UPDATE networker SET version = version + 1, state = $3, approached_by = nullif($4, '')::uuid,
			talk_at = $5, own_yes = $6, own_words = $7, wants_to_share = $8, able_to_share = $9, note_sharing = $10,
			note_communicating = $11, note_without_steering = $12, experience = $13, agreed_support = $14,
			support_worker_id = nullif($15, '')::uuid, capacity = $16, learning = $17, updated_at = $18,
			source = $19, reason = $20, track_key = $21, track_version = $22, leads_group = $23,
			group_helper_id = nullif($24, '')::uuid, stopped_from = $25, stopped_at = $26, stopped_by_self = $27
		WHERE id = $1 AND version = $2 RETURNING version, `+helperGuides,
		r.ID, r.Version, r.State, r.ApproachedBy, talkAt, talk.OwnYes, talk.OwnWords, talk.WantsToShare, talk.AbleToShare,
		talk.NoteSharing, talk.NoteCommunicating, talk.NoteWithoutSteering, talk.Experience, r.AgreedSupport,
		r.SupportWorker, r.Capacity, learning, r.Updated, r.Source, r.Reason, r.TrackKey, r.TrackVersion, r.LeadsGroup,
		r.GroupHelper, r.StoppedFrom, moment(r.StoppedAt), r.StoppedBySelf).Scan(&r.Version, &r.HelperGuides)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Networker{}, fault.Changed()
	}
	if err != nil {
		return domain.Networker{}, networkerFault(err)
	}
	return domain.RestoreNetworker(r)
}

// moment is NULL for a time that is not there.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func learningJSON(steps []domain.LearningStep) ([]byte, error) {
	rows := make([]learningRow, len(steps))
	for i, s := range steps {
		rows[i] = learningRow(s)
	}
	return json.Marshal(rows)
}

// networkerFault has better words than the database's for what stands in the way.
func networkerFault(err error) error {
	switch {
	case postgres.Violates(err, "networker_one_road"):
		return fault.Exists("ON_THE_ROAD_ALREADY", fault.Text{
			NL: "Deze cliënt is al op weg om netwerker te worden. Praat er samen over.",
			EN: "This client is on the road to being a networker already. Talk about it together.",
		})
	case postgres.Violates(err, "networker_approached_by"), postgres.Violates(err, "networker_support_worker"):
		text := fault.Text{NL: "Deze collega bestaat niet (meer).", EN: "There is no such colleague (any more)."}
		return fault.Unknown("UNKNOWN_SUPPORT_WORKER", text, "support_worker_id")
	}
	return err
}
