package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

func (s *story) keep(ctx context.Context) *pb.MapSnapshot {
	s.t.Helper()
	got, err := s.TakeMapSnapshot(ctx, &pb.TakeMapSnapshotRequest{ClientId: s.lieke, Occasion: "zorgplanbespreking"})
	s.ok(err)
	return got
}

func (s *story) kept(ctx context.Context, id string) *pb.MapSnapshot {
	s.t.Helper()
	got, err := s.GetMapSnapshot(ctx, &pb.GetMapSnapshotRequest{Id: id})
	s.ok(err)
	return got
}

func (s *story) compare(ctx context.Context, from, to string) *pb.MapComparison {
	s.t.Helper()
	got, err := s.CompareMaps(ctx, &pb.CompareMapsRequest{ClientId: s.lieke, FromSnapshotId: from, ToSnapshotId: to})
	s.ok(err)
	return got
}

// retell changes a contact as Lieke.
func (s *story) retell(c *pb.Contact, paths ...string) {
	s.t.Helper()
	_, err := s.UpdateContact(s.asLieke(), &pb.UpdateContactRequest{Contact: c, UpdateMask: mask(paths...)})
	s.ok(err)
}

func TestASnapshotStaysAsItWas(t *testing.T) {
	s := newStory(t)
	riet := s.told()
	s.changeMap(&pb.NetworkMap{Living: "boven de bakker"}, "living")
	first := s.keep(s.asAnna())
	if first.GetLiving() != "boven de bakker" || first.GetOccasion() != "zorgplanbespreking" || len(first.GetContacts()) != 1 || first.GetContacts()[0].GetEtag() != "" {
		t.Fatalf("snapshot = %v", first)
	}
	s.retell(&pb.Contact{Id: riet.GetId(), Name: "Rietje", Circle: pb.Contact_CIRCLE_CLOSE, Meaning: "alles", Channel: "langskomen"}, "name", "circle", "meaning", "channel")
	s.changeMap(&pb.NetworkMap{Living: "bij het park"}, "living")
	_, err := s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: riet.GetId()})
	s.ok(err)
	for _, ctx := range []context.Context{s.asAnna(), s.asLieke()} {
		if got := s.kept(ctx, first.GetId()); !proto.Equal(got, first) {
			t.Fatalf("then %v, now %v", first, got)
		}
	}
	// Nothing of the service can write over it: only who may see it.
	if n := s.count(`SELECT count(*) FROM information_schema.columns WHERE table_schema = 'recruitment' AND table_name LIKE 'map\_snapshot%'
		AND has_column_privilege('optrek_recruitment', 'recruitment.' || table_name, column_name::text, 'UPDATE')
		AND column_name NOT IN ('hidden', 'private_parts')`); n != 0 {
		t.Errorf("%d columns of a snapshot can be changed", n)
	}
	if n := s.count(`SELECT has_column_privilege('optrek_recruitment', 'recruitment.map_snapshot_contact', 'hidden', 'UPDATE')::int`); n != 1 {
		t.Error("whom is hidden cannot be hidden in earlier maps")
	}
}

