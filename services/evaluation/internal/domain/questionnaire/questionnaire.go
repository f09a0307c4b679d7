// Package questionnaire holds questionnaires that an organisation brings in as data: read
// from a subset of FHIR R4 Questionnaire, asked one question at a time, and told of as
// groups only. An instrument keeps its own words and its versions (O-04). There is no
// outcome for one person, in no type and no function of this package.
package questionnaire

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

type (
	// ID is of one version of a questionnaire.
	ID string
	// AskingID is of a questionnaire that lies before a client.
	AskingID string
)

// State of a version.
type State string

// The states of a version.
const (
	InUse   State = "in_use"
	Retired State = "retired" // not offered any more; what was answered stays
)

// Questionnaire is one version. It never changes, but for its state.
type Questionnaire struct {
	ID        ID
	State     State
	URL       string // canonical, the same for all versions
	Version   string
	Title     string
	Publisher string
	Copyright string
	Licence   string // in whose name the organisation may use it
	Intro     string
	Questions []Question
	Created   time.Time
}

// Kind of a question.
type Kind string

// The kinds of questions that can be asked one at a time with a tap, or with a few words.
const (
	Line   Kind = "line" // to read; nothing to answer
	Choose Kind = "choice"
	YesNo  Kind = "yes_no"
	Words  Kind = "words"
)

// The answers on a yes or no, as FHIR writes them.
const (
	Yes = "true"
	No  = "false"
)

// Question is one thing to ask or to read.
type Question struct {
	LinkID     string
	Kind       Kind
	Text       string
	English    string // empty: only in the language of the file
	Heading    string // of the group it stood in
	Choices    []Choice
	Several    bool // more than one choice is fine
	Conditions []Condition
	Any        bool // one condition is enough
}

// Choice is one answer to choose.
type Choice struct {
	Code, Text, English string
	Picture             string   // name of a pictogram; may be empty
	Weight              *float64 // on the instrument's own scale, for groups only; nil when it has none
}

// Condition is an earlier answer that decides whether a question is asked.
type Condition struct {
	LinkID string
	Code   string // empty: whether it was answered at all
	Not    bool
}

// Question gives the question with this link id.
func (q Questionnaire) Question(link string) (Question, bool) {
	at := slices.IndexFunc(q.Questions, func(one Question) bool { return one.LinkID == link })
	if at < 0 {
		return Question{}, false
	}
	return q.Questions[at], true
}

// Retire takes it out of the list to choose from; Restore puts it back. Either may be repeated.
func Retire(q Questionnaire) Questionnaire { q.State = Retired; return q }

// Restore undoes Retire.
func Restore(q Questionnaire) Questionnaire { q.State = InUse; return q }

// asked says whether a question is asked, with what was answered until now.
func (q Question) asked(answers map[string]Answer) bool {
	if len(q.Conditions) == 0 {
		return true
	}
	for _, c := range q.Conditions {
		switch holds := c.holds(answers[c.LinkID]); {
		case holds && q.Any:
			return true
		case !holds && !q.Any:
			return false
		}
	}
	return !q.Any
}

func (c Condition) holds(a Answer) bool {
	given := len(a.Codes) > 0 || a.Words != ""
	if c.Code == "" {
		return given != c.Not
	}
	return slices.Contains(a.Codes, c.Code) != c.Not
}

// Asking is a questionnaire that lies before a client. They may leave it, skip
// every question, and change what they said.
type Asking struct {
	ID            AskingID
	Questionnaire ID
	Client        domain.ClientID
	By            domain.SupportWorkerID // who asked
	State         AskingState
	Shared        bool // support workers may read it
	Together      bool // written down by a support worker, together with the client
	Asked         time.Time
	Finished      time.Time // zero while it is open
	Answers       map[string]Answer
}

// AskingState is how far an asking is.
type AskingState string

// The states of an asking.
const (
	Open     AskingState = "open"
	Finished AskingState = "finished"
	Left     AskingState = "left" // fine, and without a reason
)

// Answer is what was said to one question.
type Answer struct {
	LinkID  string
	Codes   []string
	Words   string
	Skipped bool
}
