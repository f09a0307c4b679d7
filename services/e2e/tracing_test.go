package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	collectorv1 "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracev1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// collector is an OpenTelemetry collector (OTLP over HTTP) that keeps what it is sent.
type collector struct {
	server *httptest.Server
	mu     sync.Mutex
	spans  []span
}

// span knows which library made it, and in which service.
type span struct {
	*tracev1.Span
	scope, service string
}

func newCollector() *collector {
	c := &collector{}
	c.server = httptest.NewServer(c)
	return c
}

// ServeHTTP takes an export request as the protocol says: POST /v1/traces, protobuf.
func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request collectorv1.ExportTraceServiceRequest
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = proto.Unmarshal(body, &request)
	}
	if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces" {
		http.Error(w, "want POST /v1/traces with a protobuf", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, resource := range request.GetResourceSpans() {
		for _, scope := range resource.GetScopeSpans() {
			for _, s := range scope.GetSpans() {
				c.spans = append(c.spans, span{s, scope.GetScope().GetName(), serviceOf(resource)})
			}
		}
	}
}

// serviceOf is what the spans say about who made them.
func serviceOf(spans *tracev1.ResourceSpans) string {
	for _, a := range spans.GetResource().GetAttributes() {
		if a.GetKey() == "service.name" {
			return a.GetValue().GetStringValue()
		}
	}
	return ""
}

// trace gives the spans with this id (hexadecimal); all spans for "".
func (c *collector) trace(id string) []span {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.spans), func(s span) bool { return id != "" && fmt.Sprintf("%x", s.GetTraceId()) != id })
}

// text is everything that was sent, to be searched: each thing once, for a run sends a
// hundred thousand spans that differ in nothing but when. Without the ids of the spans: they
// are drawn at random, and in base64 one of them spells a name sooner or later.
func (c *collector) text() string {
	var all strings.Builder
	seen := map[string]bool{}
	for _, s := range c.trace("") {
		bare := proto.CloneOf(s.Span)
		bare.TraceId, bare.SpanId, bare.ParentSpanId = nil, nil, nil
		bare.StartTimeUnixNano, bare.EndTimeUnixNano = 0, 0
		for _, link := range bare.GetLinks() {
			link.TraceId, link.SpanId = nil, nil
		}
		for _, event := range bare.GetEvents() {
			event.TimeUnixNano = 0
		}
		written, err := proto.MarshalOptions{Deterministic: true}.Marshal(bare)
		if err == nil && seen[string(written)] {
			continue
		}
		seen[string(written)] = true
		all.WriteString(protojson.Format(bare))
	}
	return all.String()
}

// One request gives one trace, from the gateway to the SQL of the service behind it,
// and every log line of that call names it. Without the variable nothing is sent.
func TestOneRequestIsOneTrace(t *testing.T) {
	t.Parallel()
	binary, dir, sent := build(t), t.TempDir(), newCollector()
	t.Cleanup(sent.server.Close)
	with := startBinary(t, binary, dir, "OTEL_EXPORTER_OTLP_ENDPOINT="+sent.server.URL, "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_BSP_MAX_QUEUE_SIZE=100000")
	id := with.oneRequest(t)
	soon(t, func() error { return isOneTrace(sent.trace(id)) })
	for _, line := range []string{"request", "call"} {
		if len(with.lines(line, id)) == 0 {
			t.Errorf("no log line %q names trace %s", line, id)
		}
	}
	t.Run("metrics", with.metrics)
	t.Run("metrics as they are listed", with.listed)
	t.Run("health and reflection", with.healthAndReflection)
	t.Run("privacy", func(t *testing.T) { with.privacy(t, sent) })
	with.stop(t)

	// Now without: whoever would send by default, sends to these ports.
	calls := listenOn(t, "localhost:4317", "localhost:4318")
	before := len(sent.trace(""))
	without := startBinary(t, binary, dir)
	if id := without.oneRequest(t); len(id) != 32 {
		t.Errorf("the log line names no trace: %q", id)
	}
	without.stop(t)
	if n := len(sent.trace("")) - before + int(calls.Load()); n != 0 {
		t.Errorf("without OTEL_EXPORTER_OTLP_ENDPOINT it sent something %d times", n)
	}
}

// isOneTrace says what is missing: one root, made by the gateway; every other span the
// child of one of them; a gRPC call out of the gateway, the same call in recruitment,
// and SQL below that.
func isOneTrace(spans []span) error {
	byID := map[string]span{}
	for _, s := range spans {
		byID[string(s.GetSpanId())] = s
	}
	found := map[string]int{}
	for _, s := range spans {
		parent, known := byID[string(s.GetParentSpanId())]
		switch {
		case len(s.GetParentSpanId()) == 0 && s.scope == "optrek/gateway" && s.service == "gateway" && s.GetName() == "GET /api/v1/clients/{id}":
			found["root"]++
		case !known:
			return fmt.Errorf("%s hangs loose among %d spans", s.GetName(), len(spans))
		case strings.HasSuffix(s.GetName(), "RecruitmentService/GetClient") && s.GetKind() == tracev1.Span_SPAN_KIND_CLIENT:
			found["call"]++
		case strings.HasSuffix(s.GetName(), "RecruitmentService/GetClient") && parent.GetName() == s.GetName() && s.service == "recruitment" && parent.service == "gateway":
			found["recruitment"]++
		case strings.Contains(s.GetName(), "SELECT") && s.service == "recruitment" && below(s, byID, "RecruitmentService/GetClient"):
			found["sql"]++
		}
	}
	if found["root"] != 1 || found["call"] != 1 || found["recruitment"] != 1 || found["sql"] == 0 {
		return fmt.Errorf("among %d spans: %v", len(spans), found)
	}
	return nil
}

