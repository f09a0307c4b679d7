package e2e

// What is otherwise than role and relation alone say, each with why. In the first table the
// method is stricter; the others tell of answers that look wider and are not.

// stricter are methods that answer NOT_FOUND to some whom rule and relation let through.
var stricter = map[string]string{
	"ActivityService.CreateActivity":        "names a second person too, whom a client does not reach",
	"ActivityService.UpdateActivity":        "names a second person too, whom a client does not reach",
	"SeriesService.CreateSeries":            "names a second person too, whom a client does not reach",
	"IdeaService.ListIdeas":                 "names a second person too, whom a client does not reach",
	"IntervisionService.CreateIntervision":  "names clients to think along, whom a support worker has to guide",
	"ClubService.GoMoreOften":               "the guest says so, not who took them along",
	"ConcernService.TakeOverConcern":        "only whom the concern was routed to, and who leads",
	"ConcernService.HandOverConcern":        "only whom the concern was routed to, and who leads",
	"ConcernService.ReopenConcern":          "only whom the concern was routed to, and who leads",
	"TalkService.SeeTalkRequest":            "asked of somebody else: the client's own support workers do not know of it",
	"TalkService.CloseTalkRequest":          "asked of somebody else: the client's own support workers do not know of it",
	"TalkService.WithdrawTalkRequest":       "asked of somebody else: the client's own support workers do not know of it",
	"RegionService.GetRegionalRequest":      "no client is asked before both organisations said yes (M-17)",
	"RegionService.AnswerAsClient":          "no client is asked before both organisations said yes (M-17)",
	"SharingService.MakeCard":               "no client is asked before both organisations said yes (M-17)",
	"SharingService.CheckCard":              "no client is asked before both organisations said yes (M-17)",
	"RecruitmentService.GetMe":              "the caller of this cell is nobody whom recruitment knows",
	"ReminderService.GetReminderWishes":     "the caller of this cell is no client whom recruitment knows",
	"ReminderService.UpdateReminderWishes":  "the caller of this cell is no client whom recruitment knows",
	"ReminderService.ForgetReminderDevices": "the caller of this cell is no client whom recruitment knows",
	"ReminderService.AddReminderDevice":     "the caller of this cell is no client whom recruitment knows",
	"MeetingService.SettleAgreement":        "who organises or was asked to it, and whose agreement it is",
	"EmergencyService.EndEmergencyAccess":   "who opened it ends it, or a keeper of the log",
}

// widerNot are answers that hold something though what was named is not the caller's: what
// they hold is not of it.
var widerNot = map[string]string{
	"RecruitmentService.BatchGetNames": "the names of the colleagues that were named too, which all staff may know; the client is left out",
	"RecruitmentService.CreateClient":  "names colleagues, and no client: NAME_YOURSELF_TOO is said of those",
	"SignalService.SnoozeSignal":       "puts a key aside for oneself: it tells nothing of what the key is about",
	"SignalService.WakeSignal":         "takes back a key that was put aside: it tells nothing of what the key is about",
}

// sameToAll say the same of an id of elsewhere, of here and of nobody's, and so nothing of it.
var sameToAll = map[string]string{
	"ProvisionService.CreateDirectoryGroup": "a rule of what a group may be called",
	"TeamService.SeePassedOn":               "puts aside what came to oneself: of a colleague from whom nothing came it is nothing",
	"ErasurePartService.LookAhead":          "what stays of anybody, and of somebody out of reach no more",
}

// inRegion is shown to the region by an organisation in it, and for the others to see (O-06).
var inRegion = map[string]bool{"RegionService.SuggestForRegionalWish": true, "PlaceService.CopyRegionalPlace": true}

// ownLog are the readings of the organisation's own log: asked for an id of elsewhere, it
// holds that somebody here asked for it, and nothing of elsewhere.
var ownLog = map[string]bool{"LogService.ListLog": true, "LogService.ExportLog": true, "AuditService.ListEntries": true}

func name(c *cell) string {
	return string(c.method.Parent().Name()) + "." + string(c.method.Name())
}

// known says whether a cell is otherwise for a reason that stands above.
func (m *matrix) known(c *cell) bool {
	if c.allowed {
		return c.outcome == refused && stricter[name(c)] != ""
	}
	told := c.outcome == answered || c.outcome == byRule
	return told && c.to != anotherHouse && widerNot[name(c)] != "" ||
		told && sameToAll[name(c)] != "" ||
		told && c.to != nobodys && inRegion[name(c)] ||
		(c.outcome == answered || c.outcome == betrayed) && ownLog[name(c)]
}
