package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
)

const keysHelp = `optrek keys – the keys with which the services sign who is asking (OPTREK_KEYS_DIR)

  optrek keys new --secret NAME        print the Kubernetes secrets of a first set, for a cluster: NAME and NAME-<service>
                                       (tokens), NAME-audit, NAME-card and NAME-push; changes no file
  optrek keys list                     whose, which (kid), from when, and what it does now
  optrek keys rotate [service ...]     a new key for each, or for all whose private key is here;
                                       everybody knows it at once and it signs after --after
  optrek keys prune                    remove what signed its last token at least --keep ago
  optrek keys withdraw <kid>           remove one at once: somebody else may have it
  optrek keys dev-certificates <dir>   certificates between the services (OPTREK_TLS_DIR=<dir>) and for
                                       browsers (OPTREK_HTTP_TLS_DIR=<dir>/http), for this machine;
                                       again in the same directory: new ones of the same authority

  --after 5m     rotate: when the new key starts to sign. Longer than a mounted secret takes to
                 arrive everywhere (two minutes, as a rule)
  --keep 10m     prune: longer than the clocks differ plus the minute a token lives
  --secret NAME  rotate, prune, withdraw: change no file, and print the Kubernetes secrets that hold
                 the outcome: NAME (public, for all) and NAME-<service> (private, for that one).
                 For keys that are mounted read-only: … --secret optrek-keys | kubectl apply -f -
  --certificates NAME  new: also NAME-<service>, certificates between the services for a year, of an
                 authority that is forgotten at once: for a try-out, where no issuer makes them
  --logins NAME  new: also NAME-<service>, NAME-vault and NAME-owner, logins of the database with
                 passwords made up here
`

// errUsage is for arguments that mean nothing.
var errUsage = errors.New("usage")

// keyring is one call of optrek keys.
type keyring struct {
	dir    string
	out    io.Writer
	secret string
	after  time.Duration
	keep   time.Duration
	now    time.Time

	certificates, logins string
}

// keys does what the arguments say and gives the exit code.
func keys(args []string, out, complaints io.Writer) int {
	err := runKeys(args, out)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprint(complaints, keysHelp)
		return 2
	default:
		fmt.Fprintln(complaints, "optrek:", err)
		return 1
	}
}

