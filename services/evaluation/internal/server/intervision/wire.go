package intervision

import (
	"maps"
	"slices"

	"google.golang.org/protobuf/types/known/durationpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/method"
	"github.com/optrek/optrek/services/internal/wire"
)

func wireIntervision(v domain.Intervision, matches map[domain.MatchID][]domain.ClientID, clients map[domain.ClientID]bool) *pb.Intervision {
	m := &pb.Intervision{
		Id: string(v.ID), Etag: v.Version.Etag(), State: wire.Value[pb.Intervision_State](v.State), Method: methodWord(v.Method),
		Title: v.Title, Day: v.Day, Clock: v.Clock, OrganiserIds: wire.Texts(v.Organisers), InvitedIds: wire.Texts(v.Invited),
		SeriesId: string(v.Series), MethodKey: string(v.Method), MethodVersion: int32(v.MethodVersion),
		CalledOff: v.CalledOff, ClientWords: v.ClientWords, ToldBack: v.ToldBack,
	}
	for _, item := range v.Agenda {
		one := &pb.AgendaItem{Id: string(item.ID), Safety: item.Safety, Topic: item.Topic, Line: item.Line, AboutMatch: item.Match != ""}
		if matches[item.Match] != nil {
			one.MatchId = string(item.Match)
		}
		m.Agenda = append(m.Agenda, one)
	}
	for _, a := range v.Agreements {
		m.Agreements = append(m.Agreements, wireAgreement(a))
	}
	for _, id := range slices.Sorted(maps.Keys(v.Answers)) {
		m.Answers = append(m.Answers, &pb.InvitationAnswer{PersonId: string(id), Answer: wire.Value[pb.InvitationAnswer_Answer](v.Answers[id])})
	}
	for _, c := range v.Clients {
		if !clients[c.Client] {
			m.OtherClients = true
			continue
		}
		m.ClientIds = append(m.ClientIds, string(c.Client))
		if c.Coming != "" {
			m.Answers = append(m.Answers, &pb.InvitationAnswer{PersonId: string(c.Client), Answer: wire.Value[pb.InvitationAnswer_Answer](c.Coming)})
		}
	}
	return m
}

// methodWord is the contract's word for a method: one that every organisation has, or an own one.
func methodWord(m domain.Method) pb.Intervision_Method {
	word := wire.Value[pb.Intervision_Method](m)
	if word == pb.Intervision_METHOD_UNSPECIFIED && m != "" {
		return pb.Intervision_METHOD_OWN
	}
	return word
}

func wireAgreement(a domain.Agreement) *pb.Agreement {
	return &pb.Agreement{Id: string(a.ID), What: a.What, SupportWorkerId: string(a.Worker), Day: a.Day, Done: a.Done}
}

func wireEarlier(e domain.EarlierAgreement) *pb.EarlierAgreement {
	return &pb.EarlierAgreement{IntervisionId: string(e.Intervision), Day: e.Day, Agreement: wireAgreement(e.Agreement)}
}

// WireMethod is a method as the contract shows it.
func WireMethod(m method.Method) *pb.MethodTemplate {
	out := &pb.MethodTemplate{
		Key: string(m.Key), Version: int32(m.Version),
		TitleNl: m.Title.NL, TitleEn: m.Title.EN, HelpNl: m.Help.NL, HelpEn: m.Help.EN,
		WithClients: m.WithClients, Retired: m.Retired, Own: m.Own,
	}
	for _, s := range m.Steps {
		out.Steps = append(out.Steps, &pb.MethodStep{
			TitleNl: s.Title.NL, TitleEn: s.Title.EN, TextNl: s.Words.NL, TextEn: s.Words.EN,
			QuestionsNl: s.Questions.NL, QuestionsEn: s.Questions.EN, Lasts: durationpb.New(s.Lasts),
		})
	}
	return out
}
