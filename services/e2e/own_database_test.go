package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	"github.com/optrek/optrek/deploy/dev/demo"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// besides is an Optrek in which the region Zuid has a database to itself.
type besides struct {
	t           *testing.T
	base        string
	shared, own string // owner's URLs
	region, out []string
}

func newBesides(t *testing.T) *besides {
	t.Helper()
	b := &besides{t: t, shared: newDatabase(t, ""), own: newDatabase(t, "")}
	file, text := filepath.Join(t.TempDir(), "organisations.yaml"), "organisations:\n"
	for _, o := range devidp.Organisations() {
		text += fmt.Sprintf("  - {id: %s, name: %s", o.ID, o.Name)
		if o.Region == devidp.Region {
			text += ", region: Zuid, database: zuid, retention: {match: 37}"
			b.region = append(b.region, o.ID)
		} else {
			b.out = append(b.out, o.ID)
		}
		text += "}\n"
	}
	must(t, os.WriteFile(file, []byte(text), 0o600))
	addr, err := freeAddress(t.Context())
	must(t, err)
	b.base = "http://" + addr
	cfg, err := config.Parse(map[string]string{
		"OPTREK_HTTP_ADDR": addr, "OPTREK_DATA_DIR": t.TempDir(), "OPTREK_ORGANISATIONS": file,
		"OPTREK_DATABASE_URL": b.shared, "OPTREK_DATABASE_URL__ZUID": b.own, "OPTREK_LOG_LEVEL": "error",
	})
	must(t, err)
	b.run(cfg)
	return b
}

func (b *besides) run(cfg config.Config) {
	b.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p, err := process.New(ctx, cfg)
	must(b.t, err)
	p.Migrate = true
	p.Log = slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	for name, bind := range map[string]func(context.Context, *process.Process) error{
		"recruitment": recruitment.Bind, "matching": matching.Bind, "activity": activity.Bind, "evaluation": evaluation.Bind,
	} {
		must(b.t, bind(ctx, p.For(name)))
	}
	// The demo sign-in is there only where the gateway has no organisations of its own.
	front := p.For("gateway")
	front.Config.Organisations = nil
	must(b.t, gateway.Bind(ctx, front))
	stopped := make(chan error, 1)
	go func() { stopped <- p.Run(ctx) }()
	b.t.Cleanup(func() { stop(); must(b.t, <-stopped) })
	before(b.t, time.Minute, func() error {
		status, _, err := apiclient.Anonymous(b.base).Raw(b.t.Context(), "/healthz/ready")
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("status %d", status)
		}
		return err
	})
}

// rows counts the rows of organisations, by table, in a database.
func (b *besides) rows(url string, tenants []string) map[string]int {
	b.t.Helper()
	conn, err := pgx.Connect(b.t.Context(), url)
	must(b.t, err)
	defer func() { _ = conn.Close(context.Background()) }()
	list, err := conn.Query(b.t.Context(), `SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
		WHERE n.nspname IN ('recruitment', 'matching', 'activity', 'evaluation') AND c.relkind IN ('r', 'p')`)
	must(b.t, err)
	names, err := pgx.CollectRows(list, pgx.RowTo[string])
	must(b.t, err)
	found := map[string]int{}
	for _, name := range names {
		var n int
		must(b.t, conn.QueryRow(b.t.Context(), `SELECT count(*) FROM `+name+` WHERE tenant_id = ANY ($1)`, tenants).Scan(&n))
		if n > 0 {
			found[name] = n
		}
	}
	return found
}

// keeps looks whether an organisation that did not choose keeps something as the file says.
func (b *besides) keeps(as *apiclient.Client, kind string, months int32) {
	b.t.Helper()
	var kept recruitmentv1.Retention
	must(b.t, as.Get(b.t.Context(), "/api/v1/retention", &kept))
	for _, rule := range kept.GetRules() {
		if rule.GetKind() == kind && (rule.GetMonths() != months || rule.GetUsualMonths() != months) {
			b.t.Errorf("%s is kept %d months, usually %d, and the file says %d", kind, rule.GetMonths(), rule.GetUsualMonths(), months)
		}
	}
	if len(kept.GetRules()) == 0 {
		b.t.Error("nothing is said of how long things are kept")
	}
}

// The method from the first wish to the look back, for a region in a database of its own and
// for somebody beside it: nothing of the one is ever in the database of the other.
func TestARegionInADatabaseOfItsOwn(t *testing.T) {
	if system.database == "" {
		t.Log("needs databases of its own, which a target does not give")
		return
	}
	b := newBesides(t)
	must(t, demo.Seed(t.Context(), b.base, slog.New(slog.DiscardHandler)))
	outside, err := apiclient.SignIn(t.Context(), b.base, "nieuwbegin", "otis")
	must(t, err)
	inside, err := apiclient.SignIn(t.Context(), b.base, "lsr", coordinatorOf("LSR"))
	must(t, err)
	b.keeps(inside, "match", 37)
	own := b.rows(b.own, b.region)
	for _, table := range []string{"recruitment.client", "recruitment.wish", "matching.caseload", "activity.caseload", "evaluation.caseload", "evaluation.audit"} {
		if own[table] == 0 {
			t.Errorf("nothing in %s: %v", table, own)
		}
	}
	if mixed := b.rows(b.shared, b.region); len(mixed) > 0 {
		t.Errorf("of the region there is in the shared database: %v", mixed)
	}
	if mixed, there := b.rows(b.own, b.out), b.rows(b.shared, b.out); len(mixed) > 0 || len(there) == 0 {
		t.Errorf("of another organisation there is in the region's database %v, in the shared one %v", mixed, there)
	}
	ask := func(who *apiclient.Client, want int) {
		t.Helper()
		before(t, time.Minute, func() error {
			status, said, err := who.Raw(t.Context(), "/api/v1/clients")
			if err == nil && status != want {
				err = fmt.Errorf("status %d, want %d: %s", status, want, said)
			}
			return err
		})
	}
	ask(inside, http.StatusOK)
	b.door(false)
	ask(inside, http.StatusServiceUnavailable)
	ask(outside, http.StatusOK)
	status, said, err := apiclient.Anonymous(b.base).Raw(t.Context(), "/healthz/ready")
	if err != nil || status != http.StatusOK {
		t.Errorf("ready: %d %s %v", status, said, err)
	}
	b.door(true)
	ask(inside, http.StatusOK)
}

func coordinatorOf(organisation string) string {
	for _, o := range devidp.Organisations() {
		for _, p := range o.People {
			if o.Name == organisation && slices.Contains(p.Roles, "coordinator") {
				return p.Subject
			}
		}
	}
	return ""
}

// door lets connections to the region's database in, or keeps them all out.
func (b *besides) door(open bool) {
	b.t.Helper()
	of, err := pgx.ParseConfig(b.own)
	must(b.t, err)
	conn, err := pgx.Connect(b.t.Context(), system.database)
	must(b.t, err)
	defer func() { _ = conn.Close(context.Background()) }()
	_, err = conn.Exec(b.t.Context(), fmt.Sprintf(`ALTER DATABASE %s ALLOW_CONNECTIONS %t`, of.Database, open))
	must(b.t, err)
	_, err = conn.Exec(b.t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, of.Database)
	must(b.t, err)
}
