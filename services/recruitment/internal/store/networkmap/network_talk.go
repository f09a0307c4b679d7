package networkmap

import (
	"context"
	"errors"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/store"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

const talkColumns = `id::text, client_id::text, version, who_supports_me, who_supports_me_not_now,
	what_i_mean, what_i_mean_not_now, tools, moment, created_at, closed_at`

func scanTalk(row pgx.CollectableRow) (networkmap.NetworkTalk, error) {
	var (
		r                 networkmap.NetworkTalkRecord
		who, mean         string
		whoNotNow, notNow bool
		tools             []keptTool
		closed            *time.Time
	)
	err := row.Scan(&r.ID, &r.Client, &r.Version, &who, &whoNotNow, &mean, &notNow, &tools, &r.Moment, &r.Created, &closed)
	if err != nil {
		return networkmap.NetworkTalk{}, err
	}
	if closed != nil {
		r.Closed = *closed
	}
	if r.WhoSupportsMe, err = networkmap.NewTalkAnswer("who_supports_me", who, whoNotNow); err != nil {
		return networkmap.NetworkTalk{}, errors.New("network talk as kept: " + err.Error())
	}
	if r.WhatIMean, err = networkmap.NewTalkAnswer("what_i_mean", mean, notNow); err != nil {
		return networkmap.NetworkTalk{}, errors.New("network talk as kept: " + err.Error())
	}
	if r.Tools, err = restoreTools(tools); err != nil {
		return networkmap.NetworkTalk{}, errors.New("network talk as kept: " + err.Error())
	}
	return networkmap.RestoreNetworkTalk(r)
}

// keptTool is a talk tool as it is kept.
type keptTool struct {
	Key     string                `json:"key"`
	Version int                   `json:"version"`
	Answers map[string]keptAnswer `json:"answers"`
}

type keptAnswer struct {
	Words  string `json:"words,omitempty"`
	NotNow bool   `json:"not_now,omitempty"`
}

func keepTools(tools []networkmap.TalkTool) []keptTool {
	out := make([]keptTool, len(tools))
	for i, tool := range tools {
		out[i] = keptTool{Key: tool.Key, Version: tool.Version, Answers: map[string]keptAnswer{}}
		for part, a := range tool.Answers {
			out[i].Answers[part] = keptAnswer{a.Words(), a.NotNow()}
		}
	}
	return out
}

func restoreTools(kept []keptTool) ([]networkmap.TalkTool, error) {
	out := make([]networkmap.TalkTool, len(kept))
	for i, tool := range kept {
		out[i] = networkmap.TalkTool{Key: tool.Key, Version: tool.Version, Answers: map[string]networkmap.TalkAnswer{}}
		for part, a := range tool.Answers {
			answer, err := networkmap.NewTalkAnswer("tools", a.Words, a.NotNow)
			if err != nil {
				return nil, err
			}
			out[i].Answers[part] = answer
		}
	}
	return out, nil
}

// NetworkTalkForUpdate gives a talk of a client the caller reaches, and nobody else
// changes it until this transaction ends.
func (tx *Tx) NetworkTalkForUpdate(ctx context.Context, id domain.NetworkTalkID) (networkmap.NetworkTalk, error) {
	if !store.IsID(id) {
		return networkmap.NetworkTalk{}, fault.Missing()
	}
	return tx.talk(ctx, `id = $1`, string(id))
}

// OpenNetworkTalk gives the talk that this client has open; Missing when there is none.
func (tx *Tx) OpenNetworkTalk(ctx context.Context, client domain.ClientID) (networkmap.NetworkTalk, error) {
	return tx.talk(ctx, `client_id = $1 AND closed_at IS NULL`, string(client))
}

func (tx *Tx) talk(ctx context.Context, where, arg string) (networkmap.NetworkTalk, error) {
	rows, err := tx.Query(ctx,
		`SELECT `+talkColumns+` FROM network_talk WHERE `+where+` AND may_reach(client_id) FOR UPDATE`, arg)
	if err != nil {
		return networkmap.NetworkTalk{}, err
	}
	t, err := pgx.CollectExactlyOneRow(rows, scanTalk)
	return t, postgres.Missing(err)
}

// NetworkTalks lists the talks of a client, newest first, from after the given id.
func (tx *Tx) NetworkTalks(ctx context.Context, client domain.ClientID, after string, limit int) ([]networkmap.NetworkTalk, error) {
	where := tx.NewList(after)
	where.And("client_id", string(client))
	rows, err := tx.Query(ctx, `SELECT `+talkColumns+where.SQL("network_talk", limit), where.Args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanTalk)
}

// AddNetworkTalk keeps a new talk, and gives it as it was kept.
func (tx *Tx) AddNetworkTalk(ctx context.Context, t networkmap.NetworkTalk) (networkmap.NetworkTalk, error) {
	r := t.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO network_talk (id, client_id, created_at) VALUES ($1, $2, $3)`, r.ID, r.Client, r.Created)
	if err != nil {
		return networkmap.NetworkTalk{}, err
	}
	return networkmap.RestoreNetworkTalk(r)
}

// SaveNetworkTalk keeps a changed talk, and gives it with its new version.
func (tx *Tx) SaveNetworkTalk(ctx context.Context, t networkmap.NetworkTalk) (networkmap.NetworkTalk, error) {
	r := t.Record()
	var closed *time.Time
	if !r.Closed.IsZero() {
		closed = &r.Closed
	}
	tag, err := tx.Exec(ctx, `UPDATE network_talk SET version = version + 1, who_supports_me = $3,
			who_supports_me_not_now = $4, what_i_mean = $5, what_i_mean_not_now = $6, closed_at = $7,
			tools = $8, moment = $9
		WHERE id = $1 AND version = $2`,
		r.ID, r.Version, r.WhoSupportsMe.Words(), r.WhoSupportsMe.NotNow(), r.WhatIMean.Words(), r.WhatIMean.NotNow(), closed,
		keepTools(r.Tools), r.Moment)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return networkmap.NetworkTalk{}, err
	}
	r.Version++
	return networkmap.RestoreNetworkTalk(r)
}
