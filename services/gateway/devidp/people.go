package devidp

import "slices"

// Role names as they travel in the `roles` claim. They equal the names in
// package authn; a provider is a stranger to our code, so they are plain text.
const (
	client            = "client"
	supportWorker     = "support_worker"
	networkLead       = "network_lead"
	coordinator       = "coordinator"
	organisationAdmin = "organisation_admin"
	regionCoordinator = "region_coordinator"
	platformOperator  = "platform_operator"
)

// Region is the one region in which the demo organisations work together.
const Region = "Zuid"

// Organisation is a made-up care organisation with its own issuer.
type Organisation struct {
	ID     string // the tenant: a fixed UUID, so that demo data can be made again
	Slug   string // last part of the issuer's address
	Name   string
	Region string // empty: works together with nobody yet
	Accent string // #rrggbb; carries white text with a contrast of at least 4.5
	People []Person
}

// Person is somebody made up who can sign in at one organisation.
type Person struct {
	Subject      string // the `sub` claim, unique within the organisation
	Name         string // visibly made up
	Email        string // staff only: clients need no e-mail
	Roles        []string
	ClientNumber string // clients only
	Networker    bool   // clients only: demo data makes this client an active networker
}

// IsClient tells whether the person receives care rather than works here.
func (p Person) IsClient() bool { return slices.Contains(p.Roles, client) }

// Organisations returns the demo organisations and their people, in the order
// in which a screen shows them. Every call returns a fresh copy.
func Organisations() []Organisation {
	return []Organisation{lsr(), dichterbij(), syndion(), nieuwBegin()}
}

func lsr() Organisation {
	const slug = "lsr"
	return Organisation{
		ID: "01900000-0000-7000-8000-000000000001", Slug: slug, Name: "LSR", Region: Region, Accent: "#a8431c",
		People: []Person{
			staff(slug, "bas", "Bas Bedacht", supportWorker),
			staff(slug, "vera", "Vera Voorbeeld", supportWorker),
			staff(slug, "nina", "Nina Namaak", supportWorker, networkLead),
			staff(slug, "koen", "Koen Kunstmatig", coordinator),
			staff(slug, "olga", "Olga Oefening", organisationAdmin),
			// The region and the platform have no issuer of their own in the
			// demo: these two are employed by LSR.
			staff(slug, "rita", "Rita Regioproef", regionCoordinator),
			staff(slug, "pim", "Pim Proefdraai", platformOperator),
			care("noor", "Noor Nep", "D100011", true),
			care("daan", "Daan Demo", "D100012", false),
			care("fenna", "Fenna Fictief", "D100013", true),
			care("teun", "Teun Test", "D100014", false),
		},
	}
}

func dichterbij() Organisation {
	const slug = "dichterbij"
	return Organisation{
		ID: "01900000-0000-7000-8000-000000000002", Slug: slug, Name: "Dichterbij", Region: Region, Accent: "#8f2d56",
		People: []Person{
			staff(slug, "ids", "Ids Ingebeeld", supportWorker),
			staff(slug, "gijs", "Gijs Gefingeerd", supportWorker),
			staff(slug, "vico", "Vico Verzonnen", supportWorker),
			staff(slug, "sanne", "Sanne Schijnbaar", supportWorker, networkLead),
			staff(slug, "mo", "Mo Model", supportWorker, networkLead),
			staff(slug, "tess", "Tess Toneel", coordinator),
			staff(slug, "hugo", "Hugo Hypothese", organisationAdmin),
			care("lot", "Lot Legende", "D200011", true),
			care("sam", "Sam Sprookje", "D200012", false),
			care("pip", "Pip Poppenkast", "D200013", false),
			care("roos", "Roos Roman", "D200014", true),
		},
	}
}

func syndion() Organisation {
	const slug = "syndion"
	return Organisation{
		ID: "01900000-0000-7000-8000-000000000003", Slug: slug, Name: "Syndion", Region: Region, Accent: "#7d5700",
		People: []Person{
			staff(slug, "eva", "Eva Exempel", supportWorker),
			staff(slug, "dirk", "Dirk Denkbeeld", supportWorker),
			staff(slug, "anouk", "Anouk Attrap", supportWorker, networkLead),
			staff(slug, "lars", "Lars Luchtkasteel", coordinator),
			staff(slug, "wil", "Wil Watals", organisationAdmin),
			care("jip", "Jip Jokkebrok", "D300011", true),
			care("mees", "Mees Maquette", "D300012", false),
			care("saar", "Saar Simulatie", "D300013", false),
		},
	}
}

// nieuwBegin has nothing but three people to sign in with: demo data leaves it
// empty, so that anybody can see how an organisation's first day goes. It is in
// no region: that comes later too.
func nieuwBegin() Organisation {
	const slug = "nieuwbegin"
	return Organisation{
		ID: "01900000-0000-7000-8000-000000000004", Slug: slug, Name: "Nieuw Begin", Accent: "#3f6b4a",
		People: []Person{
			staff(slug, "ada", "Ada Aanvang", organisationAdmin),
			staff(slug, "otis", "Otis Opstart", coordinator),
			staff(slug, "stien", "Stien Startblok", supportWorker),
		},
	}
}

func staff(slug, first, name string, roles ...string) Person {
	return Person{Subject: first, Name: name, Email: first + "@" + slug + ".example.org", Roles: roles}
}

func care(first, name, number string, networker bool) Person {
	return Person{Subject: first, Name: name, Roles: []string{client}, ClientNumber: number, Networker: networker}
}
