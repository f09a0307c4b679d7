package personal

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/recruitment/internal/domain/pictogram"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

// What is kept as a structure is told in words as well: a person reads what it means,
// never the names by which we keep it.

// of reads a structure as what it is; what it lacks is empty.
func of[T any](kept any) (it T) {
	if raw, err := json.Marshal(kept); err == nil {
		_ = json.Unmarshal(raw, &it) // what cannot be read is told as nothing, as an empty column is
	}
	return it
}

// labelled is a line that says what it is about; nothing when there is nothing to say.
func labelled(label, value words) []words {
	if value.NL == "" {
		return nil
	}
	return []words{said(about(label.NL)+value.NL, about(label.EN)+value.EN)}
}

func about(label string) string {
	if strings.HasSuffix(label, "?") {
		return label + " "
	}
	return label + ": "
}

func same(text string) words { return said(text, text) }

type keptAnswer struct {
	Words  string `json:"words"`
	NotNow bool   `json:"not_now"`
}

func (a keptAnswer) said() words {
	if a.NotNow {
		return said("liever niet nu", "rather not now")
	}
	return same(a.Words)
}

type keptTool struct {
	Key     string                `json:"key"`
	Version int                   `json:"version"`
	Answers map[string]keptAnswer `json:"answers"`
}

// toolsUsed names the tools of a talk and repeats each question with its answer. The
// words of an organisation's own tool are not here: its answers stand alone.
func toolsUsed(kept any) (lines []words) {
	for _, tool := range of[[]keptTool](kept) {
		t, err := template.Find(nil, template.TalkTool, tool.Key, tool.Version)
		if err != nil {
			lines = append(lines, said("een hulpmiddel van de organisatie", "a tool of the organisation’s own"))
		} else {
			lines = append(lines, said(t.Title.NL, t.Title.EN))
		}
		for _, p := range t.Parts {
			lines = append(lines, labelled(said(p.Text.NL, p.Text.EN), tool.Answers[p.Key].said())...)
			delete(tool.Answers, p.Key)
		}
		for _, key := range slices.Sorted(maps.Keys(tool.Answers)) {
			lines = append(lines, tool.Answers[key].said())
		}
	}
	return lines
}

// askedFor says for what somebody on the map may be asked, and how and when that was said.
func askedFor(kept any) (lines []words) {
	type approach struct {
		Purpose string    `json:"purpose"`
		Voice   string    `json:"voice"`
		Given   time.Time `json:"given"`
	}
	for _, a := range of[[]approach](kept) {
		line, when := same(a.Purpose), personal.Moment(a.Given)
		if how, there := personal.Voices[a.Voice]; there {
			line = said(line.NL+", "+how.NL, line.EN+", "+how.EN)
		}
		lines = append(lines, said(line.NL+", "+when.NL, line.EN+", "+when.EN))
	}
	return lines
}

// ofTheList says what an organisation's list said of somebody; who and where it names by
// an id stands with the person.
func ofTheList(kept any) (lines []words) {
	list := of[struct {
		Given     string                `json:"given"`
		Family    string                `json:"family"`
		BirthYear int                   `json:"birth_year"`
		Area      string                `json:"area"`
		Interests []string              `json:"interests"`
		Aids      []string              `json:"aids"`
		Legal     struct{ Name string } `json:"legal"`
	}](kept)
	year := ""
	if list.BirthYear > 0 {
		year = strconv.Itoa(list.BirthYear)
	}
	for _, one := range []struct {
		label  words
		values []string
	}{
		{said("je roepnaam", "what you are called"), []string{list.Given}}, {said("je achternaam", "your family name"), []string{list.Family}},
		{said("je geboortejaar", "the year you were born"), []string{year}}, {said("waar je woont", "where you live"), []string{list.Area}},
		{said("wat je leuk vindt", "what you like"), list.Interests}, {said("je hulpmiddelen", "your aids"), list.Aids},
		{said("wie je vertegenwoordigt", "who represents you"), []string{list.Legal.Name}},
	} {
		for _, value := range one.values {
			lines = append(lines, labelled(one.label, same(value))...)
		}
	}
	return lines
}

// pictured says what a pictogram shows, whatever it is called.
func pictured(kept any) []words {
	name, _ := kept.(string)
	if name == "" {
		return nil
	}
	shows, err := pictogram.Find(name)
	if err != nil { // one that we no longer draw
		return []words{said("een plaatje", "a picture")}
	}
	return []words{said(shows.Text.NL, shows.Text.EN)}
}
