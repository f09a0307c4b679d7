package demo

import recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"

// organisation is the plan of one organisation. Subjects are those of the development provider.
type organisation struct {
	slug, name  string
	coordinator string
	workers     [2]string // first and second responsible of everybody in the demo
	leads       []string
	locations   []*recruitmentv1.Location
	people      []person
}

func (o organisation) staff() []string {
	all := append([]string{o.coordinator}, o.workers[:]...)
	for _, lead := range o.leads {
		if lead != o.workers[0] && lead != o.workers[1] {
			all = append(all, lead)
		}
	}
	return all
}

// part says what somebody does in the demo's story.
type part int

const (
	leads       part = iota // an active networker, takes two people along
	leadsToo                // another one
	goesOut                 // under way with the first networker
	isAsked                 // has a proposal to answer
	isThoughtOf             // somebody's idea
	meets                   // getting acquainted
	rests                   // in a match that pauses
	says                    // is in a match that is being ended with care
	arrives                 // is new here, and has one support worker so far
)

// person is somebody made up. A subject means: has a card and signs in themself.
type person struct {
	part               part
	given, family      string
	number, subject    string
	born               int32
	interests, talents []string
	couldMean          string
	wish, picture      string
	kind               recruitmentv1.Wish_Kind
	evenings, group    bool
}

func (o organisation) is(p part) person {
	for _, person := range o.people {
		if person.part == p {
			return person
		}
	}
	return person{}
}

const (
	company   = recruitmentv1.Wish_KIND_COMPANY
	takePart  = recruitmentv1.Wish_KIND_TAKING_PART
	isolation = recruitmentv1.Wish_KIND_BREAKING_ISOLATION
	learn     = recruitmentv1.Wish_KIND_LEARNING
)

func organisations() []organisation { return []organisation{lsr(), dichterbij(), syndion()} }

func place(name, town, area string) *recruitmentv1.Location {
	return &recruitmentv1.Location{Name: name, Town: town, Area: area}
}

func lsr() organisation {
	return organisation{
		slug: "lsr", name: "LSR", coordinator: "koen", workers: [2]string{"bas", "vera"}, leads: []string{"nina", "vera"},
		locations: []*recruitmentv1.Location{place("Het Proefhuis", "Utrecht", "3512"), place("De Schets", "Zeist", "3701")},
		people: []person{
			{part: leads, given: "Noor", family: "Nep", number: "D100011", subject: "noor", born: 1988, interests: words("koken", "markt", "muziek"), talents: words("mensen op hun gemak stellen", "koken"), couldMean: "Samen naar de markt en dan koken.", wish: "Ik wil mijn eten met iemand delen.", picture: "pot-of-food", kind: company, evenings: true},
			{part: leadsToo, given: "Fenna", family: "Fictief", number: "D100013", subject: "fenna", born: 1995, interests: words("film", "games", "fietsen"), talents: words("luisteren", "de weg vinden"), couldMean: "Met iemand naar de film gaan die dat spannend vindt.", wish: "Ik wil vaker naar buiten.", picture: "bicycle", kind: takePart, evenings: true, group: true},
			{part: goesOut, given: "Daan", family: "Demo", number: "D100012", subject: "daan", born: 1990, interests: words("koken", "voetbal"), talents: words("grapjes maken"), couldMean: "Iemand aan het lachen maken.", wish: "Ik wil graag met iemand eten. Alleen is zo stil.", picture: "fork-and-knife-with-plate", kind: company, evenings: true},
			{part: isAsked, given: "Teun", family: "Test", number: "D100014", subject: "teun", born: 1979, interests: words("film", "treinen"), talents: words("alles van treinen weten"), couldMean: "Vertellen over treinen.", wish: "Ik wil een keer naar de bioscoop.", picture: "clapper-board", kind: takePart, evenings: true},
			{part: isThoughtOf, given: "Wies", family: "Wolkenkrabber", number: "D100021", born: 1968, interests: words("tuinieren", "koken"), talents: words("groene vingers"), couldMean: "Helpen met de tuin.", wish: "Ik wil mensen in de buurt leren kennen.", picture: "potted-plant", kind: isolation},
			{part: meets, given: "Otis", family: "Ontwerp", number: "D100022", born: 2001, interests: words("muziek", "games"), talents: words("trommelen"), couldMean: "Muziek maken met een ander.", wish: "Ik wil samen muziek maken.", picture: "musical-notes", kind: company, group: true},
			{part: rests, given: "Bo", family: "Bordkarton", number: "D100023", born: 1983, interests: words("fietsen", "dieren"), talents: words("goed met dieren"), couldMean: "De hond uitlaten.", wish: "Ik wil leren om met de bus te gaan.", picture: "bus", kind: learn},
			{part: says, given: "Jaap", family: "Jokkes", number: "D100024", born: 1959, interests: words("film", "puzzelen"), talents: words("geduld"), couldMean: "Rustig samen puzzelen.", wish: "Ik wil soms bezoek.", picture: "puzzle-piece", kind: company},
			{part: arrives, given: "Pleun", family: "Plaatje", number: "D100025", born: 1974, interests: words("wandelen"), talents: words("mooi tekenen"), couldMean: "Een tekening maken voor iemand.", wish: "Ik wil weten wie hier wonen.", picture: "house-with-garden", kind: isolation},
		},
	}
}

