package erasing

import "github.com/optrek/optrek/services/internal/erasure"

// NamesIn are the texts about others in which somebody's name may stand.
func NamesIn() []erasure.Text {
	text := func(nl, en, from, words string) erasure.Text {
		return erasure.Text{
			Words: erasure.Words{NL: nl, EN: en},
			Query: `SELECT count(*) FROM ` + from + ` WHERE may_reach(x.client_id) AND x.client_id <> $2 AND ` + words + ` ~* $1`,
		}
	}
	return []erasure.Text{
		text("wensen en stappen van anderen", "wishes and steps of others", "wish x", "concat_ws(' ', x.own_words, x.going_on, x.strategy)"),
		text("netwerkgesprekken van anderen", "network talks of others", "network_talk x", "concat_ws(' ', x.who_supports_me, x.what_i_mean, x.tools::text)"),
		text("gesprekken over netwerker zijn", "talks about being a networker", "networker x",
			"concat_ws(' ', x.reason, x.own_words, x.note_sharing, x.note_communicating, x.note_without_steering, x.agreed_support)"),
		text("kaarten van anderen", "maps of others", "contact x", "concat_ws(' ', x.name, x.meaning, x.hope)"),
		text("verhalen van anderen", "stories of others",
			"(SELECT s.client_id, v.title, v.words, v.other_name FROM story s JOIN story_version v ON v.tenant_id = s.tenant_id AND v.story_id = s.id AND v.number = s.number) x",
			"concat_ws(' ', x.title, x.words, x.other_name)"),
	}
}
