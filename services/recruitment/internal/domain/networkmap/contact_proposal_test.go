package networkmap

import (
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Whatever the record calls somebody, no category comes of it: that is the client's (N-09).
func TestN14_AProposalIsAQuestionAndHoldsNoWayToReachAnybody(t *testing.T) {
	t.Parallel()
	p, ok := ProposeContact("c1", NamedPerson{Name: " Moeder  Riet ", Relation: "moeder", Key: "rp-7"}, noon)
	if !ok || p.Name != "Moeder Riet" || p.Relation != "moeder" {
		t.Fatalf("%+v", p)
	}
	if told := p.Accepted(CategoryUnsaid, CircleUnsaid); told.Category != CategoryUnsaid || told.Circle != CircleUnsaid || told.Name != "Moeder Riet" {
		t.Errorf("something was chosen for the client: %+v", told)
	}
	if strings.Contains(p.Key, "rp-7") || len(p.Key) != 64 {
		t.Errorf("the key tells who it was: %s", p.Key)
	}
}

func TestAProposalIsKnownAgain(t *testing.T) {
	t.Parallel()
	key := func(client domain.ClientID, n NamedPerson) string {
		p, _ := ProposeContact(client, n, noon)
		return p.Key
	}
	riet := NamedPerson{Name: "Riet", Relation: "moeder", Key: "rp-7"}
	if key("c1", riet) != key("c1", NamedPerson{Name: "Riet de Wit", Relation: "ma", Key: "rp-7"}) {
		t.Error("another spelling is another person")
	}
	if key("c1", riet) == key("c2", riet) {
		t.Error("one key says that two clients know the same person")
	}
	if key("c1", NamedPerson{Name: "Riét", Relation: "Moeder"}) != key("c1", NamedPerson{Name: "Riet", Relation: "moeder"}) {
		t.Error("without a key the name and the relation say who it is")
	}
	for _, name := range []string{"", " \x00 ", strings.Repeat("a", 81)} {
		if _, ok := ProposeContact("c1", NamedPerson{Name: name}, noon); ok {
			t.Errorf("%q is a name", name)
		}
	}
	if p, ok := ProposeContact("c1", NamedPerson{Name: "Riet", Relation: strings.Repeat("é", 99)}, noon); !ok || len([]rune(p.Relation)) != 60 {
		t.Error("a long relation is not cut off")
	}
}

var noon = time.Date(2026, 10, 15, 12, 0, 0, 0, time.UTC)
