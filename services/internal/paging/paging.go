// Package paging is how every list of the API goes from one page to the next: a
// size, and a token with the sort key of the last row given.
//
// A token holds ids, days and times, never a name: it travels in addresses.
package paging

import (
	"encoding/base64"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	usual   = 50
	largest = 500
)

// Size is how many rows to give: what was asked, or a screenful; at most 500.
func Size(asked int32) int {
	switch {
	case asked <= 0:
		return usual
	case asked > largest:
		return largest
	}
	return int(asked)
}

// Token is a page token: the sort key of the last row given, its id last; opaque to the caller.
func Token(key ...string) string {
	body, err := json.Marshal(key)
	if err != nil {
		return "" // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(body)
}

// After gives the sort key in a page token, of n parts of which the last is an id;
// n empty strings for an empty token, and BadToken's fault for what is no token of
// such a list. The parts only ever become query arguments.
func After(token string, n int) ([]string, error) {
	key, err := Key(token, n)
	if err == nil && token != "" && uuid.Validate(key[n-1]) != nil {
		return nil, BadToken()
	}
	return key, err
}

// Key is After for a list that is not kept anywhere: the last part need not be a random id.
func Key(token string, n int) ([]string, error) {
	if token == "" {
		return make([]string, n), nil
	}
	var key []string
	body, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil {
		err = json.Unmarshal(body, &key)
	}
	if err != nil || len(key) != n {
		return nil, BadToken()
	}
	return key, nil
}

// AfterID gives the id in the token of a list that runs by id; empty for the first page.
func AfterID(token string) (string, error) {
	key, err := After(token, 1)
	if err != nil {
		return "", err
	}
	return key[0], nil
}

// BadToken says that there is no such page.
func BadToken() error {
	return fault.Invalid("BAD_PAGE_TOKEN", fault.Text{
		NL: "Deze bladzijde bestaat niet. Begin de lijst opnieuw.",
		EN: "There is no such page. Start the list again.",
	}, fault.Field{Path: "page_token", Text: fault.Text{NL: "Onbekende bladzijde.", EN: "Unknown page."}})
}

// Cut gives the first size rows and whether there are more: lists ask one row too many.
func Cut[T any](rows []T, size int) ([]T, bool) {
	if len(rows) <= size {
		return rows, false
	}
	return rows[:size], true
}
