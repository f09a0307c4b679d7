package questionnaire

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// group is what the items inside one have from it.
type group struct {
	depth      int
	heading    string
	conditions []Condition
	any        bool
}

func (r *reading) items(items []item, path string, in group) {
	if in.depth > deepest {
		r.wrong(path, "De groepen staan te diep in elkaar.", "The groups stand too deep in each other.")
		return
	}
	for i, it := range items {
		at := path + "[" + strconv.Itoa(i) + "]"
		if !r.known(it, at) {
			continue
		}
		conditions, any := r.conditions(it, at, in)
		if it.Type == "group" {
			heading := tidy(it.Text)
			if heading == "" {
				heading = in.heading
			}
			r.items(it.Items, at+".item", group{depth: in.depth + 1, heading: heading, conditions: conditions, any: any})
			continue
		}
		if len(it.Items) > 0 {
			r.wrong(at+".item", "Een vraag onder een vraag kan Optrek niet stellen. Zet haar erna, met enableWhen.",
				"A question below a question cannot be asked. Put it after it, with enableWhen.")
		}
		q := r.question(it, at)
		q.Heading, q.Conditions, q.Any = in.heading, conditions, any
		r.out.Questions = append(r.out.Questions, q)
	}
}

// known looks whether an item has an id of its own and nothing Optrek does not know.
func (r *reading) known(it item, at string) bool {
	switch {
	case it.LinkID == "" || len(it.LinkID) > longestID:
		r.wrong(at+".linkId", "Elke vraag heeft een eigen linkId.", "Every question has a linkId of its own.")
		return false
	case r.links[it.LinkID]:
		r.wrong(at+".linkId", "Deze linkId staat er al.", "This linkId is there already.")
		return false
	case len(it.Modifier) > 0:
		r.wrong(at+".modifierExtension", "Deze vraag heeft eigen regels die Optrek niet kent.", "This question has rules of its own that Optrek does not know.")
	}
	r.links[it.LinkID] = true
	return true
}

var kinds = map[string]Kind{"display": Line, "boolean": YesNo, "choice": Choose, "coding": Choose, "string": Words, "text": Words}

func (r *reading) question(it item, at string) Question {
	kind, known := kinds[it.Type]
	if !known {
		r.wrong(at+".type", "Vragen van de soort "+quoted(it.Type)+" kan Optrek niet stellen. Maak er een keuze, ja of nee, of eigen woorden van.",
			"Questions of the type "+quoted(it.Type)+" cannot be asked. Make it a choice, yes or no, or own words.")
	}
	text := tidy(it.Text)
	r.text(at+".text", text, longestText)
	if prefix := tidy(it.Prefix); prefix != "" {
		text = prefix + " " + text
	}
	if it.Required {
		r.remark(at+".required", "Deze vraag is in de lijst verplicht. In Optrek mag iedereen elke vraag overslaan.",
			"This question is required in the file. In Optrek everybody may skip every question.")
	}
	if it.ReadOnly || len(it.Initial) > 0 || slices.ContainsFunc(it.Options, func(o option) bool { return o.Initial }) {
		r.remark(at+".initial", "Optrek vult niets vooraf in.", "Optrek fills in nothing beforehand.")
	}
	q := Question{LinkID: it.LinkID, Kind: kind, Text: text, English: inEnglish(it.TextMore), Several: it.Repeats && kind == Choose}
	if it.Repeats && kind == Words {
		r.remark(at+".repeats", "Optrek vraagt dit één keer.", "Optrek asks this once.")
	}
	if kind == Choose {
		q.Choices = r.choices(it, at)
	}
	return q
}

func (r *reading) choices(it item, at string) (out []Choice) {
	switch {
	case it.ValueSet != "":
		r.wrong(at+".answerValueSet", "De antwoorden staan in een ander bestand. Zet ze erbij als answerOption.",
			"The answers stand in another file. Put them here as answerOption.")
		return nil
	case len(it.Options) < 2 || len(it.Options) > mostChoices:
		r.wrong(at+".answerOption", "Geef twee tot dertig antwoorden om uit te kiezen.", "Give two to thirty answers to choose from.")
		return nil
	}
	for i, o := range it.Options {
		where := at + ".answerOption[" + strconv.Itoa(i) + "]"
		c, ok := o.choice()
		if !ok {
			r.wrong(where, "Dit antwoord heeft geen code, getal of tekst.", "This answer has no code, number or text.")
			continue
		}
		r.text(where, c.Text, 200)
		if slices.ContainsFunc(out, func(other Choice) bool { return other.Code == c.Code }) {
			r.wrong(where, "Dit antwoord staat er twee keer.", "This answer is there twice.")
		}
		out = append(out, c)
	}
	return out
}

