package erasing

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	erasurepb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/retention"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	keep "github.com/optrek/optrek/services/recruitment/internal/store/erasing"
)

// PlaceHold keeps everything about a client until a day.
func (s *Server) PlaceHold(ctx context.Context, req *pb.PlaceHoldRequest) (*pb.LegalHold, error) {
	return once.Do(ctx, keep.In(s.Store), req, func(tx *keep.Tx) (*pb.LegalHold, error) {
		c, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		h, err := erasing.Place(erasing.Hold{
			ID: erasing.HoldID(ids.New()), Client: c.ID, Reason: req.GetReason(), Until: req.GetUntilDay(), By: tx.Caller.Person,
		}, s.Moment())
		if err != nil {
			return nil, err
		}
		if err := tx.InsertHold(ctx, h); err != nil {
			return nil, err
		}
		return holdMessage(h), s.hold(ctx, tx, c.ID, true)
	})
}

// hold keeps here whether somebody is held, and tells the others.
func (s *Server) hold(ctx context.Context, tx *keep.Tx, client domain.ClientID, held bool) error {
	if err := erasure.Hold(ctx, tx.Tx.Tx, string(client), held); err != nil {
		return err
	}
	return base.Tell(ctx, tx.Tx, &pb.HoldChanged{ClientId: string(client), Held: held})
}

// ListHolds lists the holds that stand.
func (s *Server) ListHolds(ctx context.Context, req *pb.ListHoldsRequest) (*pb.ListHoldsResponse, error) {
	offset := 0
	if req.GetPageToken() != "" {
		key, err := paging.After(req.GetPageToken(), 1)
		if err == nil {
			offset, err = strconv.Atoi(key[0])
		}
		if err != nil || offset < 0 {
			return nil, paging.BadToken()
		}
	}
	size, resp := paging.Size(req.GetPageSize()), &pb.ListHoldsResponse{}
	err := keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		rows, err := tx.Holds(ctx, s.Moment(), offset, size+1)
		rows, more := paging.Cut(rows, size)
		for _, h := range rows {
			resp.Holds = append(resp.Holds, holdMessage(h))
		}
		if more {
			resp.NextPageToken = paging.Token(strconv.Itoa(offset + size))
		}
		return err
	})
	return resp, err
}

// LiftHold ends a hold before its day; another one on the same client goes on.
func (s *Server) LiftHold(ctx context.Context, req *pb.LiftHoldRequest) (*pb.LegalHold, error) {
	return once.Do(ctx, keep.In(s.Store), req, func(tx *keep.Tx) (*pb.LegalHold, error) {
		h, err := tx.HoldToChange(ctx, erasing.HoldID(req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := h.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if h, err = tx.SaveHold(ctx, h.Lift(s.Moment())); err != nil {
			return nil, err
		}
		others, err := tx.HoldsOf(ctx, h.Client, s.Moment())
		if err == nil && len(others) == 0 {
			err = s.hold(ctx, tx, h.Client, false)
		}
		return holdMessage(h), err
	})
}

// endHolds lets go of those whose last hold is over.
func (s *Server) endHolds(ctx context.Context, tenant string) error {
	return keep.As(s.Store)(ctx, tenant, func(tx *keep.Tx) error {
		over, err := tx.HeldTooLong(ctx, s.Moment())
		if err != nil {
			return err
		}
		for _, client := range over {
			if err := s.hold(ctx, tx, client, false); err != nil {
				return err
			}
		}
		return nil
	})
}

func holdMessage(h erasing.Hold) *pb.LegalHold {
	return &pb.LegalHold{
		Id: string(h.ID), Etag: h.Version.Etag(), ClientId: string(h.Client), Reason: h.Reason, PlacedBy: h.By,
		PlaceTime: wire.Stamp(h.Placed), UntilDay: h.Until, LiftTime: wire.Stamp(h.Lifted),
	}
}

// GetRetention gives how long this organisation keeps what.
func (s *Server) GetRetention(ctx context.Context, _ *pb.GetRetentionRequest) (out *pb.Retention, err error) {
	err = keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		out, err = s.retention(ctx, tx)
		return err
	})
	return out, err
}

