package template

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

var day = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

func TestOurTemplatesAreWholeInBothLanguages(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	kinds := map[Kind]int{}
	for _, own := range BuiltIn("") {
		name := string(own.Kind) + " " + own.Name()
		kinds[own.Kind]++
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
		if err := own.check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		texts := map[string]fault.Text{"title": own.Title, "intro": own.Intro}
		for _, p := range own.Parts {
			texts[p.Key], texts[p.Key+" easy"] = p.Text, p.Easy
			if own.Kind == ConsentText && (p.Easy.NL == "" || p.Picture == "") {
				t.Errorf("%s %s: the client sees this, and it has no easy text or picture", name, p.Key)
			}
		}
		for at, text := range texts {
			if (text.NL == "") != (text.EN == "") {
				t.Errorf("%s %s is there in one language: %+v", name, at, text)
			}
		}
	}
	for _, kind := range Kinds() {
		if kinds[kind] == 0 {
			t.Errorf("nothing of kind %s", kind)
		}
	}
}

// What the client sees is short, and never says that something must.
func TestX04_EasyTextsAreShortAndDemandNothing(t *testing.T) {
	t.Parallel()
	for _, own := range BuiltIn("") {
		for _, p := range own.Parts {
			for sentence := range strings.FieldsFuncSeq(p.Easy.NL, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
				if n := len(strings.Fields(sentence)); n > 12 {
					t.Errorf("%s %s: %d words: %s", own.Key, p.Key, n, sentence)
				}
			}
			for _, text := range []string{p.Easy.NL, p.Text.NL, own.Intro.NL} {
				if strings.Contains(strings.ToLower(text), "verplicht") {
					t.Errorf("%s %s: %s", own.Key, p.Key, text)
				}
			}
		}
	}
}

// No tool asks for a figure about how somebody is doing, and none has to be used.
func TestN19_TalkToolsAreThereToPick(t *testing.T) {
	t.Parallel()
	var keys []string
	figure := regexp.MustCompile(`(?i)[0-9]|cijfer|schaal|score|rate|scale`)
	for _, tool := range BuiltIn(TalkTool) {
		keys = append(keys, tool.Key)
		for _, p := range tool.Parts {
			if figure.MatchString(p.Text.NL + p.Text.EN + p.Easy.NL + p.Easy.EN) {
				t.Errorf("%s asks for a figure: %s", tool.Key, p.Text.NL)
			}
		}
		if retired, err := tool.Retire(true); err != nil || !retired.Retired {
			t.Errorf("%s cannot be taken out: %v", tool.Key, err)
		}
	}
	if !slices.Equal(keys, []string{"ecogram", "miracle_question", "motivation"}) {
		t.Errorf("tools %q", keys)
	}
}

func TestR15_TheTrackBeginsWhereANetworkerDidBefore(t *testing.T) {
	t.Parallel()
	track, err := Find(nil, NetworkerTrack, NetworkerKey, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"meet_and_listen", "ask_do_not_decide", "when_to_call_support_worker", "share_my_story", "what_i_like"} {
		if _, ok := track.Part(key); !ok {
			t.Errorf("%s is no step of the track", key)
		}
	}
	workers, err := Find(nil, SupportWorkerTrack, SupportWorkerKey, 0)
	if err != nil || len(workers.Parts) < 10 {
		t.Errorf("support workers learn %d things, %v", len(workers.Parts), err)
	}
}

