package questionnaire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Remark is something Optrek does otherwise than the file says.
type Remark struct {
	Path string // in the file: item[2].required
	Text fault.Text
}

// How large a questionnaire may be. One question at a time: more than this nobody finishes.
const (
	mostQuestions = 60
	mostChoices   = 30
	deepest       = 4
	longestText   = 1000
	longestID     = 255
	mostFlaws     = 20
)

// What FHIR calls the extensions that are read.
const (
	weightURL      = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
	otherWeightURL = "http://hl7.org/fhir/StructureDefinition/itemWeight"
	translationURL = "http://hl7.org/fhir/StructureDefinition/translation"
	pictureURL     = "https://optrek.example/fhir/StructureDefinition/picture"
)

// The parts of the file that Optrek reads. Everything else in a Questionnaire describes
// it or its history, and does not change what is asked; a modifierExtension would.
type (
	resource struct {
		ResourceType string      `json:"resourceType"`
		URL          string      `json:"url"`
		Version      string      `json:"version"`
		Name         string      `json:"name"`
		Title        string      `json:"title"`
		Status       string      `json:"status"`
		Publisher    string      `json:"publisher"`
		Copyright    string      `json:"copyright"`
		Description  string      `json:"description"`
		Implicit     string      `json:"implicitRules"`
		Modifier     []any       `json:"modifierExtension"`
		Items        []item      `json:"item"`
		TitleMore    *primitive  `json:"_title"`
		Extension    []extension `json:"extension"`
	}
	item struct {
		LinkID    string       `json:"linkId"`
		Prefix    string       `json:"prefix"`
		Text      string       `json:"text"`
		TextMore  *primitive   `json:"_text"`
		Type      string       `json:"type"`
		Required  bool         `json:"required"`
		Repeats   bool         `json:"repeats"`
		ReadOnly  bool         `json:"readOnly"`
		ValueSet  string       `json:"answerValueSet"`
		Initial   []any        `json:"initial"`
		When      []enableWhen `json:"enableWhen"`
		Behaviour string       `json:"enableBehavior"`
		Options   []option     `json:"answerOption"`
		Items     []item       `json:"item"`
		Modifier  []any        `json:"modifierExtension"`
	}
	enableWhen struct {
		Question string  `json:"question"`
		Operator string  `json:"operator"`
		Boolean  *bool   `json:"answerBoolean"`
		Coding   *coding `json:"answerCoding"`
		Integer  *int    `json:"answerInteger"`
		String   *string `json:"answerString"`
	}
	option struct {
		Coding    *coding     `json:"valueCoding"`
		Integer   *int        `json:"valueInteger"`
		String    *string     `json:"valueString"`
		Initial   bool        `json:"initialSelected"`
		Extension []extension `json:"extension"`
	}
	coding struct {
		Code      string      `json:"code"`
		Display   string      `json:"display"`
		More      *primitive  `json:"_display"`
		Extension []extension `json:"extension"`
	}
	primitive struct {
		Extension []extension `json:"extension"`
	}
	extension struct {
		URL       string      `json:"url"`
		Decimal   *float64    `json:"valueDecimal"`
		Code      string      `json:"valueCode"`
		String    string      `json:"valueString"`
		Markdown  string      `json:"valueMarkdown"`
		Extension []extension `json:"extension"`
	}
)

// reading is one file while it is read: what became of it, and what is wrong with it.
type reading struct {
	out     Questionnaire
	remarks []Remark
	flaws   []fault.Field
	links   map[string]bool
}

// Read reads a FHIR R4 Questionnaire in JSON. What it cannot ask as it is meant, it
// refuses: every place at once, with what to do. What it does otherwise is a remark.
func Read(content []byte) (Questionnaire, []Remark, error) {
	var file resource
	if err := json.Unmarshal(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), &file); err != nil {
		return Questionnaire{}, nil, refuse([]fault.Field{flaw("content",
			"Dit is geen JSON die Optrek kan lezen"+where(err)+". Exporteer de vragenlijst als FHIR R4 Questionnaire in JSON.",
			"This is no JSON that Optrek can read"+where(err)+". Export the questionnaire as a FHIR R4 Questionnaire in JSON.")})
	}
	r := &reading{links: map[string]bool{}}
	r.head(file)
	r.items(file.Items, "item", group{depth: 1})
	if len(r.links) > 0 && !slices.ContainsFunc(r.out.Questions, func(q Question) bool { return q.Kind != Line }) {
		r.wrong("item", "Er staat geen vraag in.", "There is no question in it.")
	}
	if len(r.out.Questions) > mostQuestions {
		r.wrong("item", "Er staan meer dan zestig vragen in. Dat is te veel om één voor één te beantwoorden: splits de lijst.",
			"There are more than sixty questions in it. That is too much to answer one at a time: split it.")
	}
	if len(r.flaws) > 0 {
		return Questionnaire{}, nil, refuse(r.flaws)
	}
	r.out.State = InUse
	return r.out, r.remarks, nil
}

