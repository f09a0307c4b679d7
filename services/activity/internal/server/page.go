package server

import (
	"encoding/base64"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	defaultPage = 50
	largestPage = 500
)

// pageSize is how many rows to give: what was asked, or a screenful.
func pageSize(asked int32) int {
	switch {
	case asked <= 0:
		return defaultPage
	case asked > largestPage:
		return largestPage
	}
	return int(asked)
}

// nextToken is a page token: the sort key of the last row given, opaque to the caller.
func nextToken(key ...string) string {
	body, err := json.Marshal(key)
	if err != nil {
		return "" // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(body)
}

// afterToken gives the sort key in a page token, of n parts of which the last is an id;
// n empty strings for an empty token. The parts only ever become query arguments.
func afterToken(token string, n int) ([]string, error) {
	key := make([]string, 0, n)
	if token == "" {
		return append(key, make([]string, n)...), nil
	}
	body, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil {
		err = json.Unmarshal(body, &key)
	}
	if err == nil && len(key) == n {
		err = uuid.Validate(key[n-1])
	}
	if err != nil || len(key) != n {
		return nil, fault.Invalid("BAD_PAGE_TOKEN", fault.Text{
			NL: "Deze bladzijde bestaat niet. Begin de lijst opnieuw.",
			EN: "There is no such page. Start the list again.",
		}, fault.Field{Path: "page_token", Text: fault.Text{NL: "Onbekende bladzijde.", EN: "Unknown page."}})
	}
	return key, nil
}

// cut gives the first size rows and whether there are more: lists ask one row too many.
func cut[T any](rows []T, size int) ([]T, bool) {
	if len(rows) <= size {
		return rows, false
	}
	return rows[:size], true
}
