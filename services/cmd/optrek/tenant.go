package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/vault"
)

const tenantHelp = `optrek tenant – one organisation as a whole; which there are stands in OPTREK_ORGANISATIONS

  optrek tenant list                   which there are, and whose doors are closed
  optrek tenant add <id>               whether everything is there for one that was added to the file
  optrek tenant suspend <id>           close its doors at once: who is in is out, nobody comes in (people, cards,
                                       calendars, other systems), nothing goes out; nothing is lost
  optrek tenant resume <id>            open them again
  optrek tenant export <id> <file>     everything of it as a zip of JSON lines, readable without Optrek
  optrek tenant move <id>              bring its rows to the database in which the file has it, and those of its whole region,
                                       which shares one. Its doors must be closed; cut off, run it again.
                                       --dry-run: only say what would move
  optrek tenant remove <id>            take everything of it out, but for the log of who looked. Its doors must be
                                       closed, and nothing changed since the export:
                                       --exported <file> --name <its name, to be sure>
`

// tenancy is one call of optrek tenant.
type tenancy struct {
	cfg   config.Config
	doors []frontDoor
	out   io.Writer

	organisation config.Organisation // which; of one that is not in the file only the id
	known        bool                // it is in the file
	exported     string
	name         string
	dryRun       bool
}

// tenant does what the arguments say and gives the exit code.
func (p program) tenant(ctx context.Context, args []string, out, complaints io.Writer) int {
	err := tenants(ctx, p.doors, args, out)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprint(complaints, tenantHelp)
		return 2
	default:
		fmt.Fprintln(complaints, "optrek:", err)
		return 1
	}
}

