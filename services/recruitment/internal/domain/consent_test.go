package domain

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

	"github.com/optrek/optrek/services/internal/fault"
)

var consentDay = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

// shown is the newest of our texts for a purpose.
func shown(t *testing.T, purpose Purpose) template.Template {
	t.Helper()
	text, err := TextShown(nil, purpose, "")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestX10_WithdrawnAtOnceAndForGood(t *testing.T) {
	t.Parallel()
	c, err := Give(Consent{Purpose: PurposeMatching, Channel: "pictures"}, shown(t, PurposeMatching), true, consentDay)
	if err != nil || !c.Stands(consentDay) || c.Receiver != Organisation || !c.Covers(c) || c.TextVersion != "matching-1" {
		t.Fatalf("%+v, %v", c, err)
	}
	c, changed := c.Withdraw(consentDay)
	if !changed || c.Stands(consentDay) {
		t.Errorf("withdrawn: %+v", c)
	}
	if _, changed := c.Withdraw(consentDay.Add(time.Hour)); changed {
		t.Error("withdrawing again changed something")
	}
}

func TestAYesForATimeStopsAtThatMoment(t *testing.T) {
	t.Parallel()
	end := consentDay.Add(48 * time.Hour)
	c, err := Give(Consent{Purpose: PurposeStory, Channel: "spoken", Ends: end}, shown(t, PurposeStory), false, consentDay)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Stands(end.Add(-time.Microsecond)) || c.Stands(end) {
		t.Error("it does not hold up to its end, and no longer")
	}
	if _, changed := c.Withdraw(end); changed {
		t.Error("what is over was taken back")
	}
	_, err = Give(Consent{Purpose: PurposeStory, Channel: "spoken", Ends: consentDay}, shown(t, PurposeStory), false, consentDay)
	if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Path != "end_time" {
		t.Errorf("an end that has passed: %v", err)
	}
}

func TestO04_TheTextOfAnOldYesStaysFound(t *testing.T) {
	t.Parallel()
	first := shown(t, PurposeMatching)
	changed := first
	changed.Parts = append([]template.Part(nil), first.Parts...)
	changed.Parts[0].Text = fault.Text{NL: "Wij zoeken met jou mee."}
	second, is, err := template.Publish(nil, changed, consentDay)
	if err != nil || !is || second.Name() != "matching-2" {
		t.Fatalf("published as %s, %v, %v", second.Name(), is, err)
	}
	own := []template.Template{second}
	for version, want := range map[string]string{"": "matching-2", "matching-1": "matching-1", "matching-2": "matching-2"} {
		text, err := TextShown(own, PurposeMatching, version)
		if err != nil || text.Name() != want {
			t.Errorf("%q gives %s, %v", version, text.Name(), err)
		}
	}
	if old, _ := TextShown(own, PurposeMatching, "matching-1"); old.Words() != first.Words() {
		t.Errorf("the text of then has changed: %q", old.Words().NL)
	}
	for _, unknown := range []string{"matching-3", "region-1", "matching", "matching-0", "matching-01", "-1"} {
		if _, err := TextShown(own, PurposeMatching, unknown); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q: %v", unknown, err)
		}
	}
}
