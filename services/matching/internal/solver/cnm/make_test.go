package cnm_test

import (
	"bytes"
	"testing"

	"github.com/optrek/optrek/services/matching/internal/solver/cnm"
)

// What was made, written and read is what was made; and the same seed makes the same.
func TestMake(t *testing.T) {
	t.Parallel()
	for _, clients := range []int{0, 1, 7, 300, 3000} {
		made := cnm.Make(clients, 5)
		if err := made.Validate(); err != nil {
			t.Fatalf("%d clients: %v", clients, err)
		}
		var text, again bytes.Buffer
		if err := made.Write(&text); err != nil {
			t.Fatal(err)
		}
		if err := cnm.Make(clients, 5).Write(&again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text.Bytes(), again.Bytes()) {
			t.Errorf("%d clients: the same seed made something else", clients)
		}
		in, err := cnm.Read(&text)
		if err != nil {
			t.Fatalf("%d clients: %v", clients, err)
		}
		if !same(in, &made.Instance) {
			t.Errorf("%d clients: read back as something else", clients)
		}
	}
}

// An instance for measuring is worth something only if it is like a real region: about
// 45 pairs to a client, three places to four clients, and people with hardly anybody.
func TestMakeIsLikeARegion(t *testing.T) {
	t.Parallel()
	made := cnm.Make(5000, 1)
	if each := len(made.Networker) / made.Clients(); each < 35 || each > 55 {
		t.Errorf("%d pairs to a client", each)
	}
	places, few := int32(0), 0
	for _, capacity := range made.Capacity {
		places += capacity
	}
	for c := range made.Clients() {
		if made.First[c+1]-made.First[c] < 10 {
			few++
		}
	}
	if places < 3400 || places > 4000 {
		t.Errorf("%d places for 5000 clients", places)
	}
	if few < 100 || few > 1000 {
		t.Errorf("%d of 5000 clients have fewer than ten to go along with", few)
	}
}