// tenants does what the arguments say.
func tenants(ctx context.Context, doors []frontDoor, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("tenant", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	t := tenancy{doors: doors, out: out}
	flags.StringVar(&t.exported, "exported", "", "")
	flags.StringVar(&t.name, "name", "", "")
	flags.BoolVar(&t.dryRun, "dry-run", false, "")
	rest, err := interspersed(flags, args)
	if err != nil || len(rest) == 0 {
		return errUsage
	}
	if t.cfg, err = config.Load(); err != nil {
		return err
	}
	if rest[0] == "list" && len(rest) == 1 {
		return t.list(ctx)
	}
	if len(rest) < 2 {
		return errUsage
	}
	if err := t.find(rest[1]); err != nil {
		return err
	}
	return t.do(ctx, rest[0], rest[2:])
}

// do does one thing with the organisation; more is what was said after its id.
func (t *tenancy) do(ctx context.Context, what string, more []string) error {
	if what == "export" && len(more) == 1 && !t.dryRun {
		return t.export(ctx, more[0])
	}
	deed, known := map[string]func(context.Context) error{
		"add": t.add, "suspend": t.suspend, "resume": t.resume, "move": t.move, "remove": t.remove,
	}[what]
	if !known || len(more) > 0 || t.dryRun && what != "move" {
		return errUsage
	}
	return deed(ctx)
}

// find looks the organisation up in the file. One that is not there (any more) can be
// named too: it may have rows.
func (t *tenancy) find(id string) error {
	parsed, err := uuid.Parse(id)
	if err != nil {
		return fmt.Errorf("tenant: een organisatie wordt genoemd met haar id / an organisation is named by its id: %w", err)
	}
	t.organisation.ID, t.organisation.Name = parsed.String(), parsed.String()
	at := slices.IndexFunc(t.cfg.Organisations, func(o config.Organisation) bool { return o.ID == t.organisation.ID })
	if t.known = at >= 0; t.known {
		t.organisation = t.cfg.Organisations[at]
	}
	return nil
}

// all are the databases of all services and of the vault.
func (t *tenancy) all() (all []backup.Part, err error) {
	if all, err = partsOf(t.cfg, t.doors); err != nil {
		return nil, err
	}
	url, err := t.cfg.Database("vault")
	return append(all, backup.Part{Schema: vault.Schema(), URL: url}), err
}

// parts are those databases of all services and of the vault in which the organisation's rows are.
func (t *tenancy) parts(ctx context.Context, organisation string) ([]backup.Part, error) {
	all, err := t.all()
	if err != nil {
		return nil, err
	}
	return backup.Where(ctx, all, organisation)
}

func (t *tenancy) list(ctx context.Context) error {
	for _, o := range t.cfg.Neighbours() {
		parts, err := t.parts(ctx, o.ID)
		if err != nil {
			return err
		}
		since, err := backup.Suspended(ctx, parts, o.ID)
		if err != nil {
			return err
		}
		state := "open"
		if !since.IsZero() {
			state = "dicht sinds / closed since " + since.UTC().Format(time.RFC3339)
		}
		fmt.Fprintf(t.out, "%s  %s  %s\n", o.ID, state, o.Name)
	}
	return nil
}

// add says of an organisation that was put into the file what is there and what is not. Its
// rows come by themselves: from the first sign-in on.
func (t *tenancy) add(ctx context.Context) error {
	if !t.known {
		return fmt.Errorf("tenant add: %[1]s staat niet in OPTREK_ORGANISATIONS. Zet haar erin, met naam en issuer (deploy/docs/organisations.example.yaml)\n"+
			"        tenant add: %[1]s is not in OPTREK_ORGANISATIONS. Put it in, with name and issuer (deploy/docs/organisations.example.yaml)", t.organisation.ID)
	}
	for _, door := range t.doors {
		db, err := process.Open(ctx, t.cfg, door.schema(), postgres.Options{})
		if err != nil {
			return fmt.Errorf("tenant add: %w", err)
		}
		db.Close()
	}
	parts, err := t.parts(ctx, t.organisation.ID)
	if err != nil {
		return err
	}
	since, err := backup.Suspended(ctx, parts, t.organisation.ID)
	if err != nil {
		return err
	}
	if !since.IsZero() {
		return fmt.Errorf("tenant add: de deuren van %[1]s zijn dicht: optrek tenant resume %[2]s\n        tenant add: the doors of %[1]s are closed: optrek tenant resume %[2]s",
			t.organisation.Name, t.organisation.ID)
	}
	for _, p := range t.organisation.SignIn() {
		if err := provider(ctx, p.Issuer); err != nil {
			return fmt.Errorf("tenant add: %w", err)
		}
	}
	fmt.Fprintf(t.out, "%s: alles is er. Start gateway, recruitment en matching opnieuw (die lezen het bestand); de eerste die binnenkomt hoort organisation_admin te zijn.\n"+
		"%[1]s: everything is there. Restart gateway, recruitment and matching (which read the file); the first to come in should be organisation_admin.\n", t.organisation.Name)
	return nil
}

func (t *tenancy) suspend(ctx context.Context) error { return t.shut(ctx, true, "dicht / closed") }

func (t *tenancy) resume(ctx context.Context) error {
	if err := t.isMoved(ctx); err != nil {
		return err
	}
	return t.shut(ctx, false, "open / open")
}

func (t *tenancy) shut(ctx context.Context, closed bool, said string) error {
	parts, err := t.parts(ctx, t.organisation.ID)
	if err != nil {
		return err
	}
	if err := backup.Suspend(ctx, parts, t.organisation.ID, closed); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %s\n", t.organisation.ID, said)
	return err
}

// export writes the file whole or not at all, for nobody else to read.
func (t *tenancy) export(ctx context.Context, name string) error {
	if err := t.isMoved(ctx); err != nil {
		return err
	}
	parts, err := partsOf(t.cfg, t.doors)
	if err != nil {
		return err
	}
	half, err := os.CreateTemp(filepath.Dir(name), ".optrek-export-*")
	if err != nil {
		return fmt.Errorf("tenant export: %w", err)
	}
	defer os.Remove(half.Name()) // gone already when all went well
	wrote, err := backup.Export(ctx, half, backup.Of(parts, t.organisation.ID), backup.Scope{Organisation: t.organisation.ID, Time: time.Now().UTC()})
	if err := errors.Join(err, half.Sync(), half.Close()); err != nil {
		return err
	}
	if err := os.Rename(half.Name(), name); err != nil { //nolint:gosec // G703: the file that whoever runs this names
		return fmt.Errorf("tenant export: %w", err)
	}
	_, err = fmt.Fprintf(t.out, "%s: digest %s\n", name, wrote.Digest)
	return err
}

func (t *tenancy) remove(ctx context.Context) error {
	if err := t.isMoved(ctx); err != nil {
		return err
	}
	parts, err := t.parts(ctx, t.organisation.ID)
	if err != nil {
		return err
	}
	since, err := backup.Suspended(ctx, parts, t.organisation.ID)
	switch {
	case err != nil:
		return err
	case since.IsZero():
		return fmt.Errorf("tenant remove: de deuren zijn nog open. Eerst: optrek tenant suspend %[1]s\n        tenant remove: the doors are still open. First: optrek tenant suspend %[1]s", t.organisation.ID)
	case t.name != t.organisation.Name:
		return errors.New("tenant remove: typ de naam van de organisatie zoals die in het bestand staat (staat ze er niet in: haar id): --name \"…\"\n" +
			"        tenant remove: type the name of the organisation as it stands in the file (if it is not there: its id): --name \"…\"")
	}
	if err := t.isExported(ctx); err != nil {
		return err
	}
	rows, err := backup.Remove(ctx, parts, t.organisation.ID)
	if err == nil {
		err = t.forget(ctx)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %d rijen weg; het logboek van wie keek blijft. Haal haar uit OPTREK_ORGANISATIONS.\n"+
		"%[1]s: %[2]d rows gone; the log of who looked stays. Take it out of OPTREK_ORGANISATIONS.\n", t.organisation.ID, rows)
	return err
}

// isExported wants the file of an export after which nothing has changed.
func (t *tenancy) isExported(ctx context.Context) error {
	file, err := os.Open(t.exported)
	if err != nil {
		return fmt.Errorf("tenant remove: --exported: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	of, digest, err := backup.Exported(file, info.Size())
	if err != nil {
		return err
	}
	parts, err := partsOf(t.cfg, t.doors)
	if err != nil {
		return err
	}
	now, err := backup.Export(ctx, io.Discard, backup.Of(parts, t.organisation.ID), backup.Scope{Organisation: t.organisation.ID, Time: time.Now()})
	if err != nil {
		return err
	}
	if of != t.organisation.ID || digest != now.Digest {
		return fmt.Errorf("tenant remove: %[1]s is niet alles wat er nu is. Maak een nieuwe: optrek tenant export %[2]s <bestand>\n"+
			"        tenant remove: %[1]s is not all there is now. Make a new one: optrek tenant export %[2]s <file>", t.exported, t.organisation.ID)
	}
	return nil
}
