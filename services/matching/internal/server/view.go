package server

import (
	"crypto/sha256"
	"encoding/base64"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
)

// What a match looks like, to support workers and to the people themselves. Two
// functions, and not one with conditions: what a client gets is what stands in
// forClient and nothing else.

// forStaff gives the whole match, with hints.
func forStaff(m domain.Match, now time.Time) *pb.Match {
	out := common(m)
	out.WishId = string(m.WishID)
	out.GuidanceNeeded = m.GuidanceNeeded
	out.Hints = base.Sentences(m.Hints(now))
	if m.State == domain.Nothing {
		return out
	}
	for _, p := range m.People {
		out.Participants = append(out.Participants, &pb.Participant{
			ClientId: string(p.Client), Networker: p.Networker,
			Answer: wire.Value[pb.Answer](p.Answer), AnswerForm: wire.Value[pb.SupportForm](p.AnswerForm),
			AgreedToGo: p.Agreed, AgreedForm: wire.Value[pb.SupportForm](p.AgreedForm),
			Guidance: guidance(p.Guidance), Estimate: estimate(p.Estimate),
		})
		addExpectation(out, p)
	}
	if m.Ending.Started.IsZero() {
		return out
	}
	out.Ending = &pb.Ending{
		StartedByClientId: string(m.Ending.StartedBy), NeutralWords: m.Ending.NeutralWords,
		PrivateReason: m.Ending.PrivateReason, StartTime: wire.Stamp(m.Ending.Started),
	}
	for _, p := range m.People {
		out.Ending.Care = append(out.Ending.Care, care(p))
	}
	return out
}

// forClient gives what one of the people may know: of themself what they said
// themself, of the others only that they are there and who takes the lead.
func forClient(m domain.Match, own domain.ClientID) *pb.Match {
	out := common(m)
	if m.State == domain.Nothing {
		return out
	}
	if len(m.People) > 0 && m.People[0].Client == own {
		out.WishId = string(m.WishID) // their own wish: whoever wished comes first
	}
	if !m.Ending.Started.IsZero() {
		out.Ending = &pb.Ending{NeutralWords: m.Ending.NeutralWords, StartTime: wire.Stamp(m.Ending.Started)}
		if m.Ending.StartedBy == own {
			out.Ending.StartedByClientId = string(own)
		}
	}
	for _, p := range m.People {
		shown := &pb.Participant{ClientId: string(p.Client), Networker: p.Networker}
		if p.Client == own {
			shown.Answer, shown.AnswerForm = wire.Value[pb.Answer](p.Answer), wire.Value[pb.SupportForm](p.AnswerForm)
			shown.AgreedToGo, shown.AgreedForm = p.Agreed, wire.Value[pb.SupportForm](p.AgreedForm)
			addExpectation(out, p)
			if out.GetEnding() != nil {
				out.Ending.Care = append(out.Ending.Care, care(p))
			}
		}
		out.Participants = append(out.Participants, shown)
	}
	// When the match last changed would tell that the other answered; so would a count
	// of changes. Their etag is made of what they see, and changes with nothing else.
	out.UpdateTime = nil
	out.Etag = seen(out)
	return out
}

// seen is an etag of a view.
func seen(view *pb.Match) string {
	view.Etag = ""
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(view)
	if err != nil {
		return "" // a message of our own making always marshals
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// common is what everybody may know. A match that returned to nothing has an id left.
func common(m domain.Match) *pb.Match {
	if m.State == domain.Nothing {
		return &pb.Match{Id: string(m.ID)}
	}
	out := &pb.Match{
		Id: string(m.ID), Etag: m.Version.Etag(),
		Origin: wire.Value[pb.Match_Origin](m.Origin), State: wire.Value[pb.Match_State](m.State),
		Making: wire.Value[pb.Match_Making](m.Making), Reason: m.Reason, BeganAt: m.BeganAt,
		CreateTime: wire.Stamp(m.Created), UpdateTime: wire.Stamp(m.Updated), UnderWayTime: wire.Stamp(m.UnderWaySince),
		Citizens: int32(m.Citizens), // at most 20
	}
	if m.Possibilities != "" || m.Plan != "" {
		out.Talk = &pb.ExpectationsTalk{Possibilities: m.Possibilities, Plan: m.Plan}
	}
	return out
}

func addExpectation(out *pb.Match, p domain.Participant) {
	if !p.Expects.Told() {
		return
	}
	if out.GetTalk() == nil {
		out.Talk = &pb.ExpectationsTalk{}
	}
	out.Talk.Expectations = append(out.Talk.Expectations, &pb.Expectation{
		ClientId: string(p.Client), Words: p.Expects.Words, Rhythm: wire.Value[pb.Expectation_Rhythm](p.Expects.Rhythm)})
}

func guidance(g domain.Guidance) *pb.Guidance {
	if g.Distance == "" {
		return nil
	}
	return &pb.Guidance{Distance: wire.Value[pb.Guidance_Distance](g.Distance), Reason: g.Reason,
		SetTime: wire.Stamp(g.Set), ReviewTime: wire.Stamp(g.Review)}
}

func estimate(e domain.Estimate) *pb.Estimate {
	if e.Time.IsZero() {
		return nil
	}
	return &pb.Estimate{Words: e.Words, Time: wire.Stamp(e.Time)}
}

func care(p domain.Participant) *pb.EndingCare {
	return &pb.EndingCare{ClientId: string(p.Client), TalkHeld: p.Care.TalkHeld,
		FollowUpTime: wire.Stamp(p.Care.FollowUp), Next: wire.Value[pb.EndingCare_Next](p.Care.Next)}
}

// changed is what the others are told: ids and states, no words of anybody.
func changed(m domain.Match) *pb.MatchChanged {
	out := &pb.MatchChanged{
		MatchId: string(m.ID), State: wire.Value[pb.Match_State](m.State), Origin: wire.Value[pb.Match_Origin](m.Origin),
		WishId: string(m.WishID), PlanMade: m.PlanMade(), UnderWayTime: wire.Stamp(m.UnderWaySince),
	}
	for _, p := range m.People {
		out.People = append(out.People, &pb.MatchChanged_Person{
			ClientId: string(p.Client), Networker: p.Networker, MayKnow: m.State.KnownToPeople(),
			Distance: wire.Value[pb.Guidance_Distance](p.Guidance.Distance), ReviewTime: wire.Stamp(p.Guidance.Review),
			FollowUpTime: wire.Stamp(p.Care.FollowUp),
		})
	}
	return out
}
