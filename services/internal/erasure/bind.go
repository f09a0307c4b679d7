package erasure

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/vault"
)

// How often a service tells what it removed, and looks whether something is old.
const (
	reportEvery    = 5 * time.Second
	retentionEvery = time.Hour
)

// Service is what a service gives to take its part.
type Service struct {
	DB   *postgres.DB
	Ours Ours
	// Erase carries an erasure out in this transaction: Ours.List.Carry, with the service's own rules.
	Erase func(ctx context.Context, tx *postgres.Tx, who Who) error
}

// Bind lets the service take its part: it first erases again whom the register names and
// its database has forgotten to have erased, and does not serve before that is done; then
// it reports to recruitment (which does not report to itself) and removes what is old. It
// gives the vault.
func Bind(ctx context.Context, p *process.Process, s Service) (*vault.Vault, error) {
	register, err := vault.Open(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := s.again(ctx, p, register); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Name, err)
	}
	if len(s.Ours.Olds) > 0 {
		old := planned.Task{Name: "retention", Every: retentionEvery, DB: s.DB, Log: p.Log, Do: s.Ours.Do}
		p.Go(p.Name+" removes what is old", old.Run)
	}
	if p.Name == "recruitment" {
		return register, nil
	}
	conn, err := p.Dial("recruitment")
	if err != nil {
		return nil, err
	}
	reports := Reports{DB: s.DB, Recruitment: recruitmentv1.NewErasureServiceClient(conn)}
	tell := planned.Task{Name: "report-erasures", Every: reportEvery, DB: s.DB, Log: p.Log, Do: reports.Do}
	p.Go(p.Name+" reports erasures", tell.Run)
	return register, nil
}

// again erases again in each database, before anything else is done there.
func (s Service) again(ctx context.Context, p *process.Process, register *vault.Vault) error {
	return s.DB.First(ctx, func(ctx context.Context, one *postgres.DB) error {
		var tenants []string
		for _, n := range p.Config.Neighbours() {
			if s.DB.Where(n.ID) == one.Name() {
				tenants = append(tenants, n.ID)
			}
		}
		again, err := Again(ctx, one, register, tenants, s.Erase)
		if again > 0 {
			p.Log.WarnContext(ctx, "this database was put back from an older copy; who was erased since is erased again", "people", again, "database", one.Label())
		}
		return err
	})
}

// Serve puts the service's part of erasure on r.
func (s Service) Serve(r grpc.ServiceRegistrar) { (&Server{DB: s.DB, Ours: s.Ours}).Register(r) }
