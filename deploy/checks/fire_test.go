package checks

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// now is when the alarms are asked; every series has a point each minute of the four hours before.
var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const points = 4 * 60

// series is a figure that begins at a value and grows by so much a second.
type series struct {
	name   string // in Prometheus's form, with labels
	value  float64
	growth float64
	gone   int // for how many minutes nobody has shown it
}

type point struct {
	t int64
	v float64
}

func (p point) ST() int64                     { return 0 }
func (p point) T() int64                      { return p.t }
func (p point) F() float64                    { return p.v }
func (p point) H() *histogram.Histogram       { return nil }
func (p point) FH() *histogram.FloatHistogram { return nil }
func (p point) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (p point) Copy() chunks.Sample           { return p }

func (s series) samples() (all []chunks.Sample) {
	for i := points; i >= s.gone; i-- {
		all = append(all, point{now.Add(-time.Duration(i) * time.Minute).UnixMilli(), s.value + s.growth*float64(60*(points-i))})
	}
	return all
}

// memory is a Prometheus that knows these series and nothing else.
func memory(t *testing.T, all []series) storage.Queryable {
	t.Helper()
	return &storage.MockQueryable{MockQuerier: &storage.MockQuerier{
		SelectMockFunction: func(_ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
			var found []storage.Series
			for _, s := range all {
				set, err := parser.NewParser(parser.Options{}).ParseMetric(s.name)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.ContainsFunc(matchers, func(m *labels.Matcher) bool { return !m.Matches(set.Get(m.Name)) }) {
					found = append(found, storage.NewListSeries(set, s.samples()))
				}
			}
			return &list{series: found, at: -1}
		},
	}}
}

// list is what a question found.
type list struct {
	series []storage.Series
	at     int
}

func (l *list) Next() bool                        { l.at++; return l.at < len(l.series) }
func (l *list) At() storage.Series                { return l.series[l.at] }
func (l *list) Err() error                        { return nil }
func (l *list) Warnings() annotations.Annotations { return nil }

func ask(t *testing.T, expr string, of []series) promql.Vector {
	t.Helper()
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1e6, Timeout: time.Minute})
	query, err := engine.NewInstantQuery(context.Background(), memory(t, of), nil, expr, now)
	must(t, err)
	answer := query.Exec(context.Background())
	must(t, answer.Err)
	v, err := answer.Vector()
	must(t, err)
	return v
}

func one(name string, value float64) []series { return []series{{name: name, value: value}} }

func at(d time.Duration) float64 { return float64(now.Add(d).Unix()) }

func burning(what string, windows ...string) (all []series) {
	for _, w := range windows {
		all = append(all, series{name: fmt.Sprintf("optrek:api_%s:ratio_rate%s", what, w), value: 0.5})
	}
	return all
}

