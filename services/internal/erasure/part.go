package erasure

import (
	"context"
	"regexp"
	"strings"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Text is a place where words about other people or about work stand, in which a name may
// have been written: what a program cannot take out, a person looks at.
type Text struct {
	Words
	// Query is SQL that counts: $1 a regular expression, $2 the client whose own texts do not count.
	Query string
}

// Kept is what stays when somebody is erased, and why, for people to read.
type Kept = Words

// Ours is what a service says of its part.
type Ours struct {
	List  List
	Kept  []Kept
	Texts []Text
	Retention
}

// Server answers ErasurePartService for one service.
type Server struct {
	pb.UnimplementedErasurePartServiceServer

	DB   *postgres.DB
	Ours Ours
}

// Register puts it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) { pb.RegisterErasurePartServiceServer(r, s) }

// LookAhead says what there is of a client here.
func (s *Server) LookAhead(ctx context.Context, req *pb.LookAheadRequest) (resp *pb.LookAheadResponse, err error) {
	err = s.DB.InTenant(ctx, func(tx *postgres.Tx) error {
		resp, err = s.Ours.Look(ctx, tx, req.GetClientId(), req.GetWords())
		return err
	})
	return resp, err
}

// LookAheadRetention says what goes on which day.
func (s *Server) LookAheadRetention(ctx context.Context, req *pb.LookAheadRetentionRequest) (*pb.LookAheadRetentionResponse, error) {
	resp := &pb.LookAheadRetentionResponse{}
	err := s.DB.InTenant(ctx, func(tx *postgres.Tx) error {
		going, err := s.Ours.Ahead(ctx, tx, req.GetUntilDay(), req.GetMonths())
		resp.Due = DueMessages(going)
		return err
	})
	return resp, err
}

// DueMessages is what goes, as the contract has it.
func DueMessages(going []Going) (all []*pb.LookAheadRetentionResponse_Due) {
	for _, g := range going {
		all = append(all, &pb.LookAheadRetentionResponse_Due{Kind: g.Kind, Day: g.Day, Count: g.Count, Held: g.Held})
	}
	return all
}

// Look says what there is of a client the caller reaches; nothing of another. The words are
// looked for in texts about others whom the caller reaches.
func (o Ours) Look(ctx context.Context, tx *postgres.Tx, client string, names []string) (*pb.LookAheadResponse, error) {
	tx.Touch(client)
	resp := &pb.LookAheadResponse{}
	var reached bool
	if err := tx.QueryRow(ctx, `SELECT may_reach($1)`, client).Scan(&reached); err != nil || !reached {
		return resp, err
	}
	counted, err := o.List.Count(ctx, tx, client)
	if err != nil {
		return nil, err
	}
	resp.Goes = Lines(o.List.Parts(counted))
	for _, kept := range o.Kept {
		resp.Stays = append(resp.Stays, &pb.Line{Nl: kept.NL, En: kept.EN})
	}
	pattern := anyOf(names)
	for _, text := range o.Texts {
		var n int32
		if pattern == "" {
			break
		}
		if err := tx.QueryRow(ctx, text.Query, pattern, client).Scan(&n); err != nil {
			return nil, err
		}
		if n > 0 {
			resp.Mentions = append(resp.Mentions, &pb.Line{Nl: text.NL, En: text.EN, Count: n})
		}
	}
	return resp, nil
}

// anyOf is a regular expression of the database for any of the words, as a word.
func anyOf(words []string) string {
	var parts []string
	for _, word := range words {
		if word = strings.TrimSpace(word); len([]rune(word)) > 1 {
			parts = append(parts, regexp.QuoteMeta(word))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return `\m(` + strings.Join(parts, "|") + `)\M`
}

// Lines are parts in words, in their order.
func Lines(parts map[Part]int) (lines []*pb.Line) {
	for _, part := range Parts() {
		if n := parts[part]; n > 0 {
			said := part.Words()
			lines = append(lines, &pb.Line{Part: string(part), Nl: said.NL, En: said.EN, Count: int32(n)})
		}
	}
	return lines
}
