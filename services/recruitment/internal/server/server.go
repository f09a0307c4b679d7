// Package server answers recruitment's RPCs. Every method goes the same road:
// load, let the domain decide, save, and tell the others, in one transaction; who
// may call stands beside the RPC in the contract, and what they reach is the
// database's to say. One file per noun. The services beside RecruitmentService have a
// package each: networkmap, team, exchange,
// content, reminder and sharing; base holds what all share.
package server

import (
	"context"
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/auditlog"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/server/connection"
	"github.com/optrek/optrek/services/recruitment/internal/server/content"
	"github.com/optrek/optrek/services/recruitment/internal/server/emergency"
	"github.com/optrek/optrek/services/recruitment/internal/server/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/server/exchange"
	"github.com/optrek/optrek/services/recruitment/internal/server/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/server/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/personal"
	"github.com/optrek/optrek/services/recruitment/internal/server/pictogram"
	"github.com/optrek/optrek/services/recruitment/internal/server/provision"
	"github.com/optrek/optrek/services/recruitment/internal/server/reminder"
	"github.com/optrek/optrek/services/recruitment/internal/server/sharing"
	"github.com/optrek/optrek/services/recruitment/internal/server/story"
	"github.com/optrek/optrek/services/recruitment/internal/server/team"
	"github.com/optrek/optrek/services/recruitment/internal/server/webhook"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Server implements optrek.recruitment.v1.RecruitmentService.
type Server struct {
	pb.UnimplementedRecruitmentServiceServer
	base.Base
	Sharing  *sharing.Server
	Reminder *reminder.Server // also has what is sent by itself
	Exchange *exchange.Server // also has what the service does by itself
	Story    *story.Server
	Erasing  *erasing.Server  // also carries out
	Personal *personal.Server // also collects by itself
	Log      *auditlog.Server
	Cards    *logincard.Server
	Webhook  *webhook.Server // also has what is told to other systems
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	b := base.Base{Store: s, Clock: clock}
	forgetting := erasing.New(b)
	return &Server{
		Base:     b,
		Erasing:  forgetting,
		Sharing:  sharing.New(b),
		Exchange: exchange.New(b, forgetting),
		Story:    story.New(b),
		Reminder: reminder.New(b),
		Log:      auditlog.New(b),
		Personal: personal.New(b),
		Cards:    logincard.New(b),
		Webhook:  webhook.New(b),
	}
}

// Register puts it and the services beside it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	pb.RegisterRecruitmentServiceServer(r, s)
	pb.RegisterNetworkMapServiceServer(r, networkmap.New(s.Base))
	pb.RegisterTeamServiceServer(r, team.New(s.Base))
	pb.RegisterContentServiceServer(r, content.New(s.Base))
	pb.RegisterExchangeServiceServer(r, s.Exchange)
	pb.RegisterErasureServiceServer(r, s.Erasing)
	pb.RegisterSharingServiceServer(r, s.Sharing)
	pb.RegisterStoryServiceServer(r, s.Story)
	pb.RegisterReminderServiceServer(r, s.Reminder)
	pb.RegisterPersonalDataServiceServer(r, s.Personal)
	pb.RegisterLogServiceServer(r, s.Log)
	pb.RegisterLoginCardServiceServer(r, s.Cards)
	pb.RegisterEmergencyServiceServer(r, emergency.New(s.Base))
	pb.RegisterConnectionServiceServer(r, connection.New(s.Base))
	pb.RegisterWebhookServiceServer(r, s.Webhook)
	pb.RegisterProvisionServiceServer(r, provision.New(s.Base))
	pb.RegisterPictogramServiceServer(r, pictogram.New(s.Base))
}

// HandOver does in one organisation what the day brings: absences that begin or are over.
func (s *Server) HandOver(ctx context.Context, tenant string) error {
	return team.New(s.Base).HandOver(ctx, tenant)
}
