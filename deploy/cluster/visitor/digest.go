package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/optrek/optrek/deploy/dev/apiclient"
)

// kept are the lists that must be the same after a disaster. Of each is read what the reader reaches.
var kept = []string{
	"/api/v1/clients", "/api/v1/wishes", "/api/v1/networkers", "/api/v1/matches", "/api/v1/activities", "/api/v1/interimEvaluations", "/api/v1/intervisions",
}

// digest prints a line for each list: whose, which, and a fingerprint of everything in it. The same lines before and after
// mean that people find everything as they left it.
func digest(ctx context.Context, base string, out io.Writer) error {
	for _, who := range readers {
		client, err := apiclient.SignIn(ctx, base, who.organisation, who.subject)
		if err != nil {
			return err
		}
		for _, path := range kept {
			status, body, err := client.Raw(ctx, path+"?pageSize=500")
			if err != nil {
				return err
			}
			if status != http.StatusOK {
				return fmt.Errorf("%s: %d: %.200s", path, status, body)
			}
			n, sum, err := fingerprint(body)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			fmt.Fprintf(out, "%s/%s %s %d %s\n", who.organisation, who.subject, strings.TrimPrefix(path, "/api/v1/"), n, sum)
		}
	}
	return nil
}

// readers are the demo people who reach the most, each in their own organisation.
var readers = []struct{ organisation, subject string }{{"lsr", "koen"}, {"dichterbij", "tess"}, {"syndion", "lars"}, {"syndion", "eva"}}

// fingerprint counts what is in a list and sums it up, whatever the order of an object's fields.
func fingerprint(answer []byte) (n int, sum string, err error) {
	var list map[string]any
	if err := json.Unmarshal(answer, &list); err != nil {
		return 0, "", err
	}
	delete(list, "nextPageToken") // sealed anew each time
	for _, value := range list {
		if items, ok := value.([]any); ok {
			n += len(items)
		}
	}
	text, err := json.Marshal(list)
	return n, fmt.Sprintf("%x", sha256.Sum256(text)), err
}
