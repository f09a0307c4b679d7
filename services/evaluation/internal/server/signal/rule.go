package signal

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListSignalRules gives every rule as the organisation has it, and what each gives now.
func (s *Server) ListSignalRules(ctx context.Context, _ *pb.ListSignalRulesRequest) (*pb.ListSignalRulesResponse, error) {
	out := &pb.ListSignalRulesResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Attention(ctx, s.Now())
		if err != nil {
			return err
		}
		amounts := signal.Amounts(a.Facts, a.Settings, s.Now())
		for _, r := range signal.Rules() {
			out.Rules = append(out.Rules, wireRule(r, a.Settings[r.Kind], amounts[r.Kind]))
		}
		return nil
	})
	return out, err
}

// UpdateSignalRule changes a rule for the whole organisation, and notes who did.
func (s *Server) UpdateSignalRule(ctx context.Context, req *pb.UpdateSignalRuleRequest) (*pb.SignalRule, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SignalRule, error) {
		before, err := tx.SignalRuleForUpdate(ctx, wire.Word[signal.Kind](req.GetKind()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		after, err := signal.Tune(before, req.GetOff(), values(req.GetKnobs()), domain.SupportWorkerID(tx.Caller.Person), s.Now())
		if err != nil {
			return nil, err
		}
		if err := tx.SaveSignalRule(ctx, ids.New(), after); err != nil {
			return nil, err
		}
		return s.wouldGive(ctx, tx, after)
	})
}

// PreviewSignalRule says what a rule would give now if it stood like this.
func (s *Server) PreviewSignalRule(ctx context.Context, req *pb.PreviewSignalRuleRequest) (out *pb.SignalRule, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		setting, err := signal.Tune(signal.Setting{Kind: wire.Word[signal.Kind](req.GetKind())}, req.GetOff(), values(req.GetKnobs()), "", s.Now())
		if err != nil {
			return err
		}
		out, err = s.wouldGive(ctx, tx, setting)
		return err
	})
	return out, err
}

// wouldGive shows a rule with this setting, and what it gives.
func (s *Server) wouldGive(ctx context.Context, tx *store.Tx, setting signal.Setting) (*pb.SignalRule, error) {
	a, err := tx.Attention(ctx, s.Now())
	if err != nil {
		return nil, err
	}
	a.Settings[setting.Kind] = setting
	return wireRule(ruleOf(setting.Kind), setting, signal.Amounts(a.Facts, a.Settings, s.Now())[setting.Kind]), nil
}

// ListSignalRuleChanges gives who changed what, the newest change first.
func (s *Server) ListSignalRuleChanges(ctx context.Context, req *pb.ListSignalRuleChangesRequest) (*pb.ListSignalRuleChangesResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListSignalRuleChangesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.SignalRuleChanges(ctx, after, size+1)
		if err != nil {
			return err
		}
		page, more := paging.Cut(found, size)
		for _, c := range page {
			out.Changes = append(out.Changes, &pb.SignalRuleChange{
				Id: c.ID, Kind: wire.Value[pb.Signal_Kind](c.Kind), Off: c.Off, Knobs: wireKnobs(ruleOf(c.Kind), c.Setting),
				ChangedById: string(c.By), Time: wire.Stamp(c.At),
			})
		}
		if more {
			out.NextPageToken = paging.Token(page[len(page)-1].ID)
		}
		return nil
	})
	return out, err
}

func ruleOf(kind signal.Kind) signal.Rule {
	all := signal.Rules()
	at := slices.IndexFunc(all, func(r signal.Rule) bool { return r.Kind == kind })
	if at < 0 { // of a version before, or after
		return signal.Rule{Kind: kind}
	}
	return all[at]
}

func values(knobs []*pb.SignalKnob) map[string]int32 {
	out := make(map[string]int32, len(knobs))
	for _, k := range knobs {
		out[k.GetName()] = k.GetValue()
	}
	return out
}

func wireRule(r signal.Rule, s signal.Setting, amount signal.Amount) *pb.SignalRule {
	return &pb.SignalRule{
		Kind: wire.Value[pb.Signal_Kind](r.Kind), Off: s.Off, Knobs: wireKnobs(r, s), Amount: wire.Value[pb.SignalAmount](amount),
		Etag: s.Version.Etag(), ChangedById: string(s.By), ChangeTime: wire.Stamp(s.At),
	}
}

func wireKnobs(r signal.Rule, s signal.Setting) (out []*pb.SignalKnob) {
	value := s.Values(r.Knobs)
	for _, k := range r.Knobs {
		out = append(out, &pb.SignalKnob{
			Name: k.Name, Value: value[k.Name], Unit: wire.Value[pb.SignalKnob_Unit](k.Unit),
			Usual: k.Usual, Least: k.Least, Most: k.Most,
		})
	}
	return out
}
