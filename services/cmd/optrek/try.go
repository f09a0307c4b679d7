package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// How long trying goes on, and how long one try may take: whoever tries right after a
// roll-out does not have to be on the second.
const (
	tryFor   = 30 * time.Second
	tryEvery = time.Second
	tryOnce  = 5 * time.Second
)

// try asks an address until it answers 200, and says what it said. An image without a shell
// has no other way to look at itself.
func try(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("try", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	at := flags.String("at", "", "host:port to connect with, whatever the address says")
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 {
		return errors.New("try: want an address, and before it --at host:port when it is to be asked there")
	}
	ctx, cancel := context.WithTimeout(ctx, tryFor)
	defer cancel()
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		if *at != "" {
			address = *at
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	client := &http.Client{Timeout: tryOnce, Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
	tick := time.NewTicker(tryEvery)
	defer tick.Stop()
	for {
		err := ask(ctx, client, flags.Arg(0), out)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("try: %w", err)
		case <-tick.C:
		}
	}
}

func ask(ctx context.Context, client *http.Client, url string, out io.Writer) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 4<<10))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", answer.Status, said)
	}
	_, err = fmt.Fprintf(out, "%s: %s\n%s\n", url, answer.Status, said)
	return err
}
