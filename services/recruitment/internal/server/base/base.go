// Package base is what the services of recruitment have in common: what they
// stand on, how they find out whom a call is about, and what they tell the others.
package base

import (
	"context"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Base is what each of the servers stands on.
type Base struct {
	Store *store.Store
	Clock func() time.Time
}

// Moment is now, as precise as the database keeps it, so that an answer and a later
// reading of the same thing show the same time.
func (b Base) Moment() time.Time { return b.Clock().UTC().Truncate(time.Microsecond) }

// IsSelf says whether the client themself is asking.
func IsSelf(tx *store.Tx, client domain.ClientID) bool {
	return tx.Caller.IsClient() && strings.EqualFold(tx.Caller.Person, string(client))
}

// AboutWhom gives the client that something new is about: named, or the caller.
func AboutWhom(ctx context.Context, tx *store.Tx, named, path string) (domain.ClientID, error) {
	if named == "" && tx.Caller.IsClient() {
		named = tx.Caller.Person
	}
	if named == "" {
		text := fault.Text{NL: "Om welke cliënt gaat het?", EN: "Which client is it about?"}
		return "", fault.Invalid("WHICH_CLIENT", text, fault.Field{Path: path, Text: text})
	}
	return tx.ReachedClient(ctx, domain.ClientID(named))
}

// ReachedIfNamed is ReachedClient for a list that may be about everybody.
func ReachedIfNamed(ctx context.Context, tx *store.Tx, named string) (domain.ClientID, error) {
	if named == "" {
		return "", nil
	}
	return tx.ReachedClient(ctx, domain.ClientID(named))
}

// Set writes v when asked to.
func Set[T any](asked bool, to *T, v T) {
	if asked {
		*to = v
	}
}

// Tell writes what the other services are to know, in the transaction that made it true.
func Tell(ctx context.Context, tx *store.Tx, events ...proto.Message) error {
	if len(events) == 1 {
		return feed.Append(ctx, tx.Tx, events[0])
	}
	return feed.AppendAll(ctx, tx.Tx, events)
}

// AddWorker keeps a new colleague and tells the others that this id is somebody.
func AddWorker(ctx context.Context, tx *store.Tx, w domain.SupportWorker) error {
	if err := tx.InsertSupportWorker(ctx, w); err != nil {
		return err
	}
	return Tell(ctx, tx, &pb.SupportWorkerChanged{SupportWorkerId: string(w.ID)})
}

// ClientChanged says that a client is there, and who guides them where.
func ClientChanged(c domain.Client) *pb.ClientChanged {
	return &pb.ClientChanged{ClientId: string(c.ID), LocationId: string(c.Location), SupportWorkerIds: wire.Texts(c.SupportWorkers)}
}

// ProfileChanged is the profile as matching may use it: never the own words of "what
// I could mean", only that there are some (M-01).
func ProfileChanged(c domain.Client) *pb.ProfileChanged {
	return &pb.ProfileChanged{
		ClientId: string(c.ID), MayMatch: true, Profile: ProfileMessage(c.Profile.Shared()), CouldMeanKnown: c.Profile.CouldMean != "",
	}
}

// ProfileGone says that the yes no longer holds: whoever has the profile forgets it.
func ProfileGone(id domain.ClientID) *pb.ProfileChanged {
	return &pb.ProfileChanged{ClientId: string(id)}
}

// NetworkerChanged is what the others may know of a networker: nothing of the talk, no reason.
func NetworkerChanged(n domain.Networker) *pb.NetworkerChanged {
	r := n.Record()
	return &pb.NetworkerChanged{
		NetworkerId: string(r.ID), ClientId: string(r.Client), Capacity: int32(r.Capacity),
		State:           wire.Value[pb.Networker_State](r.State),
		SupportWorkerId: string(r.SupportWorker), LeadsGroup: r.MayLeadGroup(),
	}
}

// TellGroupLeader tells anew whether this client may lead a group, after others began to
// guide them: whoever helps with it may be gone, or back.
func TellGroupLeader(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	n, err := tx.GroupLeader(ctx, client)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return Tell(ctx, tx, NetworkerChanged(n))
}

// TellChange tells what others may know of the difference between two states of a client.
func TellChange(ctx context.Context, tx *store.Tx, before, after domain.Client, now time.Time) error {
	if !after.SamePlace(before) {
		if err := Tell(ctx, tx, ClientChanged(after)); err != nil {
			return err
		}
		if err := TellGroupLeader(ctx, tx, after.ID); err != nil {
			return err
		}
	}
	if after.Profile.SameShared(before.Profile) {
		return nil
	}
	agreed, err := tx.Holds(ctx, after.ID, domain.PurposeMatching, now)
	if err != nil || !agreed {
		return err
	}
	return Tell(ctx, tx, ProfileChanged(after))
}

// ProfileMessage is a profile as the contract has it.
func ProfileMessage(p domain.Profile) *pb.Profile {
	m := &pb.Profile{
		Interests: p.Interests, Talents: p.Talents, CouldMean: p.CouldMean,
		TravelKm:      int32(p.TravelKM),
		Company:       wire.Value[pb.Company](p.Company),
		Communication: wire.Value[pb.Communication](p.Communication),
		Area:          p.Area,
	}
	for _, d := range p.Dayparts {
		m.Dayparts = append(m.Dayparts, wire.Value[pb.Daypart](d))
	}
	return m
}
