package archtest

import (
	"regexp"
	"slices"
	"strings"
)

// room matches the import path (without module) of a room of a service; service is its first group.
func room(name string) *regexp.Regexp {
	return regexp.MustCompile(`^services/([a-z]+)/internal/` + name + `(/|$)`)
}

var (
	domain    = room("domain")
	store     = room("store")
	server    = room("server")
	formats   = room("fhir") // what others write and read; a pure corner beside domain
	frontDoor = regexp.MustCompile(`^services/(recruitment|matching|activity|evaluation|gateway)$`)
	shared    = regexp.MustCompile(`^services/internal/`)
	generated = regexp.MustCompile(`^proto/gen/`)
	ofService = regexp.MustCompile(`^services/(recruitment|matching|activity|evaluation|gateway)(/|$)`)
	command   = regexp.MustCompile(`^services/cmd/`)
)

// impure are the standard packages by which a function sees or does more than its arguments say.
var impure = []string{
	"bufio", "context", "crypto/rand", "database/", "embed", "expvar", "io/fs", "io/ioutil", "log", "math/rand", "net", "os",
	"plugin", "runtime", "sync", "syscall", "testing", "text/template", "html/template", "unsafe",
}

// pure are the shared packages that are functions of their arguments and nothing else.
// bsn is one of them so that there is one idea of what may be a national number: what
// the import lets in, the door of every call must let through when it is changed by hand.
var pure = []string{"services/internal/fault", "services/internal/bsn"}

func about(patterns ...*regexp.Regexp) func(Package) bool {
	return func(p Package) bool {
		return slices.ContainsFunc(patterns, func(re *regexp.Regexp) bool { return re.MatchString(p.Path()) })
	}
}

// serviceOf gives the service a path belongs to, or "".
func serviceOf(path string) string {
	if m := ofService.FindStringSubmatch(path); m != nil {
		return m[1]
	}
	return ""
}

// standard says whether an import is of Go's own library.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// under says whether path is one of the packages, or below one (a trailing slash is not needed).
func under(path string, packages ...string) bool {
	return slices.ContainsFunc(packages, func(p string) bool {
		p = strings.TrimSuffix(p, "/")
		return path == p || strings.HasPrefix(path, p+"/")
	})
}

// forbid gives a check that reports each import for which bad says why.
func forbid(bad func(p Package, imported string) bool) func(Package) []string {
	return func(p Package) []string {
		var wrong []string
		for _, imported := range p.Imports {
			if bad(p, imported) {
				wrong = append(wrong, "imports "+imported)
			}
		}
		return wrong
	}
}

// own strips the module's path; ok is false for a package that is not ours.
func own(imported string) (path string, ok bool) {
	path = strings.TrimPrefix(imported, Module+"/")
	return path, path != imported
}

// otherService says whether imported belongs to a service that p does not belong to.
func otherService(p Package, imported string) bool {
	path, ok := own(imported)
	return ok && serviceOf(path) != "" && serviceOf(path) != serviceOf(p.Path())
}

// ImportRules say who may import whom.
func ImportRules() []Rule { return append(roomRules(), houseRules()...) }

// roomRules are about the three rooms of a service and its front door.
func roomRules() []Rule {
	return []Rule{
		{
			Name: "domain is pure", About: about(domain, formats),
			Reason: "a rule of the method must be a function of its arguments: testable in a table, the same tomorrow",
			Check: forbid(func(p Package, imported string) bool {
				if path, ok := own(imported); ok { // the rest of its own room, when that has several packages, is as pure
					ownRoom := domain.MatchString(path) && serviceOf(path) == serviceOf(p.Path())
					return !slices.Contains(pure, path) && !ownRoom
				}
				return !standard(imported) && !strings.HasPrefix(imported, "golang.org/x/text/") || under(imported, impure...)
			}),
		},
		{
			Name: "store speaks SQL only", About: about(store),
			Reason: "the wire may change without the tables, and the tables without the wire",
			Check: forbid(func(p Package, imported string) bool {
				path, ok := own(imported)
				return under(imported, "google.golang.org/grpc", "google.golang.org/protobuf") ||
					ok && (generated.MatchString(path) || server.MatchString(path))
			}),
		},
		{
			Name: "server knows no SQL", About: about(server),
			Reason: "only the store may reach the database, so that tenant and reach hold for every row",
			Check: forbid(func(_ Package, imported string) bool {
				return under(imported, "github.com/jackc/pgx/v5", "database/sql")
			}),
		},
		{
			Name: "front doors are thin", About: about(frontDoor),
			Reason: "a front door binds its rooms to the process and does nothing itself",
			Check: forbid(func(p Package, imported string) bool {
				return serviceOf(p.Path()) != "gateway" && under(imported, "github.com/jackc/pgx/v5", "database/sql")
			}),
		},
	}
}

// houseRules are about what stands between and under the services.
func houseRules() []Rule {
	return []Rule{
		{
			Name:   "what domain may share is pure",
			About:  func(p Package) bool { return slices.Contains(pure, p.Path()) },
			Reason: "domain stays a function of its arguments only as far as what it leans on is one",
			Check: forbid(func(_ Package, imported string) bool {
				_, ours := own(imported)
				return ours || !standard(imported) || under(imported, impure...)
			}),
		},
		{
			Name: "services do not know each other", About: about(ofService),
			Reason: "the only ways across are the protobuf API and the change feed",
			Check:  forbid(otherService),
		},
		{
			Name: "shared packages know no service", About: about(shared),
			Reason: "what all stand on may not lean on one of them",
			Check: forbid(func(_ Package, imported string) bool {
				path, ok := own(imported)
				return ok && serviceOf(path) != ""
			}),
		},
		{
			Name: "the contract imports nothing of ours", About: about(generated),
			Reason: "anybody may build a client from proto/ alone",
			Check: forbid(func(_ Package, imported string) bool {
				path, ok := own(imported)
				return ok && !generated.MatchString(path)
			}),
		},
		{
			Name: "the pool is behind one door", About: func(p Package) bool { return !generated.MatchString(p.Path()) },
			Reason: "a pool in other hands forgets to set the tenant: 6,933 of 8,000 answers held another tenant's rows",
			Check: forbid(func(p Package, imported string) bool {
				return under(imported, "github.com/jackc/pgx/v5/pgxpool") && !under(p.Path(), "services/internal/postgres")
			}),
		},
		{
			Name: "the command knows front doors only", About: about(command),
			Reason: "`all` is a list of the same services, never a second code path",
			Check: forbid(func(_ Package, imported string) bool {
				path, ok := own(imported)
				return ok && serviceOf(path) != "" && strings.Contains(path, "/internal/")
			}),
		},
	}
}
