package process

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
)

// shown is what a process shows of itself now.
func shown(t *testing.T, p *Process) string {
	t.Helper()
	res, err := http.Get("http://" + p.metrics.String() + "/metrics")
	must(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(t, err)
	return string(text)
}

// A process shows how its database is, what there is in each organisation, what it does by
// itself and until when its certificate holds.
func TestAProcessShowsHowItIs(t *testing.T) {
	schema := postgres.Schema{Name: "recruitment"}
	database := pgtest.New(t, schema)
	tenant, dir := ids.New(), t.TempDir()
	must(t, database.Open(schema).InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
		return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
	}))
	authority, err := mtls.NewAuthority(time.Now())
	must(t, err)
	must(t, authority.Save(dir))
	must(t, authority.Issue(filepath.Join(dir, "recruitment"), mtls.Service("recruitment", time.Now())))

	p := prepare(t, func(c *config.Config) {
		c.DatabaseURL, c.TLSDir, c.Recruitment.Addr = database.OwnerURL, dir, "127.0.0.1:0"
	}).For("recruitment")
	db, err := p.Database(t.Context(), schema)
	must(t, err)
	must(t, p.Count(db, []postgres.Count{{What: "events", SQL: `SELECT count(*) FROM outbox`}}))
	task := planned.Task{Name: "nothing", Every: time.Hour, DB: db, Do: func(context.Context, string) error { return nil }}
	p.Go("nothing", task.Run)
	p.Serve("recruitment", watch{}.register)
	r := start(t, p)
	want := []string{
		`optrek_things{organisation="` + tenant + `",service="recruitment",what="events"} 1`,
		`optrek_outbox_size_bytes{database="shared",service="recruitment"} [1-9]`, `optrek_database_size_bytes{database="shared",service="recruitment"} [1-9]`,
		`optrek_database_clock_ahead_seconds{database="shared",service="recruitment"} -?[0-9.e-]+`,
		`optrek_ready{check="recruitment database"} 1`, `optrek_certificate_expiry_seconds{certificate="recruitment"} [1-9]`,
		`optrek_planned_every_seconds{service="recruitment",task="nothing"} 3600`,
		`optrek_planned_success_time_seconds{service="recruitment",task="nothing"} [1-9]`,
		`optrek_planned_failures_total{service="recruitment",task="nothing"} 0`,
		`optrek_planned_duration_seconds_count{service="recruitment",task="nothing"} 1`,
	}
	missing := func() (all []string) {
		text := shown(t, p)
		for _, w := range want {
			name, rest, _ := strings.Cut(w, "} ")
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + `} ` + rest).MatchString(text) {
				all = append(all, w)
			}
		}
		return all
	}
	until(t, "it is ready", func() bool { return p.IsReady() == nil })
	until(t, fmt.Sprintf("everything is shown (and now is missing: %s)", missing()), func() bool { return len(missing()) == 0 })
	r.stop()
	must(t, r.end())
}
