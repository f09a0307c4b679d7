package apidocs

import "strings"

// what a system can be told, with what the id in it is of. The kinds are recruitment's to
// know (domain/webhook); a test of the web app compares.
var told = []struct{ kind, field, summary string }{
	{"client.changed", "clientId", "A client is new, lives elsewhere, or is guided by others."},
	{"client.left", "clientId", "A client left or was erased: remove what you have of them."},
	{"match.under_way", "matchId", "People go out together from now on, or again after a pause."},
	{"match.paused", "matchId", "A match has a pause."},
	{"match.ended", "matchId", "A match is over."},
	{"activity.planned", "activityId", "Something is planned, or is on another day."},
	{"activity.over", "activityId", "Something was done together."},
	{"activity.off", "activityId", "Something that was planned does not go on."},
	{"review.closed", "interimEvaluationId", "People looked back on a match, and said how they go on."},
	{"test", "", "Somebody tried the address out."},
}

const howTold = "Sent with POST to the address an administrator gave (Organisatie, Meldingen), and signed after the Standard Webhooks specification, v1: " +
	"HMAC-SHA256 over webhook-id, webhook-timestamp and the body. Answer 2xx within fifteen seconds; anything else is tried again, with growing pauses, " +
	"for three days, and what comes after it waits. It can come twice: webhook-id tells. Ids only: what they are of, ask the API. More fields may come."

// webhooks is the part of the document about what Optrek asks of others.
func webhooks() object {
	all := object{}
	for _, one := range told {
		all[one.kind] = object{"post": object{
			"operationId": "webhook_" + strings.ReplaceAll(one.kind, ".", "_"), "summary": one.summary, "description": howTold,
			"parameters": []any{
				header("webhook-id", "The same for every try of one message."), header("webhook-timestamp", "When this try was made, in seconds since 1970."),
				header("webhook-signature", "One or two signatures (v1,…) with a space between; one has to fit. Two for a week after a new secret was made."),
			},
			"requestBody": object{"required": true, "content": object{"application/json": object{"schema": bodyOf(one.kind, one.field), "example": exampleOf(one.kind, one.field)}}},
			"responses":   object{"2XX": object{"description": "Taken."}, "410": object{"description": "Gone: nothing is sent any more until an administrator looked."}},
		}}
	}
	return all
}

func header(name, about string) object {
	return object{"name": name, "in": "header", "required": true, "description": about, "schema": object{"type": "string"}}
}

func bodyOf(kind, field string) object {
	data := object{}
	if field != "" {
		data[field] = object{"type": "string", "format": "uuid"}
	}
	if field != "" && field != "clientId" {
		data["clientIds"] = object{"type": "array", "description": "Whom it is about.", "items": object{"type": "string", "format": "uuid"}}
	}
	return object{"type": "object", "required": []any{"type", "timestamp", "data"}, "properties": object{
		"type":      object{"type": "string", "const": kind},
		"timestamp": object{"type": "string", "format": "date-time", "description": "When it happened."},
		"data":      object{"type": "object", "properties": data},
	}}
}

func exampleOf(kind, field string) object {
	const id, somebody = "01920c1a-0000-7000-8000-0000000000a1", "01920c1a-0000-7000-8000-0000000000b2"
	data := object{}
	if field != "" {
		data[field] = id
	}
	if field != "" && field != "clientId" {
		data["clientIds"] = []any{somebody}
	}
	return object{"type": kind, "timestamp": "2026-10-15T09:00:00Z", "data": data}
}
