package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"go.yaml.in/yaml/v3"

	"github.com/optrek/optrek/services/internal/retention"
)

// Organisation is one care organisation: a tenant, with its own way to sign in. One
// provider stands with its fields right beside the organisation's; several stand under
// providers, each with the same fields, and the sign-in page lets people choose.
type Organisation struct {
	ID     string `yaml:"id"`     // UUID; the tenant in every token and row
	Name   string `yaml:"name"`   // as its people say it
	Region string `yaml:"region"` // organisations with the same region work together
	Accent string `yaml:"accent"` // colour, #rrggbb; may be empty
	Slug   string `yaml:"slug"`   // its name in addresses; by default made of Name
	// Database is what its own database is called, whose URL stands in OPTREK_DATABASE_URL__<NAME>; empty: it
	// stands in the shared one. Several organisations may have one together.
	Database string `yaml:"database"`
	// MovesFrom is the database of its own in which its rows still are, until `optrek tenant move` has brought them
	// to Database; empty: the shared one, which is always known.
	MovesFrom string `yaml:"moves_from"`

	Retention retention.Months `yaml:"retention"` // how long it keeps what until it chooses in Optrek itself; what is left out: as is usual

	Provider  `yaml:",inline"`
	Providers []Provider `yaml:"providers"`
}

// SignIn gives the organisation's providers, however they were written down.
func (o Organisation) SignIn() []Provider {
	if o.Issuer != "" {
		return append([]Provider{o.Provider}, o.Providers...)
	}
	return o.Providers
}

// Provider is one OpenID Connect provider of an organisation (Entra ID, Keycloak and the
// like), and what is believed of what it says.
type Provider struct {
	Issuer           string `yaml:"issuer"`
	ClientID         string `yaml:"client_id"`
	ClientSecret     string `yaml:"client_secret"`      // better: client_secret_file
	ClientSecretFile string `yaml:"client_secret_file"` // read into ClientSecret

	Key   string `yaml:"provider"`       // its name in addresses; by default made of Label
	Label string `yaml:"provider_label"` // what people read when there are several, such as "Medewerkers"

	Roles        map[string]string `yaml:"roles"`         // what the provider calls a role → ours; by default our own names, within the organisation
	SecondFactor SecondFactor      `yaml:"second_factor"` // by default: ask.acr_values, else amr mfa, otp, hwk or sc
	Claims       Claims            `yaml:"claims"`
	Ask          Ask               `yaml:"ask"`
	SignOut      string            `yaml:"sign_out"` // "provider" (also there; the default) or "here"
	// RolesFrom says where staff get their roles: "claims" (the token; the default), "directory" (the groups that
	// came over SCIM, each with the role an administrator gave it), or "both".
	RolesFrom string `yaml:"roles_from"`
}

// SecondFactor says what of a token proves one: its acr, or any of its amr.
type SecondFactor struct {
	ACR []string `yaml:"acr"`
	AMR []string `yaml:"amr"`
}

// Claims says where in a token something stands: the claim's name, or a path through objects
// with dots, such as realm_access.roles. What is left out stands where it usually does.
type Claims struct {
	Roles        []string `yaml:"roles"` // of each of these paths: all are read
	Name         string   `yaml:"name"`
	Email        string   `yaml:"email"`
	ClientNumber string   `yaml:"client_number"`
	ACR          string   `yaml:"acr"`
	AMR          string   `yaml:"amr"`

	TrustEmail bool `yaml:"trust_email"` // this provider knows its people's addresses, also without email_verified
	UserInfo   bool `yaml:"userinfo"`    // look at the userinfo endpoint too, for what the token leaves out
}

// Ask is what is asked of the provider beside who somebody is.
type Ask struct {
	ACRValues []string      `yaml:"acr_values"` // how somebody is to prove who they are, best first
	MaxAge    time.Duration `yaml:"max_age"`    // how long ago they may have proved it; then auth_time must say so
	Scopes    []string      `yaml:"scopes"`     // beside openid, profile and email
	Claims    string        `yaml:"claims"`     // the claims parameter, JSON (Entra ID asks for a second factor in it)
}

var colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// readOrganisations reads `organisations: [...]`. A field that we do not know is
// an error: a misspelt setting must not be a setting that silently does nothing.
func readOrganisations(file string, production bool) ([]Organisation, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Organisations []Organisation `yaml:"organisations"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	seen := map[string]bool{}
	for i := range doc.Organisations {
		o := &doc.Organisations[i]
		if err := o.complete(production); err != nil {
			return nil, fmt.Errorf("organisation %d (%s): %w", i+1, o.Name, err)
		}
		if seen[o.ID] {
			return nil, fmt.Errorf("organisation %d (%s): id is used twice", i+1, o.Name)
		}
		seen[o.ID] = true
	}
	return doc.Organisations, checkDatabases(doc.Organisations)
}

// complete checks the organisation and reads its providers' secrets.
func (o *Organisation) complete(production bool) error {
	id, err := uuid.Parse(o.ID)
	if err != nil || id == uuid.Nil || id.String() != o.ID {
		return errors.New("id: want a UUID in small letters")
	}
	if o.Name == "" {
		return errors.New("name: is empty")
	}
	if o.Accent != "" && !colour.MatchString(o.Accent) {
		return errors.New("accent: want #rrggbb")
	}
	if err := o.Retention.Check(); err != nil {
		return err
	}
	if production && len(o.SignIn()) == 0 {
		return errors.New("issuer: is empty")
	}
	if o.Issuer == "" && !reflect.ValueOf(o.Provider).IsZero() {
		return errors.New("issuer: is empty, while other fields of a provider stand beside the organisation's")
	}
	if o.Issuer != "" {
		if err := o.Provider.complete(production); err != nil {
			return err
		}
	}
	for i := range o.Providers {
		if err := o.Providers[i].complete(production); err != nil {
			return fmt.Errorf("provider %d: %w", i+1, err)
		}
	}
	return nil
}

// Where roles_from has the roles of staff from.
const (
	RolesFromClaims    = "claims"
	RolesFromDirectory = "directory"
	RolesFromBoth      = "both"
)

// Where sign_out ends a session.
const (
	SignOutHere     = "here"
	SignOutProvider = "provider"
)

// claimPath is a claim's name or a path through objects. A claim may be called by an
// address, so anything goes but what nobody writes on purpose.
var claimPath = regexp.MustCompile(`^[^\s"{}]{1,200}$`)

// complete checks the provider and reads its secret.
func (p *Provider) complete(production bool) error {
	if u, err := url.Parse(p.Issuer); err != nil || u.Host == "" || (u.Scheme != "https" && (production || u.Scheme != "http")) {
		return errors.New("issuer: want https://host")
	}
	if p.ClientID == "" {
		return errors.New("client_id: is empty")
	}
	if p.RolesFrom != "" && p.RolesFrom != RolesFromClaims && p.RolesFrom != RolesFromDirectory && p.RolesFrom != RolesFromBoth {
		return errors.New("roles_from: want claims, directory or both")
	}
	if p.SignOut != "" && p.SignOut != SignOutHere && p.SignOut != SignOutProvider {
		return errors.New("sign_out: want provider or here")
	}
	if err := p.Claims.check(); err != nil {
		return err
	}
	if err := p.Ask.check(); err != nil {
		return err
	}
	return p.readSecret()
}

// check wants a claim's name, or a path to one, wherever something is named.
func (c Claims) check() error {
	for field, paths := range map[string][]string{
		"roles": c.Roles, "name": {c.Name}, "email": {c.Email}, "client_number": {c.ClientNumber}, "acr": {c.ACR}, "amr": {c.AMR},
	} {
		for _, path := range paths {
			if path == "" && field != "roles" {
				continue // left out
			}
			if !claimPath.MatchString(path) || slices.Contains(strings.Split(path, "."), "") {
				return fmt.Errorf("claims.%s: want a claim's name, or a path such as realm_access.roles", field)
			}
		}
	}
	return nil
}

func (a Ask) check() error {
	if a.MaxAge < 0 || a.MaxAge > 0 && a.MaxAge < time.Minute {
		return errors.New("ask.max_age: want at least 1m")
	}
	for field, words := range map[string][]string{"acr_values": a.ACRValues, "scopes": a.Scopes} {
		for _, word := range words {
			if word == "" || strings.ContainsAny(word, " \t\n") {
				return fmt.Errorf("ask.%s: want a list of words without spaces", field)
			}
		}
	}
	if a.Claims != "" {
		var asked map[string]any
		if err := json.Unmarshal([]byte(a.Claims), &asked); err != nil {
			return errors.New("ask.claims: want a JSON object")
		}
	}
	return nil
}

func (p *Provider) readSecret() error {
	if p.ClientSecretFile == "" {
		return nil
	}
	if p.ClientSecret != "" {
		return errors.New("client_secret and client_secret_file: want one of them")
	}
	secret, err := os.ReadFile(p.ClientSecretFile)
	if err != nil {
		return err
	}
	p.ClientSecret = strings.TrimSpace(string(secret))
	if p.ClientSecret == "" {
		return errors.New("client_secret_file: is empty")
	}
	return nil
}

// Retention is how long the organisations keep what until they choose for themselves.
func (c Config) Retention() retention.Usual {
	usual := retention.Usual{}
	for _, o := range c.Organisations {
		usual[o.ID] = o.Retention
	}
	return usual
}
