package sheet

import (
	"strconv"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

// Note is a sentence about one row, or about the whole file when Line is 0. It holds
// a code and numbers, never what stood in the row.
type Note struct {
	Line   int    `json:"line"`             // where the row starts; the heading is line 1
	Number string `json:"number,omitempty"` // the organisation's client number, when usable
	Code   string `json:"code"`
	Column string `json:"column,omitempty"` // which column the sentence is about, by our name for it
	Other  int    `json:"other,omitempty"`  // another line, or how many: whatever the sentence names
}

// Text is the sentence, in both languages.
func (n Note) Text() fault.Text {
	t := noteTexts[n.Code]
	other := strconv.Itoa(n.Other)
	return fault.Text{NL: strings.ReplaceAll(t.NL, "{n}", other), EN: strings.ReplaceAll(t.EN, "{n}", other)}
}

// Codes of rows that are refused.
const (
	NoteNoName          = "NO_NAME"
	NoteNameTooLong     = "NAME_TOO_LONG"
	NoteNoNumber        = "NO_NUMBER"
	NoteBadNumber       = "MALFORMED_NUMBER"
	NoteNumberIsBSN     = "NUMBER_IS_BSN"
	NoteDuplicateNumber = "DUPLICATE_NUMBER"
	NoteUnknownLocation = "UNKNOWN_LOCATION"
	NoteTooFewColumns   = "TOO_FEW_COLUMNS"
	NoteTooManyColumns  = "TOO_MANY_COLUMNS"
	NoteBrokenQuotes    = "BROKEN_QUOTES"
	NoteOutOfCare       = "OUT_OF_CARE"
	NoteEndUnreadable   = "END_DATE_UNREADABLE"

	// Of a resource in a FHIR file; its line is the place in the Bundle, from 1, or the line of the file.
	NoteNotJSON         = "FHIR_LINE_NOT_JSON"
	NoteNotAResource    = "FHIR_NOT_A_RESOURCE"
	NoteUnreadable      = "FHIR_RESOURCE_UNREADABLE"
	NoteRelatedToNobody = "FHIR_RELATED_TO_NOBODY"
	NoteReplaced        = "FHIR_RECORD_REPLACED"
)

// Codes of remarks: the row came in, or nothing is lost by it.
const (
	NoteBirthUnreadable = "BIRTH_DATE_UNREADABLE"
	NoteBirthFuture     = "BIRTH_DATE_IN_FUTURE"
	NoteBirthLongAgo    = "BIRTH_DATE_TOO_LONG_AGO"
	NoteNoGivenName     = "NO_GIVEN_NAME"
	NoteNoLocation      = "NO_LOCATION"
	NoteSameRowTwice    = "SAME_ROW_TWICE"
	NoteWorkerNoEmail   = "SUPPORT_WORKER_WITHOUT_EMAIL"
	NoteWorkerLeft      = "SUPPORT_WORKER_LEFT"
	NoteBSNElsewhere    = "BSN_IN_OTHER_COLUMN"
	NoteWordsLeftOut    = "WORDS_TOO_LONG_OR_MANY"
	NoteLeftCare        = "CLIENT_LEFT_CARE"
	NoteNoSecond        = "SECOND_RESPONSIBLE_MISSING"
	NoteLocationsMade   = "LOCATIONS_MADE"
)

var noteTexts = map[string]fault.Text{
	NoteNoName:          {NL: "Er staat geen roepnaam of achternaam. Vul de naam in en lever de rij opnieuw aan.", EN: "There is no given or family name. Fill in the name and send this row again."},
	NoteNameTooLong:     {NL: "De naam is te lang om een naam te zijn. Kijk of er iets anders in de kolom staat.", EN: "The name is too long to be one. See whether something else stands in the column."},
	NoteNoNumber:        {NL: "Er staat geen cliëntnummer. Zonder nummer is niet te zien om wie het gaat; vul het aan.", EN: "There is no client number. Without it one cannot tell whom this is about; fill it in."},
	NoteBadNumber:       {NL: "Het cliëntnummer heeft niet de vorm van een nummer (letters, cijfers en streepjes, hooguit 40).", EN: "The client number does not look like one (letters, digits and dashes, at most 40)."},
	NoteNumberIsBSN:     {NL: "Het cliëntnummer lijkt een burgerservicenummer. Dat bewaren we nooit; gebruik het eigen cliëntnummer.", EN: "The client number looks like a national number (BSN). That is never kept; use your own client number."},
	NoteDuplicateNumber: {NL: "Dit cliëntnummer staat ook op regel {n}, met andere gegevens. Kijk van wie het nummer is.", EN: "This client number also stands on line {n}, with other details. See whose number it is."},
	NoteUnknownLocation: {NL: "Deze locatie kennen we niet. Voeg de locatie eerst toe, of verbeter de naam in het bestand.", EN: "We do not know this location. Add the location first, or mend its name in the file."},
	NoteTooFewColumns:   {NL: "De rij breekt af: er zijn minder kolommen dan in de kop. Exporteer deze rij opnieuw.", EN: "The row breaks off: it has fewer columns than the heading. Export this row again."},
	NoteTooManyColumns:  {NL: "De rij heeft meer kolommen dan de kop, dus alles kan verschoven zijn. Exporteer deze rij opnieuw.", EN: "The row has more columns than the heading, so anything may have shifted. Export this row again."},
	NoteBrokenQuotes:    {NL: "In deze rij gaat een aanhalingsteken open en niet meer dicht. Exporteer deze rij opnieuw.", EN: "A quotation mark opens in this row and never closes. Export this row again."},
	NoteOutOfCare:       {NL: "Deze persoon is uit zorg. Die nemen we niet over.", EN: "This person is out of care. They are not taken in."},
	NoteEndUnreadable:   {NL: "Er staat iets bij “uit zorg” dat geen datum is. Zet er een datum neer, of maak het leeg.", EN: "What stands under “out of care” is no date. Put a date there, or leave it empty."},
	NoteNotJSON:         {NL: "Deze regel is geen JSON. Elke regel hoort één FHIR-resource te zijn; exporteer het bestand opnieuw.", EN: "This line is not JSON. Each line should be one FHIR resource; export the file again."},
	NoteNotAResource:    {NL: "Hier staat geen FHIR-resource: er is geen resourceType. Exporteer het bestand opnieuw.", EN: "This is no FHIR resource: it has no resourceType. Export the file again."},
	NoteUnreadable:      {NL: "Deze resource is niet volgens FHIR R4 gemaakt en niet gelezen. Meld het bij de leverancier van het dossier.", EN: "This resource is not made as FHIR R4 says and was not read. Tell the supplier of the record."},
	NoteRelatedToNobody: {NL: "Deze contactpersoon hoort bij geen cliënt in dit bestand. Er is niets mee gedaan; exporteer de cliënt mee.", EN: "This contact person belongs to no client in this file. Nothing was done with it; export the client as well."},
	NoteReplaced:        {NL: "Dit dossier is samengevoegd met een ander en telt niet meer. Het andere dossier telt wel.", EN: "This record was merged into another and does not count any more. The other one does."},
	NoteBirthUnreadable: {NL: "De geboortedatum bestaat niet of is niet te lezen. Het geboortejaar is leeg gelaten.", EN: "The date of birth does not exist or cannot be read. The birth year was left empty."},
	NoteBirthFuture:     {NL: "De geboortedatum ligt in de toekomst. Het geboortejaar is leeg gelaten.", EN: "The date of birth lies in the future. The birth year was left empty."},
	NoteBirthLongAgo:    {NL: "De geboortedatum ligt te lang geleden. Het geboortejaar is leeg gelaten.", EN: "The date of birth is too long ago. The birth year was left empty."},
	NoteNoGivenName:     {NL: "Er is geen roepnaam. De achternaam staat er nu als naam; vraag hoe deze persoon genoemd wil worden.", EN: "There is no given name. The family name stands in its place; ask what this person likes to be called."},
	NoteNoLocation:      {NL: "Er staat geen locatie. De cliënt is er wel; kies de locatie nog.", EN: "There is no location. The client is there; the location is still to be chosen."},
	NoteSameRowTwice:    {NL: "Deze rij staat ook op regel {n}, met dezelfde gegevens. Eén keer is genoeg.", EN: "This row also stands on line {n}, with the same details. Once is enough."},
	NoteWorkerNoEmail:   {NL: "Van de begeleider is geen bruikbaar e-mailadres bekend. Kies de begeleider nog.", EN: "There is no usable e-mail address of the support worker. Choose the support worker by hand."},
	NoteWorkerLeft:      {NL: "Deze begeleider werkt hier niet meer en krijgt niemand meer. Kies een andere begeleider, en verbeter het in de administratie.", EN: "This support worker has left and is given nobody any more. Choose another one, and mend it in the administration."},
	NoteBSNElsewhere:    {NL: "In deze kolom stond een burgerservicenummer. Dat is weggelaten; haal het ook uit de administratie.", EN: "A national number (BSN) stood in this column. It was left out; take it out of the administration too."},
	NoteWordsLeftOut:    {NL: "Er stond meer in deze kolom dan past (korte woorden, met komma's ertussen). De rest is weggelaten.", EN: "This column held more than fits (short words, with commas between). The rest was left out."},
	NoteLeftCare:        {NL: "Deze cliënt staat in Optrek en is volgens het bestand uit zorg. Het vertrek wordt voorgesteld, meer niet: praat er eerst over. Een import haalt niemand weg.", EN: "This client is in Optrek and out of care according to the file. Their leaving is proposed and nothing more: talk about it first. An import removes nobody."},
	NoteNoSecond:        {NL: "{n} cliënten hebben nog geen tweede verantwoordelijke begeleider. Het bestand noemt er één; kies samen een tweede.", EN: "{n} clients have no second responsible support worker yet. The file names one; choose a second together."},
	NoteLocationsMade:   {NL: "Er waren nog geen locaties. {n} locaties zijn uit het bestand overgenomen; kijk de namen na.", EN: "There were no locations yet. {n} locations were taken from the file; look the names through."},
}

// LeftOut is a column that was left out, or of which only a part was taken.
type LeftOut struct {
	Column string `json:"column"` // as in the file's heading
	Code   string `json:"code"`
}

// Text says why, in both languages.
func (l LeftOut) Text() fault.Text { return leftOutTexts[l.Code] }

// Reason says why a fixed column never comes in, in both languages; nothing of another.
func (c Column) Reason() fault.Text { return leftOutTexts[c.Fixed] }

var leftOutTexts = map[string]fault.Text{
	"BSN":       {NL: "Een burgerservicenummer mag Optrek niet hebben en heeft het niet nodig. De kolom is niet gelezen en nergens bewaard.", EN: "Optrek may not have a national number (BSN) and does not need it. The column was not read and is kept nowhere."},
	"BIRTH":     {NL: "Alleen het jaar is overgenomen. Dag en maand hebben we niet nodig.", EN: "Only the year was taken. Day and month are not needed."},
	"GENDER":    {NL: "Wie bij wie past hangt niet van geslacht af. Wat iemand wil, zegt die zelf.", EN: "Who gets on with whom does not depend on gender. What somebody wants, they say themself."},
	"POSTCODE":  {NL: "Alleen de vier cijfers zijn overgenomen. Preciezer hoeft niet.", EN: "Only the four digits were taken. Nearer is not needed."},
	"TOWN":      {NL: "De plaats hoort bij de locatie, niet bij de persoon.", EN: "The town belongs to the location, not to the person."},
	"PHONE":     {NL: "Contact gaat via de begeleider. Een telefoonnummer is niet nodig.", EN: "Contact goes through the support worker. A telephone number is not needed."},
	"IN_CARE":   {NL: "Hoe lang iemand zorg krijgt, doet er hier niet toe.", EN: "How long somebody has had care does not matter here."},
	"OUT":       {NL: "Alleen bekeken om wie uit zorg is niet over te nemen. Niet bewaard.", EN: "Only looked at, so that nobody who is out of care is taken in. Not kept."},
	"REMARK":    {NL: "Vrije tekst uit een dossier hoort hier niet. Wat iemand wil weten, vertelt de cliënt zelf.", EN: "Free text from a file does not belong here. What is to be known, the client tells."},
	"DIAGNOSIS": {NL: "Wat iemand heeft, doet er niet toe. Wat iemand wil en kan, wel.", EN: "What somebody has does not matter here. What they want and can does."},
	"CHOSEN":    {NL: "Je koos om deze kolom niet over te nemen.", EN: "You chose not to take this column in."},
	"ADDRESS":   {NL: "Een adres is niet nodig: alleen de vier cijfers van de postcode.", EN: "An address is not needed: only the four digits of the postal code."},
	"FHIR_TYPE": {NL: "Dit soort gegevens heeft Optrek niet nodig. Het is geteld en niet gelezen.", EN: "Optrek does not need data of this kind. It was counted and not read."},
	"FHIR_PAGE": {NL: "Dit is één bladzijde van meer: niet iedereen staat in dit bestand. Haal ook de volgende bladzijden op.", EN: "This is one page of more: not everybody is in this file. Fetch the next pages as well."},
	"UNKNOWN":   {NL: "Deze kolom heeft Optrek niet nodig.", EN: "Optrek does not need this column."},
}

// partly says of which fields only a part is taken, and why.
var partly = map[Field]string{
	FieldBirthDate: "BIRTH", FieldPostalCode: "POSTCODE", FieldTown: "TOWN", FieldOutOfCare: "OUT",
}

// Left lists the columns that are left out, or taken in part only, in the order of the file.
func (f *File) Left() []LeftOut {
	var left []LeftOut
	for _, c := range f.Columns {
		code := c.Fixed
		switch {
		case c.Heading == "" || tooLong(c.Heading, 60):
			continue
		case code == "" && c.Field != FieldNone:
			code = partly[c.Field]
		case code == "" && c.Known:
			code = "CHOSEN"
		case code == "":
			code = "UNKNOWN"
		}
		if code != "" {
			left = append(left, LeftOut{Column: c.Heading, Code: code})
		}
	}
	return left
}