// tries has for each alarm figures on which it goes off, and figures on which it is quiet.
var tries = map[string]struct{ loud, quiet []series }{
	"OptrekAnswersFail":       {burning("failed", "1h", "5m"), burning("failed", "1h")},
	"OptrekAnswersFailSlowly": {burning("failed", "3d", "6h"), burning("failed", "3d")},
	"OptrekSlow":              {burning("slow", "6h", "30m"), burning("slow", "30m")},
	"OptrekSlowForDays":       {burning("slow", "1d", "2h"), burning("slow", "2h")},
	"OptrekGone":              {nil, one(`optrek_ready{check="database"}`, 1)},
	"OptrekNotReady":          {one(`optrek_ready{check="matching database"}`, 0), one(`optrek_ready{check="matching database"}`, 1)},
	"OptrekRestarts": {[]series{{`kube_pod_container_status_restarts_total{pod="optrek-matching-1"}`, 0, 0.01, 0}},
		[]series{{`kube_pod_container_status_restarts_total{pod="other"}`, 0, 0.01, 0}}},
	"OptrekMigrationFailed":      {one(`kube_job_status_failed{job_name="optrek-migrate-4"}`, 1), one(`kube_job_status_failed{job_name="optrek-migrate-4"}`, 0)},
	"OptrekCertificateEnds":      {one(`optrek_certificate_expiry_seconds{certificate="matching"}`, at(6*24*time.Hour)), one(`optrek_certificate_expiry_seconds{certificate="matching"}`, at(8*24*time.Hour))},
	"OptrekCertificateEndsToday": {one(`optrek_certificate_expiry_seconds{certificate="browsers"}`, at(23*time.Hour)), one(`optrek_certificate_expiry_seconds{certificate="browsers"}`, at(25*time.Hour))},
	"OptrekClockOff":             {one(`optrek_database_clock_ahead_seconds{service="gateway"}`, 4), one(`optrek_database_clock_ahead_seconds{service="gateway"}`, 0.2)},
	"OptrekBusy": {[]series{{`rpc_server_call_duration_seconds_count{rpc_method="a/B",rpc_response_status_code="RESOURCE_EXHAUSTED"}`, 0, 1, 0}},
		[]series{{`rpc_server_call_duration_seconds_count{rpc_method="a/B",rpc_response_status_code="OK"}`, 0, 1, 0}}},
	"OptrekFeedLags":   {one(`optrek_feed_lag_seconds{service="matching",source="recruitment"}`, 61), one(`optrek_feed_lag_seconds{service="matching",source="recruitment"}`, 9)},
	"OptrekFeedUnread": {[]series{{`optrek_feed_lag_seconds{service="matching",source="recruitment"}`, 2, 0, 10}}, one(`optrek_feed_lag_seconds{service="matching",source="recruitment"}`, 2)},
	"OptrekSealLags":   {one(`optrek_planned_success_time_seconds{service="gateway",task="seal"}`, at(-16*time.Minute)), one(`optrek_planned_success_time_seconds{service="gateway",task="seal"}`, at(-time.Minute))},
	"OptrekTaskLate": {append(one(`optrek_planned_success_time_seconds{service="a",task="lapse"}`, at(-4*time.Hour)), series{`optrek_planned_every_seconds{service="a",task="lapse"}`, 3600, 0, 0}),
		append(one(`optrek_planned_success_time_seconds{service="a",task="lapse"}`, at(-2*time.Hour)), series{`optrek_planned_every_seconds{service="a",task="lapse"}`, 3600, 0, 0})},
	"OptrekTaskFails": {[]series{{`optrek_planned_failures_total{service="a",task="b",organisation="c"}`, 0, 0.01, 0}},
		one(`optrek_planned_failures_total{service="a",task="b"}`, 0)},
	"OptrekOutboxLarge":        {one(`optrek_outbox_size_bytes{service="matching"}`, 51e9), one(`optrek_outbox_size_bytes{service="matching"}`, 1e9)},
	"OptrekConcernLetterWaits": {one(`optrek_things{what="concern_letters_waiting",organisation="a"}`, 1), one(`optrek_things{what="concern_letters_waiting",organisation="a"}`, 0)},
	"OptrekErasureLate":        {one(`optrek_things{what="erasures_late",organisation="a"}`, 1), one(`optrek_things{what="clients",organisation="a"}`, 9)},
	"OptrekWebhooksWait":       {one(`optrek_things{what="webhooks_waiting_seconds",organisation="a"}`, 22000), one(`optrek_things{what="webhooks_waiting_seconds",organisation="a"}`, 60)},
	"OptrekOrganisationInTrouble": {[]series{{`optrek_calls_total{organisation="a",outcome="failed"}`, 0, 1, 0}, {`optrek_calls_total{organisation="a",outcome="done"}`, 0, 2, 0}},
		[]series{{`optrek_calls_total{organisation="a",outcome="failed"}`, 0, 0.1, 0}, {`optrek_calls_total{organisation="a",outcome="done"}`, 0, 50, 0}}},
	"OptrekPlanUnproven": {[]series{{"optrek_plan_unproven_total", 0, 0.001, 0}}, one("optrek_plan_unproven_total", 3)},
	"OptrekOwnDatabaseAway": {
		append(one(`optrek_database_up{service="matching",database="hof"}`, 0), series{`optrek_database_up{service="matching",database="zuid"}`, 1, 0, 0}),
		one(`optrek_database_up{service="matching",database="hof"}`, 1),
	},
	"OptrekPoolFull": {append(one(`optrek_db_connections_busy{schema="matching"}`, 8), series{`optrek_db_connections_max{schema="matching"}`, 8, 0, 0}),
		append(one(`optrek_db_connections_busy{schema="matching"}`, 3), series{`optrek_db_connections_max{schema="matching"}`, 8, 0, 0})},
	"OptrekDiskFull": {append(one(`kubelet_volume_stats_available_bytes{persistentvolumeclaim="optrek-db-1"}`, 1), series{`kubelet_volume_stats_capacity_bytes{persistentvolumeclaim="optrek-db-1"}`, 10, 0, 0}),
		append(one(`kubelet_volume_stats_available_bytes{persistentvolumeclaim="optrek-db-1"}`, 5), series{`kubelet_volume_stats_capacity_bytes{persistentvolumeclaim="optrek-db-1"}`, 10, 0, 0})},
	"OptrekStandbyBehind": {one(`cnpg_pg_replication_lag{pod="optrek-db-2"}`, 31), one(`cnpg_pg_replication_lag{pod="optrek-db-2"}`, 0)},
	"OptrekBackupOld":     {one(`kube_cronjob_status_last_successful_time{cronjob="optrek-backup"}`, at(-27*time.Hour)), one(`kube_cronjob_status_last_successful_time{cronjob="optrek-backup"}`, at(-25*time.Hour))},
	"OptrekDrillFailed":   {one(`kube_job_status_failed{job_name="optrek-drill-29394"}`, 1), one(`kube_job_status_failed{job_name="optrek-backup-29394"}`, 1)},
	"OptrekBackupNever": {one(`kube_cronjob_created{cronjob="optrek-backup"}`, at(-27*time.Hour)),
		append(one(`kube_cronjob_created{cronjob="optrek-backup"}`, at(-27*time.Hour)), series{`kube_cronjob_status_last_successful_time{cronjob="optrek-backup"}`, at(-time.Hour), 0, 0})},
}

