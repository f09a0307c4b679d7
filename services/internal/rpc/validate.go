package rpc

import (
	"errors"
	"fmt"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/services/internal/fault"
)

var invalidText = fault.Text{
	NL: "Niet alles is goed ingevuld. Kijk bij de velden die genoemd worden.",
	EN: "Not everything is filled in well. Look at the fields that are named.",
}

// explain turns violations of the rules in the contract into a fault with a
// sentence for each field. Any other error is a defect in the contract itself.
func explain(err error) error {
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	fields := make([]fault.Field, 0, len(invalid.Violations))
	for _, v := range invalid.Violations {
		fields = append(fields, fault.Field{Path: protovalidate.FieldPathString(v.Proto.GetField()), Text: sentence(v)})
	}
	return fault.Invalid("INVALID_REQUEST", invalidText, fields...)
}

// sentences holds, by rule id, what to do about it; %s is the rule's own value.
var sentences = map[string]fault.Text{
	"required":           {NL: "Vul dit in.", EN: "Fill this in."},
	"string.min_len":     {NL: "Gebruik hier minstens %s tekens.", EN: "Use at least %s characters here."},
	"string.max_len":     {NL: "Gebruik hier hoogstens %s tekens.", EN: "Use at most %s characters here."},
	"string.len":         {NL: "Gebruik hier precies %s tekens.", EN: "Use exactly %s characters here."},
	"string.max_bytes":   {NL: "Deze tekst is te lang.", EN: "This text is too long."},
	"string.pattern":     {NL: "Dit is niet goed geschreven.", EN: "This is not written in the right way."},
	"string.uuid":        {NL: "Dit is geen geldig nummer van Optrek.", EN: "This is not a valid id."},
	"string.email":       {NL: "Dit is geen e-mailadres.", EN: "This is not an e-mail address."},
	"string.uri":         {NL: "Dit is geen webadres.", EN: "This is not a web address."},
	"string.in":          {NL: "Kies een van de mogelijkheden.", EN: "Choose one of the options."},
	"enum.defined_only":  {NL: "Kies een van de mogelijkheden.", EN: "Choose one of the options."},
	"enum.in":            {NL: "Kies een van de mogelijkheden.", EN: "Choose one of the options."},
	"enum.not_in":        {NL: "Kies een van de mogelijkheden.", EN: "Choose one of the options."},
	"repeated.min_items": {NL: "Kies er minstens %s.", EN: "Choose at least %s."},
	"repeated.max_items": {NL: "Kies er hoogstens %s.", EN: "Choose at most %s."},
	"repeated.unique":    {NL: "Noem niets twee keer.", EN: "Name nothing twice."},
	"map.max_pairs":      {NL: "Vul er hoogstens %s in.", EN: "Fill in at most %s."},
	"bytes.max_len":      {NL: "Dit bestand is te groot.", EN: "This file is too large."},
	"bytes.min_len":      {NL: "Dit bestand is leeg.", EN: "This file is empty."},
}

// limits are the parts of a rule about a number or an amount, in the order in which a sentence names them.
var limits = []struct {
	field protoreflect.Name
	words fault.Text
}{
	{"gte", fault.Text{NL: "minstens %s", EN: "at least %s"}},
	{"gt", fault.Text{NL: "meer dan %s", EN: "more than %s"}},
	{"lte", fault.Text{NL: "hoogstens %s", EN: "at most %s"}},
	{"lt", fault.Text{NL: "minder dan %s", EN: "less than %s"}},
}

// sentence says what to do about one violation. A rule of our own (cel) writes its
// message in both languages: "Nederlands | English".
func sentence(v *protovalidate.Violation) fault.Text {
	id := strings.TrimSuffix(v.Proto.GetRuleId(), "_empty")
	if id == "string.min_len" && v.RuleValue.IsValid() && v.RuleValue.Uint() == 1 {
		id = "required"
	}
	if text, ok := sentences[id]; ok {
		return fill(text, v.RuleValue)
	}
	if text, ok := amount(v); ok {
		return text
	}
	if nl, en, both := strings.Cut(v.Proto.GetMessage(), " | "); both {
		return fault.Text{NL: nl, EN: en}
	}
	return fault.Text{NL: "Dit is niet goed ingevuld.", EN: "This is not filled in well."}
}

// amount puts both ends of a range into one sentence: "minstens 0 en hoogstens 20".
func amount(v *protovalidate.Violation) (fault.Text, bool) {
	rules, ok := rulesOf(v)
	if !ok {
		return fault.Text{}, false
	}
	var nl, en []string
	for _, l := range limits {
		field := rules.Descriptor().Fields().ByName(l.field)
		if field == nil || field.Message() != nil || !rules.Has(field) {
			continue
		}
		words := fill(l.words, rules.Get(field))
		nl, en = append(nl, words.NL), append(en, words.EN)
	}
	if len(nl) == 0 {
		return fault.Text{}, false
	}
	return fault.Text{
		NL: "Vul hier " + strings.Join(nl, " en ") + " in.",
		EN: "Fill in " + strings.Join(en, " and ") + " here.",
	}, true
}

// rulesOf finds the rules message that holds the broken rule, e.g. Int32Rules, by the rule's path.
func rulesOf(v *protovalidate.Violation) (protoreflect.Message, bool) {
	path := v.Proto.GetRule().GetElements()
	if v.FieldDescriptor == nil || len(path) < 2 {
		return nil, false
	}
	field, err := protovalidate.ResolveFieldRules(v.FieldDescriptor)
	if err != nil || field == nil {
		return nil, false
	}
	return descend(field.ProtoReflect(), path[:len(path)-1])
}

func descend(m protoreflect.Message, path []*validate.FieldPathElement) (protoreflect.Message, bool) {
	for _, step := range path {
		field := m.Descriptor().Fields().ByNumber(protoreflect.FieldNumber(step.GetFieldNumber()))
		if field == nil || field.Message() == nil || field.IsList() || field.IsMap() {
			return nil, false
		}
		m = m.Get(field).Message()
	}
	return m, true
}

func fill(text fault.Text, value protoreflect.Value) fault.Text {
	if !strings.Contains(text.NL, "%s") {
		return text
	}
	return fault.Text{NL: fmt.Sprintf(text.NL, value.String()), EN: fmt.Sprintf(text.EN, value.String())}
}
