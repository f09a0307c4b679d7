package edge

import (
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

// The refusals the gateway gives before a service is asked.
var (
	crossOrigin = fault.Denied("CROSS_ORIGIN", fault.Text{
		NL: "Dit verzoek kwam van een andere website en is niet uitgevoerd.",
		EN: "This request came from another website and was not carried out.",
	})
	tooLarge = fault.Invalid("BODY_TOO_LARGE", fault.Text{
		NL: "Dit is te groot om te versturen. Maak het kleiner of splits het op.",
		EN: "This is too large to send. Make it smaller or split it.",
	})
	notJSON = fault.Invalid("NOT_JSON", fault.Text{
		NL: "Verstuur dit als JSON (Content-Type: application/json).",
		EN: "Send this as JSON (Content-Type: application/json).",
	})
	tooDeep = fault.Invalid("JSON_TOO_DEEP", fault.Text{
		NL: "Dit bericht zit te diep genest.",
		EN: "This message is nested too deeply.",
	})
	tooLong = fault.Invalid("LIST_TOO_LONG", fault.Text{
		NL: "In dit bericht staat een lijst die te lang is. Splits hem op.",
		EN: "There is a list in this message that is too long. Split it.",
	})
	tooLongAddress = fault.Invalid("ADDRESS_TOO_LONG", fault.Text{
		NL: "Dit adres is te lang. Vraag minder tegelijk.",
		EN: "This address is too long. Ask for less at a time.",
	})
	oddAddress = fault.Invalid("ODD_ADDRESS", fault.Text{
		NL: "Dit adres is niet goed geschreven. Begin opnieuw op de beginpagina.",
		EN: "This address is not written as it should be. Start again from the first page.",
	})
	otherHost = fault.Invalid("OTHER_HOST", fault.Text{
		NL: "Optrek heeft een ander adres. Vraag je organisatie welk.",
		EN: "Optrek has another address. Ask your organisation which.",
	})
	tooOften = fault.Exhausted("TOO_OFTEN", fault.Text{
		NL: "Dit ging heel vaak achter elkaar. Wacht even en probeer het opnieuw.",
		EN: "This happened very often in a row. Wait a moment and try again.",
	})
	unreadable = fault.Invalid("BODY_UNREADABLE", fault.Text{
		NL: "Het verzoek kwam niet heel aan. Probeer het opnieuw.",
		EN: "The request did not arrive whole. Try again.",
	})
	busy = fault.Exhausted("BUSY", fault.Text{
		NL: "Het is even te druk. Probeer het over een paar tellen opnieuw.",
		EN: "It is too busy just now. Try again in a few seconds.",
	})
	misread = fault.Text{
		NL: "Het verzoek klopt niet. Kijk na wat er is ingevuld.",
		EN: "The request is not right. Check what was filled in.",
	}
	away = fault.Unavailable("UNAVAILABLE", fault.Text{
		NL: "Dit onderdeel is er even niet. Probeer het zo opnieuw.",
		EN: "This part is away for a moment. Try again shortly.",
	})
	somebodyElse = fault.Unauthenticated("SOMEBODY_ELSE", fault.Text{
		NL: "Hier is nu iemand anders ingelogd. Open de pagina opnieuw.",
		EN: "Somebody else is signed in here now. Open the page again.",
	})
	noSuchPath = fault.NotFound("NO_SUCH_PATH", fault.Text{
		NL: "Dit adres bestaat niet.",
		EN: "There is nothing at this address.",
	})
	noSuchMethod = fault.NotFound("NO_SUCH_METHOD", fault.Text{
		NL: "Dit kan niet op dit adres.",
		EN: "This cannot be done at this address.",
	})
)

// Refuse writes an error as google.rpc.Status in JSON, with its details and the HTTP
// code that goes with it, exactly as a service's own refusal looks.
func Refuse(w http.ResponseWriter, err error) {
	refuseAs(w, runtime.HTTPStatusFromCode(rpc.Status(err).Code()), err)
}

// refuseAs is for what HTTP says more precisely than gRPC: a body that is too
// large, a method that this path does not have.
func refuseAs(w http.ResponseWriter, code int, refusal error) {
	s := rpc.Status(refusal)
	body, err := protojson.Marshal(s.Proto())
	if err != nil { // a detail of a type this binary does not know
		body = []byte(`{"code":13,"message":"internal"}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	if s.Code() == codes.ResourceExhausted && h.Get("Retry-After") == "" {
		h.Set("Retry-After", "2")
	}
	w.WriteHeader(code)
	_, _ = w.Write(body) // the browser may have left
}