func TestAlarmsGoOffAndAreQuiet(t *testing.T) {
	for _, r := range rules(t) {
		if r.Alert == "" {
			continue
		}
		of, tried := tries[r.Alert]
		if !tried {
			t.Errorf("%s: was never tried", r.Alert)
			continue
		}
		if len(ask(t, r.Expr, of.loud)) == 0 {
			t.Errorf("%s: stays quiet on %v", r.Alert, of.loud)
		}
		if v := ask(t, r.Expr, of.quiet); len(v) != 0 {
			t.Errorf("%s: goes off on %v", r.Alert, of.quiet)
		}
	}
}

// What fails is counted against what was asked, and only what people and systems ask.
func TestThePromise(t *testing.T) {
	asked := []series{
		{`http_server_request_duration_seconds_count{http_route="/api/v1/wishes",http_response_status_code="200"}`, 0, 9, 0},
		{`http_server_request_duration_seconds_count{http_route="/api/v1/wishes",http_response_status_code="503"}`, 0, 1, 0},
		{`http_server_request_duration_seconds_count{http_route="/healthz/ready",http_response_status_code="503"}`, 0, 50, 0},
		{`http_server_request_duration_seconds_bucket{http_route="/api/v1/wishes",http_response_status_code="200",le="0.5"}`, 0, 8, 0},
	}
	none := []series{{`http_server_request_duration_seconds_count{http_route="/api/v1/wishes",http_response_status_code="200"}`, 0, 9, 0}}
	for _, r := range rules(t) {
		switch {
		case strings.HasPrefix(r.Record, "optrek:api_failed:"):
			if v := ask(t, r.Expr, asked); len(v) != 1 || v[0].F < 0.099 || v[0].F > 0.101 {
				t.Errorf("%s: %v, want a tenth", r.Record, v)
			}
			if v := ask(t, r.Expr, none); len(v) != 1 || v[0].F != 0 {
				t.Errorf("%s: %v while nothing fails", r.Record, v)
			}
			if v := ask(t, r.Expr, nil); len(v) != 0 {
				t.Errorf("%s: %v while nobody asks", r.Record, v)
			}
		case strings.HasPrefix(r.Record, "optrek:api_slow:"):
			if v := ask(t, r.Expr, asked); len(v) != 1 || v[0].F < 0.199 || v[0].F > 0.201 {
				t.Errorf("%s: %v, want a fifth", r.Record, v)
			}
		}
	}
}
