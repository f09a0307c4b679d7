// Package apidocs makes the one description of the API for those who build on it:
// the documents that are generated from the contract, joined, with who may ask what
// (read from the very rules that are enforced), how a system signs in, and an example
// of every body. OpenAPI 3.1; https://spec.openapis.org/oas/v3.1.1
package apidocs

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	contract "github.com/optrek/optrek/proto"
	_ "github.com/optrek/optrek/proto/gen/optrek/activity/v1" // the rules are read from what is linked in
	_ "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/machine"
	"github.com/optrek/optrek/services/gateway/internal/rights"
)

// Path is where the description is read, by people's tools as well as by our own page at /docs/api.
const Path = "/docs/api/openapi.json"

// object is any part of the document: it is decorated, not understood.
type object = map[string]any

// document is what the generated documents are together. They share the paths of one API
// and the names of one contract.
type document struct {
	paths, schemas object
	tags           []any
}

// Document is the description, for a gateway that browsers know as public (scheme and
// host). It fails when a call has no rule, or when two files say something different
// under one address.
func Document(public string) ([]byte, error) {
	all, err := joined()
	if err != nil {
		return nil, err
	}
	rules, err := byOperation()
	if err != nil {
		return nil, err
	}
	made := examples{schemas: all.schemas}
	for path, item := range all.paths {
		for method, operation := range item.(object) {
			if err := decorate(operation.(object), rules, made); err != nil {
				return nil, fmt.Errorf("apidocs: %s %s: %w", method, path, err)
			}
		}
	}
	text, err := json.Marshal(object{
		"openapi": "3.1.0", "info": info(), "servers": []any{object{"url": strings.TrimSuffix(public, "/")}},
		"tags": all.tags, "paths": all.paths, "webhooks": webhooks(), "components": object{"schemas": all.schemas, "securitySchemes": ways()},
	})
	if err != nil {
		return nil, fmt.Errorf("apidocs: %w", err)
	}
	return text, nil
}

func joined() (document, error) {
	all := document{paths: object{}, schemas: object{}}
	err := fs.WalkDir(contract.OpenAPI, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".json") {
			return err
		}
		text, err := contract.OpenAPI.ReadFile(name)
		if err != nil {
			return err
		}
		if err := all.add(text); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return document{}, fmt.Errorf("apidocs: %w", err)
	}
	slices.SortFunc(all.tags, func(a, b any) int { return strings.Compare(nameOf(a), nameOf(b)) })
	return all, nil
}

// add takes one generated document in.
func (d *document) add(text []byte) error {
	var doc struct {
		Paths      map[string]object
		Components struct{ Schemas object }
		Tags       []any
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		return err
	}
	for path, item := range doc.Paths {
		into, ok := d.paths[path].(object)
		if !ok {
			into = object{}
			d.paths[path] = into
		}
		for method, operation := range item {
			if into[method] != nil {
				return fmt.Errorf("%s %s is there twice", method, path)
			}
			into[method] = operation
		}
	}
	maps.Copy(d.schemas, doc.Components.Schemas)
	d.tags = append(d.tags, doc.Tags...)
	return nil
}

func nameOf(tag any) string {
	name, _ := tag.(object)["name"].(string)
	return name
}

// byOperation gives the rule of each call by the id that the generator gives it.
func byOperation() (map[string]rights.Rule, error) {
	all, err := rights.All()
	if err != nil {
		return nil, fmt.Errorf("apidocs: %w", err)
	}
	rules := make(map[string]rights.Rule, len(all))
	for _, rule := range all {
		rules[rule.Service+"_"+rule.Method] = rule
	}
	return rules, nil
}

// rpcOf gives the RPC behind an operation: one with a second address has a number behind its id.
func rpcOf(operationID string) string {
	return strings.TrimSuffix(strings.TrimRight(operationID, "0123456789"), "_")
}

// decorate adds to a call who may ask it, and examples of what goes in and comes out.
func decorate(operation object, rules map[string]rights.Rule, made examples) error {
	id, _ := operation["operationId"].(string)
	rule, known := rules[rpcOf(id)]
	if !known {
		return fmt.Errorf("no access rule for %q", id)
	}
	security := []any{object{"session": []any{}}}
	if rule.Scope != "" {
		security = append(security, object{"system": []any{rule.Scope}})
	}
	operation["security"] = security
	operation["x-optrek-access"] = object{"roles": rule.Roles, "relation": rule.Relation, "changes": rule.Changes}
	if body, ok := operation["requestBody"].(object); ok {
		made.into(body, true)
	}
	responses, _ := operation["responses"].(object)
	for status, response := range responses {
		if status == "default" {
			refusal(response.(object))
			continue
		}
		made.into(response.(object), false)
	}
	return nil
}

// ways are the two ways in.
func ways() object {
	scopes := object{}
	for _, scope := range machine.Scopes() {
		scopes[scope] = "Granted to a system by the organisation's administrator."
	}
	return object{
		"session": object{
			"type": "apiKey", "in": "cookie", "name": "__Host-optrek",
			"description": "Somebody who signed in with a browser. Changes are taken from Optrek's own pages only.",
		},
		"system": object{
			"type": "oauth2", "description": "Another system of the organisation, connected under Organisatie, Aangesloten systemen.",
			"flows": object{"clientCredentials": object{"tokenUrl": machine.TokenPath, "scopes": scopes}},
		},
	}
}

func info() object {
	return object{
		"title": "Optrek", "version": "v1",
		"summary": "Client networks in disability care.",
		"description": "One organisation at a time: the one of who asks. Names are known to recruitment only; everywhere else people are ids. " +
			"A change takes a requestId of your own making: asked again with the same one, it gives the first answer and acts once. " +
			"What can be changed by several people carries an etag: send the one you read. " +
			"Refusals are google.rpc.Status with a reason to act on and a sentence for people in Dutch and English. " +
			"New fields may appear in answers at any time; none goes away within v1.",
		"license": object{"name": "European Union Public Licence 1.2", "identifier": "EUPL-1.2"},
	}
}
