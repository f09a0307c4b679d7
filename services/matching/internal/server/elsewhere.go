package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/region"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// lives is the life of a match, for the region.
type lives struct{ *Server }

// Region is the part that works across organisations.
func (s *Server) Region() *region.Server { return s.region }

// Meet begins our side of a match with somebody of another organisation.
func (l lives) Meet(ctx context.Context, tx *store.Tx, m domain.Match) error {
	if err := tx.AddMatch(ctx, m); err != nil {
		return err
	}
	if err := tx.AddElsewhere(ctx, m); err != nil {
		return err
	}
	tx.Touch(wire.Texts(m.Clients())...)
	return feed.AppendAll(ctx, tx.Tx, append(meeting(m), changed(m)))
}

// GoOn lets a match be under way: the other side wants to go on as well.
func (l lives) GoOn(ctx context.Context, tx *store.Tx, id domain.MatchID) error {
	return l.move(ctx, tx, id, func(m domain.Match) (domain.Match, error) { return m.GoneOn(l.Now()), nil })
}

// End begins the ending of a match, as nobody's doing in particular.
func (l lives) End(ctx context.Context, tx *store.Tx, id domain.MatchID) error {
	return l.move(ctx, tx, id, func(m domain.Match) (domain.Match, error) { return m.End(domain.Stop{}, l.Now()) })
}

// TakeBack takes an ending back that was nobody's doing in particular; false when one of
// our people wants to stop, or there is nothing to go back to.
func (l lives) TakeBack(ctx context.Context, tx *store.Tx, id domain.MatchID) (back bool, err error) {
	err = l.move(ctx, tx, id, func(m domain.Match) (domain.Match, error) {
		after, err := m.TakeBack(domain.Word{}, l.Now())
		if fault.KindOf(err) == fault.KindConflict {
			return m, nil
		}
		back = err == nil && !after.Over()
		return after, err
	})
	return back, err
}

func (l lives) move(ctx context.Context, tx *store.Tx, id domain.MatchID, decide func(domain.Match) (domain.Match, error)) error {
	before, err := tx.MatchForChange(ctx, id)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil // gone with whoever left
	}
	if err != nil {
		return err
	}
	after, err := decide(before)
	if err != nil {
		return err
	}
	_, err = settle(ctx, tx, before, after, nil)
	return err
}

// tellElsewhere lets the other organisation see how far our side is, and recruitment
// whether cards may still be seen.
func tellElsewhere(ctx context.Context, tx *store.Tx, before, after domain.Match) error {
	if !after.Elsewhere.There() {
		return nil
	}
	if err := tx.TellElsewhere(ctx, after); err != nil {
		return err
	}
	if before.State == after.State || after.State != domain.Closed && after.State != domain.Nothing {
		return nil
	}
	return feed.AppendAll(ctx, tx.Tx, meeting(after))
}

// meeting says of each of our people in a match whether they and the person of the other
// organisation may see each other's cards: from the meeting until the match has closed.
func meeting(m domain.Match) []proto.Message {
	var all []proto.Message
	met := m.State != domain.Closed && m.State != domain.Nothing
	for _, p := range m.People {
		all = append(all, &pb.RegionalMeetingChanged{RegionalRequestId: m.Elsewhere.Request, ClientId: string(p.Client),
			OrganisationId: m.Elsewhere.Organisation, Met: met})
	}
	return all
}
