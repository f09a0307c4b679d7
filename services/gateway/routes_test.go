package gateway

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Every route there is, found in the source and the contract and never listed by hand,
// answers with the security headers: when it works, when it refuses, and when the method
// is not its own.
func TestEveryRouteWearsTheHeaders(t *testing.T) {
	t.Parallel()
	h := build(t)
	signedIn := h.browser(t)
	h.signIn(t, signedIn, "lsr", "bas", "")
	routes := append(routesInSource(t), routesInContract()...)
	if len(routes) < 150 {
		t.Fatalf("only %d routes were found", len(routes))
	}
	asked, codes := 0, map[int]int{}
	for _, route := range routes {
		for _, method := range []string{route.method, http.MethodPost, http.MethodTrace} {
			for _, browser := range []*http.Client{h.browser(t), signedIn} {
				if route.path == "/auth/logout" && browser == signedIn {
					continue // it would be the last
				}
				r, err := http.NewRequestWithContext(t.Context(), method, h.URL+route.path, strings.NewReader("{"))
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Type", "application/json")
				res, err := browser.Do(r)
				if err != nil {
					t.Fatalf("%s %s: %v", method, route.path, err)
				}
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
				asked++
				codes[res.StatusCode]++
				if wrong := bareOf(res.Header, route.path); wrong != "" {
					t.Errorf("%s %s (%d): %s is wrong: %v", method, route.path, res.StatusCode, wrong, res.Header)
				}
			}
		}
	}
	t.Logf("%d routes, %d requests, answers by status %v", len(routes), asked, codes)
}

// bareOf names a header that is missing or wrong; "" when none is.
func bareOf(h http.Header, path string) string {
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"X-Permitted-Cross-Domain-Policies": "none",
	} {
		if got := h.Values(name); len(got) != 1 || got[0] != want {
			return name
		}
	}
	policy := h.Values("Content-Security-Policy")
	if len(policy) == 0 || strings.Contains(strings.Join(policy, " "), "unsafe") || !strings.Contains(policy[0], "frame-ancestors 'none'") ||
		!strings.Contains(policy[0], "default-src 'none'") {
		return "Content-Security-Policy"
	}
	if !strings.Contains(h.Get("X-Robots-Tag"), "noindex") {
		return "X-Robots-Tag"
	}
	if !strings.Contains(h.Get("Permissions-Policy"), "geolocation=()") {
		return "Permissions-Policy"
	}
	kept := []string{"/", "/robots.txt", "/.well-known/"}
	mayBeKept := slices.ContainsFunc(kept, func(k string) bool { return path == k || len(k) > 1 && strings.HasPrefix(path, k) })
	if !mayBeKept && !strings.Contains(h.Get("Cache-Control"), "no-store") {
		return "Cache-Control"
	}
	if (path == "/auth/logout") != (h.Get("Clear-Site-Data") != "") {
		return "Clear-Site-Data"
	}
	return ""
}

type route struct{ method, path string }

// filled puts something where the route takes a value.
func filled(pattern string) route {
	method, path, found := strings.Cut(pattern, " ")
	if !found {
		method, path = http.MethodGet, pattern
	}
	return route{method, parameter.ReplaceAllString(path, "0197a0c4-0000-7000-8000-000000000001")}
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// routesInContract are the REST paths of every RPC.
func routesInContract() []route {
	var all []route
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				rule, ok := proto.GetExtension(methods.Get(j).Options(), annotations.E_Http).(*annotations.HttpRule)
				if !ok || rule == nil || !strings.HasPrefix(string(file.Package()), "optrek.") {
					continue
				}
				for method, path := range map[string]string{
					"GET": rule.GetGet(), "POST": rule.GetPost(), "PATCH": rule.GetPatch(), "PUT": rule.GetPut(), "DELETE": rule.GetDelete(),
				} {
					if path != "" {
						all = append(all, filled(method+" "+path))
					}
				}
			}
		}
		return true
	})
	return all
}

// routesInSource are the patterns given to a router anywhere in the gateway: the first
// argument of Handle and HandleFunc, with the constants in it worked out.
func routesInSource(t *testing.T) []route {
	t.Helper()
	files, constants := token.NewFileSet(), map[string]string{}
	var parsed []*ast.File
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == "web" {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		parsed = append(parsed, file)
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for i, name := range spec.Names {
					if i < len(spec.Values) {
						constants[file.Name.Name+"."+name.Name] = text(spec.Values[i], file.Name.Name, constants)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []route
	for _, file := range parsed {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			by, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || by.Sel.Name != "Handle" && by.Sel.Name != "HandleFunc" {
				return true
			}
			pattern := text(call.Args[0], file.Name.Name, constants)
			if pattern == "" {
				t.Errorf("%s: a route whose pattern this test cannot read", files.Position(call.Pos()))
				return true
			}
			all = append(all, filled(pattern))
			return true
		})
	}
	return all
}

// text works out a string of literals and constants; "" for anything else.
func text(e ast.Expr, of string, constants map[string]string) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.Ident:
		return constants[of+"."+e.Name]
	case *ast.SelectorExpr:
		if p, ok := e.X.(*ast.Ident); ok {
			return constants[p.Name+"."+e.Sel.Name]
		}
	case *ast.BinaryExpr:
		left, right := text(e.X, of, constants), text(e.Y, of, constants)
		if left != "" && right != "" {
			return left + right
		}
	}
	return ""
}
