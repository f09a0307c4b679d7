package e2e

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/optrek/optrek/deploy/dev/apiclient"
)

var idInJSON = regexp.MustCompile(`"id":\s*"([^"]+)"`)

func allIDs(body []byte) []string {
	var found []string
	for _, m := range idInJSON.FindAllSubmatch(body, -1) {
		found = append(found, string(m[1]))
	}
	return found
}

// firstOf gives the ids of a list that hangs on one of these, the first that has any.
func firstOf(t *testing.T, c *apiclient.Client, path string, owners []string) []string {
	t.Helper()
	var found []string
	soon(t, func() error { // a plan may still be thinking
		for _, owner := range owners {
			_, body, err := c.Raw(t.Context(), fmt.Sprintf(path, owner))
			must(t, err)
			if found = allIDs(body); len(found) > 0 {
				return nil
			}
		}
		return fmt.Errorf("nothing at %s in the demo data", path)
	})
	return found
}

// withTalk finds a client with whom a network talk was held.
func withTalk(t *testing.T, lead *apiclient.Client) string {
	t.Helper()
	_, body, err := lead.Raw(t.Context(), "/api/v1/clients?pageSize=100")
	must(t, err)
	for _, client := range allIDs(body) {
		if _, talks, _ := lead.Raw(t.Context(), "/api/v1/clients/"+client+"/networkTalks"); len(allIDs(talks)) > 0 {
			return client
		}
	}
	t.Fatal("no client with a network talk in the demo data")
	return ""
}
