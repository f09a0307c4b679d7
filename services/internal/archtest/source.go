package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
)

// The budgets of architecture: what one can hold in one's head.
const (
	maxFileLines     = 400
	maxFunctionLines = 60
	maxParameters    = 5
	maxMethods       = 5
)

// sessionSET finds settings that outlive a transaction: over a pool they hand one tenant's rows to another.
var sessionSET = regexp.MustCompile(`(?i)(^|[;\s])SET\s+(SESSION\s+)?(optrek\.|ROLE|search_path)|set_config\([^)]*,\s*false\s*\)`)

func notGenerated(p Package) bool { return !generated.MatchString(p.Path()) }

// eachFile parses files of the package and lets look report what is wrong in each.
func eachFile(names func(Package) []string, look func(*token.FileSet, *ast.File) []string) func(Package) []string {
	return func(p Package) []string {
		var wrong []string
		for _, name := range names(p) {
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.ParseComments)
			if err != nil {
				wrong = append(wrong, err.Error())
				continue
			}
			for _, what := range look(files, file) {
				wrong = append(wrong, name+": "+what)
			}
		}
		return wrong
	}
}

func sources(p Package) []string { return p.GoFiles }
func tests(p Package) []string   { return p.Tests() }

// calls reports each call of one of the functions, named "package.Function" or ".Method".
func calls(functions ...string) func(*token.FileSet, *ast.File) []string {
	return func(files *token.FileSet, file *ast.File) []string {
		var wrong []string
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			name := "." + call.Sel.Name
			if of, ok := call.X.(*ast.Ident); ok {
				name = of.Name + name
			}
			for _, f := range functions {
				if name == f {
					wrong = append(wrong, fmt.Sprintf("line %d uses %s", files.Position(n.Pos()).Line, f))
				}
			}
			return true
		})
		return wrong
	}
}

func budgets(files *token.FileSet, file *ast.File) []string {
	var wrong []string
	if lines := files.File(file.Pos()).LineCount(); lines > maxFileLines {
		wrong = append(wrong, fmt.Sprintf("has %d lines, at most %d", lines, maxFileLines))
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			wrong = append(wrong, function(files, n)...)
		case *ast.TypeSpec:
			if i, ok := n.Type.(*ast.InterfaceType); ok && i.Methods.NumFields() > maxMethods {
				wrong = append(wrong, fmt.Sprintf("interface %s has %d methods, at most %d", n.Name.Name, i.Methods.NumFields(), maxMethods))
			}
		}
		return true
	})
	return wrong
}

func function(files *token.FileSet, f *ast.FuncDecl) []string {
	var wrong []string
	lines := files.Position(f.End()).Line - files.Position(f.Pos()).Line + 1
	if lines > maxFunctionLines {
		wrong = append(wrong, fmt.Sprintf("func %s has %d lines, at most %d", f.Name.Name, lines, maxFunctionLines))
	}
	if n := f.Type.Params.NumFields(); n > maxParameters {
		wrong = append(wrong, fmt.Sprintf("func %s has %d parameters, at most %d", f.Name.Name, n, maxParameters))
	}
	return wrong
}

func settings(files *token.FileSet, file *ast.File) []string {
	var wrong []string
	ast.Inspect(file, func(n ast.Node) bool {
		text, ok := n.(*ast.BasicLit)
		if ok && text.Kind == token.STRING && sessionSET.MatchString(strings.Trim(text.Value, "`\"")) {
			wrong = append(wrong, fmt.Sprintf("line %d sets something for the session", files.Position(n.Pos()).Line))
		}
		return true
	})
	return wrong
}

// SourceRules look inside the files.
func SourceRules() []Rule {
	return []Rule{
		{
			Name: "domain asks nobody the time", About: about(domain, formats), Check: eachFile(sources, calls("time.Now", "time.Since", "time.Until")),
			Reason: "now is an argument",
		},
		{
			Name: "tests wait for a signal", About: notGenerated, Check: eachFile(tests, calls("time.Sleep")),
			Reason: "a test that waits for time is slow on a good day and wrong on a bad one",
		},
		{
			Name: "tests do not skip", About: notGenerated, Check: eachFile(tests, calls("t.Skip", "t.Skipf", "t.SkipNow", "b.Skip")),
			Reason: "a missing database or browser is a failure, never a silence",
		},
		{
			Name: "the development provider stays on this machine", About: about(ofService, command), Check: eachFile(sources, calls("devidp.Rehearsal")),
			Reason: "it asks nobody for a password",
		},
		{
			Name: "no settings for the session", About: notGenerated, Check: eachFile(sources, settings),
			Reason: "over a pool, a session's setting is the next caller's",
		},
		{
			Name: "budgets", About: notGenerated, Check: eachFile(sources, budgets),
			Reason: "short files and functions, few parameters, small interfaces: one can hold them in one's head",
		},
		{
			Name: "every package says what it is", About: notGenerated,
			Reason: "a newcomer reads the package comment first",
			Check: func(p Package) []string {
				if len(p.GoFiles) > 0 && p.Doc == "" {
					return []string{"has no package comment"}
				}
				return nil
			},
		},
	}
}
