package matching_test

import (
	"context"
	"path/filepath"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/matching"
)

// The service starts by its front door, is ready without the others, and stops.
func TestBind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	socket := "unix://" + filepath.Join(dir, "m")
	cfg, err := config.Parse(map[string]string{
		"OPTREK_DATA_DIR": dir, "OPTREK_DATABASE_URL": pgtest.New(t).OwnerURL,
		"OPTREK_MATCHING_ADDR": socket, "OPTREK_DRAIN_TIMEOUT": "5s",
	})
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	p, err := process.New(ctx, cfg)
	must(t, err)
	p.Migrate = true
	must(t, matching.Bind(ctx, p))
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	conn, err := grpc.NewClient(socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(t, err)
	defer conn.Close()
	for _, service := range []string{"optrek.matching.v1.MatchingService", "optrek.feed.v1.FeedService"} {
		watch, err := healthpb.NewHealthClient(conn).Watch(ctx, &healthpb.HealthCheckRequest{Service: service}, grpc.WaitForReady(true))
		must(t, err)
		for {
			got, err := watch.Recv()
			must(t, err)
			if got.GetStatus() == healthpb.HealthCheckResponse_SERVING {
				break
			}
		}
	}
	stop()
	must(t, <-done)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
