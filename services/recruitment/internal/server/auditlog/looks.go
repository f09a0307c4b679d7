package auditlog

import (
	"cmp"
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store2 "github.com/optrek/optrek/services/recruitment/internal/store/auditlog"
)

// usualPeriod is what is shown of who looked when no day is asked for.
const usualPeriod = 30 * 24 * time.Hour

// ListLooks gives the client who asks who looked at their data, by day and by person. What
// they did alone is left out: that they signed in is shown, and what was done with
// somebody beside them.
func (s *Server) ListLooks(ctx context.Context, req *pb.ListLooksRequest) (*pb.ListLooksResponse, error) {
	if c, ok := authn.From(ctx); !ok || c.Person != req.GetClientId() {
		return nil, fault.Missing()
	}
	from, until, err := s.days(req.GetFirstDay(), req.GetLastDay(), usualPeriod)
	if err != nil {
		return nil, err
	}
	asked := &auditpb.ListLooksRequest{ClientId: req.GetClientId(), StartTime: timestamppb.New(from), EndTime: timestamppb.New(until)}
	got, missing, err := ask(ctx, s, func(ctx context.Context, _ string, p Part) (*auditpb.ListLooksResponse, error) {
		return p.ListLooks(ctx, asked)
	})
	if err != nil {
		return nil, err
	}
	resp := &pb.ListLooksResponse{
		MissingServices: missing, FirstDay: from.In(base.Zone()).Format(time.DateOnly), LastDay: until.AddDate(0, 0, -1).Format(time.DateOnly),
	}
	var looks []*auditpb.Look
	for _, name := range s.services() {
		resp.More = resp.More || got[name].GetMore()
		looks = append(looks, got[name].GetLooks()...)
	}
	looks = slices.DeleteFunc(looks, func(l *auditpb.Look) bool { return alone(l, req.GetClientId()) })
	err = store2.In(s.Store)(ctx, func(tx *store2.Tx) error {
		if !sameClient(tx, req.GetClientId()) {
			return fault.Missing()
		}
		known, err := tx.Known(ctx, idsOf(looks))
		if err != nil {
			return err
		}
		resp.Looks = group(looks, naming{known: known, you: req.GetClientId()})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// alone says whether a client did something to their own data with nobody beside them.
func alone(l *auditpb.Look, client string) bool {
	a := l.GetActor()
	return a.GetPersonId() == client && a.GetBesideId() == "" && l.GetEvent() != auditpb.Event_EVENT_SIGN_IN
}

func idsOf(looks []*auditpb.Look) []string {
	var ids []string
	for _, l := range looks {
		for _, id := range []string{l.GetActor().GetPersonId(), l.GetActor().GetBesideId(), l.GetActor().GetOnBehalfOfId()} {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// whose is what one line on the client's page is about: a day, a person, who sat beside.
type whose struct{ day, person, service, beside string }

func whoseIs(l *auditpb.Look) whose {
	a := l.GetActor()
	w := whose{day: l.GetDay(), person: cmp.Or(a.GetPersonId(), a.GetOnBehalfOfId()), beside: a.GetBesideId()}
	if w.person == "" {
		w.service = "optrek" // which part of it did something by itself says nothing to anybody
	}
	return w
}

// group makes of the looks one line for each person on each day, newest day first.
func group(looks []*auditpb.Look, n naming) []*pb.PersonLooks {
	var order []whose
	lines := map[whose][]*auditpb.Look{}
	for _, l := range looks {
		w := whoseIs(l)
		if lines[w] == nil {
			order = append(order, w)
		}
		lines[w] = append(lines[w], l)
	}
	out := make([]*pb.PersonLooks, 0, len(order))
	for _, w := range order {
		out = append(out, n.line(w, lines[w]))
	}
	slices.SortStableFunc(out, func(a, b *pb.PersonLooks) int {
		return cmp.Or(cmp.Compare(b.GetDay(), a.GetDay()), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.GetWho().GetName(), b.GetWho().GetName()))
	})
	return out
}

// rank puts emergencies first and what Optrek did by itself last.
func rank(p *pb.PersonLooks) int {
	if slices.ContainsFunc(p.GetWhy(), func(g *pb.LookGround) bool { return g.GetGround() == auditpb.Ground_GROUND_EMERGENCY }) {
		return 0
	}
	if p.GetWho().GetKind() == auditpb.Actor_KIND_SERVICE {
		return 2
	}
	return 1
}

// line is one person on one day, each thing once and each reason once.
func (n naming) line(w whose, looks []*auditpb.Look) *pb.PersonLooks {
	line := &pb.PersonLooks{Day: w.day, Who: n.actor(looks[0].GetActor())}
	if w.beside != "" {
		line.Beside = n.person(w.beside, auditpb.Actor_KIND_STAFF)
	}
	slices.SortStableFunc(looks, func(a, b *auditpb.Look) int { return a.GetFirstTime().AsTime().Compare(b.GetFirstTime().AsTime()) })
	type thing struct {
		event   auditpb.Event
		subject auditpb.Subject
	}
	at := map[thing]*pb.Looked{}
	for _, l := range looks {
		t := thing{l.GetEvent(), l.GetSubject()}
		if was := at[t]; was != nil {
			if l.GetLastTime().AsTime().After(was.GetLastTime().AsTime()) {
				was.LastTime = l.GetLastTime()
			}
		} else {
			nl, en := yours.words(t.event, t.subject)
			at[t] = &pb.Looked{Event: t.event, Subject: t.subject, WordsNl: nl, WordsEn: en, FirstTime: l.GetFirstTime(), LastTime: l.GetLastTime()}
			line.What = append(line.What, at[t])
		}
		line.Why = n.addGround(line.GetWhy(), l, line.GetWho())
	}
	return line
}

func (n naming) addGround(why []*pb.LookGround, l *auditpb.Look, who *pb.LoggedPerson) []*pb.LookGround {
	for _, g := range why {
		if g.GetGround() == l.GetGround() && g.GetConsentId() == l.GetConsentId() && g.GetEmergencyId() == l.GetEmergencyId() {
			return why
		}
	}
	nl, en := yours.ground(l.GetGround(), cmp.Or(who.GetName(), "deze persoon"), cmp.Or(who.GetName(), "this person"))
	if nl == "" {
		return why
	}
	return append(why, &pb.LookGround{Ground: l.GetGround(), WordsNl: nl, WordsEn: en, ConsentId: l.GetConsentId(), EmergencyId: l.GetEmergencyId()})
}
