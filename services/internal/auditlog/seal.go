package auditlog

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
)

const (
	// form is how rows are written out before they are hashed; a seal says which it was made
	// with. The first had the number of the row's transaction too, which a restored database
	// gives anew.
	form      = 2
	firstForm = 1
	// sealEvery is how often is looked what there is to seal.
	sealEvery = 10 * time.Second
	// heartbeat is how long nothing may happen before that is sealed too.
	heartbeat = time.Hour
	// settled is after how long no transaction can still bring a line with an older number:
	// they end within seconds.
	settled = 15 * time.Minute
	// batch is how many lines one seal is about at most.
	batch = 1000
)

// Seal is one link of the chain over a log.
type Seal struct {
	Number    int64
	At        time.Time
	Form      int16
	Lines     int64 // in this and all earlier seals
	IDs       []int64
	Hashes    []byte // 32 bytes for each of IDs
	Hash      []byte // of the chain up to and with this seal
	KeyID     string
	Signature []byte
	Pruned    int64 // the first seal there is since this one: what was before it was removed after its time; 0: this one says nothing of that
}

const sealColumns = `number, at, form, lines, ids, hashes, hash, key_id, signature, pruned`

// Sealer seals the log of a service, for each organisation in turn, beside whoever reads
// and writes it: nobody waits for it.
type Sealer struct {
	DB    *postgres.DB
	Key   Key
	Heads Heads
	Usual retention.Usual // how long an organisation keeps its log until it chooses
	Log   *slog.Logger
	Clock func() time.Time

	looked map[string]time.Time // when what is old was last removed, by organisation; for Run only
}

// Run seals what there is again and again, and removes once a day what is old, until ctx ends.
func (s *Sealer) Run(ctx context.Context) error {
	s.looked = map[string]time.Time{}
	return planned.Task{Name: "seal", Every: sealEvery, DB: s.DB, Log: s.Log, Do: func(ctx context.Context, tenant string) error {
		if err := s.Seal(ctx, tenant); err != nil || s.now().Sub(s.looked[tenant]) < pruneEvery {
			return err
		}
		s.looked[tenant] = s.now()
		return s.Prune(ctx, tenant)
	}}.Run(ctx)
}

func (s *Sealer) now() time.Time { return s.Clock().UTC().Truncate(time.Microsecond) }

// Seal seals everything of one organisation that is not yet.
func (s *Sealer) Seal(ctx context.Context, tenant string) error {
	for {
		made, err := s.sealOnce(ctx, tenant)
		if err != nil || made.Number == 0 {
			return err
		}
		if err := s.publish(ctx, tenant, made); err != nil || len(made.IDs) < batch {
			return err
		}
	}
}

// publish tells the outside where the chain ends now.
func (s *Sealer) publish(ctx context.Context, tenant string, made Seal) error {
	if err := s.Heads.Publish(headOf(s.DB.Schema().Name, tenant, made)); err != nil {
		return err
	}
	if s.Log != nil {
		s.Log.InfoContext(ctx, "log sealed", "organisation", tenant, "number", made.Number, "lines", made.Lines, "hash", short(made.Hash))
	}
	return nil
}

// sealOnce makes one seal; its number is 0 when there was nothing to seal.
func (s *Sealer) sealOnce(ctx context.Context, tenant string) (made Seal, err error) {
	now := s.now()
	err = s.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		last, err := lastSeal(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := unsealed(ctx, tx, now.Add(-settled))
		if err != nil || len(rows) == 0 && (last.Number == 0 || now.Sub(last.At) < heartbeat) {
			return err
		}
		made = s.next(tenant, last, rows, 0)
		return made.save(ctx, tx)
	})
	if err != nil {
		return Seal{}, err
	}
	return made, nil
}

func (s Seal) save(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.Exec(ctx, `INSERT INTO audit_seal (tenant_id, `+sealColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		tx.Tenant, s.Number, s.At, s.Form, s.Lines, s.IDs, s.Hashes, s.Hash, s.KeyID, s.Signature, s.Pruned)
	return err
}

