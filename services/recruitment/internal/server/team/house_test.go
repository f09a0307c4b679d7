package team_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// crew is an organisation with a few colleagues. It is 15 October 2026, eleven in the
// morning in the Netherlands.
type crew struct {
	*servertest.House
	t                      *testing.T
	anna, bram, cas, dina  string
	asAnna, asBram, asLead context.Context
}

func newCrew(t *testing.T) *crew {
	t.Helper()
	c := &crew{House: servertest.Open(t), t: t}
	c.anna, c.asAnna = c.Worker("Anna Attentie")
	c.bram, c.asBram = c.Worker("Bram Bedenksel")
	c.cas, _ = c.Worker("Cas Cursief")
	c.dina, _ = c.Worker("Dina Decor")
	c.asLead = c.As(c.dina, authn.RoleNetworkLead)
	return c
}

func (c *crew) ok(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// round is what the planned task does.
func (c *crew) round() error {
	return planned.Task{Name: "hand_over", DB: c.Pool, Do: c.Server.HandOver}.Round(c.t.Context())
}

// days lets days pass, and the task do its round on the last of them.
func (c *crew) days(n int) {
	c.t.Helper()
	c.Later(time.Duration(n) * 24 * time.Hour)
	c.ok(c.round())
}

func (c *crew) plan(ctx context.Context, worker, first, last string, standIns ...string) *pb.Absence {
	c.t.Helper()
	a, err := c.Client.PlanAbsence(ctx, &pb.PlanAbsenceRequest{
		Absence: &pb.Absence{SupportWorkerId: worker, FirstDay: first, LastDay: last, StandInIds: standIns}})
	c.ok(err)
	return a
}

// guided fails unless these people guide the client, in this order.
func (c *crew) guided(client string, want ...string) {
	c.t.Helper()
	got, err := c.Client.GetClient(c.Coordinator, &pb.GetClientRequest{Id: client})
	c.ok(err)
	if !slices.Equal(got.GetSupportWorkerIds(), want) {
		c.t.Errorf("guided by %v, want %v", c.called(got.GetSupportWorkerIds()), c.called(want))
	}
}

func (c *crew) called(ids []string) (names []string) {
	known := map[string]string{c.anna: "Anna", c.bram: "Bram", c.cas: "Cas", c.dina: "Dina"}
	for _, id := range ids {
		names = append(names, known[id])
	}
	return names
}

// told gives what was told to the others since the mark.
func (c *crew) told(since int) (all []proto.Message) {
	c.t.Helper()
	for _, e := range c.Events()[since:] {
		all = append(all, e.Message)
	}
	return all
}

// names fails unless err is INVALID_ARGUMENT (or what is given) and names the field in
// both languages.
func (c *crew) names(err error, path string, code ...codes.Code) {
	c.t.Helper()
	want := codes.InvalidArgument
	if len(code) > 0 {
		want = code[0]
	}
	servertest.WantCode(c.t, err, want)
	for _, detail := range status.Convert(err).Details() {
		bad, ok := detail.(*errdetails.BadRequest)
		if !ok {
			continue
		}
		for _, f := range bad.GetFieldViolations() {
			if f.GetField() == path && f.GetDescription() != "" && f.GetLocalizedMessage().GetMessage() != "" {
				return
			}
		}
	}
	c.t.Errorf("%v does not name %s", err, path)
}

// active makes a client an active networker with this support worker.
func (c *crew) active(client, worker string) *pb.Networker {
	c.t.Helper()
	n, err := c.Client.NoteNetworker(c.asLead, &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: client, Source: pb.Networker_SOURCE_OWN_KNOWLEDGE}})
	c.ok(err)
	_, err = c.Client.ApproachNetworker(c.asLead, &pb.ApproachNetworkerRequest{Id: n.GetId(), SupportWorkerId: worker})
	c.ok(err)
	_, err = c.Client.RecordConversation(c.asLead, &pb.RecordConversationRequest{Id: n.GetId(), Conversation: &pb.Conversation{OwnYes: true}})
	c.ok(err)
	_, err = c.Client.StartLearning(c.asLead, &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	c.ok(err)
	n, err = c.Client.ActivateNetworker(c.asLead, &pb.ActivateNetworkerRequest{
		Id: n.GetId(), AgreedSupport: "elke week bellen", SupportWorkerId: worker, Capacity: 2})
	c.ok(err)
	return n
}

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }
