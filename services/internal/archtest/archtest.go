// Package archtest holds the rules of the house as tests, each with its reason.
//
// A rule looks at every package of the module as `go list` sees it, and at its
// source. It names the packages it is about; a rule that is about nothing is a
// mistake in the rule, and fails too. The rules themselves are tried on the
// small broken tree in testdata/broken, where each must find what is wrong.
package archtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Module is the path of this module.
const Module = "github.com/optrek/optrek"

// Package is what `go list -json` says of one package, as far as the rules need it.
type Package struct {
	ImportPath   string
	Dir          string
	Doc          string
	Imports      []string
	GoFiles      []string
	TestGoFiles  []string
	XTestGoFiles []string
}

// Path is the import path without the module's own: "services/matching/internal/store".
func (p Package) Path() string { return strings.TrimPrefix(p.ImportPath, Module+"/") }

// Tests are the file names of the package's tests.
func (p Package) Tests() []string {
	return append(append([]string{}, p.TestGoFiles...), p.XTestGoFiles...)
}

// Rule is one rule of the house.
type Rule struct {
	Name   string
	Reason string
	About  func(p Package) bool     // which packages it is about
	Check  func(p Package) []string // what is wrong, a line each
}

// Load lists every package below dir with the go command.
func Load(ctx context.Context, dir string) ([]Package, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-e", "-json=ImportPath,Dir,Doc,Imports,GoFiles,TestGoFiles,XTestGoFiles", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var packages []Package
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p Package
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list answered something else than JSON: %w", err)
		}
		packages = append(packages, p)
	}
}

// Apply gives a line for each breach of the rule, and one when the rule is about nothing.
func (r Rule) Apply(packages []Package) []string {
	var breaches []string
	about := 0
	for _, p := range packages {
		if !r.About(p) {
			continue
		}
		about++
		for _, what := range r.Check(p) {
			breaches = append(breaches, fmt.Sprintf("%s: %s", p.Path(), what))
		}
	}
	if about == 0 {
		breaches = append(breaches, "the rule is about no package at all: mend or delete it")
	}
	return breaches
}
