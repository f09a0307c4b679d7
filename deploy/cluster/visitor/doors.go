package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// patience is how long somebody stands before a door. A network policy does not refuse, it keeps silent; and the first
// packet of a pod that has just come may be lost while the network hears of it: it is sent again after one and after three seconds.
const patience = 5 * time.Second

// doors prints for each address, HOST:PORT, whether there is a way to it from here: "open" or "shut", in the order of the addresses.
func doors(ctx context.Context, addresses []string, out io.Writer) error {
	if len(addresses) == 0 {
		return errors.New("want an address, HOST:PORT")
	}
	said := make([]string, len(addresses))
	var all sync.WaitGroup
	for i, address := range addresses {
		all.Go(func() {
			said[i] = "shut"
			dialer := net.Dialer{Timeout: patience}
			if conn, err := dialer.DialContext(ctx, "tcp", address); err == nil {
				said[i] = "open"
				_ = conn.Close()
			}
		})
	}
	all.Wait()
	for i, address := range addresses {
		fmt.Fprintln(out, said[i], address)
	}
	return ctx.Err()
}
