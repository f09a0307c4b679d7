package scim

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"google.golang.org/grpc/codes"

	"github.com/optrek/optrek/services/internal/rpc"
)

// problem is an error as RFC 7644 §3.12 has it. Its text is for who set the directory up:
// it is English, and quotes nothing that was sent.
type problem struct {
	status int
	kind   string // scimType; may be empty
	detail string
}

func (p *problem) Error() string { return p.detail }

func bad(kind, detail string) *problem { return &problem{http.StatusBadRequest, kind, detail} }

var (
	notFound    = &problem{http.StatusNotFound, "", "There is no such resource."}
	noSuchPath  = &problem{http.StatusNotFound, "", "There is nothing at this address."}
	noSuchVerb  = &problem{http.StatusMethodNotAllowed, "", "This cannot be done at this address."}
	notBuilt    = &problem{http.StatusNotImplemented, "", "Optrek does not do this; see ServiceProviderConfig."}
	noToken     = &problem{http.StatusUnauthorized, "", "Show a token of this organisation: Authorization: Bearer ..."}
	badToken    = &problem{http.StatusUnauthorized, "", "This token opens nothing (any more)."}
	noScope     = &problem{http.StatusForbidden, "", "This connection may not keep colleagues and groups."}
	tooOften    = &problem{http.StatusTooManyRequests, "", "Too many requests. Wait a few minutes."}
	unavailable = &problem{http.StatusServiceUnavailable, "", "This does not work just now. Try again shortly."}
	mistake     = &problem{http.StatusInternalServerError, "", "Something went wrong on our side."}
	notJSON     = &problem{http.StatusUnsupportedMediaType, "", "Send application/scim+json."}
	tooLarge    = &problem{http.StatusRequestEntityTooLarge, "", "This is too large to send."}
	changed     = &problem{http.StatusPreconditionFailed, "", "It was changed meanwhile. Read it again."}
	inTheWay    = &problem{http.StatusConflict, "", "Others change this at the same moment. Try again."}

	badSyntax  = bad("invalidSyntax", "The body is not the JSON that is asked for here.")
	badFilter  = bad("invalidFilter", "This filter cannot be answered here: attribute eq \"value\" can.")
	badPath    = bad("invalidPath", "There is no attribute at this path.")
	noTarget   = bad("noTarget", "The path of a remove is missing.")
	badValue   = bad("invalidValue", "A value is missing, or not of the kind it should be.")
	unchanging = bad("mutability", "This attribute cannot be changed.")
)

// asProblem turns what a service answered into what SCIM calls it.
func asProblem(err error) *problem {
	var own *problem
	if errors.As(err, &own) {
		return own
	}
	said := rpc.ProblemOf(err)
	switch said.Code {
	case codes.NotFound:
		return notFound
	case codes.AlreadyExists:
		return &problem{http.StatusConflict, "uniqueness", "There is one with this name already."}
	case codes.InvalidArgument:
		return bad("invalidValue", text(said))
	case codes.Aborted, codes.FailedPrecondition:
		return changed
	case codes.PermissionDenied, codes.Unauthenticated:
		return noScope
	case codes.ResourceExhausted:
		return tooOften
	case codes.Unavailable, codes.DeadlineExceeded, codes.Canceled:
		return unavailable
	default:
		return mistake
	}
}

// text is what is wrong, field by field where that is known.
func text(said rpc.Problem) string {
	for _, f := range said.Fields {
		if f.Text.EN != "" {
			return f.Text.EN
		}
	}
	if said.Text.EN != "" {
		return said.Text.EN
	}
	return badValue.detail
}

const mediaType = "application/scim+json; charset=utf-8"

func (p *problem) write(w http.ResponseWriter) {
	body := map[string]any{
		"schemas": []string{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": strconv.Itoa(p.status), "detail": p.detail,
	}
	if p.kind != "" {
		body["scimType"] = p.kind
	}
	if p.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "600")
	}
	send(w, p.status, body)
}

func send(w http.ResponseWriter, status int, body any) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may have left
}
