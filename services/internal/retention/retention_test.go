package retention_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/retention"
)

func TestMonthsThatCannotBeAreToldByTheirKind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		months retention.Months
		says   []string // nothing: it is in order
	}{
		"nothing":            {nil, nil},
		"all of them":        {retention.Months{"client": 36, "match": 24, "audit": 60, "import": 0, "concern": retention.Most}, nil},
		"who looked, kept":   {retention.Months{"audit": 0}, nil},
		"misspelt":           {retention.Months{"clients": 36}, []string{"retention.clients", "client, talk, import"}},
		"too short":          {retention.Months{"audit": 59}, []string{"retention.audit", "59", "at least 60", "0 for kept"}},
		"too long":           {retention.Months{"talk": 601}, []string{"retention.talk", "600"}},
		"less than nothing":  {retention.Months{"talk": -1}, []string{"retention.talk", "0 for kept"}},
		"two are told apart": {retention.Months{"audit": 1, "talks": 1}, []string{"retention.audit", "retention.talks"}},
	} {
		err := c.months.Check()
		if (err == nil) != (c.says == nil) {
			t.Errorf("%s: %v", name, err)
		}
		for _, words := range c.says {
			if err != nil && !strings.Contains(err.Error(), words) {
				t.Errorf("%s: %q says nothing of %q", name, err, words)
			}
		}
	}
}

func TestWhatIsUsualSomewhereHoldsThereOnly(t *testing.T) {
	t.Parallel()
	usual := retention.Usual{"linde": {"match": 12, "import": 0}, "eik": nil}
	for _, want := range []struct {
		tenant, key string
		months      int
	}{
		{"linde", "match", 12}, {"linde", "import", 0}, {"linde", "client", 24}, {"eik", "match", 24}, {"beuk", "match", 24}, {"linde", "nothing", 0},
	} {
		if got := usual.Of(want.tenant, want.key); got != want.months {
			t.Errorf("%s, %s: %d months, want %d", want.tenant, want.key, got, want.months)
		}
	}
	if all := retention.Usual(nil).Kinds("linde"); !slices.Equal(all, retention.Kinds()) {
		t.Errorf("where nothing was said: %+v", all)
	}
}

// What is usual for everybody would have to be allowed for anybody.
func TestWhatIsUsualMayBeChosen(t *testing.T) {
	t.Parallel()
	months := retention.Months{}
	for _, k := range retention.Kinds() {
		months[k.Key] = k.Usual
	}
	if err := months.Check(); err != nil || len(months) != len(retention.Kinds()) {
		t.Errorf("%d kinds: %v", len(months), err)
	}
}
