package fhir

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// line makes a row of somebody, in the order of headings.
func (r *reader) line(p *person, width int) sheet.Line {
	if slices.ContainsFunc(p.Link, func(l struct{ Type string }) bool { return l.Type == "replaced-by" }) {
		return sheet.Line{N: p.n, Flaw: sheet.NoteReplaced}
	}
	given, family := called(p.Name, r.today)
	home := homeOf(p.Address, r.today)
	town := ""
	if len(p.place.Address) > 0 {
		town = p.place.Address[0].City
	}
	if town == "" {
		town = home.City
	}
	first := worker{}
	if len(p.workers) > 0 {
		first = p.workers[0]
	}
	if len(p.workers) > 1 {
		p.beside.SecondName, p.beside.SecondEmail = p.workers[1].name, p.workers[1].email
	}
	cells := []string{
		r.number(p), given, family, birth(p.BirthDate), tidy(p.place.Name), tidy(home.PostalCode), tidy(town), first.name, first.email,
		r.outOfCare(p), bsnOf(p.Identifier),
	}
	cells = append(cells, make([]string, max(0, width-len(cells)))...)
	line := sheet.Line{N: p.n, Cells: cells[:width]}
	if p.beside.SecondEmail != "" || p.beside.Legal.Name != "" || len(p.beside.Named) > 0 {
		line.Beside = &p.beside
	}
	return line
}

// birth keeps of a date what the import can judge: the day when there is one, which it
// reduces to the year at once, or the year alone.
func birth(date string) string {
	if len(date) == len("2006-01") {
		return date[:4]
	}
	return tidy(date)
}

// bsnSystems are the names of the system of national numbers.
var bsnSystems = []string{"fhir.nl/fhir/namingsystem/bsn", "2.16.840.1.113883.2.4.6.3"}

func isBSN(i identifier) bool {
	return hasAny(strings.ToLower(i.System), bsnSystems...)
}

// bsnOf gives the national number to the one place that forgets it: the sheet's fixed
// column, by which it is known, and taken out, wherever else it stands in the file.
func bsnOf(all []identifier) string {
	for _, i := range all {
		if isBSN(i) && i.Value != "" {
			return tidy(i.Value)
		}
	}
	return ""
}

// personal are types of identifiers that belong to the person and not to the
// organisation: passports, driving licences, numbers of an insurer or a state.
var personal = []string{"PPN", "DL", "NI", "NNNLD", "SB", "SS", "TAX", "NIIP", "HC"}

// usable says whether an identifier can be the organisation's own number of somebody.
func usable(i identifier, today time.Time) bool {
	_, over := i.Period.ended(today)
	masked := ext(i.Extension, "data-absent-reason") + ext(i.UnderValue.Extension, "data-absent-reason") +
		ext(i.UnderSystem.Extension, "data-absent-reason")
	switch {
	case i.Value == "", over, i.Use == "old", i.Use == "temp", masked != "", isBSN(i):
		return false
	case hasAny(strings.ToLower(i.System), "nullflavor", "data-absent-reason", "passport", "uzovi", "driv"):
		return false
	}
	for _, c := range i.Type.Coding {
		if slices.Contains(personal, c.Code) {
			return false
		}
	}
	return true
}

// chooseSystem finds the system of numbers that most people of the file have, so that
// everybody is known by a number of the same kind.
func (r *reader) chooseSystem() {
	count := map[string]int{}
	for _, p := range r.patients {
		own := map[string]bool{}
		for _, i := range p.Identifier {
			r.seen["BSN"] = r.seen["BSN"] || isBSN(i)
			if usable(i, r.today) && !own[i.System] {
				own[i.System] = true
				count[i.System]++
			}
		}
	}
	for _, system := range sortedKeys(count) {
		if count[system] > count[r.system] || (r.system == "" && count[system] == count[""]) {
			r.system = system
		}
	}
}

// number gives somebody's number of the chosen system, or else another. One that looks
// like a national number comes last: the sheet refuses it, and says why.
func (r *reader) number(p *person) string {
	other, doubtful := "", ""
	for _, i := range p.Identifier {
		switch {
		case !usable(i, r.today):
		case bsn.In(i.Value):
			doubtful = i.Value
		case i.System == r.system:
			return tidy(i.Value)
		case other == "":
			other = tidy(i.Value)
		}
	}
	if other == "" {
		return tidy(doubtful)
	}
	return other
}

// homeOf gives the address at which somebody lives now.
func homeOf(all []address, today time.Time) address {
	var home address
	for _, a := range all {
		if _, over := a.Period.ended(today); over || a.Use == "old" || a.Use == "temp" || a.Use == "work" || a.Use == "billing" {
			continue
		}
		if a.Use == "home" {
			return a
		}
		if home.PostalCode == "" {
			home = a
		}
	}
	return home
}

// outOfCare gives the day on which care ended; empty for who is in care. A record that
// says so without a day gives the day it was last changed, and at the latest yesterday.
func (r *reader) outOfCare(p *person) string {
	yesterday := r.today.UTC().AddDate(0, 0, -1)
	day, known := time.Time{}, false
	switch {
	case p.DeceasedDateTime != "":
		day, known = lastDay(p.DeceasedDateTime)
	case p.teams > 0 && !p.running:
		day, known = lastDay(p.over)
	case !p.DeceasedBoolean && (p.Active == nil || *p.Active):
		return ""
	}
	if !known {
		if day, known = lastDay(p.Meta.LastUpdated); !known {
			day = yesterday
		}
	}
	if day.After(yesterday) {
		day = yesterday
	}
	return day.Format(time.DateOnly)
}