func below(s span, byID map[string]span, server string) bool {
	for up, ok := byID[string(s.GetParentSpanId())]; ok; up, ok = byID[string(up.GetParentSpanId())] {
		if strings.HasSuffix(up.GetName(), server) && up.GetKind() == tracev1.Span_SPAN_KIND_SERVER {
			return true
		}
	}
	return false
}

// listenOn counts who connects. A port that somebody has already is a collector of
// whoever runs the test: it says so, for then that port was not watched.
func listenOn(t *testing.T, addresses ...string) *atomic.Int32 {
	t.Helper()
	var calls atomic.Int32
	for _, address := range addresses {
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Logf("%s is taken and was not watched: %v", address, err)
			continue
		}
		t.Cleanup(func() { _ = l.Close() })
		go func() {
			for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
				calls.Add(1)
				_ = conn.Close()
			}
		}()
	}
	return &calls
}

// oneRequest reads one client through the gateway, and gives the trace that its line in the log names.
func (r *run) oneRequest(t *testing.T) (traceID string) {
	t.Helper()
	me, err := apiclient.SignIn(t.Context(), r.base, "lsr", "koen")
	must(t, err)
	var all recruitmentv1.ListClientsResponse
	must(t, me.Get(t.Context(), "/api/v1/clients", &all))
	before := len(r.lines("request", ""))
	must(t, me.Get(t.Context(), "/api/v1/clients/"+all.GetClients()[0].GetId(), &recruitmentv1.Client{}))
	soon(t, func() error { // the line is written when the answer is on its way
		for _, line := range r.lines("request", "")[before:] {
			if line["route"] == "/api/v1/clients/{id}" {
				traceID, _ = line["trace_id"].(string)
				return nil
			}
		}
		return fmt.Errorf("no line about the request in the log")
	})
	return traceID
}

// lines are the log's lines with this message, of this trace unless it is "".
func (r *run) lines(message, traceID string) []map[string]any {
	var found []map[string]any
	for line := range strings.Lines(r.log.String()) {
		fields := map[string]any{}
		if json.Unmarshal([]byte(line), &fields) == nil && fields["msg"] == message && (traceID == "" || fields["trace_id"] == traceID) {
			found = append(found, fields)
		}
	}
	return found
}

// sample is a line of the Prometheus text format.
var sample = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^{}"]*("[^"]*"[^{}"]*)*\})? [-+0-9.eEInfNa]+$`)

// scrape keeps what /metrics says now.
func (r *run) scrape(t *testing.T) {
	t.Helper()
	resp, err := http.Get("http://" + r.metricsAddr + "/metrics")
	must(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(t, err)
	if kind := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || !strings.HasPrefix(kind, "text/plain; version=") {
		t.Fatalf("status %d, %s", resp.StatusCode, kind)
	}
	r.counted = string(body)
}

func (r *run) metrics(t *testing.T) {
	r.scrape(t)
	for line := range strings.Lines(r.counted) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !sample.MatchString(line) {
			t.Errorf("this is no sample: %s", line)
		}
	}
	for _, want := range []string{
		`http_server_request_duration_seconds_bucket{http_request_method="GET",http_response_status_code="200",http_route="/api/v1/clients/{id}"`,
		`http_route="/api/v1/clients/{id}",le="0.1"`, // in seconds: buckets for milliseconds would tell nothing
		`rpc_server_`, `optrek_db_connections_busy{`, `optrek_feed_lag_seconds{`, `go_goroutines `, `process_resident_memory_bytes `,
	} {
		if !strings.Contains(r.counted, want) {
			t.Errorf("no %s among the metrics", want)
		}
	}
	for line := range strings.Lines(r.counted) {
		if strings.Contains(line, "_seconds_bucket{") && strings.Contains(line, `le="10000"`) {
			t.Errorf("seconds in buckets made for milliseconds: %s", line)
		}
	}
}

func (r *run) healthAndReflection(t *testing.T) {
	for _, service := range services() {
		name := strings.Split(string(service.FullName()), ".")[1] // optrek.<name>.v1.…
		conn, err := grpc.NewClient(r.config.DialTarget(name), grpc.WithTransportCredentials(insecure.NewCredentials()))
		must(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		health, err := healthv1.NewHealthClient(conn).Check(t.Context(), &healthv1.HealthCheckRequest{Service: string(service.FullName())})
		must(t, err)
		if health.GetStatus() != healthv1.HealthCheckResponse_SERVING {
			t.Errorf("%s is %v", name, health.GetStatus())
		}
		stream, err := reflectionv1.NewServerReflectionClient(conn).ServerReflectionInfo(t.Context())
		must(t, err)
		must(t, stream.Send(&reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}}))
		answer, err := stream.Recv()
		must(t, err)
		if listed := answer.GetListServicesResponse().String(); !strings.Contains(listed, string(service.FullName())) || !strings.Contains(listed, "grpc.health.v1.Health") {
			t.Errorf("%s says that it has %s", name, listed)
		}
	}
}

// await is a writer that tells when a word has come by.
type await struct {
	mu    sync.Mutex
	text  bytes.Buffer
	word  string
	found chan struct{}
}

// Write keeps p and looks for the word.
func (a *await) Write(p []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before := strings.Contains(a.text.String(), a.word)
	n, err := a.text.Write(p)
	if !before && strings.Contains(a.text.String(), a.word) {
		close(a.found)
	}
	return n, err
}

// withoutOTel is this process's environment without what tells OpenTelemetry what to do.
func withoutOTel() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "OTEL_") || strings.HasPrefix(v, "OPTREK_") })
}
