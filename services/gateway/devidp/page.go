package devidp

import (
	"html/template"
	"net/http"
	"net/url"
)

// The page has no style of its own inside: the gateway's content security
// policy forbids inline style, here as everywhere.
var page = template.Must(template.New("people").Parse(`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Name}} – aanmelden (demo)</title>
<link rel="stylesheet" href="/dev/idp/style.css">
</head>
<body>
<main>
<h1>Aanmelden bij {{.Name}}</h1>
<p>Dit is een demo. De mensen hieronder zijn verzonnen. Kies wie je wilt zijn.</p>
<p lang="en">This is a demo. The people below are made up. Choose who you want to be.</p>
{{range .Groups}}<h2>{{.Title}}</h2>
<ul>
{{range .People}}<li><a href="{{.Link}}"><strong>{{.Name}}</strong> <span>{{.Roles}}</span></a></li>
{{end}}</ul>
{{end}}</main>
</body>
</html>
`))

const sheet = `body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;background:#faf6f1;color:#2b2521}
main{max-width:40rem;margin:0 auto;padding:1.5rem}
ul{list-style:none;padding:0;display:grid;gap:.5rem}
a{display:block;padding:.75rem 1rem;border:1px solid #8a7d72;border-radius:.75rem;background:#fff;color:inherit;text-decoration:none}
a:hover,a:focus-visible{outline:3px solid #a8431c;outline-offset:2px}
span{display:block;font-size:1rem;color:#5c524b}
@media (prefers-color-scheme:dark){body{background:#1f1b18;color:#f3ece5}a{background:#2b2521;border-color:#8a7d72}span{color:#cabfb5}}
`

var roleNames = map[string]string{
	client: "cliënt", supportWorker: "begeleider", networkLead: "netwerkaanspreekpunt", coordinator: "coördinator",
	organisationAdmin: "beheerder van de organisatie", regionCoordinator: "regiocoördinator", platformOperator: "platformbeheerder",
}

type pageGroup struct {
	Title  string
	People []pagePerson
}

type pagePerson struct {
	Name, Roles string
	Link        string
}

// choosePerson shows who may be chosen. Each choice is the same request again,
// now with a login_hint.
func choosePerson(w http.ResponseWriter, is *issuer, q url.Values) {
	groups := []pageGroup{{Title: "Medewerkers"}, {Title: "Cliënten"}}
	for _, who := range is.People {
		at := 0
		if who.IsClient() {
			at = 1
		}
		q.Set("login_hint", who.Subject)
		groups[at].People = append(groups[at].People, pagePerson{Name: who.Name, Roles: inWords(who), Link: "?" + q.Encode()})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// The template is fixed and tested; what can fail is the connection.
	_ = page.Execute(w, struct {
		Name   string
		Groups []pageGroup
	}{is.Name, groups})
}

func inWords(who Person) string {
	words := ""
	for i, role := range who.Roles {
		if i > 0 {
			words += ", "
		}
		words += roleNames[role]
	}
	if who.Networker {
		words += ", netwerker"
	}
	return words
}

func style(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write([]byte(sheet))
}
