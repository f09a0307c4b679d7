//go:build !linux

package postgres

import (
	"context"
	"net"
	"time"
)

// dial has no TCP_USER_TIMEOUT here; keep-alive finds a dead connection that is idle,
// and each call's deadline one that is busy.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{KeepAlive: 15 * time.Second}
	return dialer.DialContext(ctx, network, address)
}
