package session

import (
	"context"
	"crypto/sha256"
	"embed"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the gateway's part of the database.
func Schema() postgres.Schema {
	return postgres.Schema{Name: "gateway", Migrations: migrations, Since: 3}
}

// Counts are how many sessions there are, and calendars that read along; whose is not said.
var Counts = []postgres.Count{
	{What: "sessions_of_staff", SQL: `SELECT count(*) FROM session WHERE NOT is_client AND expires_at > now()`},
	{What: "sessions_of_clients", SQL: `SELECT count(*) FROM session WHERE is_client AND expires_at > now()`},
	{What: "calendars", SQL: `SELECT count(*) FROM calendar`},
}

// database is what the book needs of *postgres.DB. The tenant is named by the
// caller, for the session is what makes a tenant known.
type database interface {
	InTenantAs(ctx context.Context, tenant string, fn func(*postgres.Tx) error) error
}

// NewBook opens the book of sessions.
func NewBook(db database, clock func() time.Time, limits Limits) *Book {
	return &Book{db: db, clock: clock, limits: limits}
}

// row is a session as the table has it: the name and the hint still sealed.
type row struct {
	Session
	hash, sealedName, sealedHint []byte
}

func (b *Book) insert(ctx context.Context, s row) error {
	now := b.clock()
	life := b.limits.Absolute
	if s.Life > 0 {
		life = min(life, s.Life)
	}
	var subject []byte
	if s.Subject != "" {
		subject = SubjectHash(s.Issuer, s.Subject)
	}
	if s.Method == "" {
		s.Method = ByProvider
	}
	return b.db.InTenantAs(ctx, s.Tenant, func(tx *postgres.Tx) error {
		done, err := tx.Exec(ctx, `INSERT INTO session
			(tenant_id, id, secret_hash, person_id, is_client, roles, sealed_name, started_at, last_seen_at, expires_at,
			 method, issuer, provider_session, subject_hash, card_id, opened_by, device, sealed_hint)
			SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, nullif($14, '')::uuid, nullif($15, '')::uuid, $16, $17
			WHERE NOT EXISTS (SELECT FROM suspended WHERE tenant_id = $1)`,
			s.Tenant, s.ID, s.hash, s.Person, s.IsClient, s.Roles, s.sealedName, now, now.Add(life),
			s.Method, s.Issuer, s.Sid, subject, s.Card, s.OpenedBy, s.Device, s.sealedHint)
		if err == nil && done.RowsAffected() == 0 {
			return ErrClosed
		}
		return err
	})
}

// columns of a session, in the order of scan.
const columns = `id, person_id, is_client, roles, sealed_name, sealed_hint, method, issuer, provider_session,
	coalesce(card_id::text, ''), coalesce(opened_by::text, ''), device, started_at, last_seen_at`

func (r *row) scan(from pgx.Row) error {
	return from.Scan(&r.ID, &r.Person, &r.IsClient, &r.Roles, &r.sealedName, &r.sealedHint, &r.Method, &r.Issuer, &r.Sid,
		&r.Card, &r.OpenedBy, &r.Device, &r.StartedAt, &r.LastSeen)
}

// lookUp finds a living session, and notes that it was seen unless this is only a peek.
func (b *Book) lookUp(ctx context.Context, tenant string, hash []byte, peek bool) (found row, err error) {
	now := b.clock()
	err = b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		err := found.scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM session
			WHERE tenant_id = $1 AND secret_hash = $2 AND expires_at > $3 AND last_seen_at > $4
				AND NOT EXISTS (SELECT FROM suspended WHERE tenant_id = $1)`,
			tenant, hash, now, now.Add(-b.limits.Idle)))
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNone
		}
		if err != nil || peek || now.Sub(found.LastSeen) < seenStep {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE session SET last_seen_at = $3 WHERE tenant_id = $1 AND id = $2`, tenant, found.ID, now)
		return err
	})
	found.Tenant = tenant
	return found, err
}

// Of gives a person's living sessions, the one seen last first; without names and hints,
// which only the cookie of each opens.
func (b *Book) Of(ctx context.Context, tenant, person string) (all []Session, err error) {
	now := b.clock()
	err = b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		all, err = collect(tx.Query(ctx, `SELECT `+columns+` FROM session
			WHERE tenant_id = $1 AND person_id = $2 AND expires_at > $3 AND last_seen_at > $4
			ORDER BY last_seen_at DESC, id`, tenant, person, now, now.Add(-b.limits.Idle)))
		return err
	})
	return of(tenant, all), err
}

