package server

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
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
		out.Participants = append(out.Participants, participant(p))
		addExpectation(out, p)
	}
	for _, in := range m.Invited {
		asked := participant(in.Participant)
		asked.Invited = true
		out.Participants = append(out.Participants, asked)
	}
	for _, d := range m.Departed {
		out.Departed = append(out.Departed, departed(d, true))
	}
	if m.State == domain.Paused {
		out.PausedByClientId, out.PauseUntil = string(m.PausedBy), wire.Stamp(m.PauseUntil)
	}
	out.AgainOf, out.Follows = string(m.AgainOf), follows(m.Follows)
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

func participant(p domain.Participant) *pb.Participant {
	return &pb.Participant{
		ClientId: string(p.Client), Networker: p.Networker,
		Answer: wire.Value[pb.Answer](p.Answer), AnswerForm: wire.Value[pb.SupportForm](p.AnswerForm),
		AgreedToGo: p.Agreed, AgreedForm: wire.Value[pb.SupportForm](p.AgreedForm),
		Guidance: guidance(p.Guidance), Estimate: estimate(p.Estimate),
	}
}

// forClient gives what one of the people may know: of themself what they said
// themself, of the others only that they are there and who takes the lead. Who is asked
// into a group sees who is in it and why they are asked, and nothing of what goes on.
func forClient(m domain.Match, own domain.ClientID) *pb.Match {
	out := common(m)
	if m.State == domain.Nothing {
		return out
	}
	part := m.PartOf(own)
	if part == domain.NoPart { // an invitation that returned to nothing
		return &pb.Match{Id: string(m.ID)}
	}
	if part == domain.AskedIn {
		return forInvited(m, own)
	}
	if len(m.People) > 0 && m.People[0].Client == own {
		out.WishId = string(m.WishID) // their own wish: whoever wished comes first
	}
	if m.State == domain.Paused {
		out.PauseUntil = wire.Stamp(m.PauseUntil)
		if m.PausedBy == own {
			out.PausedByClientId = string(own)
		}
	}
	if !m.Ending.Started.IsZero() {
		out.Ending = &pb.Ending{NeutralWords: m.Ending.NeutralWords, StartTime: wire.Stamp(m.Ending.Started)}
	}
	for _, p := range m.People {
		shown := &pb.Participant{ClientId: string(p.Client), Networker: p.Networker}
		if p.Client == own {
			showOwn(out, shown, p)
		}
		out.Participants = append(out.Participants, shown)
	}
	return sealed(out)
}

// showOwn shows somebody what they said themself.
func showOwn(out *pb.Match, shown *pb.Participant, p domain.Participant) {
	shown.Answer, shown.AnswerForm = wire.Value[pb.Answer](p.Answer), wire.Value[pb.SupportForm](p.AnswerForm)
	shown.AgreedToGo, shown.AgreedForm = p.Agreed, wire.Value[pb.SupportForm](p.AgreedForm)
	addExpectation(out, p)
	if out.GetEnding() == nil {
		return
	}
	out.Ending.Care = append(out.Ending.Care, care(p))
	if p.Stops {
		out.Ending.StartedByClientId = string(p.Client)
	}
}

// forInvited gives what somebody sees who is asked into a group.
func forInvited(m domain.Match, own domain.ClientID) *pb.Match {
	out := &pb.Match{Id: string(m.ID), Origin: wire.Value[pb.Match_Origin](m.Origin), State: wire.Value[pb.Match_State](m.State), Citizens: int32(m.Citizens)}
	for _, p := range m.People {
		out.Participants = append(out.Participants, &pb.Participant{ClientId: string(p.Client), Networker: p.Networker})
	}
	for _, in := range m.Invited {
		if in.Client == own {
			out.Reason, out.CreateTime = in.Reason, wire.Stamp(in.Asked)
			out.Participants = append(out.Participants, &pb.Participant{ClientId: string(own), Networker: in.Networker, Invited: true,
				Answer: wire.Value[pb.Answer](in.Answer), AnswerForm: wire.Value[pb.SupportForm](in.AnswerForm)})
		}
	}
	return sealed(out)
}

// forFormer gives what is left of a match to those who left it, and to who guides only
// them: that it was, and the care for each. What the others do now is theirs.
func forFormer(m domain.Match, who ...domain.ClientID) *pb.Match {
	if len(who) == 0 { // an invitation that returned to nothing
		return &pb.Match{Id: string(m.ID)}
	}
	out := &pb.Match{Id: string(m.ID), Origin: wire.Value[pb.Match_Origin](m.Origin), State: pb.Match_STATE_CLOSED, CreateTime: wire.Stamp(m.Created)}
	for _, d := range m.Departed {
		if !slices.Contains(who, d.Client) {
			continue
		}
		out.Participants = append(out.Participants, &pb.Participant{ClientId: string(d.Client), Networker: d.Networker})
		out.Departed = append(out.Departed, departed(d, false))
		if !d.Care.TalkHeld {
			out.State = pb.Match_STATE_CLOSING
		}
	}
	return sealed(out)
}

func departed(d domain.Departed, reason bool) *pb.Departed {
	out := &pb.Departed{ClientId: string(d.Client), LeaveTime: wire.Stamp(d.Left), Care: care(d.Participant)}
	if reason {
		out.PrivateReason = d.Reason
	}
	return out
}

// sealed gives a view its etag. When the match last changed would tell that the other
// answered; so would a count of changes. The etag is made of what they see, and changes
// with nothing else.
func sealed(view *pb.Match) *pb.Match {
	view.UpdateTime = nil
	view.Etag = seen(view)
	return view
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
	if m.Elsewhere.There() {
		out.Elsewhere = &pb.Elsewhere{RegionalRequestId: m.Elsewhere.Request, OrganisationId: m.Elsewhere.Organisation,
			OrganisationName: m.Elsewhere.Name}
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
	out := &pb.Guidance{Distance: wire.Value[pb.Guidance_Distance](g.Distance), Reason: g.Reason, Task: wire.Value[pb.Guidance_Task](g.Task),
		SetTime: wire.Stamp(g.Set), ReviewTime: wire.Stamp(g.Review)}
	if reason, is := g.ByDefault(); is {
		out.DefaultReason = base.Sentence(reason)
	}
	return out
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
		Elsewhere: m.Elsewhere.There(),
	}
	if m.State == domain.Paused {
		out.PauseUntil = wire.Stamp(m.PauseUntil)
	}
	for _, p := range m.Everybody() {
		part := m.PartOf(p.Client)
		told := &pb.MatchChanged_Person{ClientId: string(p.Client), Networker: p.Networker, MayKnow: m.State.KnownToPeople(),
			Invited: part == domain.AskedIn, Departed: part == domain.HasLeft, FollowUpTime: wire.Stamp(p.Care.FollowUp)}
		if part == domain.InIt {
			told.Distance, told.ReviewTime = wire.Value[pb.Guidance_Distance](p.Guidance.Distance), wire.Stamp(p.Guidance.Review)
			told.EstimateTime, told.Answered = wire.Stamp(p.Estimate.Time), p.Answer != ""
		}
		out.People = append(out.People, told)
	}
	return out
}
