package fhir

import (
	"slices"
	"strings"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// The systems in which nl-core says what somebody is to the client.
const (
	roles    = "urn:oid:2.16.840.1.113883.2.4.3.11.22.472"         // RolCodelijst, COD472-VEKT
	extra    = "urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.1"   // RolCodelijst, what Vektis has not
	families = "http://terminology.hl7.org/CodeSystem/v3-RoleCode" // RelatieCodelijst
)

// related hangs the people around a client on them: who decides by law, and whom to
// ask the client about. A contact person in the Patient itself counts when there is no
// RelatedPerson of the same name.
func (r *reader) related() {
	for _, res := range r.all {
		one, ok := res.body.(*relatedPerson)
		if !ok {
			continue
		}
		p := r.who(res, one.Patient)
		if p == nil {
			r.unrelated = append(r.unrelated, res.n)
			continue
		}
		_, over := one.Period.ended(r.today)
		if over || (one.Active != nil && !*one.Active) {
			continue
		}
		p.add(fullName(one.Name, r.today), one.Relationship, stableKey(res))
	}
	for _, p := range r.patients {
		for _, c := range p.Contact {
			_, over := c.Period.ended(r.today)
			if named := r.find(p.resource, referred(c.Extension), "RelatedPerson"); named == nil && !over {
				p.add(fullName([]humanName{c.Name}, r.today), c.Relationship, "")
			}
		}
	}
}

// stableKey is by what the same person is known in the next export: the id that the
// administration gave. One that was made for this file alone is none.
func stableKey(res *resource) string {
	if !res.lasting {
		return ""
	}
	return "RelatedPerson/" + res.id
}

// referred gives the RelatedPerson that a contact person in a Patient is.
func referred(extensions []extension) *reference {
	for _, e := range extensions {
		if strings.HasSuffix(e.URL, "/patient-relatedPerson") {
			return e.ValueReference
		}
	}
	return nil
}

func (p *person) add(name string, relationship []codeable, key string) {
	if name == "" {
		return
	}
	if kind := legal(relationship); rank(kind) < rank(p.beside.Legal.Kind) {
		p.beside.Legal = domain.Representative{Name: name, Kind: kind}
	}
	same := func(n networkmap.NamedPerson) bool { return strings.EqualFold(n.Name, name) }
	if !slices.ContainsFunc(p.beside.Named, same) {
		p.beside.Named = append(p.beside.Named, proposal(name, relation(relationship), key))
	}
}

// legal gives as what somebody decides for or with the client by law; empty when not.
func legal(of []codeable) string {
	switch {
	case has(of, roles, "03"):
		return "curator"
	case has(of, roles, "15"):
		return "mentor"
	case has(of, roles, "24", "11") && has(of, families, "FTH", "MTH", "PRN", "NFTH", "NMTH", "ADOPTF", "ADOPTM", "STPFTH", "STPMTH", "FTHFOST", "MTHFOST", "PRNFOST"),
		has(of, roles, "11"):
		return "parent" // with authority, or a guardian in their place
	case has(of, roles, "24"), has(of, families, "HPOWATT", "POWATT", "DPOWATT", "RESPRSN"):
		return "authorised"
	case has(of, roles, "14"):
		return "administrator"
	default:
		return ""
	}
}

// rank: of several, who decides about most comes first.
func rank(kind string) int {
	if i := slices.Index([]string{"curator", "mentor", "parent", "authorised", "administrator"}, kind); i >= 0 {
		return i
	}
	return 99
}

// relation says in Dutch what somebody is to the client: family before role.
func relation(of []codeable) string {
	for _, list := range []struct {
		system string
		words  map[string]string
	}{{families, familyWords}, {roles, roleWords}, {extra, extraWords}} {
		for _, c := range of {
			for _, one := range c.Coding {
				if word := list.words[strings.ToUpper(one.Code)]; word != "" && strings.EqualFold(one.System, list.system) {
					return word
				}
			}
		}
	}
	for _, c := range of {
		for _, one := range c.Coding {
			if one.Display != "" && one.System != families { // those displays are English
				return strings.ToLower(tidy(one.Display))
			}
		}
		if c.Text != "" {
			return strings.ToLower(tidy(c.Text))
		}
	}
	return ""
}

var familyWords = map[string]string{
	"ADOPTF": "adoptievader", "ADOPTM": "adoptiemoeder", "AUNT": "tante", "BRO": "broer", "BROINLAW": "zwager",
	"CHILD": "kind", "COUSN": "neef of nicht", "DAUC": "dochter", "DAU": "dochter", "DAUINLAW": "schoondochter", "DOMPART": "partner",
	"FTH": "vader", "FTHINLAW": "schoonvader", "DAUFOST": "pleegdochter", "FTHFOST": "pleegvader", "MTHFOST": "pleegmoeder",
	"SONFOST": "pleegzoon", "GRNDDAU": "kleindochter", "GRFTH": "opa", "GRMTH": "oma", "GRNDSON": "kleinzoon",
	"GGRFTH": "overgrootvader", "GGRMTH": "overgrootmoeder", "HUSB": "echtgenoot", "MTH": "moeder", "MTHINLAW": "schoonmoeder",
	"NEPHEW": "neef", "NIECE": "nicht", "SIS": "zus", "SISINLAW": "schoonzus", "SONC": "zoon", "SON": "zoon",
	"SONINLAW": "schoonzoon", "STPFTH": "stiefvader", "STPMTH": "stiefmoeder", "UNCLE": "oom", "WIFE": "echtgenote",
	"SPS": "partner", "SIGOTHR": "partner", "PRN": "ouder", "SIB": "broer of zus", "NBOR": "buur", "FRND": "vriend of vriendin",
	"ROOM": "huisgenoot", "GUARD": "voogd", "POWATT": "gemachtigde", "HPOWATT": "gemachtigde",
}

var roleWords = map[string]string{
	"01": "contactpersoon", "02": "contactpersoon", "03": "curator", "04": "regelt de geldzaken", "05": "kijkt mee bij geldzaken",
	"06": "huisgenoot", "07": "hulpverlener", "11": "voogd", "14": "bewindvoerder", "15": "mentor", "19": "buur",
	"20": "vriend of kennis", "21": "cliëntondersteuner", "23": "contactpersoon", "24": "wettelijke vertegenwoordiger",
}

var extraWords = map[string]string{"100001": "mantelzorger", "100002": "geestelijk verzorger", "100003": "tolk", "100004": "advocaat"}
