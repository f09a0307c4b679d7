// Package config reads the environment, once, at start.
//
// Every variable begins with OPTREK_. A wrong value ends the process with one
// line that names the variable; values themselves are not printed, for some hold
// passwords. Nothing else in Optrek reads the environment, except for the
// standard OTEL_* variables.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

const prefix = "OPTREK_"

// Environments, the values of OPTREK_ENV.
const (
	Development = "development" // keys are made, sockets are local, demo sign-in is allowed
	Production  = "production"  // nothing is made up: what is missing is an error
)

// Config is everything that differs between two places where Optrek runs.
type Config struct {
	Env      string     `env:"ENV" envDefault:"development"`
	LogLevel slog.Level `env:"LOG_LEVEL" envDefault:"info"`

	HTTPAddr    string `env:"HTTP_ADDR" envDefault:"127.0.0.1:8080"` // where browsers come in (gateway)
	PublicURL   string `env:"PUBLIC_URL"`                            // how browsers name the gateway; default http://HTTPAddr, in production https
	MetricsAddr string `env:"METRICS_ADDR"`                          // /metrics, /livez, /readyz; off when empty

	SessionIdle time.Duration `env:"SESSION_IDLE" envDefault:"30m"` // signed out after so long without a request
	SessionMax  time.Duration `env:"SESSION_MAX" envDefault:"12h"`  // signed out after so long, however busy

	DataDir     string `env:"DATA_DIR" envDefault:".data"` // embedded database, development keys, sockets
	KeysDir     string `env:"KEYS_DIR"`                    // *.pub.pem, and the own *.key.pem; default DataDir/keys
	TLSDir      string `env:"TLS_DIR"`                     // tls.crt, tls.key, ca.crt: mutual TLS between services
	DatabaseURL string `env:"DATABASE_URL"`                // for every service that has no own OPTREK_<SERVICE>_DATABASE_URL

	DrillURL string `env:"DRILL_DATABASE_URL"` // an empty database, for `optrek backup drill` only

	DrainDelay   time.Duration `env:"DRAIN_DELAY" envDefault:"0s"`    // between "not ready" and refusing work
	DrainTimeout time.Duration `env:"DRAIN_TIMEOUT" envDefault:"20s"` // for what is under way

	OrganisationsFile string         `env:"ORGANISATIONS"` // path of a YAML file
	Organisations     []Organisation // what that file says

	own map[string]string // URLs of databases of organisations' own, by variable

	Outside     Outside // whoever comes from outside: see there
	Mail        Mail    // letters: see there
	Webhook     Webhook // other systems that are told something: see there
	CardKeyFile string  `env:"CARD_KEY_FILE"` // 32 random bytes in base64: without it a copy of the database tells no client's pictures, and signs nothing to other systems; in development one is made
	PushKeyFile string  `env:"PUSH_KEY_FILE"` // a VAPID private key in base64url, for notes on phones; in development one is made

	Recruitment Service `envPrefix:"RECRUITMENT_"`
	Matching    Service `envPrefix:"MATCHING_"`
	Activity    Service `envPrefix:"ACTIVITY_"`
	Evaluation  Service `envPrefix:"EVALUATION_"`
	Gateway     Service `envPrefix:"GATEWAY_"`
	Vault       Service `envPrefix:"VAULT_"` // keys of persons: only its DATABASE_URL counts
}

// Service is what differs per service, as OPTREK_<SERVICE>_….
type Service struct {
	DatabaseURL string `env:"DATABASE_URL"`
	Addr        string `env:"ADDR"`   // where it listens: host:port or unix:///path
	Target      string `env:"TARGET"` // where others find it: a gRPC target, e.g. dns:///matching:9090
}

// Names lists the services, the gateway last. They are also the token issuers.
func Names() []string {
	return []string{"recruitment", "matching", "activity", "evaluation", "gateway"}
}

// Load reads the environment of the process.
func Load() (Config, error) { return Parse(env.ToMap(os.Environ())) }

// Parse reads the given environment.
func Parse(environment map[string]string) (Config, error) {
	var c Config
	err := env.ParseWithOptions(&c, env.Options{Prefix: prefix, Environment: environment})
	if err != nil {
		return c, explain(err)
	}
	if c.KeysDir == "" {
		c.KeysDir = filepath.Join(c.DataDir, "keys")
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.HTTPAddr
		if c.Outside.HTTPTLSDir != "" {
			c.PublicURL = "https://" + c.HTTPAddr
		}
	}
	if err := c.check(); err != nil {
		return c, err
	}
	if err := c.Mail.read(); err != nil {
		return c, err
	}
	if err := c.Webhook.read(); err != nil {
		return c, err
	}
	if err := c.Outside.read(c.IsProduction()); err != nil {
		return c, err
	}
	if c.OrganisationsFile != "" {
		c.Organisations, err = readOrganisations(c.OrganisationsFile, c.IsProduction())
		if err != nil {
			return c, wrong("ORGANISATIONS", err.Error())
		}
	}
	return c, c.readOwn(environment)
}