func dichterbij() organisation {
	return organisation{
		slug: "dichterbij", name: "Dichterbij", coordinator: "tess", workers: [2]string{"ids", "gijs"}, leads: []string{"sanne", "mo"},
		locations: []*recruitmentv1.Location{
			place("De Brug", "Gennep", "6591"), place("Zonnehof", "Venray", "5801"), place("De Linde", "Uden", "5401"),
			place("Het Anker", "Dordrecht", "3311"), place("'t Veerhuis", "Gorinchem", "4201"),
		},
		people: []person{
			{part: leads, given: "Lot", family: "Legende", number: "D200011", subject: "lot", born: 1985, interests: words("zwemmen", "samen eten", "muziek"), talents: words("vrolijk zijn", "zwemmen"), couldMean: "Iemand meenemen naar het zwembad.", wish: "Ik wil met iemand optreden.", picture: "musical-notes", kind: takePart, evenings: true},
			{part: leadsToo, given: "Roos", family: "Roman", number: "D200014", subject: "roos", born: 1992, interests: words("wandelen", "dieren", "film"), talents: words("luisteren"), couldMean: "Wandelen en praten.", wish: "Ik wil meer mensen kennen in Venray.", picture: "person-walking", kind: isolation},
			{part: goesOut, given: "Sam", family: "Sprookje", number: "D200012", subject: "sam", born: 1999, interests: words("zwemmen", "voetbal"), talents: words("doorzetten"), couldMean: "Iemand aanmoedigen.", wish: "Ik wil zwemmen, maar niet alleen.", picture: "person-swimming", kind: takePart, evenings: true},
			{part: isAsked, given: "Pip", family: "Poppenkast", number: "D200013", subject: "pip", born: 1972, interests: words("dieren", "wandelen"), talents: words("verhalen vertellen"), couldMean: "Verhalen vertellen.", wish: "Ik wil met iemand wandelen.", picture: "dog-face", kind: company},
			{part: isThoughtOf, given: "Guus", family: "Grapje", number: "D200021", born: 1965, interests: words("puzzelen", "samen eten"), talents: words("puzzelen"), couldMean: "Een puzzel uitzoeken.", wish: "Ik wil niet elke avond alleen zitten.", picture: "puzzle-piece", kind: isolation, evenings: true},
			{part: meets, given: "Iris", family: "Illusie", number: "D200022", born: 1997, interests: words("muziek", "dansen"), talents: words("dansen"), couldMean: "Samen dansen.", wish: "Ik wil naar een feest.", picture: "balloon", kind: takePart, evenings: true, group: true},
			{part: rests, given: "Karel", family: "Kartonnage", number: "D200023", born: 1980, interests: words("film", "knutselen"), talents: words("dingen maken"), couldMean: "Iets maken voor een ander.", wish: "Ik wil een vriend om mee te knutselen.", picture: "artist-palette", kind: company},
			{part: says, given: "Mien", family: "Mirage", number: "D200024", born: 1950, interests: words("dieren", "kerk"), talents: words("bakken"), couldMean: "Een taart bakken.", wish: "Ik wil leren een praatje te maken.", picture: "people-dialogue", kind: learn},
			{part: arrives, given: "Tom", family: "Tekening", number: "D200025", born: 1986, interests: words("treinen"), talents: words("kaartlezen"), couldMean: "De reis uitzoeken.", wish: "Ik wil een keer met de trein.", picture: "bus", kind: takePart},
		},
	}
}

