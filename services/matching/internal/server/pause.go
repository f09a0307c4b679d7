package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// PauseMatch gives everybody in the match a rest.
func (s *Server) PauseMatch(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		word, err := wordOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		pausing := domain.Pausing{By: word, Until: wire.Time(req.GetUntil())}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) { return m.Pause(pausing, s.Now()) }))
	})
}

// ResumeMatch goes on after a pause.
func (s *Server) ResumeMatch(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		word, err := wordOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) { return m.Resume(word, s.Now()) }))
	})
}

// wordOf says whose word a request brings: a client their own, support workers that of
// somebody they guide, with how it was given, or what they decide themselves.
func wordOf(ctx context.Context, tx *store.Tx, req *pb.ChangeMatchStateRequest) (domain.Word, error) {
	own, client := base.OwnID(tx), wire.ID[domain.ClientID](req.GetClientId())
	if own != "" && client == "" {
		client = own
	}
	if client == "" {
		return domain.NewWord("", false, wire.Word[domain.Form](req.GetSupportForm()))
	}
	if err := tx.Reach(ctx, client); err != nil {
		return domain.Word{}, err
	}
	return domain.NewWord(client, own == client, wire.Word[domain.Form](req.GetSupportForm()))
}
