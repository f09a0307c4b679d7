package edge_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.opentelemetry.io/otel"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

var bas = authn.Caller{
	Tenant: "01900000-0000-7000-8000-000000000001", Person: "01900000-0000-7000-8000-0000000000aa",
	Roles: []authn.Role{authn.RoleCoordinator}, Session: "01900000-0000-7000-8000-0000000000bb",
}

// listener is a service behind the real interceptors, that notes what reached it.
type listener struct {
	recruitmentv1.UnimplementedTeamServiceServer
	recruitmentv1.UnimplementedExchangeServiceServer
	heard  metadata.MD
	caller authn.Caller
	bytes  int
}

func (l *listener) note(ctx context.Context) {
	l.heard, _ = metadata.FromIncomingContext(ctx)
	l.caller, _ = authn.From(ctx)
}

func (l *listener) ListLocations(ctx context.Context, _ *recruitmentv1.ListLocationsRequest) (*recruitmentv1.ListLocationsResponse, error) {
	l.note(ctx)
	return &recruitmentv1.ListLocationsResponse{}, nil
}

func (l *listener) PrepareImport(ctx context.Context, r *recruitmentv1.PrepareImportRequest) (*recruitmentv1.Import, error) {
	l.note(ctx)
	l.bytes = len(r.GetContent())
	return &recruitmentv1.Import{}, nil
}

func (l *listener) CreateLocation(context.Context, *recruitmentv1.CreateLocationRequest) (*recruitmentv1.Location, error) {
	return nil, fault.Invalid("NAME_TAKEN", fault.Text{NL: "Die naam is er al.", EN: "That name is taken."},
		fault.Field{Path: "location.name", Text: fault.Text{NL: "Kies een andere.", EN: "Choose another."}})
}

func (l *listener) UpdateLocation(context.Context, *recruitmentv1.UpdateLocationRequest) (*recruitmentv1.Location, error) {
	return nil, fault.Changed()
}

