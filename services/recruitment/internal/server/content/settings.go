package content

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// GetSettings gives what this organisation chose, or what is usual.
func (s *Server) GetSettings(ctx context.Context, _ *pb.GetSettingsRequest) (*pb.Settings, error) {
	var chosen domain.Settings
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		chosen, err = tx.Settings(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return settingsMessage(chosen), nil
}

// UpdateSettings changes what this organisation chose; what is left out stays.
func (s *Server) UpdateSettings(ctx context.Context, req *pb.UpdateSettingsRequest) (*pb.Settings, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Settings, error) {
		before, err := tx.Settings(ctx)
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetSettings().GetEtag()); err != nil {
			return nil, err
		}
		after := before
		if asked := req.GetSettings().GetOpenSteps(); asked != 0 {
			after.OpenSteps = int(asked)
		}
		if err := after.Check(); err != nil {
			return nil, err
		}
		if after == before {
			return settingsMessage(before), nil
		}
		after, err = tx.SaveSettings(ctx, after)
		return settingsMessage(after), err
	})
}

func settingsMessage(s domain.Settings) *pb.Settings {
	return &pb.Settings{Etag: s.Version.Etag(), OpenSteps: int32(s.OpenSteps)}
}
