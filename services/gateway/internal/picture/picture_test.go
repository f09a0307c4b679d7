package picture_test

import (
	"context"
	"crypto/ed25519"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/picture"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

// recruitment has one picture for each organisation, and says whose call it was.
type recruitment struct {
	recruitmentv1.PictogramServiceClient
	verifier *authn.Verifier
	pictures map[string]string // by organisation
}

func (r recruitment) GetPictogram(ctx context.Context, req *recruitmentv1.GetPictogramRequest, _ ...grpc.CallOption) (*recruitmentv1.PictogramImage, error) {
	md, _ := metadata.FromOutgoingContext(ctx)
	ctx, err := r.verifier.Authenticate(ctx, strings.TrimPrefix(md.Get("authorization")[0], "Bearer "))
	if err != nil {
		return nil, err
	}
	caller, _ := authn.From(ctx)
	png, found := r.pictures[caller.Tenant]
	if !found {
		return nil, fault.Missing()
	}
	return &recruitmentv1.PictogramImage{Name: req.GetName(), Digest: "of" + png, Png: []byte(png)}, nil
}

var here, there = "01900000-0000-7000-8000-0000000000aa", "01900000-0000-7000-8000-0000000000bb"

func open(t *testing.T) http.Handler {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	verifier := authn.NewVerifier(map[string]ed25519.PublicKey{authn.Gateway: public}, time.Now)
	who := func(r *http.Request) (authn.Caller, error) {
		tenant := r.Header.Get("Who")
		if tenant == "" {
			return authn.Caller{}, edge.ErrNobody
		}
		return authn.Caller{Tenant: tenant, Person: "01900000-0000-7000-8000-0000000000cc", Roles: []authn.Role{authn.RoleClient}}, nil
	}
	mux := http.NewServeMux()
	mux.Handle(picture.Route, picture.Handler(who, authn.NewSigner(authn.Gateway, private, time.Now), recruitment{verifier: verifier, pictures: map[string]string{here: "ours"}}))
	return mux
}

func ask(t *testing.T, h http.Handler, tenant, query string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/api/v1/pictograms/bicycle/image"+query, nil)
	r.Header.Set("Who", tenant)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAPictureIsSentOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	w := ask(t, h, here, "?v=ofours")
	if w.Code != 200 || w.Body.String() != "ours" || w.Header().Get("Content-Type") != "image/png" {
		t.Fatalf("%d %s %v", w.Code, w.Body, w.Header())
	}
	if kept := w.Header().Get("Cache-Control"); !strings.Contains(kept, "private") || !strings.Contains(kept, "immutable") {
		t.Errorf("with its digest it is kept as %q", kept)
	}
	for _, query := range []string{"", "?v=another"} {
		if kept := ask(t, h, here, query).Header().Get("Cache-Control"); kept != "private, no-cache" {
			t.Errorf("%q is kept as %q", query, kept)
		}
	}
	if again := ask(t, h, here, "", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("what the browser has is sent again: %d", again.Code)
	}
}

func TestOnlyForTheOrganisationItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	for tenant, want := range map[string]int{here: 200, there: 404, "": 401} {
		w := ask(t, h, tenant, "?v=ofours")
		if w.Code != want {
			t.Errorf("%q: %d %s", tenant, w.Code, w.Body)
		}
		if want != 200 && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("a refusal is kept: %v", w.Header())
		}
	}
}
