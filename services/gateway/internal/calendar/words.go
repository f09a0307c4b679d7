package calendar

import (
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
)

// What stands in a calendar: neutral, the same for everybody, no names.
type words struct {
	calendar, something, intervision, agreement string
	kinds                                       map[activityv1.Activity_Kind]string
}

var languages = map[string]words{
	"nl": {calendar: "Optrek", something: "Afspraak", intervision: "Intervisie", agreement: "Iets afgesproken", kinds: map[activityv1.Activity_Kind]string{
		activityv1.Activity_KIND_EATING: "Eten", activityv1.Activity_KIND_COOKING: "Koken", activityv1.Activity_KIND_SPORT: "Sport",
		activityv1.Activity_KIND_FILM: "Film", activityv1.Activity_KIND_GAMES: "Spelletjes", activityv1.Activity_KIND_OUT: "Eropuit",
		activityv1.Activity_KIND_MUSIC: "Muziek", activityv1.Activity_KIND_CREATIVE: "Creatief", activityv1.Activity_KIND_SHOPPING: "Winkelen",
		activityv1.Activity_KIND_COFFEE: "Koffie", activityv1.Activity_KIND_MY_CLUB: "Naar de club",
	}},
	"en": {calendar: "Optrek", something: "Appointment", intervision: "Intervision", agreement: "Something agreed", kinds: map[activityv1.Activity_Kind]string{
		activityv1.Activity_KIND_EATING: "Eating", activityv1.Activity_KIND_COOKING: "Cooking", activityv1.Activity_KIND_SPORT: "Sports",
		activityv1.Activity_KIND_FILM: "Film", activityv1.Activity_KIND_GAMES: "Games", activityv1.Activity_KIND_OUT: "Going out",
		activityv1.Activity_KIND_MUSIC: "Music", activityv1.Activity_KIND_CREATIVE: "Making things", activityv1.Activity_KIND_SHOPPING: "Shopping",
		activityv1.Activity_KIND_COFFEE: "Coffee", activityv1.Activity_KIND_MY_CLUB: "To the club",
	}},
}

// kind is what an activity is called. What somebody typed is never shown: it may name people.
func (w words) kind(k activityv1.Activity_Kind) string {
	if said := w.kinds[k]; said != "" {
		return said
	}
	return w.something
}