func (s *Server) retention(ctx context.Context, tx *keep.Tx) (*pb.Retention, error) {
	days, version, err := tx.ThinkingDays(ctx)
	if err != nil {
		return nil, err
	}
	chosen, err := tx.Months(ctx)
	out := &pb.Retention{Etag: version.Etag(), ThinkingDays: int32(days)}
	for _, k := range s.Usual.Kinds(tx.Tenant) {
		months, ours := chosen[k.Key]
		if !ours {
			months = k.Usual
		}
		out.Rules = append(out.Rules, &pb.RetentionRule{
			Kind: k.Key, Months: int32(months), UsualMonths: int32(k.Usual), LeastMonths: int32(k.Least),
			WhatNl: k.What.NL, WhatEn: k.What.EN, SinceNl: k.Since.NL, SinceEn: k.Since.EN, WhyNl: k.Why.NL, WhyEn: k.Why.EN,
		})
	}
	return out, err
}

// UpdateRetention changes how long this organisation keeps what, and tells the others.
func (s *Server) UpdateRetention(ctx context.Context, req *pb.UpdateRetentionRequest) (*pb.Retention, error) {
	return once.Do(ctx, keep.In(s.Store), req, func(tx *keep.Tx) (*pb.Retention, error) {
		_, version, err := tx.ThinkingDays(ctx)
		if err != nil {
			return nil, err
		}
		if err := version.Expect(req.GetRetention().GetEtag()); err != nil {
			return nil, err
		}
		if err := tx.SaveThinkingDays(ctx, int(req.GetRetention().GetThinkingDays()), version); err != nil {
			return nil, err
		}
		months := map[string]int32{}
		for _, rule := range req.GetRetention().GetRules() {
			months[rule.GetKind()] = rule.GetMonths()
		}
		months = known(months)
		if err := longEnough(months); err != nil {
			return nil, err
		}
		if err := erasure.KeepFor(ctx, tx.Tx.Tx, months); err != nil {
			return nil, err
		}
		if err := base.Tell(ctx, tx.Tx, &pb.RetentionChanged{Months: months}); err != nil {
			return nil, err
		}
		return s.retention(ctx, tx)
	})
}

// longEnough refuses to keep something shorter than may be.
func longEnough(months map[string]int32) error {
	for _, k := range retention.Kinds() {
		if n, ok := months[k.Key]; ok && n > 0 && int(n) < k.Least {
			text := fault.Text{
				NL: fmt.Sprintf("%s: dat blijft ten minste %d maanden bewaard. Kies %d maanden of meer.", k.What.NL, k.Least, k.Least),
				EN: fmt.Sprintf("%s: that is kept for %d months at the least. Choose %d months or more.", k.What.EN, k.Least, k.Least),
			}
			return fault.Invalid("KEPT_LONGER", text, fault.Field{Path: "retention.rules", Text: text})
		}
	}
	return nil
}

// known leaves out what there is not.
func known(months map[string]int32) map[string]int32 {
	all := map[string]int32{}
	for _, k := range retention.Kinds() {
		if n, ok := months[k.Key]; ok {
			all[k.Key] = n
		}
	}
	return all
}

// PreviewRetention says what goes on which day in the coming year.
func (s *Server) PreviewRetention(ctx context.Context, req *pb.PreviewRetentionRequest) (*pb.PreviewRetentionResponse, error) {
	asked := map[string]int32{}
	for _, rule := range req.GetRules() {
		kind, months, _ := strings.Cut(rule, ":")
		n, err := strconv.Atoi(months)
		if err == nil {
			asked[kind] = int32(min(n, 600))
		}
	}
	asked = known(asked)
	until := s.Moment().AddDate(1, 0, 0).Format(time.DateOnly)
	resp := &pb.PreviewRetentionResponse{}
	err := keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		going, err := s.ours(nil).Ahead(ctx, tx.Tx.Tx, until, asked)
		resp.Due = erasure.DueMessages(going)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, service := range erasing.Services() {
		other := s.others[service]
		if other == nil {
			continue
		}
		theirs, err := other.LookAheadRetention(ctx, &erasurepb.LookAheadRetentionRequest{UntilDay: until, Months: asked})
		if err != nil {
			resp.Unknown = append(resp.Unknown, service)
			continue
		}
		resp.Due = append(resp.Due, theirs.GetDue()...)
	}
	return resp, nil
}
