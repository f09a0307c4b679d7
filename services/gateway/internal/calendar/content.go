package calendar

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

const (
	// back is how far a calendar looks back: a phone keeps what it has, and sees that
	// something was called off.
	back = 31 * 24 * time.Hour
	page = 500
	// pages is the end of it, whatever a list says: 5,000 days of one person.
	pages = 10
)

// Services are the connections that carry the token of whoever is asked for.
type Services struct {
	Recruitment, Activity, Evaluation grpc.ClientConnInterface
}

// reader reads what goes into one calendar, as the person it belongs to.
type reader struct {
	Services
	signer *authn.Signer
	s      Subscription
	words  words
	since  string // YYYY-MM-DD
}

// caller is the narrowest that this person can be.
func (s Subscription) caller() authn.Caller {
	role := authn.RoleSupportWorker
	if s.IsClient {
		role = authn.RoleClient
	}
	return authn.Caller{Tenant: s.Tenant, Person: s.Person, Roles: []authn.Role{role}}
}

// read gives the events; ErrNone when the person is not there (any more).
func (r reader) read(ctx context.Context) ([]event, error) {
	token, err := r.signer.Sign(r.s.caller())
	if err != nil {
		return nil, err
	}
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	if err := r.stillHere(ctx); err != nil {
		return nil, err
	}
	var all []event
	if !r.s.IsClient {
		if all, err = r.intervisions(ctx); err != nil {
			return nil, err
		}
	}
	if r.s.IsClient || r.s.WithPeople {
		outings, err := r.outings(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, outings...)
	}
	slices.SortFunc(all, func(a, b event) int { return strings.Compare(a.day+a.clock+a.uid, b.day+b.clock+b.uid) })
	return all, nil
}

// stillHere asks recruitment: somebody who left has no calendar any more, also when
// nobody thought of stopping it.
func (r reader) stillHere(ctx context.Context) error {
	var err error
	gone := false
	if r.s.IsClient {
		_, err = recruitmentv1.NewRecruitmentServiceClient(r.Recruitment).GetMe(ctx, &recruitmentv1.GetMeRequest{})
	} else {
		var me *recruitmentv1.SupportWorker
		me, err = recruitmentv1.NewTeamServiceClient(r.Recruitment).GetSupportWorker(ctx, &recruitmentv1.GetSupportWorkerRequest{Id: r.s.Person})
		gone = me.GetLeft()
	}
	if gone || status.Code(err) == codes.NotFound {
		return ErrNone
	}
	return err
}

// outings are what the client joins, or what the people somebody guides go and do.
func (r reader) outings(ctx context.Context) ([]event, error) {
	found, err := r.activities(ctx)
	if err != nil {
		return nil, err
	}
	where := map[string]string{}
	if r.s.WithPlace && slices.ContainsFunc(found, func(a *activityv1.Activity) bool { return a.GetPlaceId() != "" }) {
		if where, err = r.places(ctx); err != nil {
			return nil, err
		}
	}
	var all []event
	for _, a := range found {
		all = append(all, event{
			uid: "activity-" + a.GetId() + "@optrek", sequence: sequence(a.GetEtag()), changed: a.GetUpdateTime().AsTime(),
			title: r.words.kind(a.GetKind()), place: where[a.GetPlaceId()],
			day: a.GetDay(), clock: a.GetClock(), daypart: a.GetDaypart(), off: a.GetState() == activityv1.Activity_STATE_NOT_HELD,
		})
	}
	return all, nil
}

// activities gives those with a day that is not long ago; the list has the latest day first.
func (r reader) activities(ctx context.Context) (all []*activityv1.Activity, err error) {
	client := activityv1.NewActivityServiceClient(r.Activity)
	next := ""
	for range pages {
		answer, err := client.ListActivities(ctx, &activityv1.ListActivitiesRequest{PageSize: page, PageToken: next})
		if err != nil {
			return nil, err
		}
		for _, a := range answer.GetActivities() {
			mine := !r.s.IsClient || slices.Contains(a.GetClientIds(), r.s.Person)
			if a.GetDay() >= r.since && mine {
				all = append(all, a)
			}
			if a.GetDay() != "" && a.GetDay() < r.since {
				return all, nil
			}
		}
		if next = answer.GetNextPageToken(); next == "" {
			break
		}
	}
	return all, nil
}

func (r reader) places(ctx context.Context) (map[string]string, error) {
	client := activityv1.NewPlaceServiceClient(r.Activity)
	names, next := map[string]string{}, ""
	for range pages {
		answer, err := client.ListPlaces(ctx, &activityv1.ListPlacesRequest{PageSize: page, PageToken: next})
		if err != nil {
			return nil, err
		}
		for _, p := range answer.GetPlaces() {
			names[p.GetId()] = strings.Join(slices.DeleteFunc([]string{p.GetName(), p.GetTown()}, func(s string) bool { return s == "" }), ", ")
		}
		if next = answer.GetNextPageToken(); next == "" {
			break
		}
	}
	return names, nil
}

// intervisions are those somebody carries or is invited to, and what they agreed to do
// by a day. Never a title or the words of an agreement: they may be about somebody.
func (r reader) intervisions(ctx context.Context) (all []event, err error) {
	client := evaluationv1.NewIntervisionServiceClient(r.Evaluation)
	next := ""
	for range pages {
		answer, err := client.ListIntervisions(ctx, &evaluationv1.ListIntervisionsRequest{PageSize: page, PageToken: next})
		if err != nil {
			return nil, err
		}
		for _, v := range answer.GetIntervisions() {
			all = append(all, r.ofIntervision(v)...)
		}
		if next = answer.GetNextPageToken(); next == "" {
			break
		}
	}
	return all, nil
}

func (r reader) ofIntervision(v *evaluationv1.Intervision) (all []event) {
	n := sequence(v.GetEtag())
	with := slices.Contains(v.GetOrganiserIds(), r.s.Person) || slices.Contains(v.GetInvitedIds(), r.s.Person)
	if with && v.GetDay() >= r.since {
		all = append(all, event{uid: "intervision-" + v.GetId() + "@optrek", sequence: n, changed: r.changed(n), title: r.words.intervision,
			day: v.GetDay(), clock: v.GetClock()})
	}
	for _, a := range v.GetAgreements() {
		if a.GetSupportWorkerId() == r.s.Person && a.GetDay() >= r.since && !a.GetDone() {
			all = append(all, event{uid: "agreement-" + a.GetId() + "@optrek", sequence: n, changed: r.changed(n), title: r.words.agreement, day: a.GetDay()})
		}
	}
	return all
}

// changed is a moment that goes up with the version of what has no moment of its own, so
// that the same calendar is the same bytes.
func (r reader) changed(version int) time.Time {
	return r.s.Made.UTC().Truncate(time.Second).Add(time.Duration(version) * time.Second)
}

// sequence makes a number of an etag, which is one: how often it was changed.
func sequence(etag string) int {
	n, err := strconv.Atoi(strings.Trim(etag, `"`))
	if err != nil || n < 1 {
		return 0
	}
	return n - 1
}
