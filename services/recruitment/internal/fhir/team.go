package fhir

import (
	"slices"
	"strings"
	"time"
)

// teams gives everybody their support workers, where they live, and whether care ended.
func (r *reader) teams() {
	for _, res := range r.all {
		t, ok := res.body.(*careTeam)
		if !ok || t.Status == "entered-in-error" || t.Status == "proposed" {
			continue
		}
		for _, p := range r.about(res, t) {
			p.teams++
			if day, over := r.over(t); over {
				p.over = max(p.over, day)
				continue
			}
			p.running = true
			r.staff(p, res, t)
			r.live(p, res, t.Extension)
			for i := range t.ManagingOrganization {
				r.liveAt(p, r.find(res, &t.ManagingOrganization[i], "Organization"), true)
			}
		}
	}
	for _, p := range r.patients {
		r.live(p, p.resource, p.Extension)
		r.liveAt(p, r.find(p.resource, p.ManagingOrganization, "Organization"), false)
		r.seen["gender"] = r.seen["gender"] || bool(p.Gender)
		r.seen["telecom"] = r.seen["telecom"] || bool(p.Telecom)
		for _, a := range p.Address {
			r.seen["address"] = r.seen["address"] || bool(a.Line)
		}
	}
}

// about gives whose team it is: its subject, or (nl-core) the patient who takes part.
func (r *reader) about(res *resource, t *careTeam) []*person {
	if p := r.who(res, t.Subject); p != nil {
		return []*person{p}
	}
	var found []*person
	for _, m := range t.Participant {
		if p := r.who(res, m.Member); p != nil && !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	return found
}

// over says whether a team has ended, and on which day.
func (r *reader) over(t *careTeam) (day string, over bool) {
	if end, over := t.Period.ended(r.today); over {
		return end.Format(time.DateOnly), true
	}
	return t.Meta.LastUpdated, t.Status == "inactive"
}

// staff adds the support workers of a team, whoever is responsible first. Who cannot be
// told apart from others for want of an e-mail address comes last.
func (r *reader) staff(p *person, res *resource, t *careTeam) {
	members := slices.Clone(t.Participant)
	slices.SortStableFunc(members, func(a, b participant) int { return responsible(a) - responsible(b) })
	for _, m := range members {
		if _, over := m.Period.ended(r.today); over {
			continue
		}
		w, role, ok := r.worker(p, res, m)
		if !ok || slices.ContainsFunc(p.workers, func(o worker) bool { return strings.EqualFold(o.email, w.email) && (w.email != "" || o.name == w.name) }) {
			continue
		}
		p.workers = append(p.workers, w)
		if role != nil {
			for i := range role.body.(*practitionerRole).Location {
				r.liveAt(p, r.find(role, &role.body.(*practitionerRole).Location[i], "Location"), true)
			}
		}
	}
	slices.SortStableFunc(p.workers, func(a, b worker) int {
		switch {
		case (a.email == "") == (b.email == ""):
			return 0
		case a.email == "":
			return 1
		default:
			return -1
		}
	})
}

// responsible puts who is named as responsible first, and as second next.
func responsible(m participant) int {
	const participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
	switch {
	case has(m.Role, participation, "RESP"), said(m.Role, "persoonlijk begeleider", "eerst verantwoordelijke"):
		return 0
	case has(m.Role, participation, "PPRF"):
		return 1
	case has(m.Role, participation, "SPRF"), said(m.Role, "tweede"):
		return 2
	default:
		return 3
	}
}

func said(of []codeable, words ...string) bool {
	return slices.ContainsFunc(of, func(c codeable) bool {
		return hasAny(strings.ToLower(c.Text), words...) ||
			slices.ContainsFunc(c.Coding, func(one coding) bool { return hasAny(strings.ToLower(one.Display), words...) })
	})
}

// agbSpecialty is the list by which doctors, pharmacists and therapists are coded. None
// of them guides a client here, except nurses (91).
const agbSpecialty = "urn:oid:2.16.840.1.113883.2.4.6.7"

// worker gives a colleague: a practitioner of the organisation itself, who is no doctor
// of elsewhere. Nobody else becomes a support worker by a file.
func (r *reader) worker(p *person, res *resource, m participant) (w worker, role *resource, ok bool) {
	found := r.find(res, m.Member, "PractitionerRole", "Practitioner")
	if found == nil {
		return w, nil, false
	}
	points, who := []telecom(nil), found
	if in, isRole := found.body.(*practitionerRole); isRole {
		_, over := in.Period.ended(r.today)
		if over || (in.Active != nil && !*in.Active) || elsewhere(in.Specialty) || r.ofAnother(p, found, in) {
			return w, nil, false
		}
		role, points = found, in.Telecom
		if who = r.find(found, in.Practitioner, "Practitioner"); who == nil {
			return w, nil, false
		}
	}
	one := who.body.(*practitioner)
	if one.Active != nil && !*one.Active {
		return w, nil, false
	}
	w = worker{name: fullName(one.Name, r.today), email: email(append(slices.Clone(points), one.Telecom...), r.today)}
	return w, role, w.name != "" || w.email != ""
}

func elsewhere(specialty []codeable) bool {
	for _, c := range specialty {
		for _, one := range c.Coding {
			if strings.EqualFold(one.System, agbSpecialty) && !strings.HasPrefix(one.Code, "91") {
				return true
			}
		}
	}
	return false
}

// ofAnother says whether somebody works for another organisation than the one that
// looks after the client; units of it are of it.
func (r *reader) ofAnother(p *person, from *resource, in *practitionerRole) bool {
	ours := r.top(r.find(p.resource, p.ManagingOrganization, "Organization"))
	theirs := r.top(r.find(from, in.Organization, "Organization"))
	return ours != nil && theirs != nil && ours != theirs
}

func (r *reader) top(org *resource) *resource {
	for range 10 { // a circle of units has no top
		if org == nil {
			return nil
		}
		above := r.find(org, org.body.(*place).PartOf, "Organization")
		if above == nil {
			return org
		}
		org = above
	}
	return org
}

// email gives an address at work.
func email(points []telecom, today time.Time) string {
	for _, t := range points {
		if _, over := t.Period.ended(today); !over && t.System == "email" && t.Use != "home" && t.Use != "old" && t.Value != "" {
			return tidy(t.Value)
		}
	}
	return ""
}

// live takes over a Location that an extension of theirs points at.
func (r *reader) live(p *person, from *resource, extensions []extension) {
	for _, e := range extensions {
		r.liveAt(p, r.find(from, e.ValueReference, "Location"), true)
	}
}

// liveAt notes where somebody lives: a Location, or a unit of the organisation. The
// organisation as a whole is no place, unless the file has nothing better (unit false).
func (r *reader) liveAt(p *person, at *resource, unit bool) {
	if at == nil || p.place.Name != "" {
		return
	}
	where := *at.body.(*place)
	if unit && at.kind == "Organization" && where.PartOf == nil {
		return
	}
	p.place = where
}
