package exchange

import (
	"context"
	"maps"
	"slices"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

const (
	// perPart is how many rows one transaction takes: a short one does not hold back
	// the change feed, and the process may be gone at any moment.
	perPart = 500
	// perTurn is how many parts an organisation gets before the next one has its turn.
	perTurn = 60
)

// ImportBegun says when GoOn has something to do at once.
func (s *Server) ImportBegun() <-chan struct{} { return s.begun }

func (s *Server) wake() {
	select {
	case s.begun <- struct{}{}:
	default: // somebody said so already
	}
}

// GoOn goes on with what is under way in an organisation, from where it was: rows that
// come in, or are taken back. Where it is stands in the same transaction as what was
// done, so it may be cut off anywhere and nothing is done twice. It also forgets what is
// kept no longer.
func (s *Server) GoOn(ctx context.Context, tenant string) error {
	var (
		i     sheet.Import
		found bool
	)
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		if err = tx.PurgeImports(ctx, s.Moment()); err != nil {
			return err
		}
		i, found, err = tx.ImportUnderWay(ctx)
		return err
	})
	if err != nil || !found {
		return err
	}
	step := s.takeBack
	if i.State == sheet.StateRunning {
		people, err := s.people(ctx, tenant, i)
		if err != nil {
			return err
		}
		step = func(ctx context.Context, tx *store.Tx, i sheet.Import) (bool, error) {
			return s.bringIn(ctx, tx, i, people)
		}
	}
	return s.steps(ctx, tenant, i, step)
}

// steps does parts, each in a transaction of its own that holds the import: until all is
// done, somebody stopped it, or the turn is over.
func (s *Server) steps(
	ctx context.Context, tenant string, of sheet.Import, step func(context.Context, *store.Tx, sheet.Import) (bool, error),
) error {
	for range perTurn {
		var more bool
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			i, err := tx.ImportToChange(ctx, of.ID)
			if err != nil {
				return err
			}
			if i.State != of.State {
				more = false
				return nil
			}
			tx.Ground("import:" + string(i.ID))
			more, err = step(ctx, tx, i)
			return err
		})
		if err != nil || !more {
			return err
		}
	}
	s.wake()
	return nil
}

// people reads whom the file holds, the same at every attempt: by the day on which it
// was prepared.
func (s *Server) people(ctx context.Context, tenant string, i sheet.Import) (people *sheet.Sheet, err error) {
	err = s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		lines, err := tx.Lines(ctx, i.ID, false)
		people = i.File(lines).Read(i.At)
		return err
	})
	return people, err
}

// bringIn brings the next part in, and says whether there is more.
func (s *Server) bringIn(ctx context.Context, tx *store.Tx, i sheet.Import, people *sheet.Sheet) (more bool, err error) {
	if i.Position < 0 {
		made, err := s.locations(ctx, tx, people)
		if err != nil {
			return false, err
		}
		return true, tx.SaveProgress(ctx, i.Open(people, made), true)
	}
	rows, leaving := i.Next(people, perPart)
	if len(rows)+len(leaving) == 0 {
		if _, err := tx.SaveImport(ctx, i.Finish(s.Moment())); err != nil {
			return false, err
		}
		return false, tx.DropLines(ctx, i.ID)
	}
	known, err := s.known(ctx, tx, rows, leaving)
	if err != nil {
		return false, err
	}
	arrivals, out := sheet.Plan(rows, known)
	if err := s.arrive(ctx, tx, i.ID, arrivals); err != nil {
		return false, err
	}
	if err := propose(ctx, tx, i, rows, clientsOf(known, arrivals)); err != nil {
		return false, err
	}
	gone, remarks := sheet.Leaving(leaving, known)
	out.Remarks = append(out.Remarks, remarks...)
	if _, err := tx.ProposeLeavings(ctx, gone, s.Moment()); err != nil {
		return false, err
	}
	if _, err := tx.BackInCare(ctx, inCare(rows, known)); err != nil {
		return false, err
	}
	return true, tx.SaveProgress(ctx, i.Handle(rows, leaving, out), len(out.Refused)+len(out.Remarks) > 0)
}

// clientsOf gives who stands behind the numbers of a part.
func clientsOf(known sheet.Known, arrivals []sheet.Arrival) map[string]domain.ClientID {
	clients := map[string]domain.ClientID{}
	for number, present := range known.Clients {
		clients[number] = present.Client.ID
	}
	for _, a := range arrivals {
		clients[a.Client.Number] = a.Client.ID
	}
	return clients
}

// propose lets clients be asked about the people whom their record names. Nobody comes
// on a map by it (N-14). Proposals bear the moment of their import, by which undoing it
// finds those that nobody answered.
func propose(ctx context.Context, tx *store.Tx, i sheet.Import, rows []sheet.Row, clients map[string]domain.ClientID) error {
	for _, row := range rows {
		id := clients[row.Number] // none: the row was refused
		if id == "" || len(row.Beside.Named) == 0 {
			continue
		}
		if _, err := mapstore.Of(tx).ProposeContacts(ctx, id, row.Beside.Named, i.At); err != nil {
			return err
		}
	}
	return nil
}

// inCare are those of the rows whom Optrek had already.
func inCare(rows []sheet.Row, known sheet.Known) []domain.ClientID {
	var here []domain.ClientID
	for _, row := range rows {
		if present, ok := known.Clients[row.Number]; ok {
			here = append(here, present.Client.ID)
		}
	}
	return here
}

