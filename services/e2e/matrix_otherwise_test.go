package e2e

// What is otherwise than role and relation alone say, each with why. In the first two
// tables the method is stricter; the third tells of answers that look wider and are not.

// stricter are methods that answer NOT_FOUND to some whom rule and relation let through.
var stricter = map[string]string{
	"ActivityService.CreateActivity":        "names a second person too, whom a client does not reach",
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
}

// notThere are methods about something that this house does not have: that nobody else
// comes near it is asked, that the right people do is not.
var notThere = map[string]string{
	"ContentService.GetTemplate":              "a text by its key",
	"ContentService.RestoreTemplate":          "a text by its key",
	"ContentService.RetireTemplate":           "a text by its key",
	"InsightService.GetYearSummary":           "a summary of that year",
	"InvitationService.AnswerInvitation":      "a question to come along",
	"InvitationService.WithdrawInvitation":    "a question to come along",
	"MatchingService.AnswerInvitation":        "a question into a group",
	"MeetingService.AnswerMeeting":            "a meeting this client was asked to",
	"MeetingService.SettleAgreement":          "an agreement of this very intervision",
	"MethodService.RetireMethod":              "a method by its key",
	"ProvisionService.ReplaceProvisionedUser": "a colleague whom a directory brought",
	"SharingService.GetOtherCard":             "a card of the other side, after four have said yes",
	"SharingService.WithdrawCard":             "a card of this very client",
}

// widerNot are answers that hold something though what was named is not the caller's: what
// they hold is not of it.
var widerNot = map[string]string{
	"RecruitmentService.BatchGetNames":     "the names of the colleagues that were named too, which all staff may know; the client is left out",
	"RecruitmentService.CreateClient":      "names colleagues, and no client: NAME_YOURSELF_TOO is said of those",
	"RegionService.SuggestForRegionalWish": "a wish shown in the region is for the region to see (O-06); the people in the answer are the caller's own",
	"SignalService.SnoozeSignal":           "puts a key aside for oneself: it tells nothing of what the key is about",
	"SignalService.WakeSignal":             "takes back a key that was put aside: it tells nothing of what the key is about",
}

// ownLog are the readings of the organisation's own log: asked for an id of elsewhere, it
// holds that somebody here asked for it, and nothing of elsewhere.
var ownLog = map[string]bool{"LogService.ListLog": true, "LogService.ExportLog": true, "AuditService.ListEntries": true}

// sameToAll are refusals by a rule that say the same of an id of elsewhere and of nobody's.
var sameToAll = map[string]bool{"ProvisionService.CreateDirectoryGroup": true}

func name(c *cell) string {
	return string(c.method.Parent().Name()) + "." + string(c.method.Name())
}

// known says whether a cell is otherwise for a reason that stands above.
func (m *matrix) known(c *cell) bool {
	if c.allowed {
		return c.outcome == refused && stricter[name(c)] != ""
	}
	return (c.outcome == answered || c.outcome == byRule) && c.to != anotherHouse && widerNot[name(c)] != "" ||
		c.outcome == answered && name(c) == "RegionService.SuggestForRegionalWish" ||
		(c.outcome == answered || c.outcome == betrayed) && ownLog[name(c)] ||
		c.outcome == byRule && sameToAll[name(c)]
}

// byRoleOnly says that a cell could not be asked to the end: the house has no such thing
// yet, or no valid request could be made for it. That other roles are refused is known.
func byRoleOnly(c *cell) bool {
	return c.allowed && c.outcome == refused && notThere[name(c)] != "" || c.outcome == unmade
}
