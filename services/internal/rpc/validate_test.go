package rpc_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

func TestWhatIsWrongIsSaidFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t, service{say: nothing})
	ctx, conn := h.as(authn.RoleSupportWorker), h.dial(rpc.DialOptions{})
	for _, c := range []struct{ request, path, nl, en string }{
		{``, "text", "Vul dit in.", "Fill this in."},
		{`text:"te lang"`, "text", "Gebruik hier hoogstens 5 tekens.", "Use at most 5 characters here."},
		{`text:"ja" id:"7"`, "id", "Dit is geen geldig nummer van Optrek.", "This is not a valid id."},
		{`text:"ja" count:21`, "count", "Vul hier minstens 0 en hoogstens 20 in.", "Fill in at least 0 and at most 20 here."},
		{`text:"ja" words:["a","b","c"]`, "words", "Kies er hoogstens 2.", "Choose at most 2."},
		{`text:"ja" words:["a","a"]`, "words", "Noem niets twee keer.", "Name nothing twice."},
		{`text:"ja" words:["a","lang"]`, "words[1]", "Gebruik hier hoogstens 3 tekens.", "Use at most 3 characters here."},
		{`text:"ja" own:"nee"`, "own", "Zeg geen nee.", "Do not say no."},
		{`text:"ja" odd:"x"`, "odd", "Dit is niet goed ingevuld.", "This is not filled in well."},
	} {
		p := rpc.ProblemOf(callSay(ctx, t, conn, c.request))
		want := fault.Field{Path: c.path, Text: fault.Text{NL: c.nl, EN: c.en}}
		if p.Code != codes.InvalidArgument || p.Reason != "INVALID_REQUEST" || len(p.Fields) != 1 || p.Fields[0] != want {
			t.Errorf("%s: %+v", c.request, p)
		}
	}
	if p := rpc.ProblemOf(callSay(ctx, t, conn, `count:-1`)); len(p.Fields) != 2 {
		t.Errorf("two wrong fields: %+v", p)
	}
}
