package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Database is where a service keeps the rows of some organisations.
type Database struct {
	Name          string // empty: the shared one
	URL           string
	Organisations []string // ids of those that have it to themselves; empty: everybody who is nowhere else
}

// databaseName is how an organisation's own database is called: it becomes part of a variable's name.
var databaseName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$`)

// ownURL stands between the variable of the shared database and the name of another one.
const ownURL = "DATABASE_URL__"

// shared are the parts of which no organisation has its own: the gateway keeps sessions and
// places in feeds, ids without a name; the vault stands apart from the databases already.
var shared = []string{"gateway", "vault"}

// Databases gives every database of a service, the shared one first; the error names what to set.
func (c Config) Databases(service string) ([]Database, error) {
	url, err := c.Database(service)
	if err != nil {
		return nil, err
	}
	all := []Database{{URL: url}}
	if slices.Contains(shared, service) {
		return all, nil
	}
	for _, name := range c.OwnDatabases() {
		variable := ownURL + asVariable(name)
		own := Database{Name: name, URL: c.own[strings.ToUpper(service)+"_"+variable]}
		if own.URL == "" {
			own.URL = c.own[variable]
		}
		if own.URL == "" {
			return nil, fmt.Errorf("config: set %[1]s%[2]s_%[3]s or %[1]s%[3]s, for the organisations with database: %[4]s", prefix, strings.ToUpper(service), variable, name)
		}
		if slices.ContainsFunc(all, func(d Database) bool { return d.URL == own.URL }) {
			return nil, fmt.Errorf("config: the database %q of %s has the URL of another one: want a database for each", name, service)
		}
		for _, o := range c.Organisations {
			if o.Database == name {
				own.Organisations = append(own.Organisations, o.ID)
			}
		}
		all = append(all, own)
	}
	return all, nil
}

// OwnDatabases are the names of the databases that organisations have to themselves, or move out of.
func (c Config) OwnDatabases() (names []string) {
	for _, o := range c.Organisations {
		names = append(names, o.Database, o.MovesFrom)
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(n string) bool { return n == "" })
}

func asVariable(name string) string { return strings.ToUpper(strings.ReplaceAll(name, "-", "_")) }

// readOwn reads the URLs of databases of organisations' own. One that nobody has is refused: a
// program without the file of organisations would put their rows among everybody's.
func (c *Config) readOwn(environment map[string]string) error {
	c.own = map[string]string{}
	for variable, url := range environment {
		name, ours := strings.CutPrefix(variable, prefix)
		of, database, own := strings.Cut(name, ownURL)
		of = strings.ToLower(strings.TrimSuffix(of, "_"))
		if !ours || !own || url == "" {
			continue
		}
		if of != "" && (!slices.Contains(Names(), of) || slices.Contains(shared, of)) {
			return wrong(name, "there is no service whose organisations have a database of their own by this name")
		}
		if !isDatabaseURL(url) {
			return wrong(name, "want postgres://user@host:port/database")
		}
		if !slices.ContainsFunc(c.OwnDatabases(), func(n string) bool { return asVariable(n) == database }) {
			return wrong(name, "no organisation in OPTREK_ORGANISATIONS has this database")
		}
		c.own[name] = url
	}
	return nil
}

// checkDatabases wants organisations that work together to stand in one database: what a
// region shares is one table.
func checkDatabases(all []Organisation) error {
	first := map[string]Organisation{}
	for _, o := range all {
		for field, name := range map[string]string{"database": o.Database, "moves_from": o.MovesFrom} {
			if name == "shared" || name != "" && !databaseName.MatchString(name) {
				return fmt.Errorf("%s: %s: want small letters, digits and -, at most 20, and not %q", o.Name, field, "shared")
			}
		}
		if o.MovesFrom != "" && o.MovesFrom == o.Database {
			return fmt.Errorf("%s: moves_from: want the database its rows come from, not the one it has", o.Name)
		}
		if o.Region == "" {
			continue
		}
		other, known := first[o.Region]
		if !known {
			first[o.Region] = o
			continue
		}
		if other.Database != o.Database {
			return fmt.Errorf("%s and %s are in region %s and in two databases (%s, %s): what a region shares is one table. Give them the same database, or another region",
				other.Name, o.Name, o.Region, calledShared(other.Database), calledShared(o.Database))
		}
	}
	return nil
}

func calledShared(name string) string {
	if name == "" {
		return "the shared one"
	}
	return name
}
