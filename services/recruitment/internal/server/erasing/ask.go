package erasing

import (
	"context"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	erasurepb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	keep "github.com/optrek/optrek/services/recruitment/internal/store/erasing"
)

// PreviewErasure says what would go, what would stay and why, in all services.
func (s *Server) PreviewErasure(ctx context.Context, req *pb.PreviewErasureRequest) (*pb.ErasurePreview, error) {
	out, names := &pb.ErasurePreview{}, []string{}
	err := keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		c, err := tx.Client(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		names = append([]string{c.GivenName}, strings.Fields(c.FamilyName)...)
		names = slices.DeleteFunc(names, func(n string) bool { return len([]rune(n)) < 3 })
		days, _, err := tx.ThinkingDays(ctx)
		if err != nil {
			return err
		}
		out.ThinkingDays = int32(days)
		look, err := s.ours(nil).Look(ctx, tx.Tx.Tx, string(c.ID), names)
		merge(out, look)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, service := range erasing.Services() {
		if other := s.others[service]; other != nil {
			look, err := other.LookAhead(ctx, &erasurepb.LookAheadRequest{ClientId: req.GetClientId(), Words: names[:min(len(names), 10)]})
			if err != nil {
				out.Unknown = append(out.Unknown, service)
				continue
			}
			merge(out, look)
		}
	}
	return out, nil
}

// merge adds what one service says; what several have of a kind is one line.
func merge(out *pb.ErasurePreview, look *erasurepb.LookAheadResponse) {
	for _, line := range look.GetGoes() {
		i := slices.IndexFunc(out.Goes, func(l *erasurepb.Line) bool { return l.GetPart() == line.GetPart() })
		if i < 0 {
			out.Goes = append(out.Goes, line)
			continue
		}
		out.Goes[i].Count = max(out.Goes[i].GetCount(), line.GetCount()) // the others hold copies of the same
	}
	out.Stays = append(out.Stays, look.GetStays()...)
	out.Mentions = append(out.Mentions, look.GetMentions()...)
}

// AskErasure asks that somebody is forgotten. Asked again, it is the same.
func (s *Server) AskErasure(ctx context.Context, req *pb.AskErasureRequest) (*pb.Erasure, error) {
	return once.Do(ctx, keep.In(s.Store), req, func(tx *keep.Tx) (*pb.Erasure, error) {
		c, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		if e, err := tx.OpenOf(ctx, c.ID); err == nil || fault.KindOf(err) != fault.KindNotFound {
			return s.shown(ctx, tx, e, err)
		}
		self := base.IsSelf(tx.Tx, c.ID)
		wanted := wire.Word[erasing.For](req.GetBy())
		if wanted == "" && !self {
			text := fault.Text{NL: "Kies wie dit wil: de cliënt, de vertegenwoordiger of de organisatie.", EN: "Choose who wants this: the client, the representative or the organisation."}
			return nil, fault.Invalid("WHO_WANTS_IT", text, fault.Field{Path: "by", Text: text})
		}
		if wanted == erasing.ForOrganisation && !tx.Caller.Has(authn.RoleOrganisationAdmin) && !tx.Caller.Has(authn.RoleCoordinator) {
			return nil, fault.Denied("ORGANISATION_ASKS", fault.Text{
				NL: "Namens de organisatie vraagt een beheerder of coördinator dit.",
				EN: "On behalf of the organisation an administrator or coordinator asks this.",
			})
		}
		days, _, err := tx.ThinkingDays(ctx)
		if err != nil {
			return nil, err
		}
		e := erasing.Ask(erasing.ID(ids.New()), c.ID, wanted, days, s.Moment())
		if self {
			e = erasing.AskBySelf(e.ID, c.ID, s.Moment())
		}
		e.Note, e.By = req.GetNote(), tx.Caller.Person
		return s.shown(ctx, tx, e, tx.Insert(ctx, e))
	})
}

// GetClientErasure gives what was asked about a client and is not over.
func (s *Server) GetClientErasure(ctx context.Context, req *pb.GetClientErasureRequest) (*pb.ClientErasure, error) {
	out := &pb.ClientErasure{}
	err := keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		days, _, err := tx.ThinkingDays(ctx)
		if err != nil {
			return err
		}
		out.ThinkingDays = int32(days)
		holds, err := tx.HoldsOf(ctx, client, s.Moment())
		if err != nil {
			return err
		}
		out.Held = len(holds) > 0
		if out.Held && !tx.Caller.IsClient() {
			out.Hold = holdMessage(holds[0])
		}
		e, err := tx.OpenOf(ctx, client)
		if fault.KindOf(err) == fault.KindNotFound {
			tx.Touch(string(client))
			return nil
		}
		out.Erasure, err = s.shown(ctx, tx, e, err)
		return err
	})
	return out, err
}

// ListErasures lists erasures, the newest first.
func (s *Server) ListErasures(ctx context.Context, req *pb.ListErasuresRequest) (*pb.ListErasuresResponse, error) {
	before, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, resp := paging.Size(req.GetPageSize()), &pb.ListErasuresResponse{}
	err = keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		rows, err := tx.Erasures(ctx, erasing.ID(before), req.GetOpenOnly(), size+1)
		if err != nil {
			return err
		}
		rows, more := paging.Cut(rows, size)
		for _, e := range rows {
			m, err := s.shown(ctx, tx, e, nil)
			if err != nil {
				return err
			}
			resp.Erasures = append(resp.Erasures, m)
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return nil
	})
	return resp, err
}