func syndion() organisation {
	return organisation{
		slug: "syndion", name: "Syndion", coordinator: "lars", workers: [2]string{"eva", "dirk"}, leads: []string{"anouk", "dirk"},
		locations: []*recruitmentv1.Location{place("De Voorbeeldhof", "Gorinchem", "4205"), place("Het Decor", "Dordrecht", "3312")},
		people: []person{
			{part: leads, given: "Jip", family: "Jokkebrok", number: "D300011", subject: "jip", born: 1991, interests: words("games", "voetbal", "koken"), talents: words("uitleggen", "games"), couldMean: "Games uitleggen zonder haast.", wish: "Ik wil een voetbalmaatje.", picture: "soccer-ball", kind: company, evenings: true},
			{part: leadsToo, given: "Zus", family: "Zeepbel", number: "D300021", born: 1987, interests: words("winkelen", "dieren", "fietsen"), talents: words("de weg vinden"), couldMean: "Samen naar de winkel.", wish: "Ik wil fietsen met een groep.", picture: "bicycle", kind: takePart, group: true},
			{part: goesOut, given: "Mees", family: "Maquette", number: "D300012", subject: "mees", born: 2002, interests: words("games", "film"), talents: words("snel leren"), couldMean: "Iets uitzoeken op de computer.", wish: "Ik wil met iemand gamen.", picture: "video-game", kind: company, evenings: true},
			{part: isAsked, given: "Saar", family: "Simulatie", number: "D300013", subject: "saar", born: 1976, interests: words("winkelen", "dieren"), talents: words("zorgen voor dieren"), couldMean: "Op een dier passen.", wish: "Ik wil samen naar de winkel.", picture: "shopping-cart", kind: takePart},
			{part: isThoughtOf, given: "Abel", family: "Attentie", number: "D300022", born: 1963, interests: words("koken", "treinen"), talents: words("soep koken"), couldMean: "Soep koken voor iemand.", wish: "Ik wil iemand om mee te praten.", picture: "people-dialogue", kind: isolation},
			{part: meets, given: "Loes", family: "Luchtspiegeling", number: "D300023", born: 1994, interests: words("voetbal", "muziek"), talents: words("zingen"), couldMean: "Samen zingen.", wish: "Ik wil naar een wedstrijd.", picture: "soccer-ball", kind: takePart, evenings: true},
			{part: rests, given: "Ties", family: "Toverbal", number: "D300024", born: 1989, interests: words("fietsen", "zwemmen"), talents: words("fietsen maken"), couldMean: "Een band plakken.", wish: "Ik wil leren fietsen op de weg.", picture: "bicycle", kind: learn},
			{part: says, given: "Vita", family: "Verzinsel", number: "D300025", born: 1955, interests: words("dieren", "puzzelen"), talents: words("brei-les geven"), couldMean: "Leren breien.", wish: "Ik wil bezoek op zondag.", picture: "hot-beverage", kind: company},
			{part: arrives, given: "Bram", family: "Bedenksel", number: "D300026", born: 1993, interests: words("film"), talents: words("onthouden"), couldMean: "Een film navertellen.", wish: "Ik wil weten wat er te doen is.", picture: "clapper-board", kind: isolation},
		},
	}
}

func words(w ...string) []string { return w }