// where says in which field a value of another sort stands, when JSON tells.
func where(err error) string {
	var of *json.UnmarshalTypeError
	if errors.As(err, &of) && of.Field != "" {
		return " (" + of.Field + ")"
	}
	return ""
}

func refuse(flaws []fault.Field) error {
	if len(flaws) > mostFlaws {
		flaws = flaws[:mostFlaws]
	}
	return fault.Invalid("QUESTIONNAIRE_UNREADABLE", fault.Text{
		NL: "Optrek kan deze vragenlijst zo niet stellen. Er is niets bewaard. Hieronder staat wat er niet past.",
		EN: "Optrek cannot ask this questionnaire as it is. Nothing was kept. Below is what does not fit.",
	}, flaws...)
}

func flaw(path, nl, en string) fault.Field {
	return fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}}
}

func (r *reading) wrong(path, nl, en string) { r.flaws = append(r.flaws, flaw(path, nl, en)) }

func (r *reading) remark(path, nl, en string) {
	r.remarks = append(r.remarks, Remark{Path: path, Text: fault.Text{NL: nl, EN: en}})
}

func (r *reading) head(f resource) {
	if f.ResourceType != "Questionnaire" {
		r.wrong("resourceType", "Dit is geen Questionnaire van FHIR.", "This is no FHIR Questionnaire.")
		return
	}
	if f.Implicit != "" || len(f.Modifier) > 0 {
		r.wrong("modifierExtension", "Deze lijst heeft eigen regels (modifierExtension of implicitRules) die Optrek niet kent.",
			"This questionnaire has rules of its own (modifierExtension or implicitRules) that Optrek does not know.")
	}
	title := tidy(f.Title)
	if title == "" {
		title = tidy(f.Name)
	}
	r.text("title", title, 160)
	r.text("version", f.Version, 60)
	// An address or a urn: as FHIR asks, something that stays the same wherever it is read.
	scheme, rest, _ := strings.Cut(f.URL, ":")
	if scheme == "" || rest == "" || strings.ContainsAny(f.URL, " \t\r\n") || len(f.URL) > longestID {
		r.wrong("url", "Elke vragenlijst heeft een eigen adres (url), hetzelfde voor al haar versies. Vul dat in.",
			"Every questionnaire has an address of its own (url), the same for all its versions. Fill it in.")
	}
	switch f.Status {
	case "retired":
		r.wrong("status", "Deze versie is door de maker ingetrokken. Haal de nieuwste versie op.", "This version was retired by its maker. Get the newest one.")
	case "active":
	default:
		r.remark("status", "De maker noemt deze versie nog geen gewone uitgave.", "Its maker does not call this version active yet.")
	}
	r.out.URL, r.out.Version, r.out.Title = f.URL, tidy(f.Version), title
	r.out.Publisher, r.out.Copyright, r.out.Intro = short(f.Publisher), short(f.Copyright), short(f.Description)
	if len(f.Items) == 0 {
		r.wrong("item", "Er staat geen vraag in.", "There is no question in it.")
	}
}

// text looks whether there is a text, and not too long.
func (r *reading) text(path, text string, most int) {
	switch n := utf8.RuneCountInString(text); {
	case strings.TrimSpace(text) == "":
		r.wrong(path, "Hier ontbreekt tekst.", "There is text missing here.")
	case n > most:
		r.wrong(path, fmt.Sprintf("Deze tekst is te lang (meer dan %d tekens).", most), fmt.Sprintf("This text is too long (more than %d characters).", most))
	}
}

func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// short keeps a text that is only shown to what a page can hold.
func short(s string) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > longestText {
		return string([]rune(s)[:longestText-1]) + "…"
	}
	return s
}

// quoted names a word of the file, never more of it than a word.
func quoted(s string) string {
	if len(s) > 30 {
		s = s[:30]
	}
	return strconv.QuoteToASCII(s)
}
