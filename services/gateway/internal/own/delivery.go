package own

import (
	"context"
	"errors"
	"log/slog"
	"time"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/internal/personal/personalrpc"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// every is how often is looked for an export that waits: one whose asking was not heard, or of
// which the part was not taken.
const every = 15 * time.Second

// Delivery brings the gateway's part of each export to recruitment, until it is taken.
type Delivery struct {
	DB          *postgres.DB
	Recruitment recruitmentv1.PersonalDataServiceClient
	// Organisations are the ids of all: the gateway's tables know only of who was there lately.
	Organisations func() []string
	Log           *slog.Logger
	asked         chan struct{}
}

// New makes it of what it needs.
func New(d Delivery) *Delivery {
	d.asked = make(chan struct{}, 1)
	return &d
}

// Run delivers until ctx ends; it returns nil. Another gateway that does the same does no harm.
func (d *Delivery) Run(ctx context.Context) error {
	ctx = postgres.WithMethod(ctx, "planned:personal-data")
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		for _, tenant := range d.Organisations() {
			if err := d.deliver(ctx, tenant); err != nil && ctx.Err() == nil {
				d.Log.WarnContext(ctx, "an export waits a little longer", "organisation", tenant, "error", telemetry.Quiet(err))
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-d.asked:
		}
	}
}

// Hear notes that somebody asked for an export. What is missed by a crash is found the next round.
func (d *Delivery) Hear() {
	select {
	case d.asked <- struct{}{}:
	default: // somebody said so already
	}
}

// deliver brings what one organisation's exports wait for. It may be cut off anywhere and run again.
func (d *Delivery) deliver(ctx context.Context, tenant string) error {
	awaited, err := d.Recruitment.ListAwaitedExports(ctx, &recruitmentv1.ListAwaitedExportsRequest{OrganisationId: tenant})
	if err != nil {
		return err
	}
	var failed []error
	for _, e := range awaited.GetExports() {
		var sections []personal.Section
		err := d.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) (err error) {
			sections, err = Catalogue.Read(ctx, tx, e.GetClientId(), e.GetOwnEyes())
			return err
		})
		if err == nil {
			_, err = d.Recruitment.DeliverExport(ctx, &recruitmentv1.DeliverExportRequest{
				OrganisationId: tenant, Id: e.GetId(), Part: personalrpc.Message(sections, Catalogue.Withheld),
			})
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
