package personal

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func TestWhoseWordItIs(t *testing.T) {
	for _, c := range []struct {
		said     SaidBy
		isClient bool
		want     SaidBy
		refused  bool
	}{
		{"", true, BySelf, false},
		{ByOrganisation, true, BySelf, false}, // a client speaks for themself only
		{"", false, ByTold, false},
		{ByRepresentative, false, ByRepresentative, false},
		{BySelf, false, "", true},
	} {
		got, err := Voice(c.said, c.isClient)
		if got != c.want || (err != nil) != c.refused {
			t.Errorf("%q by a client %v: %q, %v", c.said, c.isClient, got, err)
		}
	}
}

func TestAnExportIsWholeWhenAllAnswered(t *testing.T) {
	e := Ask("e", "c", BySelf, "c", now)
	if !e.OwnEyes || e.Whole() || len(e.Missing()) != len(Services()) || e.NotReady() == nil || e.Until.Sub(now) != 7*24*time.Hour {
		t.Errorf("begins as %+v", e)
	}
	e.Parts = Services()
	e.Ready = now
	if !e.Whole() || e.NotReady() != nil {
		t.Errorf("ends as %+v", e)
	}
	if Ask("e", "c", ByRepresentative, "w", now).OwnEyes {
		t.Error("what a representative asks is not for the client's eyes only")
	}
}

func TestACorrectionIsAnsweredOnceAndWithAReasonWhenItStays(t *testing.T) {
	c := NotRight(Correction{Words: "  dat was vorig jaar "}, now)
	if c.State != Open || c.Words != "dat was vorig jaar" {
		t.Errorf("begins as %+v", c)
	}
	if _, err := c.Reply(false, " ", "w", now); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("kept without a reason: %v", err)
	}
	kept, err := c.Reply(false, "Zo staat het in het zorgplan.", "w", now)
	if err != nil || kept.State != Kept || kept.Answered != now {
		t.Errorf("%+v, %v", kept, err)
	}
	if _, err := kept.Reply(true, "", "w", now); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("answered twice: %v", err)
	}
	if read := kept.Close(now); read.State != Kept || read.Read != now {
		t.Errorf("read: %+v", read)
	}
	if back := c.Close(now); back.State != TakenBack || !back.Read.IsZero() {
		t.Errorf("taken back: %+v", back)
	}
	if right, err := c.Reply(true, "", "w", now); err != nil || right.State != Corrected {
		t.Errorf("put right: %+v, %v", right, err)
	}
}

// the person needs no reason; staff say why, and the person reads it.
func TestX10_ARestrictionEndsWithAReasonOfStaffOnly(t *testing.T) {
	r := Restriction{Begun: now}
	if _, _, err := r.End(ByOrganisation, "", "w", now); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("ended without a reason: %v", err)
	}
	own, changed, err := r.End(BySelf, "", "c", now)
	if err != nil || !changed || own.Holds() {
		t.Errorf("%+v, %v, %v", own, changed, err)
	}
	if _, changed, err := own.End(ByOrganisation, "", "w", now); changed || err != nil {
		t.Errorf("ended twice: %v, %v", changed, err)
	}
}
