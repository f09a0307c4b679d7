// Package fault names the few ways in which Optrek says no.
//
// A domain function returns a *Fault when what was asked cannot be done: a kind
// (which decides the gRPC code, in one table in package rpc), a stable code for
// programs, and a sentence a person can act on, in Dutch and in English. A text
// never holds personal data: it may be logged and shown to anybody who asked.
//
// Any other error is a defect or a broken part; package rpc turns it into
// Internal with an id that stands in the log, and says nothing of the inside.
package fault

import "errors"

// Kind is the class of a fault. The zero Kind, KindInternal, is a defect of ours.
type Kind uint8

// The kinds, and what the caller can do about each.
const (
	KindInternal        Kind = iota // nothing: it is our defect
	KindInvalid                     // mend the fields that are named
	KindNotFound                    // look elsewhere; also said of what the caller may not know exists
	KindDenied                      // ask somebody whose task it is
	KindUnauthenticated             // sign in (again)
	KindConflict                    // the state does not allow it now; do what the text says first
	KindStale                       // somebody else changed it: load again
	KindExists                      // it is there already
	KindExhausted                   // wait a little
	KindUnavailable                 // try again: a part is away
)

// Text is one sentence in both languages of the product.
type Text struct{ NL, EN string }

// Field says what is wrong with one field of a request.
type Field struct {
	Path string // path of the field as in the request, e.g. "wish.own_words"
	Text Text
}

// Fault is an error that is meant for the person who asked.
type Fault struct {
	Kind   Kind
	Code   string // UPPER_SNAKE, stable; becomes ErrorInfo.reason
	Text   Text
	Fields []Field // with Invalid, and with NotFound when a field names what is not there
}

// Error gives the English sentence.
func (f *Fault) Error() string { return f.Code + ": " + f.Text.EN }

// Invalid says that the request itself is wrong, field by field.
func Invalid(code string, t Text, fields ...Field) *Fault {
	return &Fault{Kind: KindInvalid, Code: code, Text: t, Fields: fields}
}

// NotFound says that there is no such thing for this caller.
func NotFound(code string, t Text) *Fault { return &Fault{Kind: KindNotFound, Code: code, Text: t} }

// Unknown says that one field names something that does not exist for this caller.
func Unknown(code string, t Text, path string) *Fault {
	return &Fault{Kind: KindNotFound, Code: code, Text: t, Fields: []Field{{Path: path, Text: t}}}
}

// Denied says that this is not for the caller's role.
func Denied(code string, t Text) *Fault { return &Fault{Kind: KindDenied, Code: code, Text: t} }

// Unauthenticated says that nobody is signed in.
func Unauthenticated(code string, t Text) *Fault {
	return &Fault{Kind: KindUnauthenticated, Code: code, Text: t}
}

// Conflict says that the state of things does not allow this now.
func Conflict(code string, t Text) *Fault { return &Fault{Kind: KindConflict, Code: code, Text: t} }

// Stale says that the etag given is not the current one.
func Stale(code string, t Text) *Fault { return &Fault{Kind: KindStale, Code: code, Text: t} }

// Exists says that the thing is there already.
func Exists(code string, t Text) *Fault { return &Fault{Kind: KindExists, Code: code, Text: t} }

// Exhausted says that too much was asked at once.
func Exhausted(code string, t Text) *Fault { return &Fault{Kind: KindExhausted, Code: code, Text: t} }

// Unavailable says that a part is away for a moment.
func Unavailable(code string, t Text) *Fault {
	return &Fault{Kind: KindUnavailable, Code: code, Text: t}
}

// As finds the fault in err's chain.
func As(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

// KindOf gives the kind of err: KindInternal when it holds no fault.
func KindOf(err error) Kind {
	if f, ok := As(err); ok {
		return f.Kind
	}
	return KindInternal
}

// Changed is what a mutation answers when its etag is no longer the current one.
func Changed() *Fault {
	return Stale("CHANGED_MEANWHILE", Text{
		NL: "Iemand anders heeft dit net veranderd. Laad de pagina opnieuw en kijk of je wijziging nog klopt.",
		EN: "Somebody else has just changed this. Load it again and see whether your change still fits.",
	})
}

// Missing is what is answered for an id that this caller cannot see, whether or not it exists.
func Missing() *Fault {
	return NotFound("NOT_FOUND", Text{
		NL: "Dit bestaat niet (meer), of je kunt het niet zien.",
		EN: "This does not exist (any more), or you cannot see it.",
	})
}
