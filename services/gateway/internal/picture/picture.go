// Package picture shows an organisation's own pictograms: as images, to whoever of that
// organisation is signed in, and kept by their browser for as long as they are the same.
package picture

import (
	"bytes"
	"errors"
	"net/http"
	"time"

	"google.golang.org/grpc/metadata"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
)

// Route is where one picture is. A page asks it with its digest (?v=…): what such an
// address answers never changes, so that each picture is sent to a browser once.
const Route = "GET /api/v1/pictograms/{name}/image"

// atOnce pictures are asked of recruitment at the same time; a page full of them waits its
// turn, and what people do meanwhile does not wait for it.
const atOnce = 32

// Handler answers with a picture. who must not take this for somebody at work: a page
// that lies open draws its pictures by itself.
func Handler(who func(*http.Request) (authn.Caller, error), signer *authn.Signer, of recruitmentv1.PictogramServiceClient) http.Handler {
	slots := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		case <-r.Context().Done():
			return
		}
		image, err := find(r, who, signer, of)
		if err != nil {
			edge.Refuse(w, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "image/png")
		h.Set("ETag", `"`+image.GetDigest()+`"`)
		h.Set("Cache-Control", "private, no-cache")
		if r.URL.Query().Get("v") == image.GetDigest() {
			h.Set("Cache-Control", "private, max-age=31536000, immutable")
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(image.GetPng()))
	})
}

func find(
	r *http.Request, who func(*http.Request) (authn.Caller, error), signer *authn.Signer, of recruitmentv1.PictogramServiceClient,
) (*recruitmentv1.PictogramImage, error) {
	caller, err := who(r)
	if errors.Is(err, edge.ErrNobody) {
		return nil, authn.NotSignedIn()
	}
	if err != nil {
		return nil, err
	}
	token, err := signer.Sign(caller)
	if err != nil { // a session that names what nobody may be
		return nil, authn.NotSignedIn()
	}
	ctx := metadata.AppendToOutgoingContext(r.Context(), "authorization", "Bearer "+token)
	return of.GetPictogram(ctx, &recruitmentv1.GetPictogramRequest{Name: r.PathValue("name")})
}