func TestOneSnapshotADayWhileNothingChanges(t *testing.T) {
	s := newStory(t)
	riet, jan := s.told(), s.contact("Oom Jan", true)
	first := s.keep(s.asAnna())
	if again := s.keep(s.asLieke()); again.GetId() != first.GetId() {
		t.Error("the same map is kept twice on a day")
	}
	// What changed of somebody staff may not know of is no reason for a new one of theirs.
	s.retell(&pb.Contact{Id: jan.GetId(), Meaning: "ligt gevoelig"}, "meaning")
	if again := s.keep(s.asAnna()); again.GetId() != first.GetId() {
		t.Error("a new snapshot tells Anna that something changed")
	}
	second := s.keep(s.asLieke())
	if second.GetId() == first.GetId() {
		t.Error("Lieke's own map changed")
	}
	s.retell(&pb.Contact{Id: riet.GetId(), Circle: pb.Contact_CIRCLE_CLOSE}, "circle")
	third := s.keep(s.asAnna())
	page, err := s.ListMapSnapshots(s.asAnna(), &pb.ListMapSnapshotsRequest{ClientId: s.lieke, PageSize: 2})
	s.ok(err)
	if all := page.GetSnapshots(); len(all) != 2 || all[0].GetId() != third.GetId() || all[1].GetId() != second.GetId() || len(all[0].GetContacts()) != 0 || page.GetNextPageToken() == "" {
		t.Fatalf("newest first, without people: %v", page)
	}
	page, err = s.ListMapSnapshots(s.asAnna(), &pb.ListMapSnapshotsRequest{ClientId: s.lieke, PageSize: 2, PageToken: page.GetNextPageToken()})
	s.ok(err)
	if all := page.GetSnapshots(); len(all) != 1 || all[0].GetId() != first.GetId() || page.GetNextPageToken() != "" {
		t.Fatalf("second page: %v", page)
	}
}

func TestN13_HidingHidesInEarlierMapsAndShowingShowsAgain(t *testing.T) {
	s := newStory(t)
	riet := s.told()
	s.contact("Sjaak", false)
	first := s.keep(s.asAnna())
	s.retell(&pb.Contact{Id: riet.GetId(), Hidden: true}, "hidden")
	people := func(ctx context.Context) (names []string) {
		for _, c := range s.kept(ctx, first.GetId()).GetContacts() {
			names = append(names, c.GetName())
		}
		return names
	}
	if got := people(s.asAnna()); len(got) != 1 || got[0] != "Sjaak" {
		t.Errorf("Anna sees %v", got)
	}
	if got := people(s.asLieke()); len(got) != 2 {
		t.Errorf("Lieke sees %v", got)
	}
	if got := s.compare(s.asAnna(), first.GetId(), ""); len(got.GetChanges()) != 0 || len(got.GetFrom().GetContacts()) != 1 || len(got.GetTo().GetContacts()) != 1 {
		t.Errorf("Anna compares: %v", got)
	}
	s.retell(&pb.Contact{Id: riet.GetId()}, "hidden")
	if got := people(s.asAnna()); len(got) != 2 {
		t.Errorf("shown again, Anna sees %v", got)
	}
	// Hidden when taken off the map: stays so, as there is nobody to show any more.
	s.retell(&pb.Contact{Id: riet.GetId(), Hidden: true}, "hidden")
	_, err := s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: riet.GetId()})
	s.ok(err)
	if got := s.compare(s.asAnna(), first.GetId(), ""); len(got.GetChanges()) != 0 {
		t.Errorf("Anna is told of who is gone: %v", got)
	}
	if got := s.compare(s.asLieke(), first.GetId(), "").GetChanges(); len(got) != 1 || got[0].GetKind() != pb.MapComparison_Change_KIND_GONE || got[0].GetName() != "Riet" {
		t.Errorf("Lieke compares: %v", got)
	}
}

