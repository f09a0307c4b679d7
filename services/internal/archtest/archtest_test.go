package archtest_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/archtest"
)

func rules() []archtest.Rule { return append(archtest.ImportRules(), archtest.SourceRules()...) }

func TestTheHouse(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages, err := archtest.Load(t.Context(), filepath.Dir(strings.TrimSpace(string(out))))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules() {
		t.Run(rule.Name, func(t *testing.T) {
			for _, breach := range rule.Apply(packages) {
				t.Errorf("%s\n\tbecause %s", breach, rule.Reason)
			}
		})
	}
}

// Every rule must find what is wrong in a house where everything is wrong.
func TestEachRuleFindsItsBreach(t *testing.T) {
	t.Parallel()
	broken, err := archtest.Load(t.Context(), "testdata/broken")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules() {
		t.Run(rule.Name, func(t *testing.T) {
			breaches := rule.Apply(broken)
			if len(breaches) == 0 {
				t.Fatal("the rule finds nothing wrong in the broken house")
			}
			for _, breach := range breaches {
				if strings.Contains(breach, "no package at all") {
					t.Fatal("the broken house has nothing this rule is about")
				}
				t.Log(breach)
			}
		})
	}
}

func TestARuleAboutNothingFails(t *testing.T) {
	t.Parallel()
	for _, rule := range rules() {
		if breaches := rule.Apply(nil); len(breaches) != 1 {
			t.Errorf("%s: with no packages it says %q, want one line", rule.Name, breaches)
		}
	}
}
