package content

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListTemplates gives the newest version of every template. There are some dozens at
// most, ours among them: a page is cut from the whole list.
func (s *Server) ListTemplates(ctx context.Context, req *pb.ListTemplatesRequest) (*pb.ListTemplatesResponse, error) {
	var all []template.Template
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		all, err = tx.Templates(ctx, wire.Word[template.Kind](req.GetKind()))
		return err
	})
	if err != nil {
		return nil, err
	}
	if !req.GetIncludeRetired() {
		all = slices.DeleteFunc(all, func(t template.Template) bool { return t.Retired })
	}
	rest, err := after(all, req.GetPageToken())
	if err != nil {
		return nil, err
	}
	page, more := paging.Cut(rest, paging.Size(req.GetPageSize()))
	resp := &pb.ListTemplatesResponse{}
	for _, t := range page {
		resp.Templates = append(resp.Templates, message(t))
	}
	if more {
		last := page[len(page)-1]
		resp.NextPageToken = paging.Token(string(last.Kind), last.Key)
	}
	return resp, nil
}

// after gives what comes after the template that a page token names.
func after(all []template.Template, token string) ([]template.Template, error) {
	if token == "" {
		return all, nil
	}
	at := slices.IndexFunc(all, func(t template.Template) bool { return paging.Token(string(t.Kind), t.Key) == token })
	if at < 0 {
		return nil, paging.BadToken()
	}
	return all[at+1:], nil
}

// GetTemplate gives one version: the newest, or the one an old record was made with (O-04).
func (s *Server) GetTemplate(ctx context.Context, req *pb.GetTemplateRequest) (*pb.Template, error) {
	var t template.Template
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		t, err = tx.Template(ctx, wire.Word[template.Kind](req.GetKind()), req.GetKey(), int(req.GetVersion()))
		return err
	})
	if err != nil {
		return nil, err
	}
	return message(t), nil
}

// PublishTemplate makes a new version; earlier ones stay as they were.
func (s *Server) PublishTemplate(ctx context.Context, req *pb.PublishTemplateRequest) (*pb.Template, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Template, error) {
		if err := tx.HoldTemplates(ctx); err != nil {
			return nil, err
		}
		asked := templateOf(req.GetTemplate())
		own, retired, err := tx.OwnTemplates(ctx, asked.Kind, asked.Key)
		if err != nil {
			return nil, err
		}
		t, changed, err := template.Publish(own, asked, s.Moment())
		t.Retired = retired
		if err != nil || !changed {
			return message(t), err
		}
		return message(t), tx.InsertTemplate(ctx, t)
	})
}

// RetireTemplate takes a template out of the list to pick from.
func (s *Server) RetireTemplate(ctx context.Context, req *pb.ChangeTemplateRequest) (*pb.Template, error) {
	return s.retire(ctx, req, true)
}

// RestoreTemplate puts it back.
func (s *Server) RestoreTemplate(ctx context.Context, req *pb.ChangeTemplateRequest) (*pb.Template, error) {
	return s.retire(ctx, req, false)
}

func (s *Server) retire(ctx context.Context, req *pb.ChangeTemplateRequest, retired bool) (*pb.Template, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Template, error) {
		t, err := tx.Template(ctx, wire.Word[template.Kind](req.GetKind()), req.GetKey(), 0)
		if err != nil {
			return nil, err
		}
		if t, err = t.Retire(retired); err != nil {
			return nil, err
		}
		return message(t), tx.SaveRetired(ctx, t)
	})
}

func message(t template.Template) *pb.Template {
	m := &pb.Template{
		Kind: wire.Value[pb.Template_Kind](t.Kind), Key: t.Key, Version: int32(t.Version),
		TitleNl: t.Title.NL, TitleEn: t.Title.EN, IntroNl: t.Intro.NL, IntroEn: t.Intro.EN,
		BuiltIn: t.BuiltIn, Retired: t.Retired, CreateTime: wire.Stamp(t.Created),
	}
	for _, p := range t.Parts {
		m.Parts = append(m.Parts, &pb.TemplatePart{
			Key: p.Key, TextNl: p.Text.NL, TextEn: p.Text.EN, EasyNl: p.Easy.NL, EasyEn: p.Easy.EN, Picture: p.Picture,
		})
	}
	return m
}

func templateOf(m *pb.Template) template.Template {
	t := template.Template{
		Kind: wire.Word[template.Kind](m.GetKind()), Key: m.GetKey(), Version: int(m.GetVersion()),
		Title: fault.Text{NL: m.GetTitleNl(), EN: m.GetTitleEn()}, Intro: fault.Text{NL: m.GetIntroNl(), EN: m.GetIntroEn()},
	}
	for _, p := range m.GetParts() {
		t.Parts = append(t.Parts, template.Part{
			Key: p.GetKey(), Text: fault.Text{NL: p.GetTextNl(), EN: p.GetTextEn()},
			Easy: fault.Text{NL: p.GetEasyNl(), EN: p.GetEasyEn()}, Picture: p.GetPicture(),
		})
	}
	return t
}
