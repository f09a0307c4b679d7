package scim

import (
	"strconv"
	"strings"

	filter "github.com/scim2/filter-parser/v2"
)

// window is which part of a list is asked for: from is 0 for the first.
type window struct{ from, count int }

// window reads startIndex and count as RFC 7644 §3.4.2.4 reads them: what is out of
// bounds is brought within, never refused.
func (c *call) window() (window, error) {
	q := c.URL.Query()
	w := window{count: usualCount}
	if text := q.Get("startIndex"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return w, badValue
		}
		w.from = min(max(n-1, 0), 1<<30)
	}
	if text := q.Get("count"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return w, badValue
		}
		w.count = min(max(n, 0), maxResults)
	}
	return w, nil
}

// where is a filter taken apart: what has to equal what, by the attribute in small letters.
type where map[string]string

// where reads the filter. Directories ask whether somebody is there, by a name of theirs;
// that is what can be answered: attribute eq "value", and several of those joined by and.
func (c *call) where(known ...string) (where, error) {
	text := c.URL.Query().Get("filter")
	found := where{}
	if text == "" {
		return found, nil
	}
	parsed, err := filter.ParseFilter([]byte(text))
	if err != nil || !found.read(parsed) {
		return nil, badFilter
	}
	for attribute := range found {
		if !contains(known, attribute) {
			return nil, badFilter
		}
	}
	return found, nil
}

func contains(known []string, attribute string) bool {
	for _, k := range known {
		if k == attribute {
			return true
		}
	}
	return false
}

func (w where) read(e filter.Expression) bool {
	switch e := e.(type) {
	case *filter.LogicalExpression:
		return e.Operator == filter.AND && w.read(e.Left) && w.read(e.Right)
	case *filter.AttributeExpression:
		value, isText := e.CompareValue.(string)
		return isText && strings.EqualFold(string(e.Operator), string(filter.EQ)) && w.add(pathOf(e.AttributePath), value)
	case *filter.ValuePath: // emails[type eq "work" and value eq "x"]
		inner := where{}
		if !inner.read(e.ValueFilter) || inner["value"] == "" {
			return false
		}
		return w.add(strings.ToLower(e.AttributePath.AttributeName)+".value", inner["value"])
	default:
		return false
	}
}

func (w where) add(attribute, value string) bool {
	if _, twice := w[attribute]; twice {
		return false
	}
	w[attribute] = value
	return true
}

// pathOf is a path in small letters, without the schema it is of.
func pathOf(p filter.AttributePath) string {
	name := strings.ToLower(p.AttributeName)
	if sub := p.SubAttributeName(); sub != "" {
		name += "." + strings.ToLower(sub)
	}
	return name
}

// listOf is a page of a list.
func listOf(total int, w window, resources []map[string]any) map[string]any {
	if resources == nil {
		resources = []map[string]any{}
	}
	return map[string]any{
		"schemas":      []string{"urn:ietf:params:scim:api:messages:2.0:ListResponse"},
		"totalResults": total, "startIndex": w.from + 1, "itemsPerPage": len(resources), "Resources": resources,
	}
}

// shown leaves out what the directory did not ask for (attributes, excludedAttributes).
func (c *call) shown(resource map[string]any) map[string]any {
	wanted, unwanted := names(c.URL.Query().Get("attributes")), names(c.URL.Query().Get("excludedAttributes"))
	for name := range resource {
		if name == "id" || name == "schemas" { // always returned
			continue
		}
		lower := strings.ToLower(name)
		if len(wanted) > 0 && !wanted[lower] || unwanted[lower] {
			delete(resource, name)
		}
	}
	return resource
}

// names gives the attributes in a list, as a whole: of name.givenName it is name.
func names(list string) map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if at := strings.LastIndex(name, ":"); at >= 0 {
			name = name[at+1:]
		}
		if name, _, _ = strings.Cut(name, "."); name != "" {
			all[name] = true
		}
	}
	return all
}
