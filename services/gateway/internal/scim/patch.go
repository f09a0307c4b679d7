package scim

import "strings"

// The operations of a patch (RFC 7644 §3.5.2), in small letters: Entra ID writes capitals.
const (
	add     = "add"
	replace = "replace"
	remove  = "remove"
)

// mostOperations in one patch; directories send a few dozen at a time.
const mostOperations = 1000

type operation struct {
	verb, path string
	value      any
}

// operations reads the body of a PATCH.
func (c *call) operations() ([]operation, error) {
	body, err := c.object()
	if err != nil {
		return nil, err
	}
	list, isList := fieldOf(body, "Operations").([]any)
	if !isList || len(list) == 0 || len(list) > mostOperations {
		return nil, badSyntax
	}
	out := make([]operation, 0, len(list))
	for _, item := range list {
		one, isObject := item.(map[string]any)
		verb, isText := fieldOf(one, "op").(string)
		if !isObject || !isText {
			return nil, badSyntax
		}
		o := operation{verb: strings.ToLower(verb), value: fieldOf(one, "value")}
		path := fieldOf(one, "path")
		if o.path, isText = path.(string); path != nil && !isText {
			return nil, badPath
		}
		if o.verb != add && o.verb != replace && o.verb != remove {
			return nil, badSyntax
		}
		out = append(out, o)
	}
	return out, nil
}
