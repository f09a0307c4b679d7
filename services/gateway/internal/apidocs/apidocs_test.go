package apidocs_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"github.com/optrek/optrek/services/gateway/internal/apidocs"
	"github.com/optrek/optrek/services/gateway/internal/rights"
)

func document(t *testing.T) []byte {
	t.Helper()
	text, err := apidocs.Document("https://optrek.voorbeeld.test/")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Somebody else's validator finds the document to be OpenAPI 3.1.
func TestTheDescriptionIsOpenAPI(t *testing.T) {
	t.Parallel()
	doc, err := libopenapi.NewDocument(document(t))
	if err != nil {
		t.Fatal(err)
	}
	check, errs := validator.NewValidator(doc)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, wrong := check.ValidateDocument(); !ok {
		for _, w := range wrong {
			t.Error(w.Message, w.Reason)
		}
	}
}

type described struct {
	Paths map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Security    []map[string][]string
		Access      rights.Rule `json:"x-optrek-access"`
		Responses   map[string]struct {
			Content map[string]struct{ Example json.RawMessage }
		}
		RequestBody struct {
			Content map[string]struct{ Example json.RawMessage }
		} `json:"requestBody"`
	}
}

// Every call that has an address is in it, with who may ask it and an example of every body.
func TestEveryCallIsDescribed(t *testing.T) {
	t.Parallel()
	var doc described
	if err := json.Unmarshal(document(t), &doc); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for path, item := range doc.Paths {
		for method, call := range item {
			there[strings.TrimSuffix(strings.TrimRight(call.OperationID, "0123456789"), "_")] = true // a second address has a number behind it
			if len(call.Security) == 0 || len(call.Access.Roles) == 0 || call.Access.Relation == "" {
				t.Errorf("%s %s does not say who may ask it", method, path)
			}
			for _, body := range slices.Concat(slices.Collect(maps.Values(call.Responses["200"].Content)), slices.Collect(maps.Values(call.RequestBody.Content))) {
				if len(body.Example) < 2 {
					t.Errorf("%s %s has a body without an example", method, path)
				}
			}
		}
	}
	rules, err := rights.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		if id := rule.Service + "_" + rule.Method; there[id] == rule.Internal {
			t.Errorf("%s: described %v, internal %v", id, there[id], rule.Internal)
		}
		delete(there, rule.Service+"_"+rule.Method)
	}
	for id := range there {
		t.Errorf("%s is described and does not exist", id)
	}
}

// A system finds which scope a call wants, and where it gets a token.
func TestASystemFindsItsScopes(t *testing.T) {
	t.Parallel()
	text := string(document(t))
	for _, wanted := range []string{`"tokenUrl":"/oauth/token"`, `"system":["clients:read"]`, `"identifier":"EUPL-1.2"`, `"url":"https://optrek.voorbeeld.test"`} {
		if !strings.Contains(text, wanted) {
			t.Errorf("not in the description: %s", wanted)
		}
	}
}

// What others are told is described, one by one, with an example that fits its own schema.
func TestWhatOthersAreToldIsDescribed(t *testing.T) {
	t.Parallel()
	var doc struct {
		Webhooks map[string]struct {
			Post struct {
				Parameters  []struct{ Name string }
				RequestBody struct {
					Content map[string]struct {
						Schema struct {
							Properties map[string]struct{ Const string }
						}
						Example struct {
							Type string
							Data map[string]any
						}
					}
				} `json:"requestBody"`
			}
		}
	}
	if err := json.Unmarshal(document(t), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Webhooks) != 10 {
		t.Errorf("%d kinds", len(doc.Webhooks))
	}
	for kind, hook := range doc.Webhooks {
		body := hook.Post.RequestBody.Content["application/json"]
		if body.Example.Type != kind || body.Schema.Properties["type"].Const != kind || len(hook.Post.Parameters) != 3 || (kind != "test") != (len(body.Example.Data) > 0) {
			t.Errorf("%s: %+v", kind, body)
		}
	}
}
