package postgres

import (
	"strings"
	"unicode"
)

// Event is the kind of an event in the log, after NEN 7513.
type Event string

// The kinds of events.
const (
	EventCreate    Event = "create"
	EventRead      Event = "read"
	EventUpdate    Event = "update"
	EventDelete    Event = "delete" // also erasure
	EventSearch    Event = "search" // seen in a list, or looked for
	EventExport    Event = "export"
	EventSignIn    Event = "sign_in"
	EventSignOut   Event = "sign_out"
	EventRights    Event = "rights" // who may do what: roles, who guides whom, connections, cards
	EventLogRead   Event = "log_read"
	EventEmergency Event = "emergency"
)

// Events lists every kind there is.
func Events() []Event {
	return []Event{
		EventCreate, EventRead, EventUpdate, EventDelete, EventSearch, EventExport,
		EventSignIn, EventSignOut, EventRights, EventLogRead, EventEmergency,
	}
}

// verbs says which kind of event a call is by the first word of its name; any other word
// is a change of something that was there.
var verbs = map[string]Event{
	"Get": EventRead, "Compare": EventRead, "Preview": EventRead,
	"List": EventSearch, "Search": EventSearch, "Find": EventSearch, "Suggest": EventSearch, "Batch": EventSearch,
	"Watch": EventSearch, "Count": EventSearch,
	"Export": EventExport, "Download": EventExport, "Print": EventExport,
	"Create": EventCreate, "Add": EventCreate, "Note": EventCreate, "Make": EventCreate, "Record": EventCreate,
	"Propose": EventCreate, "Report": EventCreate, "Ask": EventCreate, "Tell": EventCreate,
	"Delete": EventDelete, "Remove": EventDelete, "Erase": EventDelete, "Forget": EventDelete, "Discard": EventDelete,
}

// named are the calls whose first word says something else than what they do.
var named = map[string]Event{
	"TakeMapSnapshot": EventCreate, "StartNetworkTalk": EventCreate,
	"AssignSupportWorkers": EventRights, "CreateSupportWorker": EventRights, "UpdateSupportWorker": EventRights,
	"LeaveSupportWorker": EventRights, "ReturnSupportWorker": EventRights,
	"AskExport": EventExport, "ReadExport": EventExport, "DeliverExport": EventExport, "planned:personal-data": EventExport,
	"ResolvePerson": EventSignIn, "OpenEmergencyAccess": EventEmergency, "EndEmergencyAccess": EventRights,
	"feed:optrek.recruitment.v1.ClientErased": EventDelete, "feed:optrek.recruitment.v1.ClientLeft": EventDelete,
}

// EventOf gives the kind of event of a call by its full method
// ("/optrek.recruitment.v1.RecruitmentService/GetClient"), or of work that has a name of
// its own ("planned:leave").
func EventOf(method string) Event {
	name := nameOf(method)
	if e, ok := named[name]; ok {
		return e
	}
	verb, _ := splitVerb(name)
	if e, ok := verbs[verb]; ok {
		return e
	}
	return EventUpdate
}

// ObjectOf gives what a call is about, from its name: "network_map" of GetNetworkMap. Of
// work that has a name of its own it is that name.
func ObjectOf(method string) string {
	name := nameOf(method)
	_, noun := splitVerb(name)
	if noun == "" {
		return name
	}
	var b strings.Builder
	for i, r := range noun {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func nameOf(method string) string { return method[strings.LastIndex(method, "/")+1:] }

// splitVerb takes the first word off a name in CamelCase.
func splitVerb(name string) (verb, rest string) {
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			return name[:i], name[i:]
		}
	}
	return name, ""
}