// GetErasure gives one erasure; when it is done, its receipt.
func (s *Server) GetErasure(ctx context.Context, req *pb.GetErasureRequest) (out *pb.Erasure, err error) {
	err = keep.In(s.Store)(ctx, func(tx *keep.Tx) error {
		e, err := tx.Erasure(ctx, erasing.ID(req.GetId()), false)
		out, err = s.shown(ctx, tx, e, err)
		return err
	})
	return out, err
}

// BeginErasure begins the time to think after a talk with the client who asked.
func (s *Server) BeginErasure(ctx context.Context, req *pb.ChangeErasureRequest) (*pb.Erasure, error) {
	return s.change(ctx, req, func(tx *keep.Tx, e erasing.Erasure) (erasing.Erasure, error) {
		days, _, err := tx.ThinkingDays(ctx)
		if err != nil {
			return e, err
		}
		return e.Begin(days, s.Moment())
	})
}

// CancelErasure takes it back.
func (s *Server) CancelErasure(ctx context.Context, req *pb.ChangeErasureRequest) (*pb.Erasure, error) {
	return s.change(ctx, req, func(_ *keep.Tx, e erasing.Erasure) (erasing.Erasure, error) { return e.Cancel() })
}

// HastenErasure asks to do it without waiting, or is the second person's yes to that.
func (s *Server) HastenErasure(ctx context.Context, req *pb.ChangeErasureRequest) (*pb.Erasure, error) {
	defer s.wake()
	return s.change(ctx, req, func(tx *keep.Tx, e erasing.Erasure) (erasing.Erasure, error) {
		held, err := erasure.Held(ctx, tx.Tx.Tx, string(e.Client))
		if err != nil {
			return e, err
		}
		if held {
			return e, fault.Conflict("HELD", fault.Text{
				NL: "Er geldt een bewaarplicht voor deze persoon. Zolang die geldt, wordt er niets gewist.",
				EN: "A legal hold stands for this person. As long as it does, nothing is erased.",
			})
		}
		return e.Hasten(tx.Caller.Person, tx.Caller.Has(authn.RoleOrganisationAdmin), s.Moment())
	})
}

func (s *Server) change(ctx context.Context, req *pb.ChangeErasureRequest, decide func(*keep.Tx, erasing.Erasure) (erasing.Erasure, error)) (*pb.Erasure, error) {
	return once.Do(ctx, keep.In(s.Store), req, func(tx *keep.Tx) (*pb.Erasure, error) {
		e, err := tx.Erasure(ctx, erasing.ID(req.GetId()), true)
		if err != nil {
			return nil, err
		}
		if err := e.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		after, err := decide(tx, e)
		if err != nil {
			return nil, err
		}
		after, err = tx.Save(ctx, after)
		return s.shown(ctx, tx, after, err)
	})
}

// ReportErasure takes what a service removed. One that nobody here knows of any more (this
// database was put back from an older copy) is taken too: the service has done its part.
func (s *Server) ReportErasure(ctx context.Context, req *pb.ReportErasureRequest) (*pb.ReportErasureResponse, error) {
	caller, _ := authn.From(ctx)
	defer s.wake()
	return &pb.ReportErasureResponse{}, keep.As(s.Store)(ctx, req.GetTenantId(), func(tx *keep.Tx) error {
		e, err := tx.Erasure(ctx, erasing.ID(req.GetErasureId()), true)
		if fault.KindOf(err) == fault.KindNotFound {
			return nil
		}
		if err != nil || e.State != erasing.UnderWay {
			return err
		}
		part := erasing.Part{Service: caller.Service, At: s.Moment(), Removed: map[string]int{}}
		for _, line := range req.GetRemoved() {
			part.Removed[line.GetPart()] = int(line.GetCount())
		}
		_, err = tx.Save(ctx, e.Take(part))
		return err
	})
}

// shown is an erasure as the contract has it, for the caller.
func (s *Server) shown(ctx context.Context, tx *keep.Tx, e erasing.Erasure, err error) (*pb.Erasure, error) {
	if err != nil {
		return nil, err
	}
	held, err := erasure.Held(ctx, tx.Tx.Tx, string(e.Client))
	if err != nil {
		return nil, err
	}
	m := &pb.Erasure{
		Id: string(e.ID), Etag: e.Version.Etag(), ClientId: string(e.Client), Note: e.Note, Held: held,
		State: wire.Value[pb.Erasure_State](e.State), By: wire.Value[pb.Erasure_By](e.For),
		AskTime: wire.Stamp(e.AskedAt), DueTime: wire.Stamp(e.Due), BeginTime: wire.Stamp(e.Begun), DoneTime: wire.Stamp(e.Done),
		SecondYesWanted: e.State == erasing.Waiting && e.Hastened != "", SecondYesYours: e.SecondYes(tx.Caller.Person),
	}
	if e.State != erasing.UnderWay && e.State != erasing.Done {
		return m, nil
	}
	for _, service := range erasing.Services() {
		part := &pb.Erasure_Part{Service: service}
		if i := slices.IndexFunc(e.Parts, func(p erasing.Part) bool { return p.Service == service }); i >= 0 {
			removed := map[erasure.Part]int{}
			for name, n := range e.Parts[i].Removed {
				removed[erasure.Part(name)] = n
			}
			part.Time, part.Removed = timestamppb.New(e.Parts[i].At), erasure.Lines(removed)
		}
		m.Parts = append(m.Parts, part)
	}
	return m, nil
}
