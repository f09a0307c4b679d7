package rpc

import (
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/optrek/optrek/services/internal/fault"
)

// Problem is an answer of no, read back from a status: for the gateway, which
// makes JSON of it, and for a service that called another.
type Problem struct {
	Code     codes.Code
	Reason   string        // fault.Fault.Code; empty when no service of ours said it
	Text     fault.Text    // empty when no service of ours said it
	Fields   []fault.Field // what is wrong with which field of the request
	Incident string        // with Internal: the number in the log
}

// ProblemOf reads the error of a call; the zero Problem for nil.
func ProblemOf(err error) Problem {
	st := status.Convert(err)
	p := Problem{Code: st.Code()}
	for _, detail := range st.Details() {
		p.read(detail)
	}
	return p
}

func (p *Problem) read(detail any) {
	switch d := detail.(type) {
	case *errdetails.ErrorInfo:
		if d.GetDomain() == Domain {
			p.Reason, p.Incident = d.GetReason(), d.GetMetadata()["incident"]
		}
	case *errdetails.LocalizedMessage:
		if d.GetLocale() == "nl" {
			p.Text.NL = d.GetMessage()
		} else {
			p.Text.EN = d.GetMessage()
		}
	case *errdetails.BadRequest:
		for _, v := range d.GetFieldViolations() {
			p.Fields = append(p.Fields, fault.Field{Path: v.GetField(), Text: fault.Text{
				NL: v.GetDescription(), EN: v.GetLocalizedMessage().GetMessage(),
			}})
		}
	}
}
