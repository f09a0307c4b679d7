// Package pictogram answers recruitment's PictogramService: the pictures that an
// organisation puts in the place of our pictograms, because its clients know those.
package pictogram

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/recruitment/internal/domain/pictogram"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/pictogram"
)

// atOnce is how many callers' files are read at the same time: a picture of the largest
// size takes some 20 MB while it is made small.
const atOnce = 2

// Server implements optrek.recruitment.v1.PictogramService.
type Server struct {
	pb.UnimplementedPictogramServiceServer
	base.Base
	slots chan struct{}
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b, slots: make(chan struct{}, atOnce)} }

// drawing runs fn when it is its turn to read files.
func (s *Server) drawing(ctx context.Context, fn func() error) error {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
		return fn()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ListPictograms gives every pictogram there is, or those the organisation replaced: some
// hundred at most, and all of them at once is what a page needs.
func (s *Server) ListPictograms(ctx context.Context, req *pb.ListPictogramsRequest) (*pb.ListPictogramsResponse, error) {
	var own map[string]pictogram.Own
	err := store.In(s.Store)(ctx, func(tx *store.Tx) (err error) {
		own, err = tx.Own(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	resp := &pb.ListPictogramsResponse{}
	for _, m := range pictogram.All() {
		if !req.GetOwnOnly() || own[m.Name].Digest != "" {
			resp.Pictograms = append(resp.Pictograms, message(m, own[m.Name]))
		}
	}
	return resp, nil
}

// GetPictogram gives the organisation's own picture.
func (s *Server) GetPictogram(ctx context.Context, req *pb.GetPictogramRequest) (*pb.PictogramImage, error) {
	if _, err := pictogram.Find(req.GetName()); err != nil {
		return nil, err
	}
	resp := &pb.PictogramImage{Name: req.GetName()}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) (err error) {
		resp.Png, resp.Digest, err = tx.Image(ctx, req.GetName())
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// ReplacePictogram takes one picture.
func (s *Server) ReplacePictogram(ctx context.Context, req *pb.ReplacePictogramRequest) (*pb.PictogramChange, error) {
	m, err := pictogram.Find(req.GetName())
	if err != nil {
		return nil, err
	}
	var png []byte
	err = s.drawing(ctx, func() (err error) {
		png, err = redraw(req.GetPicture())
		return err
	})
	if err != nil {
		return nil, invalid("picture", err)
	}
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.PictogramChange, error) {
		own, err := tx.Own(ctx)
		if err != nil {
			return nil, err
		}
		if err := own[m.Name].Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		return put(ctx, tx, own, []picture{{m, png}})
	})
}

// ReplacePictograms takes a whole set: what can be taken, and what not with the reason.
func (s *Server) ReplacePictograms(ctx context.Context, req *pb.ReplacePictogramsRequest) (*pb.PictogramChange, error) {
	var found set
	err := s.drawing(ctx, func() (err error) {
		found, err = unpack(ctx, req.GetZip())
		return err
	})
	if err != nil {
		return nil, invalid("zip", err)
	}
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.PictogramChange, error) {
		own, err := tx.Own(ctx)
		if err != nil {
			return nil, err
		}
		change, err := put(ctx, tx, own, found.pictures)
		if err == nil {
			change.Refused = found.refused
		}
		return change, err
	})
}

// ResetPictograms puts ours back.
func (s *Server) ResetPictograms(ctx context.Context, req *pb.ResetPictogramsRequest) (*pb.PictogramChange, error) {
	if req.GetEverywhere() == (len(req.GetNames()) > 0) {
		return nil, pictogram.WhichOnes()
	}
	var ours []picture
	for _, name := range req.GetNames() {
		m, err := pictogram.Find(name)
		if err != nil {
			return nil, err
		}
		ours = append(ours, picture{Meaning: m})
	}
	if req.GetEverywhere() {
		for _, m := range pictogram.All() {
			ours = append(ours, picture{Meaning: m})
		}
	}
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.PictogramChange, error) {
		own, err := tx.Own(ctx)
		if err != nil {
			return nil, err
		}
		return put(ctx, tx, own, ours)
	})
}

// UndoPictograms takes a change back.
func (s *Server) UndoPictograms(ctx context.Context, req *pb.UndoPictogramsRequest) (*pb.PictogramChange, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.PictogramChange, error) {
		change := &pb.PictogramChange{ChangeId: ids.New()}
		back, err := tx.Undo(ctx, req.GetChangeId(), change.GetChangeId())
		if err != nil {
			return nil, err
		}
		for _, own := range back {
			m, err := pictogram.Find(own.Name)
			if err != nil {
				continue // a pictogram that Optrek has no more; its row is the organisation's
			}
			change.Pictograms = append(change.Pictograms, message(m, own))
		}
		if len(change.GetPictograms()) == 0 {
			return nil, pictogram.NothingToUndo()
		}
		return change, tell(ctx, tx, change)
	})
}

// picture is what comes in the place of a pictogram; no png is ours.
type picture struct {
	pictogram.Meaning
	png []byte
}

// put saves what differs from what stands there, as one change.
func put(ctx context.Context, tx *store.Tx, own map[string]pictogram.Own, pictures []picture) (*pb.PictogramChange, error) {
	change, id := &pb.PictogramChange{}, ids.New()
	for _, p := range pictures {
		before := own[p.Name]
		before.Name = p.Name
		if p.png == nil && before.Digest == "" || p.png != nil && before.Digest == pictogram.Digest(p.png) {
			continue
		}
		now, err := tx.Save(ctx, id, before, p.png)
		if err != nil {
			return nil, err
		}
		change.Pictograms = append(change.Pictograms, message(p.Meaning, now))
	}
	if len(change.GetPictograms()) == 0 {
		return change, nil
	}
	change.ChangeId = id
	return change, tell(ctx, tx, change)
}

func message(m pictogram.Meaning, own pictogram.Own) *pb.Pictogram {
	return &pb.Pictogram{
		Name: m.Name, Etag: own.Version.Etag(), MeaningNl: m.Text.NL, MeaningEn: m.Text.EN, FileName: m.FileName(), Digest: own.Digest,
	}
}

// invalid says of which field a refused file is.
func invalid(path string, err error) error {
	if f, ok := fault.As(err); ok {
		return fault.Invalid(f.Code, f.Text, fault.Field{Path: path, Text: f.Text})
	}
	return err
}

// tell lets pages that are open show what changed.
func tell(ctx context.Context, tx *store.Tx, change *pb.PictogramChange) error {
	event := &pb.PictogramsChanged{}
	for _, p := range change.GetPictograms() {
		event.Names = append(event.Names, p.GetName())
	}
	return base.Tell(ctx, tx.Tx, event)
}