// arrive writes whom a part brings, remembers what that changed, and tells the others.
func (s *Server) arrive(ctx context.Context, tx *store.Tx, id domain.ImportID, arrivals []sheet.Arrival) error {
	if len(arrivals) == 0 {
		return nil
	}
	changes := make([]sheet.Change, len(arrivals))
	for n := range arrivals {
		if arrivals[n].Before == nil {
			arrivals[n].Client.ID = domain.ClientID(ids.New())
		}
		changes[n] = arrivals[n].Change()
	}
	if err := tx.SaveArrivals(ctx, arrivals, s.Moment()); err != nil {
		return err
	}
	if err := tx.InsertChanges(ctx, id, changes); err != nil {
		return err
	}
	return s.tellArrivals(ctx, tx, arrivals)
}

// locations makes those of a first import, and fills in where the others are.
func (s *Server) locations(ctx context.Context, tx *store.Tx, people *sheet.Sheet) (made []domain.LocationID, err error) {
	known, err := tx.KnownLocations(ctx)
	if err != nil {
		return nil, err
	}
	named := people.FirstLocations()
	if len(known) > 0 {
		return nil, tx.FillLocations(ctx, named, s.Moment())
	}
	var first []domain.Location
	for _, key := range slices.Sorted(maps.Keys(named)) {
		l := named[key]
		l.ID, l.Version, l.Created = domain.LocationID(ids.New()), 1, s.Moment()
		first, made = append(first, l), append(made, l.ID)
	}
	return made, tx.InsertLocations(ctx, first)
}

// known looks up what a part names, held until it is written, and makes the colleagues
// who are not there yet.
func (s *Server) known(ctx context.Context, tx *store.Tx, rows, leaving []sheet.Row) (known sheet.Known, err error) {
	if known.Clients, err = tx.NumbersToChange(ctx, numbers(rows, leaving)); err != nil {
		return known, err
	}
	if known.Locations, err = tx.KnownLocations(ctx); err != nil {
		return known, err
	}
	named := sheet.Colleagues(rows)
	if known.Workers, err = tx.KnownWorkers(ctx, keys(named)); err != nil {
		return known, err
	}
	for _, email := range keys(named) {
		if _, there := known.Workers[email]; there {
			continue
		}
		w := named[email]
		w.ID, w.Version, w.Created = domain.SupportWorkerID(ids.New()), 1, s.Moment()
		known.Workers[email] = w.ID
		if err := base.AddWorker(ctx, tx, w); err != nil {
			return known, err
		}
	}
	return known, nil
}

func numbers(parts ...[]sheet.Row) []string {
	var all []string
	for _, part := range parts {
		for _, row := range part {
			all = append(all, row.Number)
		}
	}
	return all
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// tellArrivals tells the others of clients that are new or changed.
func (s *Server) tellArrivals(ctx context.Context, tx *store.Tx, arrivals []sheet.Arrival) error {
	var older []domain.ClientID
	for _, a := range arrivals {
		if a.Before != nil {
			older = append(older, a.Client.ID)
		}
	}
	agreed, err := tx.AgreedTo(ctx, domain.PurposeMatching, older, s.Moment())
	if err != nil {
		return err
	}
	var events []proto.Message
	for _, a := range arrivals {
		if a.Before == nil || !a.Client.SamePlace(*a.Before) {
			events = append(events, base.ClientChanged(a.Client))
		}
		if agreed[a.Client.ID] && !a.Client.Profile.SameShared(a.Before.Profile) {
			events = append(events, base.ProfileChanged(a.Client))
		}
	}
	return base.Tell(ctx, tx, events...)
}

// takeBack undoes the next part of what an import did, and says whether there is more.
func (s *Server) takeBack(ctx context.Context, tx *store.Tx, i sheet.Import) (more bool, err error) {
	changes, err := tx.Changes(ctx, i.ID, perPart)
	if err != nil {
		return false, err
	}
	if len(changes) == 0 {
		if err := mapstore.Of(tx).WithdrawProposals(ctx, i.At); err != nil {
			return false, err
		}
		if err := tx.RemoveUnusedLocations(ctx, i.Locations); err != nil {
			return false, err
		}
		if _, err := tx.SaveImport(ctx, i.Finish(s.Moment())); err != nil {
			return false, err
		}
		return false, tx.DropLines(ctx, i.ID)
	}
	clients := make([]domain.ClientID, len(changes))
	for n, c := range changes {
		clients[n] = c.Client
	}
	present, err := tx.ClientsToChange(ctx, clients)
	if err != nil {
		return false, err
	}
	touched, err := tx.WorkedWith(ctx, clients)
	if err != nil {
		return false, err
	}
	back := sheet.TakeBack(changes, present, touched)
	if err := tx.SettleChanges(ctx, i.ID, changes, back.Kept); err != nil {
		return false, err
	}
	if err := s.restore(ctx, tx, back); err != nil {
		return false, err
	}
	i.Handled += len(changes)
	return true, tx.SaveProgress(ctx, i, false)
}

// restore removes who came by an import and writes the others as they were.
func (s *Server) restore(ctx context.Context, tx *store.Tx, back sheet.TakenBack) error {
	if err := tx.SaveArrivals(ctx, back.Back, s.Moment()); err != nil {
		return err
	}
	if err := s.tellArrivals(ctx, tx, back.Back); err != nil {
		return err
	}
	if err := tx.RemoveClients(ctx, back.Gone); err != nil {
		return err
	}
	var events []proto.Message
	for _, id := range back.Gone {
		events = append(events, &pb.ClientLeft{ClientId: string(id)})
	}
	return base.Tell(ctx, tx, events...)
}
