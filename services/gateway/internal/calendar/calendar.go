// Package calendar lets a calendar on somebody's phone read along: their own days, in
// neutral words, at an address that only they know.
//
// # The address
//
// A calendar cannot sign in, so the address itself is the key, made as a session's
// cookie is: the tenant beside a secret of 256 random bits, of which only the hash is
// kept. It opens less than a session: reading, one's own days, by the narrowest role there
// is. A client is a client; anybody of the staff is a support worker and no more, whatever
// roles they hold, so that an address that leaks never shows more than a caseload without
// names. There is one for each person; making it again makes the old one nothing.
//
// # What it tells
//
//	client   what they join: "Koffie", and the place only when they want it
//	staff    intervisions they carry or are invited to, what they agreed to do by a day,
//	         and what the people they guide go and do only when they choose so
//
// No names and nobody's words, ever: a calendar lies on a table, and with other companies.
package calendar

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"
	_ "time/tzdata" // a bare image has no time zones

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

// ErrNone says that there is no such calendar: never was, renewed, stopped or not used for long.
var ErrNone = errors.New("calendar: none")

const (
	tenantBytes = 16
	secretBytes = 32
	// unusedFor is how long a calendar that nobody reads stays.
	unusedFor = 200 * 24 * time.Hour
)

// zone is where days are.
var zone = func() *time.Location {
	there, err := time.LoadLocation(zoneName)
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return there
}()

const zoneName = "Europe/Amsterdam"

// Choice is what somebody wants to read.
type Choice struct {
	Language   string // nl, en
	WithPlace  bool
	WithPeople bool // staff only
}

// Subscription is one person's calendar.
type Subscription struct {
	Tenant, Person string
	IsClient       bool
	Choice
	Made       time.Time
	FetchedDay string // YYYY-MM-DD; empty: not read yet
}

type database interface {
	InTenantAs(ctx context.Context, tenant string, fn func(*postgres.Tx) error) error
}

// Book keeps the calendars, in PostgreSQL.
type Book struct {
	db    database
	clock func() time.Time
}

// NewBook opens the book of calendars.
func NewBook(db database, clock func() time.Time) *Book { return &Book{db: db, clock: clock} }

// Make gives somebody a calendar, and its token for this once. An earlier one is nothing from now on.
func (b *Book) Make(ctx context.Context, s Subscription) (token string, err error) {
	tenant, err := uuid.Parse(s.Tenant)
	if err != nil {
		return "", fmt.Errorf("calendar: tenant: %w", err)
	}
	var secret [secretBytes]byte
	rand.Read(secret[:]) // never fails: crypto/rand stops the process instead
	hash := sha256.Sum256(secret[:])
	err = b.db.InTenantAs(ctx, s.Tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO calendar (tenant_id, person_id, secret_hash, is_client, language, with_place, with_people, made_at, used_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
			ON CONFLICT (tenant_id, person_id) DO UPDATE SET secret_hash = excluded.secret_hash, is_client = excluded.is_client,
				language = excluded.language, with_place = excluded.with_place, with_people = excluded.with_people,
				made_at = excluded.made_at, used_at = excluded.used_at, fetched_day = ''`,
			s.Tenant, s.Person, hash[:], s.IsClient, s.Language, s.WithPlace, s.WithPeople, b.clock())
		return err
	})
	return base64.RawURLEncoding.EncodeToString(append(tenant[:], secret[:]...)), err
}

// Change writes what somebody wants to read from now on, at the same address.
func (b *Book) Change(ctx context.Context, tenant, person string, c Choice) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE calendar SET language = $3, with_place = $4, with_people = $5 WHERE tenant_id = $1 AND person_id = $2`,
			tenant, person, c.Language, c.WithPlace, c.WithPeople)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNone
		}
		return err
	})
}

// Stop makes somebody's calendar nothing. Stopping what is not there is fine.
func (b *Book) Stop(ctx context.Context, tenant, person string) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM calendar WHERE tenant_id = $1 AND person_id = $2`, tenant, person)
		return err
	})
}

// StopIn ends a person's calendar within a transaction, for what another service tells.
func StopIn(ctx context.Context, tx *postgres.Tx, person string) error {
	_, err := tx.Exec(ctx, `DELETE FROM calendar WHERE tenant_id = $1 AND person_id = $2`, tx.Tenant, person)
	return err
}

// Of gives somebody's own calendar, or ErrNone.
func (b *Book) Of(ctx context.Context, tenant, person string) (s Subscription, err error) {
	return b.read(ctx, tenant, `person_id = $2`, person)
}

// Find gives the calendar behind a token, or ErrNone. Its tenant is a hint where to look,
// not a claim: with another tenant put in, the secret finds nothing there.
func (b *Book) Find(ctx context.Context, token string) (Subscription, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(tenantBytes+secretBytes) {
		return Subscription{}, ErrNone
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != tenantBytes+secretBytes || uuid.UUID(raw[:tenantBytes]) == uuid.Nil {
		return Subscription{}, ErrNone
	}
	hash := sha256.Sum256(raw[tenantBytes:])
	return b.read(ctx, uuid.UUID(raw[:tenantBytes]).String(), `secret_hash = $2`, hash[:])
}

func (b *Book) read(ctx context.Context, tenant, where string, by any) (s Subscription, err error) {
	err = b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		err := tx.QueryRow(ctx, `SELECT person_id::text, is_client, language, with_place, with_people, made_at, fetched_day FROM calendar
			WHERE tenant_id = $1 AND NOT EXISTS (SELECT FROM suspended WHERE tenant_id = $1) AND `+where, tenant, by).
			Scan(&s.Person, &s.IsClient, &s.Language, &s.WithPlace, &s.WithPeople, &s.Made, &s.FetchedDay)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNone
		}
		return err
	})
	s.Tenant = tenant
	return s, err
}

// fetched notes the day on which the calendar was read, once a day.
func (b *Book) fetched(ctx context.Context, s Subscription) error {
	now := b.clock()
	if today := now.In(zone).Format(time.DateOnly); s.FetchedDay != today {
		return b.db.InTenantAs(ctx, s.Tenant, func(tx *postgres.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE calendar SET fetched_day = $3, used_at = $4 WHERE tenant_id = $1 AND person_id = $2`,
				s.Tenant, s.Person, today, now)
			return err
		})
	}
	return nil
}

// Sweep ends calendars that nobody read for long.
func (b *Book) Sweep(ctx context.Context, tenant string) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM calendar WHERE tenant_id = $1 AND used_at < $2`, tenant, b.clock().Add(-unusedFor))
		return err
	})
}
