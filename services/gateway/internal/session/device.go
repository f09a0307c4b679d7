package session

import "strings"

// Device says in plain words with what somebody is here, such as "Chrome op Windows": enough
// to know one's own devices apart, and nothing finer, which could follow somebody around.
// Empty when the browser does not say.
func Device(userAgent string) string {
	browser, system := named(browsers, userAgent), named(systems, userAgent)
	if browser == "" || system == "" {
		return ""
	}
	return browser + " op " + system
}

type mark struct{ sign, name string }

// Looked at in this order: many browsers also name the one they descend from.
var browsers = []mark{
	{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Vivaldi", "Vivaldi"},
	{"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Chromium", "Chrome"},
	{"Safari/", "Safari"},
}

var systems = []mark{
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "Chromebook"},
	{"Mac OS X", "Mac"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},
}

func named(marks []mark, in string) string {
	for _, m := range marks {
		if strings.Contains(in, m.sign) {
			return m.name
		}
	}
	return ""
}
