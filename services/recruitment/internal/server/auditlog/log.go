package auditlog

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store2 "github.com/optrek/optrek/services/recruitment/internal/store/auditlog"
)

const (
	exportLines = 50_000
	exportPage  = 1000
	everything  = 100 * 365 * 24 * time.Hour
)

// ListLog gives a page of the organisation's log. That it was read is written by each
// service in its own log; on the page the reading stands once.
func (s *Server) ListLog(ctx context.Context, req *pb.ListLogRequest) (*pb.ListLogResponse, error) {
	asked, err := s.asked(req)
	if err != nil {
		return nil, err
	}
	p, err := s.page(ctx, asked, req.GetPageToken(), paging.Size(req.GetPageSize()))
	if err != nil {
		return nil, err
	}
	resp := &pb.ListLogResponse{Lines: p.lines, NextPageToken: p.next, MissingServices: p.missing}
	return resp, s.putNames(ctx, resp.GetLines())
}

// asked is what every service is asked for.
func (s *Server) asked(req *pb.ListLogRequest) (*auditpb.ListEntriesRequest, error) {
	out := &auditpb.ListEntriesRequest{
		ClientId: req.GetClientId(), PersonId: req.GetPersonId(), Events: req.GetEvents(), Outcome: req.GetOutcome(),
	}
	if req.GetFirstDay() == "" && req.GetLastDay() == "" {
		return out, nil
	}
	from, until, err := s.days(req.GetFirstDay(), req.GetLastDay(), everything)
	out.StartTime, out.EndTime = timestamppb.New(from), timestamppb.New(until)
	return out, err
}

// page is a part of the log of all services together.
type page struct {
	lines   []*pb.LogLine
	next    string
	missing []string
}

// page asks each service for a page of its own, and takes the newest of all. The token
// says for each where it stopped.
func (s *Server) page(ctx context.Context, asked *auditpb.ListEntriesRequest, token string, size int) (page, error) {
	names := s.services()
	after, err := paging.Key(token, len(names))
	if err != nil {
		return page{}, err
	}
	at := map[string]string{}
	for i, name := range names {
		at[name] = after[i]
	}
	got, missing, err := ask(ctx, s, func(ctx context.Context, name string, p Part) (*auditpb.ListEntriesResponse, error) {
		return p.ListEntries(ctx, &auditpb.ListEntriesRequest{
			ClientId: asked.GetClientId(), PersonId: asked.GetPersonId(), Events: asked.GetEvents(), Outcome: asked.GetOutcome(),
			StartTime: asked.GetStartTime(), EndTime: asked.GetEndTime(), Export: asked.GetExport(),
			PageSize: int32(size), PageToken: at[name],
		})
	})
	if err != nil {
		return page{}, err
	}
	out := page{missing: missing}
	more := false
	for name, answer := range got {
		more = more || answer.GetNextPageToken() != ""
		for _, e := range answer.GetEntries() {
			out.lines = append(out.lines, &pb.LogLine{Service: name, Entry: e})
		}
	}
	slices.SortFunc(out.lines, newerFirst)
	out.lines, more = cut(out.lines, size, more)
	for _, l := range out.lines {
		at[l.GetService()] = auditlog.PageAfter(l.GetEntry())
	}
	if more {
		out.next = nextPage(names, at, got, out.lines)
	}
	out.lines = onceRead(out.lines)
	return out, nil
}

// nextPage says for each service where it stopped. One of which nothing was new enough for
// this page begins there on the next, which is then a further page for it too.
func nextPage(names []string, at map[string]string, got map[string]*auditpb.ListEntriesResponse, lines []*pb.LogLine) string {
	key := make([]string, len(names))
	for i, name := range names {
		key[i] = at[name]
		if _, answered := got[name]; answered && key[i] == "" && len(lines) > 0 {
			key[i] = auditlog.PageFrom(lines[len(lines)-1].GetEntry())
		}
	}
	return paging.Token(key...)
}

func cut(lines []*pb.LogLine, size int, more bool) ([]*pb.LogLine, bool) {
	if len(lines) > size {
		return lines[:size], true
	}
	return lines, more
}

func newerFirst(a, b *pb.LogLine) int {
	if c := b.GetEntry().GetTime().AsTime().Compare(a.GetEntry().GetTime().AsTime()); c != 0 {
		return c
	}
	if c := strings.Compare(a.GetService(), b.GetService()); c != 0 {
		return c
	}
	return int(b.GetEntry().GetId() - a.GetEntry().GetId())
}

// onceRead leaves one line of a reading of the log, which every service wrote down.
func onceRead(lines []*pb.LogLine) []*pb.LogLine {
	seen := map[string]bool{}
	return slices.DeleteFunc(lines, func(l *pb.LogLine) bool {
		e := l.GetEntry()
		if e.GetEvent() != auditpb.Event_EVENT_LOG_READ || e.GetTraceId() == "" {
			return false
		}
		again := seen[e.GetTraceId()]
		seen[e.GetTraceId()] = true
		return again
	})
}

