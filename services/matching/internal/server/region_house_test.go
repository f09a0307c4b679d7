package server_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/server/region"
)

// sharing stands for recruitment's part across organisations: everybody agrees to be
// seen in the region who did not take that back.
type sharing struct {
	recruitmentv1.UnimplementedSharingServiceServer

	own, asking *grpc.ClientConn

	mu    sync.Mutex
	no    map[string]bool
	away  bool
	asked []string
	cards map[string]string // request and client → card
}

func (s *sharing) CheckRegionalYes(
	_ context.Context, req *recruitmentv1.CheckRegionalYesRequest,
) (*recruitmentv1.CheckRegionalYesResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away || req.GetRegion() != "Zuid" {
		return nil, fault.Unavailable("AWAY", fault.Text{})
	}
	out := &recruitmentv1.CheckRegionalYesResponse{}
	for _, id := range req.GetClientIds() {
		s.asked = append(s.asked, req.GetOrganisationId()+" "+id)
		if !s.no[id] {
			out.ClientIds = append(out.ClientIds, id)
		}
	}
	return out, nil
}

func (s *sharing) CheckCard(_ context.Context, req *recruitmentv1.CheckCardRequest) (*recruitmentv1.CheckCardResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	card := s.cards[req.GetRegionalRequestId()+" "+req.GetClientId()]
	return &recruitmentv1.CheckCardResponse{Made: card != "", CardId: card}, nil
}

// set lets a yes stand or not, or recruitment be away.
func (s *sharing) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// duo is two organisations of one region that take part, and a third that does not yet.
// Ours is the house's; lotte of ours wishes, and nick of theirs could meet her.
type duo struct {
	*house
	they, third *house
}

func neighbours(t *testing.T) *duo {
	t.Helper()
	h := open(t)
	d := &duo{house: h, they: h.neighbour(), third: h.neighbour()}
	d.know(d.tenant, d.they.tenant, d.third.tenant)
	d.join(d.house)
	d.join(d.they)
	return d
}

// know puts these organisations in one region.
func (h *house) know(tenants ...string) {
	names := []string{"Dichterbij", "Syndion", "LSR"}
	o := region.Outside{Yeses: recruitmentv1.NewSharingServiceClient(h.sharing.own), Cards: recruitmentv1.NewSharingServiceClient(h.sharing.asking)}
	for i, id := range tenants {
		o.Organisations = append(o.Organisations, region.Organisation{ID: region.OrganisationID(id), Name: names[i], Region: "Zuid"})
	}
	h.server.Region().Know(o)
}

func (d *duo) join(h *house) {
	d.t.Helper()
	_, err := h.region.JoinRegion(h.lead(), &pb.JoinRegionRequest{})
	must(d.t, err)
}

// show shows lotte's wish in the region and gives it.
func (d *duo) show() *pb.RegionalWish {
	d.t.Helper()
	w, err := d.region.ShowWishInRegion(d.worker(d.anna), &pb.ShowWishInRegionRequest{WishId: d.wishes[d.lotte]})
	must(d.t, err)
	return w
}

// wishesOf lists what an organisation sees of the others.
func (d *duo) wishesOf(h *house) []*pb.RegionalWish {
	d.t.Helper()
	list, err := h.region.ListRegionalWishes(h.lead(), &pb.ListRegionalWishesRequest{})
	must(d.t, err)
	return list.GetWishes()
}

// regional gives every message kept for the region by any organisation, as text.
func (h *house) row(query string, args ...any) string {
	h.t.Helper()
	var text string
	must(h.t, h.database.Owner(h.t).QueryRow(h.t.Context(), query, args...).Scan(&text))
	return text
}

// inTenant runs SQL as the service itself would in one organisation and region.
func (h *house) inTenant(named, query string, args ...any) (rows int64, err error) {
	err = h.db.InTenantAs(postgres.WithMethod(h.t.Context(), "test"), h.tenant, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(h.t.Context(), `SELECT set_config('optrek.region', $1, true)`, named); err != nil {
			return err
		}
		tag, err := tx.Exec(h.t.Context(), query, args...)
		rows = tag.RowsAffected()
		return err
	})
	return rows, err
}

func hasCode(sentences []*pb.Sentence, code string) bool {
	return slices.ContainsFunc(sentences, func(s *pb.Sentence) bool { return s.GetCode() == code })
}
