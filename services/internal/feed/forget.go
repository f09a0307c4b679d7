package feed

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

// about are the fields by which an event says whom it is about.
var about = []protoreflect.Name{"client_id", "person_id"}

// lasting are the events that others still have to hear when somebody is erased.
const lasting = `('optrek.recruitment.v1.ClientErased', 'optrek.recruitment.v1.ClientLeft', 'optrek.recruitment.v1.SignInEnded', 'optrek.feed.v1.Forgotten')`

// candidates finds the events that hold this id at all, and holds them.
const candidates = `SELECT seq, type, payload FROM outbox WHERE tenant_id = $1 AND position($2::bytea IN payload) > 0
	AND type NOT IN ` + lasting + ` ORDER BY seq FOR UPDATE`

// Forget makes every event that told about this client into a Forgotten. It keeps its
// place in the stream and means nothing to who reads it. Events about several people, such
// as a match, hold ids and dates only, and stay.
func Forget(ctx context.Context, tx *postgres.Tx, client string) error {
	client = strings.ToLower(client)
	rows, err := tx.Query(ctx, candidates, tx.Tenant, []byte(client))
	if err != nil {
		return fmt.Errorf("feed: forget: %w", err)
	}
	var (
		mine    []int64
		seq     int64
		kind    string
		payload []byte
	)
	_, err = pgx.ForEachRow(rows, []any{&seq, &kind, &payload}, func() error {
		told, err := tellsOf(kind, payload, client)
		if told {
			mine = append(mine, seq)
		}
		return err
	})
	if err != nil || len(mine) == 0 {
		return err
	}
	name, body, err := Forgotten(client)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE outbox SET type = $3, payload = $4 WHERE tenant_id = $1 AND seq = ANY ($2)`,
		tx.Tenant, mine, name, body)
	return err
}

// Forgotten is what takes the place of an event about somebody who was erased: its type
// and its payload.
func Forgotten(client string) (kind string, payload []byte, err error) {
	event := &feedv1.Forgotten{ClientId: client}
	if payload, err = (proto.MarshalOptions{Deterministic: true}).Marshal(event); err != nil {
		return "", nil, fmt.Errorf("feed: %w", err)
	}
	return string(event.ProtoReflect().Descriptor().FullName()), payload, nil
}

// tellsOf says whether an event is about this client, and nobody else.
func tellsOf(kind string, payload []byte, client string) (bool, error) {
	about, err := TellsOf(kind, payload)
	return err == nil && about == client, err
}

// TellsOf gives the one client that an event is about, in small letters; empty for an event
// about several people or none.
func TellsOf(kind string, payload []byte) (string, error) {
	found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(kind))
	if err != nil {
		return "", fmt.Errorf("feed: %s: %w", kind, err)
	}
	message := found.New()
	if err := proto.Unmarshal(payload, message.Interface()); err != nil {
		return "", fmt.Errorf("feed: %s: %w", kind, err)
	}
	for _, name := range about {
		f := message.Descriptor().Fields().ByName(name)
		if f != nil && f.Kind() == protoreflect.StringKind && message.Get(f).String() != "" {
			return strings.ToLower(message.Get(f).String()), nil
		}
	}
	return "", nil
}
