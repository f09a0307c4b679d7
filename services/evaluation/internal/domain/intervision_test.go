package domain

import (
	"strings"
	"testing"
)

func plan(organisers ...SupportWorkerID) Intervision {
	return Intervision{Title: "Loslaten", Day: "2026-04-01", Method: "incident", Organisers: organisers}
}

func planned(t *testing.T) Intervision {
	t.Helper()
	v := plan(wout, wies)
	v.Agenda = []AgendaItem{{ID: "case", Topic: "Te veel doen", Safety: true}}
	return must1(NewIntervision(v, "safety", now))(t)
}

func TestE02_SafetyIsOnTheAgendaFromTheBeginning(t *testing.T) {
	t.Parallel()
	v := planned(t)
	if len(v.Agenda) != 2 || !v.Agenda[0].Safety || v.Agenda[0].ID != "safety" || v.Agenda[0].Topic != "Veiligheid" || v.Agenda[1].Safety {
		t.Fatalf("%+v", v.Agenda)
	}
	v = must1(AddItem(v, AgendaItem{ID: "x", Topic: "Nog iets", Safety: true}, now))(t)
	if v.Agenda[2].Safety {
		t.Fatal("a second Safety")
	}
}

func TestE02_SafetyCannotBeRemovedAndNeedsALine(t *testing.T) {
	t.Parallel()
	v := planned(t)
	_, err := RemoveItem(v, "safety", now)
	wantCode(t, err, "SAFETY_STAYS")
	_, err = Hold(v, now)
	wantCode(t, err, "SAFETY_NEEDS_A_LINE")
	_, err = RecordLine(v, "safety", "   ", now)
	wantField(t, err, "line")
	held := must1(Hold(must1(RecordLine(v, "safety", "besproken, niets", now))(t), now))(t)
	if held.State != IntervisionHeld {
		t.Fatal(held.State)
	}
	if again := must1(Hold(held, now))(t); again.State != IntervisionHeld {
		t.Fatal(again)
	}
	if v.Agenda[0].Line != "" {
		t.Fatal("RecordLine changed its argument")
	}
	rest := must1(RemoveItem(v, "case", now))(t)
	if len(rest.Agenda) != 1 || len(v.Agenda) != 2 {
		t.Fatal(rest.Agenda)
	}
	_, err = RemoveItem(v, "nothing", now)
	wantCode(t, err, "NOT_FOUND")
	_, err = RecordLine(v, "nothing", "x", now)
	wantCode(t, err, "NOT_FOUND")
}

func TestO01_AnIntervisionHasTwoOrganisers(t *testing.T) {
	t.Parallel()
	for name, organisers := range map[string][]SupportWorkerID{"none": nil, "one": {wout}, "the same twice": {wout, wout}} {
		_, err := NewIntervision(plan(organisers...), "safety", now)
		if err == nil {
			t.Errorf("%s: planned", name)
		}
		wantField(t, err, "intervision.organiser_ids")
	}
	v := planned(t)
	v.Organisers = v.Organisers[:1]
	_, err := EditIntervision(v, now)
	wantField(t, err, "intervision.organiser_ids")
}

func TestE01_AnIntervisionHasMethodCasesOutcomeAndAgreements(t *testing.T) {
	t.Parallel()
	v := planned(t)
	v = must1(AddItem(v, AgendaItem{ID: "m", Topic: "Een koppeling", Match: "match"}, now))(t)
	v = must1(RecordLine(v, "m", "meer afstand proberen", now))(t)
	v = must1(Agree(v, Agreement{ID: "a", What: "Bellen", Worker: wies, Day: "2026-04-08"}, now))(t)
	v = must1(Agree(v, Agreement{ID: "a", What: "Bellen", Worker: wies, Done: true}, now))(t)
	if len(v.Agreements) != 1 || !v.Agreements[0].Done || v.Agenda[2].Match != "match" || v.Agenda[2].Line == "" {
		t.Fatalf("%+v", v)
	}
	for path, a := range map[string]Agreement{
		"agreement.what":              {Worker: wies},
		"agreement.support_worker_id": {What: "x"},
		"agreement.day":               {What: "x", Worker: wies, Day: "2026-13-01"},
	} {
		_, err := Agree(v, a, now)
		wantField(t, err, path)
	}
}

func TestE01_WhatIsWrongIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	_, err := NewIntervision(Intervision{Day: "morgen", Clock: "25:00", Agenda: []AgendaItem{{}}}, "safety", now)
	for _, path := range []string{
		"intervision.title", "intervision.day", "intervision.clock", "intervision.organiser_ids", "intervision.agenda",
	} {
		wantField(t, err, path)
	}
	v := planned(t)
	for range longestAgenda {
		v.Agenda = append(v.Agenda, AgendaItem{Topic: "x"})
	}
	_, err = AddItem(v, AgendaItem{Topic: strings.Repeat("x", 201)}, now)
	wantField(t, err, "item")
	wantField(t, err, "item.topic")
}

func TestE07_ALessonHoldsNobody(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"Bel 0612345678 als het niet gaat", "Bel 06-12 34 56 78", "tel. (0413) 12 34 56", "+31 6 1234 5678",
		"mail naar w.jansen@zorg.nl", "zie 0197a000-0000-7000-8000-00000000000a", "BSN 123456782", "cliënt 12345678",
	} {
		_, err := NewLesson(Lesson{Words: words}, now)
		wantField(t, err, "lesson.words")
	}
	for _, words := range []string{
		"Begin klein: één kop koffie is genoeg.", "Sinds 2026-03-01 werkt dit, op 01-04-2026 nog beter.", "Na 2, 6 en 12 maanden terugkijken.",
	} {
		l, err := NewLesson(Lesson{Words: "  " + words}, now)
		if err != nil || l.Words != words || !l.Created.Equal(now) {
			t.Errorf("%q: %+v %v", words, l, err)
		}
	}
	_, err := NewLesson(Lesson{Words: " "}, now)
	wantField(t, err, "lesson.words")
	_, err = NewLesson(Lesson{Words: strings.Repeat("é", 2001)}, now)
	wantField(t, err, "lesson.words")
}
