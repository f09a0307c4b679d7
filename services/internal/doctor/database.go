package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
)

// database opens it as the service would, with all that Open refuses, and reads the walls
// back from the catalogue.
func (d *Doctor) database(ctx context.Context, s postgres.Schema) {
	url, err := d.Config.Database(s.Name)
	if err != nil {
		d.note(s.Name+": database", err, "Zet de genoemde variabele op de database van dit onderdeel.", "Set the variable that is named to this service's database.")
		return
	}
	db, err := postgres.Open(ctx, url, s, postgres.Options{OwnLogin: d.Config.IsProduction(), StatementTimeout: time.Minute})
	d.note(s.Name+": database", err, "Staat er \"run `optrek migrate`\": doe dat. Is het de rol of de login: geef dit onderdeel een eigen login die lid is van "+s.Role()+" en "+s.FeedRole()+", en niets meer mag.",
		"Where it says \"run `optrek migrate`\": do. Where it is the role or the login: give this service a login of its own that is a member of "+s.Role()+" and "+s.FeedRole()+", and may do nothing more.")
	if err != nil {
		return
	}
	d.open[s.Name] = db
	found, err := postgres.CheckCatalogue(ctx, url, []postgres.Schema{s})
	// One login for all services goes by the owner's rights everywhere: that one is for Open to refuse.
	if len(found) > 0 {
		err = fmt.Errorf("%s", strings.Join(found, "; "))
	}
	d.note(s.Name+": walls between organisations", err, "Iemand heeft de tabellen buiten Optrek om veranderd. Draai dat terug, of zet de reservekopie terug; laat tot dan niemand binnen.",
		"Somebody changed the tables without Optrek. Undo that, or put the backup back; until then let nobody in.")
	state, err := db.State(ctx)
	if err == nil && state.Ahead.Abs() > clockApart {
		err = fmt.Errorf("its clock is %v from ours", state.Ahead.Round(time.Millisecond))
	}
	d.note(s.Name+": clock", err, "Zet de tijd van deze machine en die van PostgreSQL gelijk (chrony, NTP). Vanaf vijf seconden verschil worden tokens geweigerd.",
		"Set the time of this machine and PostgreSQL's right (chrony, NTP). From five seconds on tokens are refused.")
}

// feeds looks in each reader's database how far it is with each feed, and whether anything
// waits there for longer than a moment.
func (d *Doctor) feeds(ctx context.Context) {
	for _, s := range d.Schemas {
		reader := d.open[s.Name]
		if reader == nil {
			continue
		}
		sources, err := feed.Sources(ctx, reader)
		if err != nil {
			d.note(s.Name+": feeds", err, "Kijk of dit onderdeel bij zijn eigen tabellen mag.", "See whether this service may reach its own tables.")
			continue
		}
		slices.Sort(sources)
		for _, source := range sources {
			if from := d.open[source]; from != nil {
				d.note(s.Name+": reads "+source, unread(ctx, from, reader), "Draait "+s.Name+"? Zijn log zegt bij \"feed stopped\" wat er misgaat. Zie deploy/runbooks/OptrekFeedLags.md.",
					"Does "+s.Name+" run? Its log says at \"feed stopped\" what goes wrong. See deploy/runbooks/OptrekFeedLags.md.")
			}
		}
	}
}

func unread(ctx context.Context, from, reader *postgres.DB) error {
	oldest, err := feed.Oldest(ctx, from, reader)
	if err == nil && !oldest.IsZero() && time.Since(oldest) > unreadFor {
		err = fmt.Errorf("what happened at %s was not read yet", oldest.UTC().Format(time.RFC3339))
	}
	return err
}
