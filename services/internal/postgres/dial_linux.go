package postgres

import (
	"context"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unanswered is how long sent bytes may go without acknowledgement. A connection
// that a firewall swallows would otherwise hang for as long as the kernel retries:
// a quarter of an hour, whatever the statement's timeout at the other end.
const unanswered = 10 * time.Second

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{KeepAlive: 15 * time.Second}
	if network != "unix" {
		dialer.Control = func(_, _ string, c syscall.RawConn) error {
			var failed error
			if err := c.Control(func(fd uintptr) {
				failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(unanswered.Milliseconds()))
			}); err != nil {
				return err
			}
			return failed
		}
	}
	return dialer.DialContext(ctx, network, address)
}
