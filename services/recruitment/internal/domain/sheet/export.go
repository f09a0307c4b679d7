package sheet

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Exported is one client of a file that goes out, with what stands elsewhere: the name of the
// location and the first support worker.
type Exported struct {
	Client   domain.Client
	Location string
	Worker   string
	Email    string
}

// columnsOut are the columns of an export, each by a heading that the import knows.
// Nothing a client told in their own words is among them, and no second responsible:
// the import reads none.
var columnsOut = []struct {
	heading string
	cell    func(Exported) string
}{
	{"Cliëntnummer", func(d Exported) string { return d.Client.Number }},
	{"Roepnaam", func(d Exported) string { return d.Client.GivenName }},
	{"Achternaam", func(d Exported) string { return d.Client.FamilyName }},
	{"Geboortejaar", func(d Exported) string { return year(d.Client.BirthYear) }},
	{"Locatie", func(d Exported) string { return d.Location }},
	{"Postcode", func(d Exported) string { return d.Client.Profile.Area }},
	{"Persoonlijk begeleider", func(d Exported) string { return d.Worker }},
	{"E-mail begeleider", func(d Exported) string { return d.Email }},
	{"Interesses", func(d Exported) string { return list(d.Client.Profile.Interests) }},
	{"Hulpmiddelen", func(d Exported) string { return list(d.Client.Aids) }},
	{"Uit zorg", func(d Exported) string { return careEnded(d.Client.Leaving) }},
}

// Export makes a CSV file of the clients: UTF-8 with its mark, semicolons, CRLF, every
// cell in quotes and none that a spreadsheet would run. Imported again it changes nothing.
func Export(clients []Exported) []byte {
	var b strings.Builder
	b.WriteString("\ufeff")
	line := func(cell func(i int) string) {
		for i := range columnsOut {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(`"` + strings.ReplaceAll(Neutral(cell(i)), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	line(func(i int) string { return columnsOut[i].heading })
	for _, c := range clients {
		line(func(i int) string { return columnsOut[i].cell(c) })
	}
	return []byte(b.String())
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// list puts words in one cell. A word that the import would read as several, or as
// another one, is left out: it is in Optrek, and would come back beside itself.
func list(words []string) string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		if !strings.ContainsAny(w, ",;\n|") && !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, ", ")
}

// careEnded is the day on which care ended, for whom an earlier export said so: without
// it, reading the file again would say that they are back in care.
func careEnded(l *domain.Leaving) string {
	if l == nil || l.Ended == "" {
		return ""
	}
	day, err := time.Parse(time.DateOnly, l.Ended)
	if err != nil {
		return ""
	}
	return day.Format("02-01-2006")
}
