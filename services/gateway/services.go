package gateway

import (
	"context"
	"errors"
	"fmt"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/signin"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

// services are the connections to the four services. Calls for a person carry that
// person's token; only the four below speak in the gateway's own name.
type services struct {
	recruitment, matching, activity, evaluation *grpc.ClientConn

	people      recruitmentv1.RecruitmentServiceClient
	cards       recruitmentv1.LoginCardServiceClient
	journal     recruitmentv1.LogServiceClient
	connections recruitmentv1.ConnectionServiceClient
}

// register puts every service's REST paths on the router.
func (s services) register(mux *runtime.ServeMux) error {
	ctx := context.Background() // the connections are closed by whoever dialled
	return errors.Join(
		recruitmentv1.RegisterRecruitmentServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterNetworkMapServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterTeamServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterContentServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterExchangeServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterSharingServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterStoryServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterPersonalDataServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterReminderServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterErasureServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterLogServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterLoginCardServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterEmergencyServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterConnectionServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterWebhookServiceHandler(ctx, mux, s.recruitment),
		recruitmentv1.RegisterPictogramServiceHandler(ctx, mux, s.recruitment),
		matchingv1.RegisterMatchingServiceHandler(ctx, mux, s.matching),
		matchingv1.RegisterPlanServiceHandler(ctx, mux, s.matching),
		matchingv1.RegisterRegionServiceHandler(ctx, mux, s.matching),
		activityv1.RegisterActivityServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterPlaceServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterKindServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterSeriesServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterInvitationServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterClubServiceHandler(ctx, mux, s.activity),
		activityv1.RegisterIdeaServiceHandler(ctx, mux, s.activity),
		evaluationv1.RegisterEvaluationServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterQuestionServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterRhythmServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterSignalServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterConcernServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterIntervisionServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterQuestionnaireServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterInsightServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterTalkServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterMeetingServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterMethodServiceHandler(ctx, mux, s.evaluation),
		evaluationv1.RegisterLessonServiceHandler(ctx, mux, s.evaluation),
	)
}

// checks ask each service whether it can serve.
func (s services) checks() map[string]edge.Check {
	checks := map[string]edge.Check{}
	for name, conn := range map[string]*grpc.ClientConn{
		"recruitment": s.recruitment, "matching": s.matching, "activity": s.activity, "evaluation": s.evaluation,
	} {
		health := healthpb.NewHealthClient(conn)
		checks[name] = func(ctx context.Context) error {
			answer, err := health.Check(ctx, &healthpb.HealthCheckRequest{})
			if err == nil && answer.GetStatus() != healthpb.HealthCheckResponse_SERVING {
				err = fmt.Errorf("%s is not serving", name)
			}
			return err
		}
	}
	return checks
}

// Resolve asks recruitment who somebody is.
func (s services) Resolve(ctx context.Context, a signin.Arrival) (signin.Person, error) {
	roles := make([]string, len(a.Roles))
	for i, role := range a.Roles {
		roles[i] = string(role)
	}
	found, err := s.people.ResolvePerson(ctx, &recruitmentv1.ResolvePersonRequest{
		TenantId: a.Tenant, Issuer: a.Issuer, Subject: a.Subject,
		Name: a.Name, Email: a.Email, Roles: roles, ClientNumber: a.ClientNumber, SessionId: a.Session,
	})
	if err != nil {
		return signin.Person{}, err
	}
	person := signin.Person{ID: found.GetPersonId(), Name: found.GetName(), IsClient: found.GetIsClient()}
	for _, role := range found.GetProvisionedRoles() {
		person.Given = append(person.Given, authn.Role(role))
	}
	return person, nil
}

// Record has recruitment write down who came and went.
func (s services) Record(ctx context.Context, a signin.Access) error {
	kinds := map[signin.AccessKind]recruitmentv1.RecordAccessRequest_Kind{
		signin.SignedOut: recruitmentv1.RecordAccessRequest_KIND_SIGN_OUT,
		signin.Ended:     recruitmentv1.RecordAccessRequest_KIND_ENDED,
	}
	_, err := s.journal.RecordAccess(ctx, &recruitmentv1.RecordAccessRequest{
		TenantId: a.Tenant, PersonId: a.Person, IsClient: a.IsClient, Kind: kinds[a.Kind],
		SessionId: a.Session, Method: string(a.Method), ByPersonId: a.By, RequestId: ids.New(),
	})
	return err
}
