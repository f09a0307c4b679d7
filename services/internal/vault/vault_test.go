package vault_test

import (
	"sync"
	"testing"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/vault"
)

func open(t *testing.T) *vault.Vault {
	t.Helper()
	return vault.New(pgtest.New(t, vault.Schema()).Open(vault.Schema()))
}

func TestAKeyIsMadeOnceAndIsThePersonsOwn(t *testing.T) {
	t.Parallel()
	v, here, there := open(t), ids.New(), ids.New()
	one, two := ids.New(), ids.New()
	first, err := v.Keys(t.Context(), here, []string{one, two})
	must(t, err)
	if len(first) != 2 || first[one] == first[two] || first[one] == (vault.Key{}) {
		t.Fatalf("keys of two people: %d, want two that differ", len(first))
	}
	again, err := v.Keys(t.Context(), here, []string{one})
	must(t, err)
	if again[one] != first[one] {
		t.Error("the second time there is another key: what was sealed is lost")
	}
	elsewhere, err := v.Keys(t.Context(), there, []string{one})
	must(t, err)
	if elsewhere[one] == first[one] {
		t.Error("another organisation got the key of here")
	}
}

func TestErasureIsFinalAndWrittenDown(t *testing.T) {
	t.Parallel()
	v, here, person := open(t), ids.New(), ids.New()
	_, err := v.Keys(t.Context(), here, []string{person})
	must(t, err)
	must(t, v.Erase(t.Context(), here, person))
	must(t, v.Erase(t.Context(), here, person)) // cut off and done again
	keys, err := v.Keys(t.Context(), here, []string{person})
	must(t, err)
	if len(keys) != 0 {
		t.Error("somebody who was erased got a new key")
	}
	known, err := v.Known(t.Context(), here, []string{person})
	must(t, err)
	if len(known) != 0 {
		t.Error("the key is still there")
	}
	register, err := v.Erased(t.Context(), here)
	must(t, err)
	if len(register) != 1 || register[0].Person != person || register[0].Time.IsZero() {
		t.Errorf("register: %v", register)
	}
	other, err := v.Erased(t.Context(), ids.New())
	must(t, err)
	if len(other) != 0 {
		t.Error("another organisation reads the register of here")
	}
}

func TestManyWhoAskAtOnceGetTheSameKeys(t *testing.T) {
	t.Parallel()
	v, here := open(t), ids.New()
	people := []string{ids.New(), ids.New(), ids.New()}
	var all sync.Map
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			keys, err := v.Keys(t.Context(), here, people)
			if err != nil {
				t.Error(err)
				return
			}
			for _, person := range people {
				if before, seen := all.LoadOrStore(person, keys[person]); seen && before != keys[person] {
					t.Error("two who asked at once got different keys")
				}
			}
		})
	}
	group.Wait()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
