package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Departed is somebody who left a group while the others went on, with what was kept of
// them: they may come back.
type Departed struct {
	Participant
	Left   time.Time
	Form   Form   // how they said so; empty when a support worker decided
	Reason string // for support workers only
}

// Invitee is somebody who was asked into a group and is not in it yet. The others do not
// see them (M-17).
type Invitee struct {
	Participant
	Reason string // why this person, in plain words (M-06)
	Asked  time.Time
}

// Leaving is somebody's wish to leave. Nothing of it has to be filled in.
type Leaving struct {
	Client ClientID
	Form   Form // how they said so; empty when a support worker decides
	Reason string
	Words  string // neutral words, when somebody gave them: for support workers too, until they are agreed
}

// Leave lets one person go and the others go on (M-11). Of two people it is the ending,
// and a question returns to nothing: it is never refused to who is in it.
func (m Match) Leave(l Leaving, now time.Time) (Match, error) {
	if m.asked(l.Client) >= 0 {
		return m.Uninvited(l.Client, now), nil
	}
	if m.left(l.Client) >= 0 {
		return m, nil
	}
	if !m.has(l.Client) {
		return m, fault.Missing()
	}
	if len(m.People) < 3 || !slices.Contains([]State{GettingAcquainted, UnderWay, Paused}, m.State) {
		stop := Stop{PrivateReason: l.Reason, NeutralWords: l.Words}
		if l.Form != "" {
			stop.By = l.Client
		}
		return m.End(stop, now)
	}
	m = m.change(now)
	i := slices.IndexFunc(m.People, func(p Participant) bool { return p.Client == l.Client })
	gone := m.People[i]
	m.People = slices.Delete(m.People, i, i+1)
	gone.Care, gone.Place = Care{}, 0
	m.Departed = append(m.Departed, Departed{Participant: gone, Left: now, Form: l.Form, Reason: join(l.Reason, l.Words)})
	if m.PausedBy == l.Client {
		m.PausedBy = ""
	}
	if m.State == GettingAcquainted && m.talked() == nil && m.goesOn() {
		m.State, m.UnderWaySince = UnderWay, now
	}
	return m, nil
}

var longAgo = fault.Conflict("ASK_ANEW", fault.Text{
	NL: "Dat is een tijd geleden. Vraag eerst of deze persoon weer bij de groep wil komen.",
	EN: "That is some time ago. First ask whether this person would like to come into the group again."})

// back lets somebody who left come back, by whose word they left.
func (m Match) back(i int, w Word, now time.Time) (Match, error) {
	d := m.Departed[i]
	if err := m.during(GettingAcquainted, UnderWay, Paused); err != nil {
		return m, err
	}
	switch {
	case d.Form == "" && w.Own:
		return m, notYours
	case d.Form != "" && !w.theirs():
		return m, wordNeeded
	case !now.Before(d.Left.Add(takeBackTime)):
		return m, longAgo
	}
	m = m.change(now)
	m.Departed = slices.Delete(m.Departed, i, i+1)
	d.Care = Care{}
	m.People = append(m.People, d.Participant)
	return m, nil
}

// Invitation is the question to one more person.
type Invitation struct {
	Person NewPerson
	Reason string
}

// largest is how many people a match may hold: beyond that it is a meeting.
const largest = 13

var (
	inAlready = fault.Exists("IN_ALREADY", fault.Text{
		NL: "Deze persoon is al in de groep, of al gevraagd.", EN: "This person is in the group, or asked, already."})
	talkFirst = fault.Conflict("TALK_WITH_THEM_FIRST", fault.Text{
		NL: "Deze persoon is net gestopt met de groep. Praat er eerst samen over.",
		EN: "This person has just left the group. First talk about it together."})
	largeEnough = fault.Conflict("GROUP_LARGE_ENOUGH", fault.Text{
		NL: "De groep is groot genoeg. Begin er een tweede naast.", EN: "The group is large enough. Begin a second one beside it."})
)

// Invite asks one more person into a group that is under way: somebody who is ready for
// it as for any match (M-01), with a reason in plain words (M-06).
func (m Match) Invite(in Invitation, circle Circle, now time.Time) (Match, error) {
	if err := m.during(UnderWay); err != nil {
		return m, err
	}
	c := in.Person.Client
	switch {
	case m.has(c) || m.asked(c) >= 0:
		return m, inAlready
	case m.left(c) >= 0 && !m.Departed[m.left(c)].Care.TalkHeld:
		return m, talkFirst
	case m.Elsewhere.There():
		return m, across
	case len(m.People)+len(m.Invited) >= largest:
		return m, largeEnough
	case blank(in.Reason):
		return m, invalid("REASON_NEEDED", "reason", fault.Text{
			NL: "Zeg in gewone woorden waarom deze persoon bij de groep kan passen.",
			EN: "Say in plain words why this person may suit the group."})
	}
	asked := Participant{Client: c, Networker: in.Person.Networker, Workers: circle[c].Workers, Helped: circle[c].LeadsGroup}
	if err := circle.ready(Match{People: []Participant{asked}}); err != nil {
		return m, asPerson(err)
	}
	m = m.change(now)
	whole := m
	whole.People = append(whole.People, asked)
	if err := circle.guided(whole); err != nil {
		return m, err
	}
	if err := circle.helped(whole); err != nil {
		return m, err
	}
	m.Departed = slices.DeleteFunc(m.Departed, func(d Departed) bool { return d.Client == c }) // asked anew
	m.Invited = append(m.Invited, Invitee{Participant: asked, Reason: in.Reason, Asked: now})
	return m, nil
}

