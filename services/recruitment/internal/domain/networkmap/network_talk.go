package networkmap

import (
	"fmt"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

	"github.com/optrek/optrek/services/internal/fault"
)

// TalkAnswer is an answer to one question of the network talk: words, or "not now",
// which is an answer too. The zero value is a question still open.
type TalkAnswer struct {
	words  string
	notNow bool
}

// NewTalkAnswer makes an answer; path names it in the request. Both empty: still open.
func NewTalkAnswer(path, words string, notNow bool) (TalkAnswer, error) {
	words = said.Own(words)
	if words != "" && notNow {
		return TalkAnswer{}, fault.Invalid("ANSWER_AND_NOT_NOW", fault.Text{
			NL: "Kies: een antwoord, of 'niet nu'.", EN: "Choose: an answer, or 'not now'.",
		}, fault.Field{Path: path, Text: fault.Text{
			NL: "Er staat een antwoord én 'niet nu'.", EN: "There is both an answer and 'not now'.",
		}})
	}
	return TalkAnswer{words: words, notNow: notNow}, nil
}

// Words are the words of the answer; empty when there are none.
func (a TalkAnswer) Words() string { return a.words }

// NotNow says that the client would rather not answer now.
func (a TalkAnswer) NotNow() bool { return a.notNow }

// Given says whether the question has an answer.
func (a TalkAnswer) Given() bool { return a.notNow || a.words != "" }

// TalkTool is one tool in use: a template in the version that was picked, with what was
// said. A question without an answer is not in Answers, and that is fine.
type TalkTool struct {
	Key     string
	Version int
	Answers map[string]TalkAnswer // by the key of the template's part
}

// Fits says whether every answer is one to a question of this template.
func (t TalkTool) Fits(template template.Template) error {
	for part := range t.Answers {
		if _, ok := template.Part(part); !ok {
			text := fault.Text{NL: "Deze vraag hoort niet bij dit hulpmiddel. Laad de pagina opnieuw.", EN: "This question is not of this tool. Load the page again."}
			return fault.Invalid("NO_SUCH_QUESTION", text, fault.Field{Path: "talk.tools", Text: text})
		}
	}
	return nil
}

// NoSuchTool is what is answered for a tool that there is no template of.
func NoSuchTool() error {
	return fault.Unknown("NO_SUCH_TOOL", fault.Text{
		NL: "Dit hulpmiddel is er niet. Kies een van de hulpmiddelen uit de lijst.",
		EN: "There is no such tool. Choose one of the tools on the list.",
	}, "talk.tools")
}

// NetworkTalkRecord is a network talk as plain data.
type NetworkTalkRecord struct {
	ID            domain.NetworkTalkID
	Client        domain.ClientID
	Version       domain.Version
	WhoSupportsMe TalkAnswer // "Wie ondersteunt jou?"
	WhatIMean     TalkAnswer // "Wat beteken jij voor anderen?"
	Tools         []TalkTool // picked, none forced (N-19)
	Moment        string     // at which moment, in loose words: "zorgplanbespreking"
	Created       time.Time
	Closed        time.Time // zero while the talk is open
}

// NetworkTalk is the talk in which the network is explored. It always holds both
// questions (N-04), and is complete in itself: nothing has to follow (N-15).
type NetworkTalk struct{ r NetworkTalkRecord }

// StartNetworkTalk begins a talk with both questions open.
func StartNetworkTalk(id domain.NetworkTalkID, client domain.ClientID, now time.Time) NetworkTalk {
	return NetworkTalk{NetworkTalkRecord{ID: id, Client: client, Created: now}}
}

// RestoreNetworkTalk makes a talk of what was kept. An error is a defect.
func RestoreNetworkTalk(r NetworkTalkRecord) (NetworkTalk, error) {
	if !r.Closed.IsZero() && (!r.WhoSupportsMe.Given() || !r.WhatIMean.Given()) {
		return NetworkTalk{}, fmt.Errorf("network talk %s as kept: closed without both answers", r.ID)
	}
	return NetworkTalk{r}, nil
}

// Record gives the talk as plain data.
func (t NetworkTalk) Record() NetworkTalkRecord { return t.r }

// TalkAnswers are answers so far; what is nil or empty leaves a question as it is.
type TalkAnswers struct {
	WhoSupportsMe, WhatIMean *TalkAnswer
	Tools                    []TalkTool // all that are in use now
	Moment                   string
}

// Answer keeps the answers so far.
func (t NetworkTalk) Answer(a TalkAnswers) (NetworkTalk, error) {
	if err := t.open(); err != nil {
		return t, err
	}
	if a.WhoSupportsMe != nil {
		t.r.WhoSupportsMe = *a.WhoSupportsMe
	}
	if a.WhatIMean != nil {
		t.r.WhatIMean = *a.WhatIMean
	}
	if moment := said.Tidy(said.Storable(a.Moment)); moment != "" {
		t.r.Moment = moment
	}
	if len(a.Tools) > 0 {
		tools, err := checkTools(a.Tools)
		if err != nil {
			return t, err
		}
		t.r.Tools = tools
	}
	return t, nil
}

// checkTools leaves open questions out; the same tool twice would have two answers to one question.
func checkTools(tools []TalkTool) ([]TalkTool, error) {
	out := make([]TalkTool, 0, len(tools))
	seen := map[string]bool{}
	for _, tool := range tools {
		if tool.Key == "" || seen[tool.Key] {
			text := fault.Text{NL: "Elk hulpmiddel staat één keer in het gesprek.", EN: "Each tool stands in the talk once."}
			return nil, fault.Invalid("TOOL_TWICE", text, fault.Field{Path: "talk.tools", Text: text})
		}
		seen[tool.Key] = true
		answers := map[string]TalkAnswer{}
		for part, answer := range tool.Answers {
			if answer.Given() {
				answers[part] = answer
			}
		}
		tool.Answers = answers
		out = append(out, tool)
	}
	return out, nil
}

// Close closes the talk, once both questions have an answer or "not now" (N-04).
func (t NetworkTalk) Close(now time.Time) (NetworkTalk, error) {
	if err := t.open(); err != nil {
		return t, err
	}
	if !t.r.WhoSupportsMe.Given() {
		return t, fault.Conflict("WHO_SUPPORTS_ME_OPEN", fault.Text{
			NL: "De vraag 'Wie ondersteunt jou?' staat nog open. 'Niet nu' is ook een antwoord.",
			EN: "The question 'Who supports you?' is still open. 'Not now' is an answer too.",
		})
	}
	if !t.r.WhatIMean.Given() {
		return t, fault.Conflict("WHAT_I_MEAN_OPEN", fault.Text{
			NL: "De vraag 'Wat beteken jij voor anderen?' staat nog open. 'Niet nu' is ook een antwoord.",
			EN: "The question 'What do you mean to others?' is still open. 'Not now' is an answer too.",
		})
	}
	t.r.Closed = now
	return t, nil
}

func (t NetworkTalk) open() error {
	if t.r.Closed.IsZero() {
		return nil
	}
	return fault.Conflict("TALK_CLOSED", fault.Text{
		NL: "Dit gesprek is afgerond. Je kunt altijd een nieuw gesprek beginnen.",
		EN: "This talk is closed. You can always begin a new one.",
	})
}
