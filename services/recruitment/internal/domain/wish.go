package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// WishKind is what a wish is about; WishKindUnsaid until somebody says so.
type WishKind string

// The kinds of wishes. Learning a skill is a goal kind of its own (N-20).
const (
	WishKindUnsaid        WishKind = ""
	WishCompany           WishKind = "company"
	WishTakingPart        WishKind = "taking_part"
	WishBreakingIsolation WishKind = "breaking_isolation"
	WishLearning          WishKind = "learning"
)

// WishState is how far a wish is.
type WishState string

// The states of a wish. None of them is a failure: letting go is a choice.
const (
	WishOpen      WishState = "open"
	WishTakenUp   WishState = "taken_up"
	WishFulfilled WishState = "fulfilled"
	WishLetGo     WishState = "let_go"
)

// WishTelling is what is told of a wish, and may be told anew at any time.
type WishTelling struct {
	Kind      WishKind
	OwnWords  string   // the client's own words
	Picture   string   // name of a pictogram that says it
	GoingOn   string   // what is going on: told first (N-03)
	Strategy  string   // how we go about it: only after the wish (N-03)
	Interests []string // small letters; these and no other words go to matching
	Skill     string   // which social skill, for a wish to learn one (N-20)
}

// WishRecord is a wish as plain data, for keeping and showing.
type WishRecord struct {
	WishTelling
	ID      WishID
	Client  ClientID
	Version Version // counted by the store
	State   WishState
	Created time.Time
	Updated time.Time
}

// Wish is what a client wants. Only NewWish and RestoreWish make one, so there is
// none without own words or a picture (N-01).
type Wish struct{ r WishRecord }

// NewWish makes an open wish.
func NewWish(id WishID, client ClientID, told WishTelling, now time.Time) (Wish, error) {
	told, err := checkWish(told)
	if err != nil {
		return Wish{}, err
	}
	return Wish{WishRecord{
		WishTelling: told, ID: id, Client: client, State: WishOpen, Created: now, Updated: now,
	}}, nil
}

// RestoreWish makes a wish of what was kept. An error is a defect: no such wish was ever saved.
func RestoreWish(r WishRecord) (Wish, error) {
	told, err := checkWish(r.WishTelling)
	if err != nil {
		return Wish{}, fmt.Errorf("wish %s as kept: %w", r.ID, Defect(err))
	}
	if !slices.Contains([]WishState{WishOpen, WishTakenUp, WishFulfilled, WishLetGo}, r.State) {
		return Wish{}, fmt.Errorf("wish %s as kept: unknown state %q", r.ID, r.State)
	}
	r.WishTelling = told
	return Wish{r}, nil
}

// Record gives the wish as plain data.
func (w Wish) Record() WishRecord {
	r := w.r
	r.Interests = slices.Clone(r.Interests)
	return r
}

// Tell changes what is told; in every state, because the words stay the client's.
func (w Wish) Tell(told WishTelling, now time.Time) (Wish, error) {
	told, err := checkWish(told)
	if err != nil {
		return w, err
	}
	w.r.WishTelling, w.r.Updated = told, now
	return w, nil
}

// TakeUp says that we are going to look together.
func (w Wish) TakeUp(now time.Time) (Wish, error) {
	return w.move(WishTakenUp, now, WishOpen)
}

// Fulfil says that the wish came true. It may have done so by itself, without
// anybody having taken it up.
func (w Wish) Fulfil(now time.Time) (Wish, error) {
	return w.move(WishFulfilled, now, WishOpen, WishTakenUp)
}

// LetGo lets the wish go. The client may do so at any moment, also while nobody has
// taken it up, and nobody asks why.
func (w Wish) LetGo(now time.Time) (Wish, error) {
	return w.move(WishLetGo, now, WishOpen, WishTakenUp)
}

// Reopen is the way back from every other state.
func (w Wish) Reopen(now time.Time) (Wish, error) {
	return w.move(WishOpen, now, WishTakenUp, WishFulfilled, WishLetGo)
}

func (w Wish) move(to WishState, now time.Time, from ...WishState) (Wish, error) {
	if !slices.Contains(from, w.r.State) {
		return w, fault.Conflict("WISH_STATE", wishStateText[w.r.State])
	}
	w.r.State, w.r.Updated = to, now
	return w, nil
}

// wishStateText says why a step is not possible, and what is.
var wishStateText = map[WishState]fault.Text{
	WishOpen: {NL: "Deze wens staat al open.", EN: "This wish is open already."},
	WishTakenUp: {
		NL: "Deze wens is al opgepakt.", EN: "This wish is taken up already.",
	},
	WishFulfilled: {
		NL: "Deze wens is uitgekomen. Je kunt hem weer openzetten.", EN: "This wish came true. It can be opened again.",
	},
	WishLetGo: {
		NL: "Deze wens is losgelaten. Je kunt hem weer openzetten.", EN: "This wish was let go. It can be opened again.",
	},
}

// mostInterests is how many words one wish may carry to matching.
const mostInterests = 10

// checkWish tidies what is told and holds N-01 and N-03.
func checkWish(t WishTelling) (WishTelling, error) {
	t.OwnWords, t.GoingOn, t.Strategy = said.Own(t.OwnWords), said.Own(t.GoingOn), said.Own(t.Strategy)
	t.Picture, t.Skill = said.Tidy(t.Picture), said.Tidy(said.Storable(t.Skill))
	t.Interests = interestWords(t.Interests)
	var wrong []fault.Field
	if t.OwnWords == "" && t.Picture == "" {
		wrong = append(wrong, fault.Field{Path: "wish.own_words", Text: fault.Text{
			NL: "Vertel de wens in eigen woorden, of kies een plaatje.",
			EN: "Tell the wish in own words, or choose a picture.",
		}})
	}
	if t.Strategy != "" && t.GoingOn == "" {
		wrong = append(wrong, fault.Field{Path: "wish.going_on", Text: fault.Text{
			NL: "Vertel eerst wat er aan de hand is, en daarna pas hoe je het gaat aanpakken.",
			EN: "Say what is going on first, and only then how to go about it.",
		}})
	}
	if !slices.Contains([]WishKind{WishKindUnsaid, WishCompany, WishTakingPart, WishBreakingIsolation, WishLearning}, t.Kind) {
		wrong = append(wrong, said.UnknownChoice("wish.kind"))
	}
	if t.Skill != "" && t.Kind != WishLearning {
		wrong = append(wrong, fault.Field{Path: "wish.skill", Text: fault.Text{
			NL: "Een vaardigheid hoort bij een wens om iets te leren. Kies daarvoor: iets leren.",
			EN: "A skill belongs to a wish to learn something. Choose for that: learning something.",
		}})
	}
	if len(t.Interests) > mostInterests {
		wrong = append(wrong, fault.Field{Path: "wish.interests", Text: fault.Text{
			NL: "Kies niet meer dan tien woorden.", EN: "Choose ten words at most.",
		}})
	}
	if len(wrong) > 0 {
		return t, fault.Invalid("WISH_INCOMPLETE", fault.Text{
			NL: "De wens is nog niet compleet.", EN: "The wish is not complete yet.",
		}, wrong...)
	}
	return t, nil
}

// interestWords gives the words their stored form, as those of a profile.
func interestWords(words []string) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = said.Storable(word)
	}
	return Words(out)
}

// Defect strips the fault from an error: what is wrong with our own data is not
// for the caller to mend.
func Defect(err error) error { return fmt.Errorf("%s", err.Error()) }
