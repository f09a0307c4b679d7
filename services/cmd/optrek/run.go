package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/vault"
)

// program is what main puts together.
type program struct {
	doors []frontDoor
	fill  seeder // makes the demo data of a new database
	solve engine

	rebuild map[string]rebuilder // services that can fill their copies again
}

// rebuilder fills again what a service copied from others, and says of how many organisations.
type rebuilder func(context.Context, *process.Process) (organisations int, err error)

// frontDoor is one service as this program knows it.
type frontDoor struct {
	name   string
	bind   func(context.Context, *process.Process) error
	schema func() postgres.Schema

	erasure func() erasure.List     // what happens to its tables when a client is erased
	shared  func() []erasure.Shared // where words about a client stand beside those of others
}

// engine is matching's engine on a file; it knows its own arguments and exit code.
type engine func(ctx context.Context, args []string, in io.Reader, out, complaints io.Writer) int

const help = `Optrek – cliëntennetwerken

  optrek all                     everything in one process, with its own PostgreSQL and demo people
  optrek recruitment | matching | activity | evaluation | gateway
                                 one service, until a signal
  optrek migrate [service ...]   bring the database up to date, and stop
  optrek await <service>         until its database has the tables of this version; then stop
  optrek try [--at host:port] <url>
                                 whether an address answers 200, as a browser would ask it; --at: over there
  optrek rebuild evaluation      fill what it copied from the others again, while all runs, and stop
  optrek keys ...                the keys the services sign with: list, rotate, prune; more without arguments
  optrek audit verify            whether the logs of who looked are as they were sealed, and if not which lines;
                                 --organisation <id>, --from and --to <day>
  optrek backup <file> [organisation]
                                 everything, or all of one organisation (its id), into a file that opens with the vault only;
                                 into a directory: under the time as its name, and with --keep <number> the oldest
                                 of those files go when it is there
  optrek restore <file>          put such a file back into an empty database; who was erased since stays away
  optrek backup drill            make one, put it back into OPTREK_DRILL_DATABASE_URL, and compare
  optrek tenant ...              one organisation as a whole: list, add, suspend, resume, move, export, remove
  optrek doctor [service ...]    whether everything is as it has to be, and if not what to do
  optrek solve [file]            the matching engine on an instance of a file; more with --help
  optrek version
  optrek help

Settings are environment variables; the most used:
  OPTREK_ENV             development (default) or production
  OPTREK_HTTP_ADDR       where browsers come in (default 127.0.0.1:8080)
  OPTREK_PUBLIC_URL      how browsers name that (default http://OPTREK_HTTP_ADDR)
  OPTREK_DATA_DIR        data of a run on this machine (default .data)
  OPTREK_DATABASE_URL    a PostgreSQL of your own; OPTREK_<SERVICE>_DATABASE_URL for one service,
                         OPTREK_VAULT_DATABASE_URL for the keys of persons, which are best kept apart;
                         OPTREK_DATABASE_URL__<NAME> and OPTREK_<SERVICE>_DATABASE_URL__<NAME> for the
                         organisations with database: <name> in OPTREK_ORGANISATIONS
  OPTREK_LOG_LEVEL       debug, info, warn or error (default info; for all: error)
  OPTREK_ORGANISATIONS   YAML file of the organisations and how they sign in
`

// run does what the arguments say and gives the exit code: 0 done, 1 it went wrong,
// 2 the arguments mean nothing.
func (p program) run(ctx context.Context, args []string, out, complaints io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(complaints, help)
		return 2
	}
	switch args[0] {
	case "keys":
		return keys(args[1:], out, complaints)
	case "tenant":
		return p.tenant(ctx, args[1:], out, complaints)
	case "solve":
		return p.solve(ctx, args[1:], os.Stdin, out, complaints)
	case "version", "--version":
		fmt.Fprintf(out, "optrek %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return 0
	case "help", "--help", "-h":
		fmt.Fprint(out, help)
		return 0
	}
	known, err := p.do(ctx, args[0], args[1:], out)
	if !known {
		fmt.Fprintf(complaints, "optrek: %q?\n\n%s", strings.Join(args, " "), help)
		return 2
	}
	if err != nil {
		fmt.Fprintln(complaints, "optrek:", err)
		return 1
	}
	return 0
}

