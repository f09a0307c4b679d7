package insight

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/insight"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/wire"
)

// PublishFor makes the quarter that ended last public for one organisation, once: planned work.
func (s *Server) PublishFor(ctx context.Context, tenant string) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return s.publish(ctx, tx) })
}

// publish makes the quarter that ended last public, unless that was done.
func (s *Server) publish(ctx context.Context, tx *store.Tx) error {
	known, heard, err := tx.KnownSince(ctx)
	if err != nil || !heard {
		return err
	}
	quarter, due := insight.Due(known, s.Now())
	if !due {
		return nil
	}
	if there, err := tx.HasQuarter(ctx, quarter); err != nil || there {
		return err
	}
	people, err := tx.Everybody(ctx, quarter)
	if err != nil {
		return err
	}
	return tx.PublishQuarter(ctx, insight.Published{Quarter: quarter, Tables: insight.Tables(people, quarter.End()), At: s.Now()})
}

// ListQuarters gives what was made public. Should nobody have come to the quarter that ended
// last, it is made public now.
func (s *Server) ListQuarters(ctx context.Context, _ *pb.ListQuartersRequest) (*pb.ListQuartersResponse, error) {
	out := &pb.ListQuartersResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		if err := s.publish(ctx, tx); err != nil {
			return err
		}
		all, err := tx.Quarters(ctx)
		for _, q := range all {
			out.Quarters = append(out.Quarters, wireQuarter(q))
		}
		if _, heard, err := tx.KnownSince(ctx); err != nil || !heard {
			return err
		}
		out.NextDay = insight.QuarterOf(s.Now()).End().Format(time.DateOnly)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func wireQuarter(q insight.Published) *pb.Quarter {
	out := &pb.Quarter{Year: int32(q.Year), Number: int32(q.Number), PublishTime: wire.Stamp(q.At)}
	for _, t := range q.Tables {
		out.Tables = append(out.Tables, wireTable(t))
	}
	return out
}

// wireTable puts the cells of one location into one row, the whole organisation first.
func wireTable(t insight.Table) *pb.FigureTable {
	out := &pb.FigureTable{Figure: wire.Value[pb.Figure](t.Figure)}
	rows := map[string]*pb.FigureRow{}
	for _, c := range t.Cells {
		row := rows[c.Location]
		if row == nil {
			row = &pb.FigureRow{LocationId: c.Location}
			rows[c.Location], out.Rows = row, append(out.Rows, row)
		}
		row.Cells = append(row.Cells, &pb.Cell{
			Group: wire.Value[pb.Group](c.Group), TooFew: c.TooFew(),
			AtLeast: int32(c.AtLeast), AtMost: int32(c.AtMost()), About: int32(c.About),
		})
	}
	return out
}
