package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/doctor"
	"github.com/optrek/optrek/services/internal/postgres"
)

// providerWithin is how long an organisation's provider has to answer.
const providerWithin = 5 * time.Second

// examine has everything looked at, for the named services or for all, and ends with an
// error when anything is wrong.
func examine(ctx context.Context, doors []frontDoor, names []string, out io.Writer) error {
	chosen := schemas(doors)
	for _, name := range names {
		if !slices.ContainsFunc(chosen, func(s postgres.Schema) bool { return s.Name == name }) {
			return fmt.Errorf("doctor: there is no service %q", name)
		}
	}
	if len(names) > 0 {
		chosen = slices.DeleteFunc(chosen, func(s postgres.Schema) bool { return !slices.Contains(names, s.Name) })
	} else {
		names = config.Names()
	}
	cfg, err := config.Load()
	if err != nil {
		return fmt.Errorf("doctor: %w", err) // it names the variable and what is wanted
	}
	d := &doctor.Doctor{Config: cfg, Schemas: chosen, Services: names, Now: time.Now()}
	wrong := 0
	for _, f := range d.Examine(ctx) {
		if f.Err == nil {
			fmt.Fprintf(out, "ok     %s\n", f.What)
			continue
		}
		wrong++
		fmt.Fprintf(out, "WRONG  %s: %s\n       nl: %s\n       en: %s\n", f.What, strings.ReplaceAll(f.Err.Error(), "\n", "; "), f.Do.NL, f.Do.EN)
	}
	if wrong > 0 {
		return fmt.Errorf("doctor: %d dingen kloppen niet / %[1]d things are wrong", wrong)
	}
	return nil
}

// provider asks an organisation's provider what it can do, as the gateway does at a sign-in.
func provider(ctx context.Context, issuer string) error {
	ctx, cancel := context.WithTimeout(ctx, providerWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(issuer, "/")+"/.well-known/openid-configuration", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err == nil {
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			err = errors.New(res.Status)
		}
	}
	if err != nil {
		return fmt.Errorf("%s antwoordt niet als aanbieder van inloggen / does not answer as a provider of sign-in: %w", issuer, err)
	}
	return nil
}