// do does what works on the services and their databases; known says whether there is such a thing.
func (p program) do(ctx context.Context, what string, with []string, out io.Writer) (known bool, err error) {
	door, isService := find(p.doors, what)
	switch {
	case isService && len(with) == 0:
		return true, serve(ctx, door)
	case what == "all" && len(with) == 0:
		return true, all(ctx, p.doors, p.fill, out)
	case what == "migrate":
		return true, migrate(ctx, schemas(p.doors), with, out)
	case what == "rebuild" && len(with) == 1 && p.rebuild[with[0]] != nil:
		return true, rebuild(ctx, with[0], p.rebuild[with[0]], out)
	case what == "audit":
		return true, audit(ctx, logs(p.doors), with, out)
	}
	return p.operate(ctx, what, with, out)
}

// operate is what whoever keeps Optrek running does, or has a cluster do.
func (p program) operate(ctx context.Context, what string, with []string, out io.Writer) (known bool, err error) {
	switch {
	case what == "await" && len(with) == 1:
		return true, awaitTables(ctx, p.doors, with[0], out)
	case what == "try" && len(with) > 0:
		return true, try(ctx, with, out)
	case what == "doctor":
		return true, examine(ctx, p.doors, with, out)
	case what == "backup" && len(with) == 1 && with[0] == "drill":
		return true, drill(ctx, p.doors, out)
	case what == "backup":
		to, ok := targetOf(with)
		if !ok {
			return false, nil
		}
		return true, backUp(ctx, p.doors, to, out)
	case what == "restore" && len(with) == 1:
		return true, restore(ctx, p.doors, with[0], out)
	}
	return false, nil
}

func find(doors []frontDoor, name string) (frontDoor, bool) {
	for _, d := range doors {
		if d.name == name {
			return d, true
		}
	}
	return frontDoor{}, false
}

// serve runs one service until a signal.
func serve(ctx context.Context, door frontDoor) error {
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	p, err := process.New(ctx, cfg)
	if err != nil {
		return err
	}
	if err := door.bind(ctx, p.For(door.name)); err != nil {
		return errors.Join(err, abandon(ctx, p))
	}
	return p.Run(ctx)
}

// rebuild fills a service's copies again, beside the services that run.
func rebuild(ctx context.Context, name string, fill rebuilder, out io.Writer) error {
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	p, err := process.New(ctx, cfg)
	if err != nil {
		return err
	}
	organisations, err := fill(ctx, p.For(name))
	if err == nil {
		fmt.Fprintf(out, "%s: filled again for %d organisations\n", name, organisations)
	}
	return errors.Join(err, abandon(ctx, p))
}

// abandon closes what a process has opened when it cannot start after all: Run with
// a context that has ended stops at once, in the right order.
func abandon(ctx context.Context, p *process.Process) error {
	ended, cancel := context.WithCancel(ctx)
	cancel()
	return p.Run(ended)
}

// migrate brings the schemas of the named services up to date, or all of them and the
// vault. They take turns: they share the catalogue, and a lock keeps them apart anyway.
func migrate(ctx context.Context, schemas []postgres.Schema, names []string, out io.Writer) error {
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	chosen := schemas
	if len(names) > 0 {
		chosen = nil
	}
	for _, name := range names {
		at := slices.IndexFunc(schemas, func(s postgres.Schema) bool { return s.Name == name })
		if at < 0 {
			return fmt.Errorf("migrate: there is no service %q", name)
		}
		chosen = append(chosen, schemas[at])
	}
	for _, schema := range chosen {
		if err := process.MigrateAll(ctx, cfg, schema); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: up to date\n", schema.Name)
	}
	return nil
}

// schemas are those of all services, and the vault's.
func schemas(doors []frontDoor) []postgres.Schema {
	return append([]postgres.Schema{vault.Schema()}, logs(doors)...)
}

// logs are the schemas with a log of who looked: all of them but the vault.
func logs(doors []frontDoor) (all []postgres.Schema) {
	for _, door := range doors {
		all = append(all, door.schema())
	}
	return all
}
