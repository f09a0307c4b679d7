// Command visitor is who comes to Optrek when a cluster is rehearsed (deploy/cluster/run.sh), from inside that cluster:
//
//	visitor provider --base https://HOST --back https://OPTREK --tls DIR   the demo people's sign-in
//	visitor load --base https://OPTREK --for 60s                          people at work; every request has to go well
//	visitor enough                                                        ends the load that runs beside it
//	visitor pages --base https://OPTREK --as ORGANISATION/PERSON           what a new browser asks first, and signing in
//	visitor digest --base https://OPTREK                                  fingerprints of what people find in their lists
//	visitor doors HOST:PORT ...                                            which of these can be reached from here
//
// It speaks for the demo people of devidp and for nobody else.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/optrek/optrek/services/gateway/devidp"
)

func main() {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	release()
	if err != nil {
		fmt.Fprintln(os.Stderr, "visitor:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("want provider, load, enough, pages, digest or doors")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	base := flags.String("base", "", "address")
	back := flags.String("back", "", "address of Optrek, to which people come back")
	tls := flags.String("tls", "", "directory with tls.crt and tls.key")
	as := flags.String("as", "lsr/koen", "organisation/person")
	last := flags.Duration("for", time.Minute, "how long")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "provider":
		return provide(ctx, *base, *back, *tls)
	case "load":
		return load(ctx, *base, *last, out)
	case "enough":
		return os.WriteFile(enough, nil, 0o600)
	case "pages":
		return pages(ctx, *base, *as, out)
	case "digest":
		return digest(ctx, *base, out)
	case "doors":
		return doors(ctx, flags.Args(), out)
	}
	return fmt.Errorf("%q: want provider, load, enough, pages, digest or doors", args[0])
}

// provide serves the demo people's provider over TLS until a signal.
func provide(ctx context.Context, base, back, tls string) error {
	provider, err := devidp.Rehearsal(devidp.Options{
		BaseURL: base, RedirectURL: back + "/auth/callback", LeavingURL: back + "/auth/signed-out",
		Organisations: devidp.Organisations(), Clock: time.Now,
	})
	if err != nil {
		return err
	}
	server := &http.Server{Addr: ":8443", Handler: provider, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	err = server.ListenAndServeTLS(filepath.Join(tls, "tls.crt"), filepath.Join(tls, "tls.key"))
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
