package team

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListQualities lists what colleagues show of themselves, by name (E-10).
func (s *Server) ListQualities(ctx context.Context, req *pb.ListQualitiesRequest) (*pb.ListQualitiesResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListQualitiesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.ShownQualities(ctx, store.QualityQuery{
			Words: domain.Fold(req.GetQuery()), After: domain.SupportWorkerID(after), Limit: size + 1,
		})
		rows, more := paging.Cut(rows, size)
		for _, q := range rows {
			resp.Qualities = append(resp.Qualities, qualitiesMessage(q))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].Worker))
		}
		return err
	})
	return resp, err
}

// GetMyQualities gives one's own page, shown or not.
func (s *Server) GetMyQualities(ctx context.Context, _ *pb.GetMyQualitiesRequest) (*pb.Qualities, error) {
	var answer *pb.Qualities
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		q, err := tx.OwnQualities(ctx)
		answer = qualitiesMessage(q)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// UpdateMyQualities writes one's own page. It is shown when its owner says so, and
// hidden again as easily.
func (s *Server) UpdateMyQualities(ctx context.Context, req *pb.UpdateMyQualitiesRequest) (*pb.Qualities, error) {
	_, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Qualities, error) {
		before, err := tx.OwnQualities(ctx)
		if err != nil {
			return nil, err
		}
		m := req.GetQualities()
		if err := before.Version.Expect(m.GetEtag()); err != nil {
			return nil, err
		}
		after := before
		after.Qualities, after.Passions, after.AskMe, after.Shown = m.GetQualities(), m.GetPassions(), m.GetAskMe(), m.GetShown()
		if after = after.Tidied(); after.Same(before) {
			return &pb.Qualities{Etag: before.Version.Etag()}, nil
		}
		v, err := tx.SaveOwnQualities(ctx, after, s.Moment())
		return &pb.Qualities{Etag: v.Etag()}, err // no more than that is remembered: it may not be shown
	})
	if err != nil {
		return nil, err
	}
	return s.GetMyQualities(ctx, nil)
}

func qualitiesMessage(q domain.Qualities) *pb.Qualities {
	return &pb.Qualities{
		SupportWorkerId: string(q.Worker), Etag: q.Version.Etag(), Qualities: q.Qualities, Passions: q.Passions, AskMe: q.AskMe, Shown: q.Shown,
	}
}