// open puts the wall before a service. who is nil when nobody is signed in.
func open(t *testing.T, who *authn.Caller) (http.Handler, *listener, *bytes.Buffer) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	service := &listener{}
	server, err := rpc.NewServer(rpc.Options{
		Verifier: authn.NewVerifier(map[string]ed25519.PublicKey{authn.Gateway: public}, time.Now),
		Log:      slog.New(slog.DiscardHandler),
		Register: func(r grpc.ServiceRegistrar) {
			recruitmentv1.RegisterTeamServiceServer(r, service)
			recruitmentv1.RegisterExchangeServiceServer(r, service)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(socket) // ends with Stop
	t.Cleanup(server.Stop)
	conn, err := rpc.Dial("passthrough:///"+socket.Addr().String(), rpc.DialOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })

	api, err := edge.NewAPI(
		func(*http.Request) (authn.Caller, error) {
			if who == nil {
				return authn.Caller{}, edge.ErrNobody
			}
			return *who, nil
		},
		authn.NewSigner(authn.Gateway, private, time.Now),
		func(mux *runtime.ServeMux) error {
			return errors.Join(
				recruitmentv1.RegisterTeamServiceHandler(context.Background(), mux, conn),
				recruitmentv1.RegisterExchangeServiceHandler(context.Background(), mux, conn))
		})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", api)
	mux.HandleFunc("/auth/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	inside, err := edge.SameOrigin("https://optrek.example.org", edge.WithoutBSN(mux, "/auth/"))
	if err != nil {
		t.Fatal(err)
	}
	log := &bytes.Buffer{}
	wall, err := edge.Observe(slog.New(slog.NewJSONHandler(log, nil)), otel.GetTracerProvider(), edge.SecureHeaders(true, inside))
	if err != nil {
		t.Fatal(err)
	}
	return wall, service, log
}

func request(method, path, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func send(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// problem is google.rpc.Status as JSON.
type problem struct {
	Code    int
	Message string
	Details []map[string]any
}

// refused checks status and reason, and that there are words in both languages.
func refused(t *testing.T, w *httptest.ResponseRecorder, status int, reason string) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%d %q: %v", w.Code, w.Body, err)
	}
	got, locales := "", map[any]bool{}
	for _, d := range p.Details {
		if r, ok := d["reason"].(string); ok {
			got = r
		}
		locales[d["locale"]] = true
	}
	if w.Code != status || got != reason || !locales["nl"] || !locales["en"] {
		t.Errorf("answered %d %s, want %d %s", w.Code, w.Body, status, reason)
	}
	return p
}

func TestNobodyIsTurnedAway(t *testing.T) {
	t.Parallel()
	wall, service, _ := open(t, nil)
	refused(t, send(wall, request(http.MethodGet, "/api/v1/locations", "")), http.StatusUnauthorized, "NOT_SIGNED_IN")
	refused(t, send(wall, request(http.MethodGet, "/api/v1/nothing", "")), http.StatusUnauthorized, "NOT_SIGNED_IN")
	if service.heard != nil {
		t.Error("a service heard of it")
	}
}

// What was said for one person is not done in the name of another.
func TestAsSomebodyElse(t *testing.T) {
	t.Parallel()
	for as, want := range map[string]int{"": 200, bas.Person: 200, "01900000-0000-7000-8000-0000000000ab": 401, "%s": 401} {
		h, service, _ := open(t, &bas)
		r := httptest.NewRequest(http.MethodGet, "/api/v1/locations", nil)
		r.Header.Set("Optrek-As", as)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want || (service.caller.Person == bas.Person) != (want == 200) {
			t.Errorf("as %q: %d %s, reached by %q", as, w.Code, w.Body, service.caller.Person)
		}
	}
}

func TestOnlyOurTokenReachesTheService(t *testing.T) {
	t.Parallel()
	wall, service, _ := open(t, &bas)
	w := send(wall, request(http.MethodGet, "/api/v1/locations", "",
		"Authorization", "Bearer stolen",
		"Grpc-Metadata-Authorization", "Bearer stolen",
		"Grpc-Metadata-X-Optrek-Tenant", "other",
		"Grpc-Metadata-Optrek-Bin", "AAAA",
		"Grpc-Timeout", "1n",
		"X-Optrek-Tenant", "other",
		"X-Optrek-Person", "other",
		"X-Forwarded-For", "203.0.113.9",
		"X-Forwarded-Host", "evil.example",
		"Forwarded", "for=203.0.113.9",
		"Cookie", "optrek=secret",
		"Traceparent", "00-11111111111111111111111111111111-2222222222222222-01",
	))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if got := service.caller; got.Tenant != bas.Tenant || got.Person != bas.Person || got.Session != bas.Session || !got.Has(authn.RoleCoordinator) {
		t.Errorf("the service saw %+v", got)
	}
	// What gRPC and tracing add themselves; everything else would be the browser's.
	own := map[string]bool{
		"authorization": true, ":authority": true, "content-type": true, "user-agent": true,
		"grpc-accept-encoding": true, "traceparent": true, "tracestate": true,
	}
	for key, values := range service.heard {
		if !own[key] || len(values) != 1 || strings.Contains(values[0], "1111111111") {
			t.Errorf("metadata %s = %v", key, values)
		}
	}
}

func TestMethodOverrideIsOff(t *testing.T) {
	t.Parallel()
	wall, service, _ := open(t, &bas)
	r := request(http.MethodPost, "/api/v1/locations?pageSize=1", "", "X-HTTP-Method-Override", "GET",
		"Content-Type", "application/x-www-form-urlencoded")
	// As a POST it makes a location, which this service refuses; as a GET it would list them.
	if w := send(wall, r); w.Code != http.StatusBadRequest || service.heard != nil {
		t.Error("a POST became a GET")
	}
	refused(t, send(wall, request(http.MethodPut, "/api/v1/locations", "")), http.StatusMethodNotAllowed, "NO_SUCH_METHOD")
	refused(t, send(wall, request(http.MethodGet, "/api/v1/nothing", "")), http.StatusNotFound, "NO_SUCH_PATH")
}

func TestBodies(t *testing.T) {
	t.Parallel()
	wall, service, _ := open(t, &bas)
	long := func(n int) string { return `{"name":"` + strings.Repeat("a", n) + `"}` }
	deep := strings.Repeat(`[`, 40) + strings.Repeat(`]`, 40)
	for name, tt := range map[string]struct {
		r      *http.Request
		status int
		reason string
	}{
		"too large": {request(http.MethodPost, "/api/v1/locations", long(1<<20)), 413, "BODY_TOO_LARGE"},
		"too large, length not told": {func() *http.Request {
			r := request(http.MethodPost, "/api/v1/locations", "")
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(long(1<<20))), -1
			r.Header.Set("Content-Type", "application/json")
			return r
		}(), 413, "BODY_TOO_LARGE"},
		"import too large": {request(http.MethodPost, "/api/v1/imports", long(28<<20)), 413, "BODY_TOO_LARGE"},
		"too deep":         {request(http.MethodPost, "/api/v1/locations", deep), 400, "JSON_TOO_DEEP"},
		"not JSON":         {request(http.MethodPost, "/api/v1/locations", "name=x", "Content-Type", "text/plain"), 415, "NOT_JSON"},
		"broken JSON":      {request(http.MethodPost, "/api/v1/locations", `{"name":`), 400, "REQUEST_MISREAD"},
		"unknown field":    {request(http.MethodPost, "/api/v1/locations", `{"naam":"x"}`), 400, "REQUEST_MISREAD"},
		"unknown query":    {request(http.MethodGet, "/api/v1/locations?page_size=x", ""), 400, "REQUEST_MISREAD"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, send(wall, tt.r), tt.status, tt.reason) })
	}
	brackets := `{"name":"` + strings.Repeat(`[{\"\\`, 29) + `"}`
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", brackets)), 400, "NAME_TAKEN")
	file := `{"content":"` + strings.Repeat("AAAA", (20<<20)/3) + `"}`
	if w := send(wall, request(http.MethodPost, "/api/v1/imports", file)); w.Code != http.StatusOK || service.bytes < 20<<20-3 {
		t.Errorf("an import of 20 MiB: %d, %d bytes arrived", w.Code, service.bytes)
	}
}

