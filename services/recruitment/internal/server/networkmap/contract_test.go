package networkmap

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Every value of the contract's enums has a word in the domain, and comes back from it.
func TestEveryChoiceGoesToTheDomainAndBack(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	contact := func(m *pb.Contact) {
		t.Helper()
		m.Name = "Riet"
		c, err := domain.NewContact("", "", contactTelling(m), now)
		got := contactMessage(c)
		got.Etag = ""
		if err != nil || !proto.Equal(got, m) {
			t.Errorf("%v came back as %v, %v", m, got, err)
		}
	}
	for n := range pb.Contact_Category_name {
		contact(&pb.Contact{Category: pb.Contact_Category(n)})
	}
	for n := range pb.Contact_Circle_name {
		contact(&pb.Contact{Circle: pb.Contact_Circle(n)})
	}
	for n := range pb.Contact_Feeling_name {
		contact(&pb.Contact{Feeling: pb.Contact_Feeling(n)})
	}
	for n := range pb.Contact_Hope_name {
		contact(&pb.Contact{Hope: pb.Contact_Hope(n)})
	}
	for n := range pb.Contact_Help_name {
		if n != 0 {
			contact(&pb.Contact{IGet: []pb.Contact_Help{pb.Contact_Help(n)}, IGive: []pb.Contact_Help{pb.Contact_Help(n)}})
		}
	}
}