// asPerson names the field of an invitation where ready names the first of a match.
func asPerson(err error) error {
	f, ok := fault.As(err)
	if !ok {
		return err
	}
	named := *f
	named.Fields = slices.Clone(f.Fields)
	for i := range named.Fields {
		named.Fields[i].Path = strings.Replace(named.Fields[i].Path, "participants[0]", "person", 1)
	}
	return &named
}

// AnsweredInvitation is that person's own answer. A yes brings them in; a "no" or "not
// now" returns quietly to nothing, and the others never knew. Without room for somebody
// who is to take the lead their yes is kept, and they wait.
func (m Match) AnsweredInvitation(v Voice, a Answer, room bool, now time.Time) (Match, error) {
	i := m.asked(v.Client)
	if i < 0 {
		return m, fault.Missing()
	}
	if err := m.during(UnderWay, Paused); err != nil {
		return m, err
	}
	form, err := v.form()
	if err != nil {
		return m, err
	}
	if m.Invited[i].AnswerForm == Self && !v.Own && (a == Yes || a == Maybe) {
		return m, answeredThemself
	}
	if a == No || a == NotNow {
		return m.Uninvited(v.Client, now), nil
	}
	m = m.change(now)
	in := &m.Invited[i]
	in.Answer, in.AnswerForm, in.Asked = a, form, now
	if a == Yes && room {
		m = m.join(i, now)
	}
	return m, nil
}

// join brings in who said yes.
func (m Match) join(i int, now time.Time) Match {
	m = m.change(now)
	p := m.Invited[i].Participant
	m.Invited = slices.Delete(m.Invited, i, i+1)
	p.Agreed, p.AgreedForm, p.Guidance = true, p.AnswerForm, defaultGuidance(p.Networker, now)
	m.People = append(m.People, p)
	return m
}

// Uninvited is the match with an invitation taken back; nothing of it stays.
func (m Match) Uninvited(c ClientID, now time.Time) Match {
	if m.asked(c) < 0 {
		return m
	}
	m = m.change(now)
	m.Invited = slices.DeleteFunc(m.Invited, func(in Invitee) bool { return in.Client == c })
	return m
}

// InvitationsLapsed takes back the invitations nobody answered any more, and gives whose.
func (m Match) InvitationsLapsed(now time.Time) (Match, []ClientID) {
	var lapsed []ClientID
	for _, in := range m.Invited {
		if !now.Before(in.Asked.Add(ProposalLapse)) {
			lapsed = append(lapsed, in.Client)
		}
	}
	for _, c := range lapsed {
		m = m.Uninvited(c, now)
	}
	return m, lapsed
}

// Leads says whether this person takes the lead, or is asked to come and do so.
func (m Match) Leads(c ClientID) bool {
	i := m.asked(c)
	return i >= 0 && m.Invited[i].Networker || slices.Contains(m.Networkers(), c)
}

// Part is what somebody has to do with a match.
type Part int

// The parts.
const (
	NoPart Part = iota
	InIt
	AskedIn
	HasLeft
)

// PartOf says what part somebody has.
func (m Match) PartOf(c ClientID) Part {
	switch {
	case m.has(c):
		return InIt
	case m.asked(c) >= 0:
		return AskedIn
	case m.left(c) >= 0:
		return HasLeft
	}
	return NoPart
}

// Everybody gives the people in the match, those asked into it and those who left.
func (m Match) Everybody() []Participant {
	all := slices.Clone(m.People)
	for _, in := range m.Invited {
		all = append(all, in.Participant)
	}
	for _, d := range m.Departed {
		all = append(all, d.Participant)
	}
	return all
}

func (m Match) has(c ClientID) bool {
	return slices.ContainsFunc(m.People, func(p Participant) bool { return p.Client == c })
}

func (m Match) asked(c ClientID) int {
	return slices.IndexFunc(m.Invited, func(in Invitee) bool { return in.Client == c })
}

func (m Match) left(c ClientID) int {
	return slices.IndexFunc(m.Departed, func(d Departed) bool { return d.Client == c })
}

// groupHints say who left and has had no talk yet, and that nobody leads any more.
func (m Match) groupHints() []Sentence {
	var hints []Sentence
	if slices.ContainsFunc(m.Departed, func(d Departed) bool { return !d.Care.TalkHeld }) {
		hints = append(hints, Sentence{Code: "TALK_WITH_WHO_LEFT",
			NL: "Iemand is gestopt met de groep. Praat met die persoon, en spreek een dag af om te vragen hoe het gaat.",
			EN: "Somebody left the group. Talk with them, and agree on a day to ask how they are."})
	}
	if len(m.Networkers()) == 0 && slices.ContainsFunc(m.Departed, func(d Departed) bool { return d.Networker }) {
		hints = append(hints, Sentence{Code: "NOBODY_LEADS",
			NL: "De netwerker is gestopt met de groep. Vraag de anderen wat prettig is: zo verder, iemand erbij of afronden.",
			EN: "The networker left the group. Ask the others what is pleasant: on like this, somebody new, or an ending."})
	}
	return hints
}