func TestRefusalsOfAServiceComeThrough(t *testing.T) {
	t.Parallel()
	wall, _, _ := open(t, &bas)
	p := refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", `{"name":"x"}`)), http.StatusBadRequest, "NAME_TAKEN")
	if text, err := json.Marshal(p.Details); err != nil || !bytes.Contains(text, []byte(`location.name`)) {
		t.Errorf("the field is lost: %s", text)
	}
	refused(t, send(wall, request(http.MethodPatch, "/api/v1/locations/01900000-0000-7000-8000-0000000000cc", `{"name":"x"}`)),
		http.StatusConflict, "CHANGED_MEANWHILE")
	coordinatorOnly := send(wall, request(http.MethodGet, "/api/v1/locations", ""))
	if !strings.Contains(coordinatorOnly.Body.String(), `"nextPageToken"`) {
		t.Errorf("empty fields are left out: %s", coordinatorOnly.Body)
	}
}

func TestCrossOriginChangeIsRefused(t *testing.T) {
	t.Parallel()
	wall, service, _ := open(t, &bas)
	for name, headers := range map[string][]string{
		"by fetch metadata": {"Sec-Fetch-Site", "cross-site"},
		"a sibling site":    {"Sec-Fetch-Site", "same-site"},
		"by origin":         {"Origin", "https://evil.example"},
		"from a sandbox":    {"Origin", "null"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", `{}`, headers...)), http.StatusForbidden, "CROSS_ORIGIN")
		})
	}
	if service.heard != nil {
		t.Error("a service heard of it")
	}
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", `{"name":"x"}`, "Sec-Fetch-Site", "same-origin")), 400, "NAME_TAKEN")
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", `{"name":"x"}`, "Origin", "https://optrek.example.org")), 400, "NAME_TAKEN")
}

