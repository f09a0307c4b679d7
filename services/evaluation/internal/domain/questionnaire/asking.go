package questionnaire

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// mostWords is how long an answer in own words may be, in characters.
const mostWords = 2000

// Ask lays a questionnaire before a client whom the caller reaches. One that lies there
// already is the answer to asking again.
func Ask(q Questionnaire, client domain.ClientID, lying []Asking, by domain.Asker, now time.Time) (a Asking, again bool, err error) {
	if by.Self != "" || !by.Reached[client] {
		return Asking{}, false, fault.Missing()
	}
	if q.State == Retired {
		return Asking{}, false, fault.Conflict("QUESTIONNAIRE_RETIRED", fault.Text{
			NL: "Deze vragenlijst is niet meer in gebruik. Kies een andere.",
			EN: "This questionnaire is not in use any more. Choose another.",
		})
	}
	for _, one := range lying {
		if one.Questionnaire == q.ID && one.State == Open {
			return one, true, nil
		}
	}
	return Asking{Questionnaire: q.ID, Client: client, By: by.Worker, State: Open, Asked: now}, false, nil
}

// MayRead says whether the caller may read the answers: whose they are, and the support
// workers of that person when it is shared or when they wrote it down together.
func (a Asking) MayRead(by domain.Asker) bool {
	if by.Self != "" {
		return by.Self == a.Client
	}
	return by.Reached[a.Client] && (a.Shared || a.Together)
}

// Say keeps the answer to one question in place of what was said before. What somebody
// told themself only they change. Who comes back to what they left begins again.
func Say(q Questionnaire, a Asking, said Answer, by domain.Asker) (Asking, error) {
	if !by.Reached[a.Client] {
		return a, fault.Missing()
	}
	own := by.Self != ""
	if !own && !a.Together && (len(a.Answers) > 0 || a.State != Open) {
		return a, theirOwn()
	}
	question, found := q.Question(said.LinkID)
	if !found || question.Kind == Line {
		return a, wrong("answer.link_id", "Deze vraag staat niet in de lijst.", "This question is not in the questionnaire.")
	}
	said, err := question.check(said)
	if err != nil {
		return a, err
	}
	answers := make(map[string]Answer, len(a.Answers)+1)
	for link, before := range a.Answers {
		answers[link] = before
	}
	answers[said.LinkID] = said
	a.Answers, a.Together = answers, !own
	if a.State == Left {
		a.State = Open
	}
	return a, nil
}

func theirOwn() error {
	return fault.Conflict("TOLD_THEMSELF", fault.Text{
		NL: "Deze persoon vult dit zelf in. Alleen die persoon kan het veranderen.",
		EN: "This person fills this in themself. Only they can change it.",
	})
}

// check looks whether an answer is one the question knows.
func (q Question) check(a Answer) (Answer, error) {
	a.Words = strings.TrimSpace(a.Words)
	if a.Skipped {
		return Answer{LinkID: a.LinkID, Skipped: true}, nil
	}
	switch {
	case q.Kind == Words && len(a.Codes) > 0:
		return a, wrong("answer.codes", "Antwoord met eigen woorden.", "Answer in own words.")
	case q.Kind == Words && a.Words == "":
		return a, wrong("answer.words", "Schrijf een paar woorden, of sla over.", "Write a few words, or skip.")
	case q.Kind == Words && utf8.RuneCountInString(a.Words) > mostWords:
		return a, wrong("answer.words", "Dit is te lang. Maak het korter.", "This is too long. Make it shorter.")
	case q.Kind == Words:
		return a, nil
	case a.Words != "":
		return a, wrong("answer.words", "Kies een van de antwoorden.", "Choose one of the answers.")
	case len(a.Codes) == 0 || len(a.Codes) > 1 && !q.Several:
		return a, wrong("answer.codes", "Kies één antwoord, of sla over.", "Choose one answer, or skip.")
	}
	for _, code := range a.Codes {
		if !q.knows(code) {
			return a, wrong("answer.codes", "Dit antwoord hoort niet bij deze vraag.", "This answer does not belong to this question.")
		}
	}
	return a, nil
}

func (q Question) knows(code string) bool {
	if q.Kind == YesNo {
		return code == Yes || code == No
	}
	return slices.ContainsFunc(q.Choices, func(c Choice) bool { return c.Code == code })
}

// Finish says that it is done and whether support workers may read it; the client may
// change that later. Answers to questions that are not asked any more, because an earlier
// answer changed, are dropped.
func Finish(q Questionnaire, a Asking, shared bool, by domain.Asker, now time.Time) (Asking, error) {
	if !by.Reached[a.Client] {
		return a, fault.Missing()
	}
	if by.Self == "" && !a.Together {
		return a, theirOwn()
	}
	if a.State == Left {
		return a, fault.Conflict("QUESTIONNAIRE_LEFT", fault.Text{
			NL: "Deze vragenlijst is weggelegd. Geef eerst weer een antwoord.",
			EN: "This questionnaire was left. Give an answer again first.",
		})
	}
	kept := map[string]Answer{}
	for _, question := range q.Questions {
		said, there := a.Answers[question.LinkID]
		if there && question.asked(kept) {
			kept[question.LinkID] = said
		}
	}
	a.Answers, a.Shared = kept, shared
	if a.State == Open {
		a.State, a.Finished = Finished, now
	}
	return a, nil
}

// Leave lays it aside: by the client without a reason, by staff as long as the client told
// nothing themself. What was answered goes.
func Leave(a Asking, by domain.Asker) (Asking, error) {
	if !by.Reached[a.Client] {
		return a, fault.Missing()
	}
	if by.Self == "" && !a.Together && len(a.Answers) > 0 {
		return a, theirOwn()
	}
	a.State, a.Answers, a.Shared, a.Together, a.Finished = Left, nil, false, false, time.Time{}
	return a, nil
}

func wrong(path, nl, en string) error {
	return fault.Invalid("INVALID_FIELDS", fault.Text{
		NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.",
		EN: "Something is not right yet. Look at the fields that are named.",
	}, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
}