// IsProduction says whether nothing may be made up.
func (c Config) IsProduction() bool { return c.Env == Production }

// Service gives the settings of one service; zero for a name that is none.
func (c Config) Service(name string) Service {
	switch name {
	case "recruitment":
		return c.Recruitment
	case "matching":
		return c.Matching
	case "activity":
		return c.Activity
	case "evaluation":
		return c.Evaluation
	case "gateway":
		return c.Gateway
	case "vault":
		return c.Vault
	}
	return Service{}
}

// Database gives the URL of a service's shared database; the error names what to set.
func (c Config) Database(name string) (string, error) {
	if own := c.Service(name).DatabaseURL; own != "" {
		return own, nil
	}
	if c.DatabaseURL != "" {
		return c.DatabaseURL, nil
	}
	return "", fmt.Errorf("config: set %s%s_DATABASE_URL or %sDATABASE_URL", prefix, strings.ToUpper(name), prefix)
}

func (c Config) check() error {
	if c.Env != Development && c.Env != Production {
		return wrong("ENV", "want development or production")
	}
	if err := hostPort(c.HTTPAddr); err != nil {
		return wrong("HTTP_ADDR", err.Error())
	}
	if !isOrigin(c.PublicURL) {
		return wrong("PUBLIC_URL", "want https://host or http://host:port, without a path")
	}
	if c.Outside.HTTPTLSDir != "" && !strings.HasPrefix(c.PublicURL, "https://") {
		return wrong("PUBLIC_URL", "want https://…, for OPTREK_HTTP_TLS_DIR is set")
	}
	if c.SessionIdle <= 0 {
		return wrong("SESSION_IDLE", "want more than 0s")
	}
	if c.SessionMax < c.SessionIdle {
		return wrong("SESSION_MAX", "want at least OPTREK_SESSION_IDLE")
	}
	if c.MetricsAddr != "" {
		if err := hostPort(c.MetricsAddr); err != nil {
			return wrong("METRICS_ADDR", err.Error())
		}
	}
	if c.DrainDelay < 0 {
		return wrong("DRAIN_DELAY", "want 0s or more")
	}
	if c.DrainTimeout <= 0 {
		return wrong("DRAIN_TIMEOUT", "want more than 0s")
	}
	if !isDatabaseURL(c.DatabaseURL) {
		return wrong("DATABASE_URL", "want postgres://user@host:port/database")
	}
	if !isDatabaseURL(c.DrillURL) {
		return wrong("DRILL_DATABASE_URL", "want postgres://user@host:port/database")
	}
	for _, name := range append(Names(), "vault") {
		if err := c.Service(name).check(strings.ToUpper(name)); err != nil {
			return err
		}
	}
	return nil
}

func (s Service) check(name string) error {
	if !isDatabaseURL(s.DatabaseURL) {
		return wrong(name+"_DATABASE_URL", "want postgres://user@host:port/database")
	}
	if s.Addr == "" || strings.HasPrefix(s.Addr, "unix:///") {
		return nil
	}
	if err := hostPort(s.Addr); err != nil {
		return wrong(name+"_ADDR", err.Error()+", or unix:///path")
	}
	return nil
}

// isDatabaseURL says nothing of what is in the URL: its error would show the password.
func isDatabaseURL(s string) bool {
	if s == "" {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql")
}

// isOrigin wants a scheme and a host and nothing more. That production is https is
// the gateway's to ask: the other services have no public address.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && s == u.Scheme+"://"+u.Host && u.Host != ""
}

func hostPort(s string) error {
	_, port, err := net.SplitHostPort(s)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return errors.New("want host:port, such as 127.0.0.1:8080")
	}
	return nil
}

func wrong(variable, what string) error {
	return fmt.Errorf("config: %s%s: %s", prefix, variable, what)
}

// explain turns the parser's errors, which name Go fields, into one that names a variable.
func explain(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) || len(all.Errors) == 0 {
		return fmt.Errorf("config: %w", err)
	}
	var parse env.ParseError
	if !errors.As(all.Errors[0], &parse) {
		return fmt.Errorf("config: %w", all.Errors[0])
	}
	field, ok := reflect.TypeFor[Config]().FieldByName(parse.Name)
	if !ok {
		field, _ = reflect.TypeFor[Outside]().FieldByName(parse.Name)
	}
	return wrong(field.Tag.Get("env"), wants[parse.Type])
}

// wants says what a value of a type looks like.
var wants = map[reflect.Type]string{
	reflect.TypeFor[slog.Level]():    "want debug, info, warn or error",
	reflect.TypeFor[time.Duration](): "want a duration, such as 20s",
	reflect.TypeFor[int]():           "want a whole number",
}