func TestAccessLogNamesRoutesNotPeople(t *testing.T) {
	t.Parallel()
	wall, _, log := open(t, &bas)
	const id = "01900000-0000-7000-8000-0000000000cc"
	send(wall, request(http.MethodPatch, "/api/v1/locations/"+id, `{"name":"Bas Bedacht"}`))
	send(wall, request(http.MethodGet, "/api/v1/locations?pageToken=Bedacht", ""))
	send(wall, request(http.MethodGet, "/api/v1/Bedacht", ""))
	if text := log.String(); strings.Contains(text, id) || strings.Contains(text, "Bedacht") ||
		!strings.Contains(text, `"route":"/api/v1/locations/{location.id}"`) || !strings.Contains(text, `"status":409`) {
		t.Errorf("the log says:\n%s", text)
	}
}

func TestNoBSNInAnAddressOrTheLog(t *testing.T) {
	t.Parallel()
	wall, service, log := open(t, &bas)
	for _, path := range []string{
		"/api/v1/locations?query=111222333", "/api/v1/locations?query=111%20222%20333", "/api/v1/locations?111222333=1",
		"/api/v1/locations/111222333", "/mensen?zoek=111.222.333", "/mensen/111222333", "/api/v1/locations?query=111222333;%zz",
		"/api/v1/locations?query=%EF%BC%91%EF%BC%91%EF%BC%91222333",
	} {
		w := send(wall, request(http.MethodGet, path, ""))
		refused(t, w, http.StatusBadRequest, "BSN")
		if strings.Contains(w.Body.String(), "222") {
			t.Errorf("%s: the answer says it again", path)
		}
	}
	if service.heard != nil {
		t.Error("a service heard of it")
	}
	wrongKind := send(wall, request(http.MethodPost, "/api/v1/locations", `{"name":{"a":111222333},"area":111222333}`))
	if refused(t, wrongKind, http.StatusBadRequest, "REQUEST_MISREAD"); strings.Contains(wrongKind.Body.String(), "111222333") {
		t.Errorf("the answer quotes it: %s", wrongKind.Body)
	}
	for path, status := range map[string]int{
		"/api/v1/locations?pageToken=MTExMjIy111222333": 200, "/api/v1/locations?page_size=111": 200,
		"/api/v1/locations/00000000-0000-7000-8000-000111222333": 501, // an id, and a method this listener lacks
		"/auth/callback?code=111222333&state=111222333":          204,
	} {
		if w := send(wall, request(http.MethodGet, path, "")); w.Code != status {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if strings.Contains(log.String(), "111222333") || strings.Contains(log.String(), "111.222") {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestPanicIsAnAnswer(t *testing.T) {
	t.Parallel()
	log := &bytes.Buffer{}
	wall, err := edge.Observe(slog.New(slog.NewJSONHandler(log, nil)), otel.GetTracerProvider(),
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("Bas Bedacht") }))
	if err != nil {
		t.Fatal(err)
	}
	refused(t, send(wall, request(http.MethodGet, "/", "")), http.StatusInternalServerError, "INTERNAL")
	if strings.Contains(log.String(), "Bedacht") || !strings.Contains(log.String(), "panic in the gateway") {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestReady(t *testing.T) {
	t.Parallel()
	fine := func(context.Context) error { return nil }
	if w := send(edge.Ready(map[string]edge.Check{"a": fine, "b": fine}), request(http.MethodGet, "/", "")); w.Code != http.StatusOK {
		t.Errorf("all fine: %d", w.Code)
	}
	w := send(edge.Ready(map[string]edge.Check{"a": fine, "b": func(context.Context) error { return io.ErrUnexpectedEOF }}), request(http.MethodGet, "/", ""))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"b":"away"`) || strings.Contains(w.Body.String(), "EOF") {
		t.Errorf("one away: %d %s", w.Code, w.Body)
	}
}
