package region

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// etag is made of what is seen, and changes with nothing else: a count of changes would
// tell that the other side did something that is not told.
func etag(view proto.Message) string {
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(view)
	if err != nil {
		return "" // a message of our own making always marshals
	}
	return digest(string(text))
}

func digest(parts ...string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", parts))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// wishMessage is a wish as the region sees it, of another organisation.
func (s *Server) wishMessage(w region.Wish) *pb.RegionalWish {
	return &pb.RegionalWish{
		Id: string(w.ID), Organisation: s.organisationMessage(w.Organisation), Kind: wire.Value[pb.RegionalWish_Kind](w.Kind),
		Interests: w.Interests, Dayparts: w.Dayparts, Company: w.Company, Communication: w.Communication, Area: w.Area,
		ShowTime: wire.Stamp(w.Shown),
	}
}

// ownWishMessage is the same at home: also which wish and whose.
func (s *Server) ownWishMessage(w store.OwnWish, shown bool) *pb.RegionalWish {
	out := s.wishMessage(w.Wish)
	out.WishId, out.ClientId, out.Shown = string(w.Home), string(w.Client), shown
	return out
}

func (s *Server) organisationMessage(id region.OrganisationID) *pb.RegionalOrganisation {
	out := &pb.RegionalOrganisation{Id: string(id)}
	if o := s.organisation(id); o != nil {
		out.Name = o.Name
	}
	return out
}

// requestMessage is a request as one organisation sees it. own is set for a client, who
// gets no hints. Nothing here depends on what the other side's client said, until both
// said yes.
func (s *Server) requestMessage(r region.Request, own bool, now time.Time) *pb.RegionalRequest {
	state := r.State(now)
	out := &pb.RegionalRequest{
		Id: string(r.ID), State: wire.Value[pb.RegionalRequest_State](state), AskedByUs: r.Asked, Other: s.organisationMessage(r.Other),
		ClientId: string(r.Client), CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Changed()),
	}
	if r.Created.IsZero() { // asked of us, and nothing of our own yet
		out.CreateTime = wire.Stamp(r.Theirs.Since)
	}
	if state == region.Nothing {
		out.Etag = etag(out)
		return out
	}
	out.Reason, out.Wish = r.Reason, s.wishMessage(r.Wish)
	out.Answer, out.AnswerForm = wire.Value[pb.Answer](r.Answer), wire.Value[pb.SupportForm](r.AnswerForm)
	if !r.Asked {
		out.Wish.WishId, out.Wish.ClientId = string(r.WishID), string(r.Client)
	}
	if state == region.Met {
		out.MatchId, out.CardId = string(r.Match), string(r.ID)
	}
	// A card is recruitment's to make: it changes nothing of the request itself.
	out.Etag = etag(out)
	out.CardMade = r.CardMade
	if !own {
		out.Hints = base.Sentences(r.Hints(now))
	}
	return out
}
