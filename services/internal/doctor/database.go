package doctor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
)

// databases looks at each database of a service.
func (d *Doctor) databases(ctx context.Context, s postgres.Schema) {
	all, err := d.Config.Databases(s.Name)
	if err != nil {
		d.note(s.Name+": database", err, "Zet de genoemde variabele op de database van dit onderdeel.", "Set the variable that is named to this service's database.")
		return
	}
	for _, at := range all {
		db := d.database(ctx, s, at)
		if db == nil {
			continue
		}
		d.note(called(s.Name, at.Name)+": who stands in it", d.strangers(ctx, db, at), "Tot de rijen staan waar het bestand (OPTREK_ORGANISATIONS) de organisatie heeft, komt niemand bij haar. Sluit haar deuren (`optrek tenant suspend <id>`) en verhuis haar: `optrek tenant move <id>`. Of zet bij haar weer de database waarin haar rijen staan (`database`; leeg is de gezamenlijke), en start opnieuw.",
			"Until the rows are where the file (OPTREK_ORGANISATIONS) has the organisation nobody gets at it. Close its doors (`optrek tenant suspend <id>`) and move it: `optrek tenant move <id>`. Or give it the database again in which its rows are (`database`; empty is the shared one), and restart.")
	}
}

// called is how a finding names a service's database.
func called(schema, database string) string {
	if database == "" {
		return schema
	}
	return schema + " (" + database + ")"
}

// database opens it as the service would, with all that Open refuses, and reads the walls
// back from the catalogue.
func (d *Doctor) database(ctx context.Context, s postgres.Schema, at config.Database) *postgres.DB {
	name := called(s.Name, at.Name)
	db, err := postgres.Open(ctx, at.URL, s, postgres.Options{OwnLogin: d.Config.IsProduction(), StatementTimeout: time.Minute})
	d.note(name+": database", err, "Staat er \"run `optrek migrate`\": doe dat. Is het de rol of de login: geef dit onderdeel een eigen login die lid is van "+s.Role()+" en "+s.FeedRole()+", en niets meer mag.",
		"Where it says \"run `optrek migrate`\": do. Where it is the role or the login: give this service a login of its own that is a member of "+s.Role()+" and "+s.FeedRole()+", and may do nothing more.")
	if err != nil {
		return nil
	}
	d.open = append(d.open, opened{db, at.Name})
	found, err := postgres.CheckCatalogue(ctx, at.URL, []postgres.Schema{s})
	// One login for all services goes by the owner's rights everywhere: that one is for Open to refuse.
	if len(found) > 0 {
		err = fmt.Errorf("%s", strings.Join(found, "; "))
	}
	d.note(name+": walls between organisations", err, "Iemand heeft de tabellen buiten Optrek om veranderd. Draai dat terug, of zet de reservekopie terug; laat tot dan niemand binnen.",
		"Somebody changed the tables without Optrek. Undo that, or put the backup back; until then let nobody in.")
	state, err := db.State(ctx)
	if err == nil && state.Ahead.Abs() > clockApart {
		err = fmt.Errorf("its clock is %v from ours", state.Ahead.Round(time.Millisecond))
	}
	d.note(name+": clock", err, "Zet de tijd van deze machine en die van PostgreSQL gelijk (chrony, NTP). Vanaf vijf seconden verschil worden tokens geweigerd.",
		"Set the time of this machine and PostgreSQL's right (chrony, NTP). From five seconds on tokens are refused.")
	return db
}

// strangers looks whether an organisation has rows in a database that is not its own, or is not
// reached in the one that is: its move is still to be done, or to be finished. The log of who looked stays where it was written, and does not count.
func (d *Doctor) strangers(ctx context.Context, db *postgres.DB, at config.Database) error {
	there, err := db.Standing(ctx)
	if err != nil {
		return err
	}
	moved, err := db.Moved(ctx)
	if err != nil {
		return err
	}
	var wrong []error
	for _, o := range d.Config.Organisations {
		if o.Database != at.Name && slices.Contains(there, o.ID) {
			wrong = append(wrong, fmt.Errorf("organisation %s has rows here and stands in %q", o.ID, o.Database))
		}
		if place, marked := moved[o.ID]; marked && o.Database == at.Name {
			if place == at.Name {
				wrong = append(wrong, fmt.Errorf("organisation %s is on its way here, and not all of it has come", o.ID))
			} else {
				wrong = append(wrong, fmt.Errorf("organisation %s stands here and its rows went to %q", o.ID, place))
			}
		}
	}
	return errors.Join(wrong...)
}

// opened is a database that could be opened, with its name in the configuration.
type opened struct {
	*postgres.DB
	name string
}

// feeds looks in each reader's database how far it is with each feed, and whether anything
// waits there for longer than a moment.
func (d *Doctor) feeds(ctx context.Context) {
	for _, reader := range d.open {
		sources, err := feed.Sources(ctx, reader.DB)
		name := called(reader.Schema().Name, reader.name)
		if err != nil {
			d.note(name+": feeds", err, "Kijk of dit onderdeel bij zijn eigen tabellen mag.", "See whether this service may reach its own tables.")
			continue
		}
		for _, from := range d.open {
			key := feed.CursorKey(from.Schema().Name, from.name, reader.name)
			if !slices.Contains(sources, key) {
				continue
			}
			d.note(name+": reads "+key, unread(ctx, key, from.DB, reader.DB), "Draait "+reader.Schema().Name+"? Zijn log zegt bij \"feed stopped\" wat er misgaat. Zie deploy/runbooks/OptrekFeedLags.md.",
				"Does "+reader.Schema().Name+" run? Its log says at \"feed stopped\" what goes wrong. See deploy/runbooks/OptrekFeedLags.md.")
		}
	}
}

func unread(ctx context.Context, key string, from, reader *postgres.DB) error {
	oldest, err := feed.Oldest(ctx, key, from, reader)
	if err == nil && !oldest.IsZero() && time.Since(oldest) > unreadFor {
		err = fmt.Errorf("what happened at %s was not read yet", oldest.UTC().Format(time.RFC3339))
	}
	return err
}