// putNames says who is meant by the ids.
func (s *Server) putNames(ctx context.Context, lines []*pb.LogLine) error {
	var ids []string
	for _, l := range lines {
		e := l.GetEntry()
		for _, id := range []string{e.GetClientId(), e.GetActor().GetPersonId(), e.GetActor().GetBesideId(), e.GetActor().GetOnBehalfOfId()} {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return store2.In(s.Store)(ctx, func(tx *store2.Tx) error {
		known, err := tx.Known(ctx, ids)
		n := naming{known: known}
		for _, l := range lines {
			n.put(l)
		}
		return err
	})
}

func (n naming) put(l *pb.LogLine) {
	e := l.GetEntry()
	l.Who = n.actor(e.GetActor())
	if id := e.GetActor().GetOnBehalfOfId(); id != "" {
		l.OnBehalfOf = n.person(id, auditpb.Actor_KIND_STAFF)
	}
	if id := e.GetActor().GetBesideId(); id != "" {
		l.Beside = n.person(id, auditpb.Actor_KIND_STAFF)
	}
	if id := e.GetClientId(); id != "" {
		l.Client = n.person(id, auditpb.Actor_KIND_CLIENT)
	}
	l.WordsNl, l.WordsEn = their.words(e.GetEvent(), e.GetSubject())
	if e.GetEvent() == auditpb.Event_EVENT_SIGN_IN {
		door := doors[e.GetObject()]
		l.WordsNl, l.WordsEn = l.GetWordsNl()+door[0], l.GetWordsEn()+door[1]
	}
	l.GroundNl, l.GroundEn = their.ground(e.GetGround(), "", "")
}

// nothingLogged is what a file of nothing about somebody is answered with.
var nothingLogged = fault.NotFound("NOTHING_LOGGED", fault.Text{
	NL: "Hierover staat niets in het logboek. Kies een andere periode of een andere persoon.",
	EN: "The log holds nothing about this. Choose another period or another person."})

// ExportLog gives the log as a CSV file. A log of which a part is away is not exported: a
// file does not show what is not in it.
func (s *Server) ExportLog(ctx context.Context, req *pb.ListLogRequest) (*pb.ExportFile, error) {
	asked, err := s.asked(req)
	if err != nil {
		return nil, err
	}
	asked.Export = true
	var lines []*pb.LogLine
	for token, more := req.GetPageToken(), true; more && len(lines) < exportLines; more = token != "" {
		p, err := s.page(ctx, asked, token, exportPage)
		if err != nil {
			return nil, err
		}
		if len(p.missing) > 0 {
			return nil, fault.Unavailable("LOG_INCOMPLETE", fault.Text{
				NL: "Een deel van het logboek is even niet te bereiken. Probeer het straks nog eens.",
				EN: "A part of the log cannot be reached at the moment. Try again later."})
		}
		if err := s.putNames(ctx, p.lines); err != nil {
			return nil, err
		}
		lines, token = append(lines, p.lines...), p.next
	}
	if len(lines) == 0 {
		return nil, nothingLogged
	}
	content, err := table(lines)
	return &pb.ExportFile{
		FileName: "logboek-" + s.Today() + ".csv", ContentType: "text/csv; charset=utf-8", Content: content,
	}, err
}

// table writes lines as CSV, with cells that a spreadsheet would run made harmless.
func table(lines []*pb.LogLine) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff") // by which a spreadsheet knows the encoding
	w := csv.NewWriter(&out)
	w.Comma = ';'
	rows := [][]string{{
		"tijd", "wie", "functie", "wie_id", "namens", "samen_met", "wat", "client", "client_nummer", "client_id", "grond", "uitkomst",
		"soort", "onderwerp", "methode", "toestemming_id", "nood_id", "sessie", "trace", "dienst", "regel",
	}}
	for _, l := range lines {
		e := l.GetEntry()
		rows = append(rows, []string{
			e.GetTime().AsTime().In(base.Zone()).Format(time.RFC3339), l.GetWho().GetName(), l.GetWho().GetFunctionNl(), l.GetWho().GetId(),
			l.GetOnBehalfOf().GetName(), l.GetBeside().GetName(), l.GetWordsNl(), l.GetClient().GetName(), l.GetClient().GetNumber(),
			e.GetClientId(), l.GetGroundNl(), outcomes[e.GetOutcome()], short(e.GetEvent().String()), short(e.GetSubject().String()),
			e.GetMethod(), e.GetConsentId(), e.GetEmergencyId(), e.GetSession(), e.GetTraceId(), l.GetService(), fmt.Sprint(e.GetId()),
		})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = sheet.Neutral(row[i])
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

var outcomes = map[auditpb.Outcome]string{
	auditpb.Outcome_OUTCOME_DONE: "gedaan", auditpb.Outcome_OUTCOME_REFUSED: "geweigerd",
}

// short is an enum's word without its prefix: "read" of EVENT_READ.
func short(name string) string {
	_, word, _ := strings.Cut(name, "_")
	return strings.ToLower(word)
}