// next makes the seal after the last, about these rows, or about what was removed.
func (s *Sealer) next(tenant string, last Seal, rows []row, pruned int64) Seal {
	made := Seal{
		Number: last.Number + 1, At: s.now(), Form: form, Lines: last.Lines + int64(len(rows)), KeyID: s.Key.ID, Pruned: pruned,
		IDs: make([]int64, 0, len(rows)), Hashes: make([]byte, 0, 32*len(rows)),
	}
	for _, r := range rows {
		hash := r.hash(form, r.ID)
		made.IDs, made.Hashes = append(made.IDs, r.ID), append(made.Hashes, hash[:]...)
	}
	made.Hash = made.chain(s.DB.Schema().Name, tenant, last.Hash)
	made.Signature = s.Key.sign(made.Hash)
	return made
}

// unsealed gives the next lines that no seal is about. A line gets its number before its
// transaction ends, so one with a lower number may come later: what lately was sealed is
// left out by number, and only what is older than any transaction can be is passed over.
// (Not by transaction number, which begins anew in a restored database.)
func unsealed(ctx context.Context, tx *postgres.Tx, old time.Time) ([]row, error) {
	var floor int64
	var lately []int64
	err := tx.QueryRow(ctx, `WITH before AS (
			SELECT ids FROM audit_seal WHERE at < $1 AND cardinality(ids) > 0 ORDER BY number DESC LIMIT 5),
		floor AS (SELECT coalesce(max(i), 0) AS id FROM before, unnest(ids) AS i),
		since AS (SELECT ids FROM audit_seal WHERE at >= $1 UNION ALL SELECT ids FROM before)
		SELECT floor.id, coalesce((SELECT array_agg(i) FROM since, unnest(ids) AS i WHERE i > floor.id), '{}') FROM floor`, old).Scan(&floor, &lately)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM audit WHERE id > $1 AND id <> ALL ($2::bigint[]) ORDER BY id LIMIT $3`, floor, lately, batch)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[row])
}

// lastSeal gives the end of the chain; the zero Seal before the first.
func lastSeal(ctx context.Context, tx *postgres.Tx) (Seal, error) {
	rows, err := tx.Query(ctx, `SELECT `+sealColumns+` FROM audit_seal ORDER BY number DESC LIMIT 1`)
	if err != nil {
		return Seal{}, err
	}
	seal, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Seal])
	if errors.Is(err, pgx.ErrNoRows) {
		return Seal{}, nil
	}
	return seal, err
}

// chain gives the hash of this seal and, through prior, of everything before it.
func (s Seal) chain(service, tenant string, prior []byte) []byte {
	h := newCanon()
	h.text("optrek audit seal", service, tenant, s.KeyID)
	h.number(int64(s.Form), s.Number, s.At.UnixMicro(), s.Lines, int64(len(s.IDs)))
	h.bytes(prior)
	for _, id := range s.IDs {
		h.number(id)
	}
	h.bytes(s.Hashes)
	if s.Pruned > 0 {
		h.number(s.Pruned)
	}
	sum := sha256.Sum256(h.out)
	return sum[:]
}

// hash is that of a row under a number: its own, or another one to see whether it moved.
func (r row) hash(form int16, id int64) [32]byte {
	h := newCanon()
	h.number(int64(form), id, r.At.UnixMicro())
	if form == firstForm {
		h.text(r.XID)
	}
	h.text(value(r.Actor), r.Service, r.Method, r.Ground, value(r.ClientID), r.TraceID, r.Event, r.Object,
		value(r.ObjectID), value(r.OnBehalf), value(r.Beside), r.Session, value(r.ConsentID), r.Outcome)
	h.number(int64(len(r.Roles)))
	h.text(r.Roles...)
	return sha256.Sum256(h.out)
}

// canon writes values out so that no two lists of values look the same: each with its length.
type canon struct{ out []byte }

func newCanon() *canon { return &canon{out: make([]byte, 0, 512)} }

func (c *canon) number(ns ...int64) {
	for _, n := range ns {
		c.out = binary.BigEndian.AppendUint64(c.out, uint64(n))
	}
}

func (c *canon) bytes(b []byte) {
	c.number(int64(len(b)))
	c.out = append(c.out, b...)
}

func (c *canon) text(texts ...string) {
	for _, t := range texts {
		c.bytes([]byte(t))
	}
}
