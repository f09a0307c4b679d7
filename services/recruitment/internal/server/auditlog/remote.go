package auditlog

import (
	"context"

	"google.golang.org/grpc"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
)

// remote is another service's log, asked with the caller's own token.
type remote struct{ auditpb.AuditServiceClient }

// Remote gives the log of the service on the other end of conn.
func Remote(conn grpc.ClientConnInterface) Part { return remote{auditpb.NewAuditServiceClient(conn)} }

func (r remote) ListLooks(ctx context.Context, req *auditpb.ListLooksRequest) (*auditpb.ListLooksResponse, error) {
	return r.AuditServiceClient.ListLooks(ctx, req)
}

func (r remote) ListEntries(ctx context.Context, req *auditpb.ListEntriesRequest) (*auditpb.ListEntriesResponse, error) {
	return r.AuditServiceClient.ListEntries(ctx, req)
}

func (r remote) GetSeal(ctx context.Context, req *auditpb.GetSealRequest) (*auditpb.Seal, error) {
	return r.AuditServiceClient.GetSeal(ctx, req)
}
