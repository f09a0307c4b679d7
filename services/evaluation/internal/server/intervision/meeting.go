package intervision

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// told is how long after the day a client still sees what was done with it.
const told = 28

// Meetings implements optrek.evaluation.v1.MeetingService: what an intervision asks of one person.
type Meetings struct {
	pb.UnimplementedMeetingServiceServer

	base.Base
}

// NewMeetings makes the server.
func NewMeetings(b base.Base) *Meetings { return &Meetings{Base: b} }

// AnswerInvitation says whether the caller comes.
func (s *Meetings) AnswerInvitation(ctx context.Context, req *pb.AnswerInvitationRequest) (*pb.Intervision, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Intervision, error) {
		by, v, err := opened(ctx, tx, req.GetId())
		if err != nil {
			return nil, err
		}
		if err := v.MayAnswer(); err != nil {
			return nil, err
		}
		if err := tx.SaveComing(ctx, v.ID, wire.Word[domain.Coming](req.GetAnswer()), s.Now()); err != nil {
			return nil, err
		}
		if v, err = tx.Intervision(ctx, v.ID); err != nil {
			return nil, err
		}
		return whole(ctx, tx, by, v)
	})
}

// ListAgreements lists what the caller still does, and those they stand in for.
func (s *Meetings) ListAgreements(ctx context.Context, _ *pb.ListAgreementsRequest) (*pb.ListAgreementsResponse, error) {
	out := &pb.ListAgreementsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		of, err := tx.Myself(ctx)
		if err != nil {
			return err
		}
		found, err := tx.AgreementsOf(ctx, of)
		for _, e := range found {
			out.Agreements = append(out.Agreements, wireEarlier(e))
		}
		return err
	})
	return out, err
}

// SettleAgreement ticks off an agreement: by whose it is, who stands in for them, or who
// was at the table.
func (s *Meetings) SettleAgreement(ctx context.Context, req *pb.SettleAgreementRequest) (*pb.EarlierAgreement, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.EarlierAgreement, error) {
		by, err := askerOf(ctx, tx)
		if err != nil {
			return nil, err
		}
		v, err := tx.IntervisionForUpdate(ctx, wire.ID[domain.IntervisionID](req.GetIntervisionId()))
		if err != nil {
			return nil, err
		}
		after, a, err := domain.Settle(v, wire.ID[domain.AgreementID](req.GetAgreementId()), req.GetDone(), s.Now())
		if err != nil {
			return nil, err
		}
		if !by.opens(v) && !(asker{of: by.of}).does(a) {
			return nil, fault.Missing()
		}
		if _, err := tx.SaveIntervision(ctx, after); err != nil {
			return nil, err
		}
		return wireEarlier(domain.EarlierAgreement{Intervision: v.ID, Day: v.Day, Agreement: a}), nil
	})
}

// does says whether an agreement is the asker's, or of somebody they stand in for.
func (by asker) does(a domain.Agreement) bool {
	return domain.Intervision{Organisers: []domain.SupportWorkerID{a.Worker}}.OpensTo(by.of, false)
}

// ListMeetings lists where clients are asked to think along, from four weeks back.
func (s *Meetings) ListMeetings(ctx context.Context, req *pb.ListMeetingsRequest) (*pb.ListMeetingsResponse, error) {
	out := &pb.ListMeetingsResponse{}
	client := wire.ID[domain.ClientID](req.GetClientId())
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		if client != "" {
			if err := caseload.Require(ctx, tx.Tx, string(client)); err != nil {
				return err
			}
		}
		tx.Touch(string(client)) // also when there is nothing to show
		from := s.Now().AddDate(0, 0, -told).Format("2006-01-02")
		found, err := tx.Meetings(ctx, client, "", from)
		for _, m := range found {
			tx.Touch(string(m.Asked.Client))
			out.Meetings = append(out.Meetings, wireMeeting(m))
		}
		return err
	})
	return out, err
}

// AnswerMeeting says whether a client comes: by the client, or by who sits beside them.
func (s *Meetings) AnswerMeeting(ctx context.Context, req *pb.AnswerMeetingRequest) (*pb.Meeting, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Meeting, error) {
		client, id := wire.ID[domain.ClientID](req.GetClientId()), wire.ID[domain.IntervisionID](req.GetId())
		found, err := tx.Meetings(ctx, client, id, "")
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fault.Missing()
		}
		m := found[0]
		if err := m.MayAnswer(); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		m.Asked.Coming = wire.Word[domain.Coming](req.GetAnswer())
		return wireMeeting(m), tx.SaveClientComing(ctx, id, client, m.Asked.Coming)
	})
}

func wireMeeting(m domain.Meeting) *pb.Meeting {
	return &pb.Meeting{
		Id: string(m.ID), ClientId: string(m.Asked.Client), Day: m.Day, Clock: m.Clock, Words: m.ClientWords,
		OrganiserIds: wire.Texts(m.Organisers), Answer: wire.Value[pb.InvitationAnswer_Answer](m.Asked.Coming),
		CalledOff: m.CalledOff, Held: m.State == domain.IntervisionHeld, ToldBack: m.ToldBack,
	}
}