func (o option) choice() (Choice, bool) {
	c := Choice{Weight: weight(o.Extension), Picture: picture(o.Extension)}
	switch {
	case o.Coding != nil && o.Coding.Code != "":
		c.Code, c.Text, c.English = o.Coding.Code, tidy(o.Coding.Display), inEnglish(o.Coding.More)
		if c.Text == "" {
			c.Text = o.Coding.Code
		}
		if c.Weight == nil {
			c.Weight = weight(o.Coding.Extension)
		}
		if c.Picture == "" {
			c.Picture = picture(o.Coding.Extension)
		}
	case o.Integer != nil:
		c.Code = strconv.Itoa(*o.Integer)
		c.Text = c.Code
	case o.String != nil && tidy(*o.String) != "":
		c.Code = tidy(*o.String)
		c.Text = c.Code
	default:
		return c, false
	}
	return c, len(c.Code) <= longestID
}

func weight(all []extension) *float64 {
	for _, e := range all {
		if e.URL == weightURL || e.URL == otherWeightURL {
			return e.Decimal
		}
	}
	return nil
}

func picture(all []extension) string {
	for _, e := range all {
		if e.URL == pictureURL && len(e.Code) <= 60 && strings.Trim(e.Code, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			return e.Code
		}
	}
	return ""
}

// inEnglish gives the English words, when the file brings them.
func inEnglish(p *primitive) string {
	if p == nil {
		return ""
	}
	for _, e := range p.Extension {
		if e.URL != translationURL {
			continue
		}
		lang, words := "", ""
		for _, part := range e.Extension {
			switch part.URL {
			case "lang":
				lang = part.Code
			case "content":
				words = part.String + part.Markdown
			}
		}
		if strings.HasPrefix(lang, "en") {
			return short(words)
		}
	}
	return ""
}

// conditions reads when an item is asked, with what holds for the group it stands in.
func (r *reading) conditions(it item, at string, in group) ([]Condition, bool) {
	if len(it.When) == 0 {
		return in.conditions, in.any
	}
	any := it.Behaviour == "any" && len(it.When) > 1
	if len(in.conditions) > 0 && (any || in.any) {
		r.wrong(at+".enableWhen", "Deze vraag en haar groep hebben samen voorwaarden die Optrek niet kent.",
			"This question and its group together have conditions that Optrek does not know.")
		return nil, false
	}
	all := slices.Clone(in.conditions)
	for i, w := range it.When {
		c, ok := r.condition(w)
		if !ok {
			r.wrong(fmt.Sprintf("%s.enableWhen[%d]", at, i),
				"Optrek kan alleen kijken naar een eerdere keuze, of naar ja of nee (=, != of exists).",
				"Optrek can only look at an earlier choice, or at yes or no (=, != or exists).")
			continue
		}
		all = append(all, c)
	}
	return all, any
}

func (r *reading) condition(w enableWhen) (Condition, bool) {
	of, found := r.out.Question(w.Question)
	if !found || of.Kind == Line {
		return Condition{}, false
	}
	c := Condition{LinkID: w.Question, Not: w.Operator == "!="}
	switch {
	case w.Operator == "exists" && w.Boolean != nil:
		c.Not = !*w.Boolean
		return c, true
	case w.Operator != "=" && w.Operator != "!=":
		return c, false
	case w.Boolean != nil:
		c.Code = strconv.FormatBool(*w.Boolean)
	case w.Coding != nil:
		c.Code = w.Coding.Code
	case w.Integer != nil:
		c.Code = strconv.Itoa(*w.Integer)
	case w.String != nil:
		c.Code = tidy(*w.String)
	}
	return c, c.Code != "" && of.knows(c.Code)
}