func TestO04_PublishingMakesTheNextVersionAndKeepsTheOthers(t *testing.T) {
	t.Parallel()
	first, err := Find(nil, TalkTool, "ecogram", 0)
	if err != nil || first.Version != 1 || !first.BuiltIn {
		t.Fatalf("%+v, %v", first, err)
	}
	change := first
	change.Title.NL = "  Ons   ecogram "
	second, changed, err := Publish(nil, change, day)
	if err != nil || !changed || second.Version != 2 || second.Title.NL != "Ons ecogram" || second.BuiltIn || second.Created != day {
		t.Fatalf("%+v, %v, %v", second, changed, err)
	}
	own := []Template{second}
	if again, changed, err := Publish(own, second, day); err != nil || changed || again.Version != 2 {
		t.Errorf("the same once more: version %d, %v, %v", again.Version, changed, err)
	}
	if _, _, err := Publish(own, change, day); fault.KindOf(err) != fault.KindStale {
		t.Errorf("made from an older version: %v", err)
	}
	for version, want := range map[int]string{0: "Ons ecogram", 1: "Ecogram", 2: "Ons ecogram"} {
		if got, err := Find(own, TalkTool, "ecogram", version); err != nil || got.Title.NL != want {
			t.Errorf("version %d is %q, %v", version, got.Title.NL, err)
		}
	}
	if _, err := Find(own, TalkTool, "ecogram", 3); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("a version that never was: %v", err)
	}
	fresh := Template{Kind: TalkTool, Key: "walk", Title: both("Praten en lopen", ""), Parts: []Part{learn("go", "Loop samen een rondje.", "")}}
	if made, changed, err := Publish(own, fresh, day); err != nil || !changed || made.Version != 1 {
		t.Errorf("a tool of one's own: %+v, %v", made, err)
	}
	fresh.Version = 1
	if _, _, err := Publish(own, fresh, day); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("made from a version that never was: %v", err)
	}
	all := Newest(append(own, Template{Kind: TalkTool, Key: "walk", Version: 1}), TalkTool)
	if len(all) != 4 || all[0].Version != 2 || all[3].Key != "walk" {
		t.Errorf("listed %+v", all)
	}
}

func TestWhatIsWrongWithATemplateNamesTheField(t *testing.T) {
	t.Parallel()
	tool := func(change func(*Template)) Template {
		x := Template{Kind: TalkTool, Key: "walk", Title: both("Praten en lopen", ""), Parts: []Part{learn("a", "A", ""), learn("b", "B", "")}}
		change(&x)
		return x
	}
	consent, err := Find(nil, ConsentText, "story", 0)
	if err != nil {
		t.Fatal(err)
	}
	for want, wrong := range map[string]Template{
		"template.title_nl":         tool(func(x *Template) { x.Title.NL = " " }),
		"template.parts":            tool(func(x *Template) { x.Parts = nil }),
		"template.parts[1].key":     tool(func(x *Template) { x.Parts[1].Key = "a" }),
		"template.parts[0].text_nl": tool(func(x *Template) { x.Parts[0].Text.NL = "" }),
		"template.parts[0].key":     tool(func(x *Template) { x.Kind, x.Parts = SearchPrompts, x.Parts[:1] }),
		"template.parts[1].text_nl": tool(func(x *Template) { x.Kind, x.Parts[1].Text.NL = LocationSteps, strings.Repeat("a", 301) }),
		"template.parts[1].text_en": tool(func(x *Template) { x.Kind, x.Parts[1].Text.EN = NetworkerTrack, strings.Repeat("a", 301) }),
		"template.parts ":           {Kind: ConsentText, Key: "story", Version: 1, Title: consent.Title, Parts: consent.Parts[:1]},
		"template.parts  ":          {Kind: ConsentText, Key: "fame", Title: consent.Title, Parts: consent.Parts},
		"template.parts (too many)": tool(func(x *Template) { x.Kind, x.Parts = NetworkerTrack, many(21) }),
		"template.kind":             tool(func(x *Template) { x.Kind = "poem" }),
	} {
		_, _, err := Publish(nil, wrong, day)
		f, ok := fault.As(err)
		path, _, _ := strings.Cut(want, " ")
		if !ok || f.Kind != fault.KindInvalid || len(f.Fields) != 1 || f.Fields[0].Path != path || f.Fields[0].Text.NL == "" {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := consent.Retire(true); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a consent text was taken out: %v", err)
	}
}

func many(n int) []Part {
	parts := make([]Part, n)
	for i := range parts {
		parts[i] = learn(fmt.Sprintf("k%d", i), "Een stap", "")
	}
	return parts
}

// A picture that is named here is one that the web app can draw.
func TestEveryPictureIsDrawn(t *testing.T) {
	t.Parallel()
	drawn, err := os.ReadFile("../../../../gateway/web/scripts/pictograms.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, own := range BuiltIn("") {
		for _, p := range own.Parts {
			if p.Picture != "" && !strings.Contains(string(drawn), fmt.Sprintf("%q", p.Picture)) {
				t.Errorf("%s %s: nobody draws %q", own.Key, p.Key, p.Picture)
			}
		}
	}
}