func runKeys(args []string, out io.Writer) error {
	if len(args) == 0 {
		return errUsage
	}
	flags := flag.NewFlagSet("keys", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	k := keyring{out: out, now: time.Now()}
	flags.StringVar(&k.secret, "secret", "", "")
	flags.DurationVar(&k.after, "after", 5*time.Minute, "")
	flags.DurationVar(&k.keep, "keep", 10*time.Minute, "")
	flags.StringVar(&k.certificates, "certificates", "", "")
	flags.StringVar(&k.logins, "logins", "", "")
	rest, err := interspersed(flags, args[1:])
	if err != nil || k.after < 0 {
		return errUsage
	}
	if args[0] == "new" {
		if len(rest) > 0 || k.secret == "" {
			return errUsage
		}
		return k.first()
	}
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	k.dir = cfg.KeysDir
	switch {
	case args[0] == "list" && len(rest) == 0:
		return k.list()
	case args[0] == "rotate":
		return k.rotate(rest)
	case args[0] == "prune" && len(rest) == 0:
		return k.prune()
	case args[0] == "withdraw" && len(rest) == 1:
		return k.withdraw(rest[0])
	case args[0] == "dev-certificates" && len(rest) == 1:
		if cfg.IsProduction() {
			return errors.New("keys: in production an issuer of the cluster makes certificates (spiffe://optrek/<service>)")
		}
		return devCertificates(rest[0], k.now, out)
	}
	return errUsage
}

// interspersed lets options stand before, between and after the other arguments. The id of a key
// is an argument also when it begins with a dash, as one in 64 does.
func interspersed(flags *flag.FlagSet, args []string) (rest []string, err error) {
	args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool {
		kid := strings.HasPrefix(arg, "-") && len(arg) == base64.RawURLEncoding.EncodedLen(sha256.Size)
		if kid {
			rest = append(rest, arg)
		}
		return kid
	})
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

func (k keyring) list() error {
	all, err := authn.List(k.dir, k.now)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(k.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SERVICE\tKID\tSIGNS FROM\tSTATE\tPRIVATE KEY")
	for _, key := range all {
		from, private := "the beginning", "elsewhere"
		if !key.From.IsZero() {
			from = key.From.Format(time.RFC3339)
		}
		if key.Private {
			private = "here"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", key.Issuer, key.ID, from, key.State, private)
	}
	return table.Flush()
}

// rotate makes keys for the named services, or for all that can be done from here.
func (k keyring) rotate(services []string) error {
	if len(services) == 0 {
		all, err := authn.List(k.dir, k.now)
		if err != nil {
			return err
		}
		for _, key := range all {
			if key.Private && slices.Contains(config.Names(), key.Issuer) && !slices.Contains(services, key.Issuer) {
				services = append(services, key.Issuer)
			}
		}
	}
	if len(services) == 0 {
		return fmt.Errorf("keys: no private key of a service in %s", k.dir)
	}
	from := k.now.Add(k.after)
	if k.after == 0 { // now, and not at the next whole second
		from = from.Truncate(time.Second)
	}
	total := authn.Change{Write: map[string][]byte{}}
	for _, service := range services {
		if !slices.Contains(config.Names(), service) {
			return fmt.Errorf("keys: there is no service %q", service)
		}
		one, err := authn.Rotate(k.dir, service, from)
		if err != nil {
			return err
		}
		for name, text := range one.Write {
			total.Write[name] = text
		}
	}
	return k.finish(total, fmt.Sprintf("%d new keys; they sign from %s on", len(services), from.UTC().Format(time.RFC3339)))
}

func (k keyring) prune() error {
	change, gone, err := authn.Prune(k.dir, k.now, k.keep)
	if err != nil {
		return err
	}
	return k.finish(change, fmt.Sprintf("%d keys removed", len(gone)))
}

func (k keyring) withdraw(kid string) error {
	change, err := authn.Withdraw(k.dir, kid, k.now)
	if err != nil {
		return err
	}
	return k.finish(change, "withdrawn: "+kid)
}

// finish carries the change out, or prints the secrets that hold its outcome.
func (k keyring) finish(change authn.Change, said string) error {
	if k.secret != "" {
		return k.print(change)
	}
	if err := change.Apply(k.dir); err != nil {
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
			return fmt.Errorf("%w\n        is this a mounted secret? Then: optrek keys … --secret NAME | kubectl apply -f -", err)
		}
		return err
	}
	_, err := fmt.Fprintln(k.out, said)
	return err
}

// secret is a Kubernetes secret as kubectl reads it.
type secret struct {
	APIVersion string            `json:"apiVersion"`
	Kind       string            `json:"kind"`
	Metadata   map[string]string `json:"metadata"`
	Type       string            `json:"type"`
	Data       map[string][]byte `json:"data"`
}

func (k keyring) print(change authn.Change) error {
	public, private, err := change.Content(k.dir)
	if err != nil {
		return err
	}
	return k.write(k.tokens(public, private))
}

func opaque(name string, data map[string][]byte) secret {
	return secret{APIVersion: "v1", Kind: "Secret", Metadata: map[string]string{"name": name}, Type: "Opaque", Data: data}
}

// tokens are the secrets of the keys of tokens: what all may know, and what one service alone.
func (k keyring) tokens(public map[string][]byte, private map[string]map[string][]byte) []secret {
	items := []secret{opaque(k.secret, public)}
	for _, service := range config.Names() {
		if data := private[service]; data != nil {
			items = append(items, opaque(k.secret+"-"+service, data))
		}
	}
	return items
}

func (k keyring) write(items []secret) error {
	encoder := json.NewEncoder(k.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(map[string]any{"apiVersion": "v1", "kind": "List", "items": items})
}

// devCertificates makes what a try on this machine needs. The authority stays when there
// is one, so that what runs goes on trusting.
func devCertificates(dir string, now time.Time, out io.Writer) error {
	authority, err := mtls.ReadAuthority(dir)
	if errors.Is(err, os.ErrNotExist) {
		if authority, err = mtls.NewAuthority(now); err == nil {
			err = authority.Save(dir)
		}
	}
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	for _, service := range config.Names() {
		if err := authority.Issue(filepath.Join(dir, service), mtls.Service(service, now)); err != nil {
			return fmt.Errorf("keys: %w", err)
		}
	}
	browsers := mtls.Service("localhost", now)
	browsers.URIs = nil
	if err := authority.Issue(filepath.Join(dir, "http"), browsers); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	_, err = fmt.Fprintf(out, "certificates until %s; a browser on this machine trusts them when it trusts %s\n",
		browsers.Expiry.Format(time.DateOnly), filepath.Join(dir, "ca.crt"))
	return err
}