func TestN17_EarlierMapsAreSharedAsTheMapIsToday(t *testing.T) {
	s := newStory(t)
	riet := s.told()
	first := s.keep(s.asAnna())
	s.retell(&pb.Contact{Id: riet.GetId(), PrivateParts: []pb.MapPart{pb.MapPart_MAP_PART_MEANING}, Meaning: "minder", Hope: pb.Contact_HOPE_FINE}, "private_parts", "meaning", "hope")
	got := s.compare(s.asAnna(), first.GetId(), "")
	if c := got.GetFrom().GetContacts()[0]; c.GetMeaning() != "" || c.GetFeeling() != 0 || c.GetHope() != pb.Contact_HOPE_MORE || len(c.GetPrivateParts()) != 1 {
		t.Errorf("Anna sees of then %v", c)
	}
	if all := got.GetChanges(); len(all) != 1 || all[0].GetKind() != pb.MapComparison_Change_KIND_HOPES_DIFFERENT {
		t.Errorf("Anna is told %v", all)
	}
	if all := s.compare(s.asLieke(), first.GetId(), "").GetChanges(); len(all) != 2 {
		t.Errorf("Lieke is told %v", all)
	}
	// Private also once Riet is off the map.
	_, err := s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: riet.GetId()})
	s.ok(err)
	if c := s.kept(s.asAnna(), first.GetId()).GetContacts()[0]; c.GetMeaning() != "" || c.GetHowOften() != "soms" {
		t.Errorf("Anna sees of then %v", c)
	}
	s.changeMap(&pb.NetworkMap{}, "shared_parts")
	if c := s.kept(s.asAnna(), first.GetId()).GetContacts()[0]; c.GetHowOften() != "" || c.GetName() != "Riet" || len(c.GetPrivateParts()) != 4 {
		t.Errorf("Anna sees of then %v", c)
	}
	s.consent(4, 3)
	s.refused(second(s.GetMapSnapshot(s.asAnna(), &pb.GetMapSnapshotRequest{Id: first.GetId()})), codes.PermissionDenied)
	s.refused(second(s.TakeMapSnapshot(s.asAnna(), &pb.TakeMapSnapshotRequest{ClientId: s.lieke})), codes.PermissionDenied)
}

func TestASnapshotIsOfOneClientAndTheirsToTakeAway(t *testing.T) {
	s := newStory(t)
	s.told()
	first := s.keep(s.asLieke())
	for _, c := range []struct {
		ctx  context.Context
		want codes.Code
	}{
		{s.asAnna(), codes.PermissionDenied}, {s.asLead(), codes.PermissionDenied}, {s.as(s.omar, authn.RoleClient), codes.NotFound},
		// Somebody who is a client here and a lead as well reaches everybody, and owns one map.
		{s.as(s.omar, authn.RoleClient, authn.RoleNetworkLead), codes.NotFound},
	} {
		s.refused(second(s.DeleteMapSnapshot(c.ctx, &pb.DeleteMapSnapshotRequest{Id: first.GetId()})), c.want)
	}
	s.refused(second(s.CompareMaps(s.asBram(), &pb.CompareMapsRequest{ClientId: s.omar, FromSnapshotId: first.GetId()})), codes.NotFound)
	s.refused(second(s.CompareMaps(s.as(s.omar, authn.RoleClient), &pb.CompareMapsRequest{ClientId: s.omar, FromSnapshotId: first.GetId()})), codes.NotFound)
	s.sql(`UPDATE recruitment.caseload SET worker_id = $1`, s.anna) // Anna guides both: one is still not the other's
	s.refused(second(s.CompareMaps(s.asAnna(), &pb.CompareMapsRequest{ClientId: s.omar, FromSnapshotId: first.GetId()})), codes.NotFound)
	s.ok(second(s.DeleteMapSnapshot(s.asLieke(), &pb.DeleteMapSnapshotRequest{Id: first.GetId()})))
	s.refused(second(s.GetMapSnapshot(s.asLieke(), &pb.GetMapSnapshotRequest{Id: first.GetId()})), codes.NotFound)
	if n := s.count(`SELECT count(*) FROM recruitment.map_snapshot_contact`); n != 0 {
		t.Errorf("%d people of it are left", n)
	}
}

