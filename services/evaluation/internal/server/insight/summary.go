package insight

import (
	"context"
	"strconv"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/insight"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListYearSummaries gives the summary of every year as it stands.
func (s *Server) ListYearSummaries(ctx context.Context, _ *pb.ListYearSummariesRequest) (*pb.ListYearSummariesResponse, error) {
	out := &pb.ListYearSummariesResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		all, err := tx.Summaries(ctx)
		for _, one := range all {
			out.YearSummaries = append(out.YearSummaries, wireSummary(one))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// GetYearSummary gives the summary of a year, as it stands or as it was.
func (s *Server) GetYearSummary(ctx context.Context, req *pb.GetYearSummaryRequest) (out *pb.YearSummary, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Summary(ctx, int(req.GetYear()), int(req.GetVersion()))
		out = wireSummary(found)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SaveYearSummary keeps what somebody wrote as the next version.
func (s *Server) SaveYearSummary(ctx context.Context, req *pb.SaveYearSummaryRequest) (*pb.YearSummary, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.YearSummary, error) {
		before, err := tx.Summary(ctx, int(req.GetYear()), 0)
		if fault.KindOf(err) == fault.KindNotFound && req.GetEtag() == "" {
			err = nil // the first
		}
		if err != nil {
			return nil, err
		}
		if err := domain.Version(before.Version).Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		written := insight.Summary{Year: int(req.GetYear()), By: tx.Caller.Person}
		for _, section := range req.GetSections() {
			written.Sections = append(written.Sections, insight.Section{Title: section.GetTitle(), Body: section.GetBody()})
		}
		after, err := insight.Next(before, written, s.Now())
		if err != nil {
			return nil, err
		}
		return wireSummary(after), tx.AddSummary(ctx, after)
	})
}

func wireSummary(s insight.Summary) *pb.YearSummary {
	out := &pb.YearSummary{
		Year: int32(s.Year), Version: int32(s.Version), Etag: strconv.Itoa(s.Version),
		SavedBy: s.By, SaveTime: wire.Stamp(s.At),
	}
	for _, section := range s.Sections {
		out.Sections = append(out.Sections, &pb.SummarySection{Title: section.Title, Body: section.Body})
	}
	return out
}
