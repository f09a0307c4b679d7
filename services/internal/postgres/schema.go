package postgres

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
)

// Schema is one service's part of the database. A service shows it from its front
// door; `optrek migrate` makes it, the service opens it.
type Schema struct {
	// Name is the service's name, and that of its PostgreSQL schema: [a-z][a-z_]*.
	Name string
	// Migrations holds NNNNN_noun.sql files in goose's form, in its root or in a
	// directory "migrations". Forward only: a file that has been released never
	// changes. Every table ends with SELECT optrek_protect('table'); ids are uuid,
	// counters GENERATED … AS IDENTITY.
	Migrations fs.FS
	// Shared names the tables of this service that rightly stand outside the tenant
	// wall, each with its reason: a regional projection, made of what people
	// consented to show. They are still FORCEd, with policies of their own.
	Shared map[string]string
	// Since is the oldest program that works on these tables, by the version it knew; 0: only
	// one that knows them all. While a new version is rolled out, and when it is rolled back,
	// the program before it runs on the tables of the new one. So a migration after Since may
	// only add; what takes away comes a release later, with a higher Since.
	Since int64
}

// Role is the role the service works as: it owns nothing and RLS holds for it.
func (s Schema) Role() string { return "optrek_" + s.Name }

// FeedRole is the role that reads the outbox, of all tenants, and nothing more.
func (s Schema) FeedRole() string { return s.Role() + "_feed" }

var schemaName = regexp.MustCompile(`^[a-z][a-z_]{0,40}$`)

// valid guards every place where the name is put into SQL as it is.
func (s Schema) valid() error {
	if !schemaName.MatchString(s.Name) {
		return fmt.Errorf("schema name %q: want lower case letters and underscores", s.Name)
	}
	return nil
}

// files gives the migrations with the .sql files in the root.
func (s Schema) files() (fs.FS, error) {
	if s.Migrations == nil {
		return embed.FS{}, nil
	}
	if nested, err := fs.Glob(s.Migrations, "migrations/*.sql"); err != nil || len(nested) == 0 {
		return s.Migrations, err
	}
	return fs.Sub(s.Migrations, "migrations")
}

// unwalled are the common tables that hold no tenant's rows, each with its reason.
var unwalled = map[string]string{
	"feed_cursor":       "a position in a stream that carries all tenants; says nothing about any of them",
	baseVersionTable:    "goose's note of the migrations that ran",
	serviceVersionTable: "goose's note of the migrations that ran",
}
