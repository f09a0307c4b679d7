package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/google/uuid"
	"go.yaml.in/yaml/v3"
)

// Organisation is one care organisation: a tenant, with its own way to sign in.
type Organisation struct {
	ID     string `yaml:"id"`     // UUID; the tenant in every token and row
	Name   string `yaml:"name"`   // as its people say it
	Region string `yaml:"region"` // organisations with the same region work together

	Issuer           string `yaml:"issuer"` // of its OpenID Connect provider
	ClientID         string `yaml:"client_id"`
	ClientSecret     string `yaml:"client_secret"`      // better: client_secret_file
	ClientSecretFile string `yaml:"client_secret_file"` // read into ClientSecret

	Accent string `yaml:"accent"` // colour, #rrggbb; may be empty

	Slug  string            `yaml:"slug"`  // its name in addresses; by default made of Name
	Roles map[string]string `yaml:"roles"` // what the provider calls a role → ours; by default our own names, within the organisation

	SecondFactor SecondFactor `yaml:"second_factor"` // by default: amr mfa, otp, hwk or sc
}

// SecondFactor says what of a token proves one: its acr, or any of its amr.
type SecondFactor struct {
	ACR []string `yaml:"acr"`
	AMR []string `yaml:"amr"`
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
	return doc.Organisations, nil
}

// complete checks the organisation and reads its secret.
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
	if o.Issuer != "" {
		u, err := url.Parse(o.Issuer)
		if err != nil || u.Host == "" || (u.Scheme != "https" && (production || u.Scheme != "http")) {
			return errors.New("issuer: want https://host")
		}
		if o.ClientID == "" {
			return errors.New("client_id: is empty")
		}
	} else if production {
		return errors.New("issuer: is empty")
	}
	if o.ClientSecretFile == "" {
		return nil
	}
	if o.ClientSecret != "" {
		return errors.New("client_secret and client_secret_file: want one of them")
	}
	secret, err := os.ReadFile(o.ClientSecretFile)
	if err != nil {
		return err
	}
	o.ClientSecret = strings.TrimSpace(string(secret))
	return nil
}
