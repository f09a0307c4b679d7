package personal

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/personal"
)

// AskCorrection says of a line that it is not right. Said twice of the same line it is
// said once, with the newest words.
func (s *Server) AskCorrection(ctx context.Context, req *pb.AskCorrectionRequest) (*pb.Correction, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Correction, error) {
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		voice, err := personal.Voice(wire.Word[personal.SaidBy](req.GetSaidBy()), tx.Caller.IsClient())
		if err != nil {
			return nil, err
		}
		asked := personal.NotRight(personal.Correction{
			ID: personal.CorrectionID(ids.New()), Client: client.ID, Words: req.GetWords(), SaidBy: voice, AskedBy: tx.Caller.Person,
			Line: personal.Line{
				Section: req.GetSection(), Item: req.GetItemId(), Field: req.GetField(), LabelNL: req.GetLabelNl(), LabelEN: req.GetLabelEn(), Stood: req.GetStood(),
			},
		}, s.Moment())
		open, err := tx.OpenCorrections(ctx, client.ID)
		if err != nil {
			return nil, err
		}
		for _, before := range open {
			if before.Same(asked.Line) {
				if _, err := tx.SaveCorrection(ctx, before.Close(s.Moment())); err != nil {
					return nil, err
				}
			}
		}
		return correctionMessage(asked), tx.InsertCorrection(ctx, asked)
	})
}

// ListCorrections lists what was said not to be right.
func (s *Server) ListCorrections(ctx context.Context, req *pb.ListCorrectionsRequest) (*pb.ListCorrectionsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, resp := paging.Size(req.GetPageSize()), &pb.ListCorrectionsResponse{}
	err = store.In(s.Store)(ctx, func(tx *store.Tx) error {
		client, err := base.ReachedIfNamed(ctx, tx.Tx, req.GetClientId())
		if err != nil {
			return err
		}
		tx.Touch(string(client)) // also when there is nothing to show
		found, err := tx.Corrections(ctx, client, req.GetOpenOnly(), after, size+1)
		found, more := paging.Cut(found, size)
		for _, c := range found {
			resp.Corrections = append(resp.Corrections, correctionMessage(c))
		}
		if more {
			resp.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// AnswerCorrection says that it was put right, or why it stays. What was put right is told
// to whoever received it: the usual events went out with the change itself, and who
// somebody is goes out once more with the answer.
func (s *Server) AnswerCorrection(ctx context.Context, req *pb.AnswerCorrectionRequest) (*pb.Correction, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Correction, error) {
		c, err := tx.CorrectionToChange(ctx, wire.ID[personal.CorrectionID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := c.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if c, err = c.Reply(req.GetCorrected(), req.GetAnswer(), tx.Caller.Person, s.Moment()); err != nil {
			return nil, err
		}
		if c, err = tx.SaveCorrection(ctx, c); err != nil || !req.GetCorrected() {
			return correctionMessage(c), err
		}
		return correctionMessage(c), s.tellAnew(ctx, tx, c.Client)
	})
}

// tellAnew tells the other services once more what they may know of a client.
func (s *Server) tellAnew(ctx context.Context, tx *store.Tx, id domain.ClientID) error {
	client, err := tx.Client(ctx, id)
	if err != nil {
		return err
	}
	if err := base.Tell(ctx, tx.Tx, base.ClientChanged(client)); err != nil {
		return err
	}
	agreed, err := tx.Holds(ctx, id, domain.PurposeMatching, s.Moment())
	if err != nil || !agreed {
		return err
	}
	return base.Tell(ctx, tx.Tx, base.ProfileChanged(client))
}

// CloseCorrection takes an open one back, and notes of an answer that the person knows it.
func (s *Server) CloseCorrection(ctx context.Context, req *pb.CloseCorrectionRequest) (*pb.Correction, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Correction, error) {
		before, err := tx.CorrectionToChange(ctx, wire.ID[personal.CorrectionID](req.GetId()))
		if err != nil {
			return nil, err
		}
		after := before.Close(s.Moment())
		if after == before {
			return correctionMessage(after), nil
		}
		after, err = tx.SaveCorrection(ctx, after)
		return correctionMessage(after), err
	})
}

func correctionMessage(c personal.Correction) *pb.Correction {
	return &pb.Correction{
		Id: string(c.ID), Etag: c.Version.Etag(), ClientId: string(c.Client), State: wire.Value[pb.Correction_State](c.State),
		Section: c.Line.Section, ItemId: c.Line.Item, Field: c.Line.Field, LabelNl: c.Line.LabelNL, LabelEn: c.Line.LabelEN, Stood: c.Line.Stood,
		Words: c.Words, SaidBy: wire.Value[pb.SaidBy](c.SaidBy), AskTime: wire.Stamp(c.Asked),
		Answer: c.Answer, AnsweredById: c.AnsweredBy, AnswerTime: wire.Stamp(c.Answered), ReadTime: wire.Stamp(c.Read),
	}
}
