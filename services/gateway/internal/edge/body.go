package edge

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	maxBody = 1 << 20
	// maxImport is a file of 20 MiB as base64, with room for the fields around it.
	maxImport  = (20<<20)*4/3 + 64<<10
	importPath = "/api/v1/imports"
	// maxSet is a zip of 10 MiB with pictograms, as base64.
	maxSet  = (10<<20)*4/3 + 64<<10
	setPath = "/api/v1/pictograms:replace"
	// maxDepth of nested JSON; our own messages go six deep.
	maxDepth = 32
	// maxList of things in one JSON array; the longest list of the contract has 1,000.
	maxList = 2000
)

// readBody takes the body in whole, within its cap, and looks at its shape before
// anything parses it. It gives the request with that body, or why not.
func readBody(w http.ResponseWriter, r *http.Request) (int, *fault.Fault) {
	limit := int64(maxBody)
	switch r.URL.Path {
	case importPath:
		limit = maxImport
	case setPath:
		limit = maxSet
	}
	// Announced too large: answer now, without reading it.
	if r.ContentLength > limit {
		return http.StatusRequestEntityTooLarge, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return http.StatusRequestEntityTooLarge, tooLarge
	case err != nil:
		return http.StatusBadRequest, unreadable
	case len(body) > 0 && !isJSON(r.Header.Get("Content-Type")):
		// A form of another website can send text or a form without asking, never JSON.
		return http.StatusUnsupportedMediaType, notJSON
	}
	switch deepest, longest := shape(body); {
	case deepest > maxDepth:
		return http.StatusBadRequest, tooDeep
	case longest > maxList:
		return http.StatusBadRequest, tooLong
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return http.StatusOK, nil
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && strings.EqualFold(kind, "application/json")
}

// shape is how deep objects and arrays are nested at most, and how much the longest array
// holds. It does not judge the JSON otherwise: that is the parser's work.
func shape(body []byte) (deepest, longest int) {
	var (
		open     []int // of each array that is open the commas so far; of an object noList
		inString bool
	)
	for i := 0; i < len(body) && deepest <= maxDepth; i++ {
		switch c := body[i]; {
		case inString && c == '\\':
			i++ // whatever is escaped does not end the string
		case c == '"':
			inString = !inString
		case inString:
		case c == '[':
			open = append(open, 0)
		case c == '{':
			open = append(open, noList)
		case len(open) == 0:
		case c == ']' || c == '}':
			open = open[:len(open)-1]
		case c == ',' && open[len(open)-1] != noList:
			open[len(open)-1]++
			longest = max(longest, open[len(open)-1]+1)
		}
		deepest = max(deepest, len(open))
	}
	return deepest, longest
}

// noList stands in shape for an object.
const noList = -1
