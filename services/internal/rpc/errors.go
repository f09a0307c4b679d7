package rpc

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"

	"github.com/optrek/optrek/services/internal/fault"
)

// Domain stands in every ErrorInfo of ours.
const Domain = "optrek"

// table is the one place where a kind of fault becomes a gRPC code.
var table = map[fault.Kind]codes.Code{
	fault.KindInternal:        codes.Internal,
	fault.KindInvalid:         codes.InvalidArgument,
	fault.KindNotFound:        codes.NotFound,
	fault.KindDenied:          codes.PermissionDenied,
	fault.KindUnauthenticated: codes.Unauthenticated,
	fault.KindConflict:        codes.FailedPrecondition,
	fault.KindStale:           codes.Aborted,
	fault.KindExists:          codes.AlreadyExists,
	fault.KindExhausted:       codes.ResourceExhausted,
	fault.KindUnavailable:     codes.Unavailable,
}

// What is said when no fault says it.
var (
	internalText = fault.Text{
		NL: "Er ging iets mis bij ons. Probeer het later nog eens; blijft het zo, noem dan dit nummer: ",
		EN: "Something went wrong on our side. Try again later; if it stays so, mention this number: "}
	tooSlowText = fault.Text{
		NL: "Dit duurde te lang. Probeer het zo nog een keer.",
		EN: "This took too long. Try again shortly."}
	canceledText = fault.Text{NL: "De vraag is afgebroken.", EN: "The request was cancelled."}
	unknownText  = fault.Text{NL: "Deze vraag kent Optrek niet.", EN: "Optrek does not know this request."}
	awayText     = fault.Text{
		NL: "Een onderdeel van Optrek is even niet bereikbaar. Probeer het zo nog een keer.",
		EN: "A part of Optrek cannot be reached for a moment. Try again shortly."}
)

// statusOf gives what the caller is told. For what is our own defect that is only
// a random incident number, which the log has too.
func statusOf(err error) (st *status.Status, incident string) {
	if err == nil {
		return status.New(codes.OK, ""), ""
	}
	if f, ok := fault.As(err); ok && f.Kind != fault.KindInternal {
		return ofFault(f), ""
	}
	if st, ok := passedOn(err); ok {
		return st, ""
	}
	switch code := codeOf(err); code {
	case codes.Canceled:
		return build(code, "CANCELED", canceledText), ""
	case codes.DeadlineExceeded:
		return build(code, "TOO_SLOW", tooSlowText), ""
	case codes.Unavailable:
		return build(code, "PART_AWAY", awayText), ""
	case codes.ResourceExhausted:
		return ofFault(busy), ""
	case codes.Unimplemented:
		return build(code, "UNKNOWN_METHOD", unknownText), ""
	}
	incident = strings.ToLower(rand.Text()[:8])
	text := fault.Text{NL: internalText.NL + incident, EN: internalText.EN + incident}
	info := &errdetails.ErrorInfo{Reason: "INTERNAL", Domain: Domain, Metadata: map[string]string{"incident": incident}}
	return with(status.New(codes.Internal, text.EN), info, localized("nl", text.NL), localized("en", text.EN)), incident
}

// passedOn finds the answer of another service of ours, which says it well enough.
func passedOn(err error) (*status.Status, bool) {
	var from interface{ GRPCStatus() *status.Status }
	if !errors.As(err, &from) {
		return nil, false
	}
	st := from.GRPCStatus()
	return st, st.Code() != codes.OK && ProblemOf(st.Err()).Reason != ""
}

// codeOf is the code of an error that is no fault: of a context, or of a gRPC library.
func codeOf(err error) codes.Code {
	var from interface{ GRPCStatus() *status.Status }
	switch {
	case errors.As(err, &from):
		return from.GRPCStatus().Code()
	case errors.Is(err, context.DeadlineExceeded):
		return codes.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return codes.Canceled
	default:
		return codes.Unknown
	}
}

// ofFault puts the sentence in Dutch and in English into a status. A field's
// description is Dutch, since that is what stands on the screen beside the field;
// its localized_message is the English one.
func ofFault(f *fault.Fault) *status.Status {
	st := build(table[f.Kind], f.Code, f.Text)
	if len(f.Fields) == 0 {
		return st
	}
	bad := &errdetails.BadRequest{}
	for _, field := range f.Fields {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: field.Path, Description: field.Text.NL, LocalizedMessage: localized("en", field.Text.EN),
		})
	}
	return with(st, bad)
}

func build(code codes.Code, reason string, text fault.Text) *status.Status {
	return with(status.New(code, text.EN),
		&errdetails.ErrorInfo{Reason: reason, Domain: Domain}, localized("nl", text.NL), localized("en", text.EN))
}

func localized(locale, message string) *errdetails.LocalizedMessage {
	return &errdetails.LocalizedMessage{Locale: locale, Message: message}
}

func with(st *status.Status, details ...protoadapt.MessageV1) *status.Status {
	full, err := st.WithDetails(details...)
	if err != nil { // only for details that cannot be marshalled; ours can
		return st
	}
	return full
}

// Status gives the gRPC status of an error as the caller of a service would see
// it, for the gateway, which answers some requests itself.
func Status(err error) *status.Status {
	st, _ := statusOf(err)
	return st
}