// EndSome ends sessions of a person, and gives those that it ended: the one with this id, or
// all but the one with this id, or, without an id, all. Somebody else's are never among them.
func (b *Book) EndSome(ctx context.Context, tenant, person string, which Which) (gone []Session, err error) {
	err = b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		gone, err = collect(tx.Query(ctx, `DELETE FROM session WHERE tenant_id = $1 AND person_id = $2
			AND ($3 = '' OR id = nullif($3, '')::uuid) AND ($4 = '' OR id <> nullif($4, '')::uuid) RETURNING `+columns,
			tenant, person, which.Only, which.But))
		return err
	})
	return of(tenant, gone), err
}

// Which of a person's sessions: all, unless it says otherwise.
type Which struct {
	Only, But string // ids
}

// EndAll signs a person out everywhere, at once.
func (b *Book) EndAll(ctx context.Context, tenant, person string) error {
	return b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND person_id = $2`, person)
}

// EndIn signs a person out everywhere within a transaction, for what another service tells.
func EndIn(ctx context.Context, tx *postgres.Tx, person string) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE tenant_id = $1 AND person_id = $2`, tx.Tenant, person)
	return err
}

// EndCardIn ends what one login card opened, for instance because it was withdrawn.
func EndCardIn(ctx context.Context, tx *postgres.Tx, card string) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE tenant_id = $1 AND card_id = $2`, tx.Tenant, card)
	return err
}

// ErrClosed says that the organisation's doors are closed for now.
var ErrClosed = errors.New("session: the organisation is suspended")

// Closed says whether the organisation's doors are closed for now. Whoever cannot find that
// out lets nobody in.
func (b *Book) Closed(ctx context.Context, tenant string) (closed bool) {
	err := b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM suspended WHERE tenant_id = $1)`, tenant).Scan(&closed)
	})
	return closed || err != nil
}

// ErrUsed says that what works once was shown before.
var ErrUsed = errors.New("session: used before")

// Use notes that something that works once was used, and is ErrUsed the second time. It
// is forgotten after until, when the thing itself is no longer worth anything.
func (b *Book) Use(ctx context.Context, tenant, thing string, until time.Time) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return use(ctx, tx, thing, until) })
}

func use(ctx context.Context, tx *postgres.Tx, thing string, until time.Time) error {
	digest := sha256.Sum256([]byte(thing))
	done, err := tx.Exec(ctx, `INSERT INTO used (tenant_id, digest, until) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		tx.Tenant, digest[:], until)
	if err == nil && done.RowsAffected() == 0 {
		return ErrUsed
	}
	return err
}

// Word is a provider's word that somebody signed out there.
type Word struct {
	Tenant, Issuer string
	Subject, Sid   string // at least one of them; both: that session, if it is theirs
	ID             string // of the word itself, for it counts once
	Until          time.Time
}

// EndFor ends what a provider says is over, and gives those sessions; ErrUsed when it said
// the same before. Both in one transaction: a word that was lost half way can be said again.
func (b *Book) EndFor(ctx context.Context, w Word) (gone []Session, err error) {
	var subject []byte
	if w.Subject != "" {
		subject = SubjectHash(w.Issuer, w.Subject)
	}
	err = b.db.InTenantAs(ctx, w.Tenant, func(tx *postgres.Tx) error {
		if err := use(ctx, tx, "logout\x00"+w.Issuer+"\x00"+w.ID, w.Until); err != nil {
			return err
		}
		gone, err = collect(tx.Query(ctx, `DELETE FROM session WHERE tenant_id = $1 AND issuer = $2
			AND ($3::bytea IS NULL OR subject_hash = $3) AND ($4 = '' OR provider_session = $4) RETURNING `+columns,
			w.Tenant, w.Issuer, subject, w.Sid))
		return err
	})
	return of(w.Tenant, gone), err
}

// collect reads sessions as others may see them: without name and hint.
func collect(rows pgx.Rows, err error) ([]Session, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(from pgx.CollectableRow) (Session, error) {
		var found row
		err := found.scan(from)
		return found.Session, err
	})
}

func of(tenant string, all []Session) []Session {
	for i := range all {
		all[i].Tenant = tenant
	}
	return all
}

// Sweep removes what expired, so that nothing of a session outlives it for long.
func (b *Book) Sweep(ctx context.Context, tenant string) error {
	now := b.clock()
	return errors.Join(
		b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND (expires_at <= $2 OR last_seen_at <= $3)`,
			now, now.Add(-b.limits.Idle)),
		b.exec(ctx, tenant, `DELETE FROM used WHERE tenant_id = $1 AND until <= $2`, now))
}

func (b *Book) exec(ctx context.Context, tenant, sql string, args ...any) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, sql, append([]any{tenant}, args...)...)
		return err
	})
}