// A repeat of a call gets its first answer, but for what the client kept to themself since.
func TestN13_N17_ARepeatedCallDoesNotTellWhatIsHiddenSince(t *testing.T) {
	s := newStory(t)
	create := &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.lieke, Name: "Oom Jan"}, RequestId: ids.New()}
	jan, err := s.CreateContact(s.asAnna(), create)
	s.ok(err)
	rename := &pb.UpdateContactRequest{Contact: &pb.Contact{Id: jan.GetId(), Name: "Ome Jan"}, RequestId: ids.New()}
	keep := &pb.TakeMapSnapshotRequest{ClientId: s.lieke, RequestId: ids.New()}
	s.ok(second(s.UpdateContact(s.asAnna(), rename)))
	s.ok(second(s.TakeMapSnapshot(s.asAnna(), keep)))
	hide := &pb.UpdateContactRequest{Contact: &pb.Contact{Id: jan.GetId(), Hidden: true}, RequestId: ids.New()}
	for range 2 { // said by Anna at Lieke's word: she gets nothing back, and the same again
		got, err := s.UpdateContact(s.asAnna(), hide)
		s.ok(err)
		if !proto.Equal(got, &pb.Contact{ClientId: s.lieke, Hidden: true}) {
			t.Errorf("the answer to hiding is %v", got)
		}
	}
	s.refused(second(s.UpdateContact(s.asAnna(), rename)), codes.NotFound)
	kept, err := s.TakeMapSnapshot(s.asAnna(), keep)
	s.ok(err)
	if len(kept.GetContacts()) != 0 {
		t.Errorf("the repeat tells of %v", kept.GetContacts())
	}
	yes, err := s.GiveConsent(s.asLieke(), &pb.GiveConsentRequest{
		ClientId: s.lieke, Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_SELF, Receiver: "organisation",
	})
	s.ok(err)
	s.ok(second(s.TakeMapSnapshot(s.asAnna(), keep)))
	s.ok(second(s.WithdrawConsent(s.asLieke(), &pb.WithdrawConsentRequest{ClientId: s.lieke, Id: yes.GetId()})))
	s.refused(second(s.TakeMapSnapshot(s.asAnna(), keep)), codes.PermissionDenied)
}

// Who hides somebody while the map is being kept waits for it, and hides them there too.
func TestN13_HidingWaitsForASnapshotInTheMaking(t *testing.T) {
	s := newStory(t)
	riet := s.told()
	first := s.keep(s.asLieke())
	// Another snapshot, half made: the map is held and its people are copied.
	taking, err := s.owner.Begin(t.Context())
	s.ok(err)
	half := ids.New()
	_, err = taking.Exec(t.Context(), `SELECT FROM recruitment.client WHERE id = $1 FOR NO KEY UPDATE`, s.lieke)
	s.ok(err)
	_, err = taking.Exec(t.Context(), `INSERT INTO recruitment.map_snapshot
		SELECT tenant_id, $1, client_id, '', '', taken_at FROM recruitment.map_snapshot WHERE id = $2`, half, first.GetId())
	s.ok(err)
	_, err = taking.Exec(t.Context(), `INSERT INTO recruitment.map_snapshot_contact SELECT tenant_id, $1, contact_id, client_id,
		name, category, circle, feeling, meaning, i_get, i_give, how_often, channel, initiative, hope, hidden, private_parts,
		created_at, updated_at FROM recruitment.map_snapshot_contact WHERE snapshot_id = $2`, half, first.GetId())
	s.ok(err)
	hidden := make(chan error, 1)
	go func() {
		hidden <- second(s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: riet.GetId(), Hidden: true}}))
	}()
	for waiting := false; !waiting; {
		select {
		case err := <-hidden:
			t.Fatalf("hiding did not wait: %v", err)
		default:
		}
		s.ok(taking.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))`).Scan(&waiting))
	}
	s.ok(taking.Commit(t.Context()))
	s.ok(<-hidden)
	if people := s.kept(s.asAnna(), half).GetContacts(); len(people) != 0 {
		t.Errorf("Anna sees %v", people)
	}
}

// Two who keep the map at the same moment keep it once.
func TestTwoSnapshotsAtOnceAreOne(t *testing.T) {
	s := newStory(t)
	s.told()
	kept := make(chan string, 6)
	for _, ctx := range []context.Context{s.asLieke(), s.asAnna(), s.asLieke(), s.asAnna(), s.asLieke(), s.asAnna()} {
		go func() {
			got, err := s.TakeMapSnapshot(ctx, &pb.TakeMapSnapshotRequest{ClientId: s.lieke})
			if err != nil {
				t.Error(err)
			}
			kept <- got.GetId()
		}()
	}
	first := <-kept
	for range 5 {
		if again := <-kept; again != first {
			t.Errorf("kept as %s and as %s", first, again)
		}
	}
}
