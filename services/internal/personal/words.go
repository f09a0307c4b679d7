package personal

// W makes words: each kept word with its Dutch and its English, three by three.
func W(all ...string) map[string]Words {
	says := make(map[string]Words, len(all)/3)
	for i := 0; i+2 < len(all); i += 3 {
		says[all[i]] = Words{NL: all[i+1], EN: all[i+2]}
	}
	return says
}

// What several services keep in the same words.
var (
	Dayparts = W(
		"weekday_morning", "doordeweeks 's\u00a0ochtends", "weekday mornings",
		"weekday_afternoon", "doordeweeks 's\u00a0middags", "weekday afternoons",
		"weekday_evening", "doordeweeks 's\u00a0avonds", "weekday evenings",
		"weekend_morning", "in het weekend 's\u00a0ochtends", "weekend mornings",
		"weekend_afternoon", "in het weekend 's\u00a0middags", "weekend afternoons",
		"weekend_evening", "in het weekend 's\u00a0avonds", "weekend evenings",
		"morning", "ochtend", "morning", "afternoon", "middag", "afternoon", "evening", "avond", "evening",
	)
	Company = W(
		"one_to_one", "met één ander", "with one other person", "group", "in een groep", "in a group", "either", "allebei", "either",
	)
	Communication = W(
		"speech", "met woorden", "in words", "simple_speech", "met gewone, korte woorden", "in short and simple words",
		"pictures", "met plaatjes", "with pictures", "signs", "met gebaren", "with signs",
	)
	WishKinds = W(
		"company", "gezelschap", "company", "taking_part", "meedoen", "taking part",
		"breaking_isolation", "minder alleen zijn", "being less alone", "learning", "iets leren", "learning something",
	)
	WishStates = W(
		"open", "open", "open", "taken_up", "er wordt aan gewerkt", "taken up",
		"fulfilled", "gelukt", "fulfilled", "let_go", "losgelaten", "let go",
	)
	NetworkerStates = W(
		"idea", "idee", "idea", "approached", "gevraagd", "asked", "in_conversation", "in gesprek", "talking about it",
		"learning", "leert", "learning", "active", "actief", "active", "paused", "pauze", "paused", "stopped", "gestopt", "stopped",
	)
	MatchStates = W(
		"idea", "idee", "idea", "proposed", "voorgesteld", "proposed", "getting_acquainted", "kennismaken", "getting acquainted",
		"under_way", "op weg", "under way", "paused", "pauze", "paused", "closing", "aan het afronden", "closing", "closed", "afgerond", "closed",
	)
	ActivityStates = W(
		"trying", "proberen", "trying out", "planned", "gepland", "planned", "held", "gedaan", "done", "not_held", "niet doorgegaan", "did not happen",
	)
	Kinds = W(
		"eating", "eten", "eating", "cooking", "koken", "cooking", "sport", "sport", "sports", "film", "film", "film",
		"games", "spelletjes", "games", "out", "eropuit", "going out", "music", "muziek", "music", "creative", "creatief", "being creative",
		"shopping", "winkelen", "shopping", "coffee", "koffie", "coffee", "my_club", "naar mijn club", "to my club", "other", "iets anders", "something else",
	)
	Answers = W("yes", "ja", "yes", "maybe", "misschien", "maybe", "not_now", "nu niet", "not now", "no", "nee", "no",
		"skipped", "overgeslagen", "passed over", "a_bit", "een beetje", "a bit", "not_known_yet", "weet ik nog niet", "not known yet")
	Moods  = W("nice", "fijn", "nice", "so_so", "gaat wel", "so-so", "not_nice", "niet fijn", "not nice", "skipped", "overgeslagen", "passed over")
	Voices = W(
		"self", "zelf", "by themself", "spoken", "gezegd", "spoken", "pictures", "met plaatjes", "with pictures", "gesture", "met een gebaar", "with a gesture",
		"representative", "door de vertegenwoordiger", "by the representative", "written", "op papier", "in writing",
	)
)
