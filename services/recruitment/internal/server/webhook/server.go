// Package webhook answers recruitment's WebhookService, takes in from all feeds what other
// systems are to be told, and tells them: signed after the Standard Webhooks specification,
// at least once, and for each address in order.
package webhook

import (
	"context"
	"net/http"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/webhook"
)

// Server implements optrek.recruitment.v1.WebhookService.
type Server struct {
	pb.UnimplementedWebhookServiceServer
	base.Base
	Seal   *Seal        // nil: no secret can be kept, so no address can be added
	Client *http.Client // how addresses are called; nil: nothing is sent
	Local  bool         // this machine may be an address, without https: in development
	begun  chan struct{}
}

// New makes the server; it sends nothing until it is given with what.
func New(b base.Base) *Server { return &Server{Base: b, begun: make(chan struct{}, 1)} }

// Begun tells that something may wait.
func (s *Server) Begun() <-chan struct{} { return s.begun }

func (s *Server) wake() {
	select {
	case s.begun <- struct{}{}:
	default:
	}
}

var off = fault.Unavailable("WEBHOOKS_OFF", fault.Text{
	NL: "Meldingen aan andere systemen staan hier uit. De beheerder van Optrek kan ze aanzetten (OPTREK_CARD_KEY_FILE).",
	EN: "Telling other systems is off here. Whoever runs Optrek can turn it on (OPTREK_CARD_KEY_FILE).",
})

// ListWebhooks lists the addresses that are told something.
func (s *Server) ListWebhooks(ctx context.Context, _ *pb.ListWebhooksRequest) (*pb.ListWebhooksResponse, error) {
	resp := &pb.ListWebhooksResponse{Kinds: wire.Texts(webhook.Kinds())}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		all, err := tx.Webhooks(ctx)
		if err != nil {
			return err
		}
		waits, err := tx.Waits(ctx)
		for _, w := range all {
			m := s.message(w)
			m.Waiting = int32(min(waits[w.ID], 1_000_000))
			resp.Webhooks = append(resp.Webhooks, m)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// ListWebhookDeliveries lists what went to an address and what waits.
func (s *Server) ListWebhookDeliveries(ctx context.Context, req *pb.ListWebhookDeliveriesRequest) (*pb.ListWebhookDeliveriesResponse, error) {
	before, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, resp := paging.Size(req.GetPageSize()), &pb.ListWebhookDeliveriesResponse{}
	err = store.In(s.Store)(ctx, func(tx *store.Tx) error {
		w, err := tx.Webhook(ctx, wire.ID[webhook.ID](req.GetId()))
		if err != nil {
			return err
		}
		rows, err := tx.Deliveries(ctx, w.ID, webhook.DeliveryID(before), size+1)
		rows, more := paging.Cut(rows, size)
		for _, d := range rows {
			resp.Deliveries = append(resp.Deliveries, deliveryMessage(d))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// CreateWebhook adds an address. The secret is put into the answer after the answer was
// remembered: a repeat of the request does not show it again.
func (s *Server) CreateWebhook(ctx context.Context, req *pb.CreateWebhookRequest) (*pb.WebhookWithSecret, error) {
	if s.Seal == nil {
		return nil, off
	}
	var secret string
	answer, err := once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.WebhookWithSecret, error) {
		there, err := tx.Living(ctx)
		if err != nil {
			return nil, err
		}
		if err := webhook.Room(there); err != nil {
			return nil, err
		}
		w := webhook.Webhook{ID: webhook.ID(ids.New()), Version: 1, Created: s.Moment()}
		to := wanted(req.GetWebhook())
		if w, err = w.Changed(to); err == nil {
			err = checkAddress(to.Address, s.Local)
		}
		if err != nil {
			return nil, err
		}
		if w, secret, err = s.withSecret(tx, w); err != nil {
			return nil, err
		}
		return &pb.WebhookWithSecret{Webhook: s.message(w)}, tx.Add(ctx, w)
	})
	return shown(answer, secret), err
}

func wanted(m *pb.Webhook) webhook.Wanted {
	w := webhook.Wanted{Name: m.GetName(), Address: strings.TrimSpace(m.GetAddress()), Paused: m.GetPaused()}
	for _, kind := range m.GetKinds() {
		w.Kinds = append(w.Kinds, webhook.Kind(kind))
	}
	return w
}

// shown puts the secret into an answer that is given for the first time.
func shown(answer *pb.WebhookWithSecret, secret string) *pb.WebhookWithSecret {
	if answer == nil || secret == "" {
		return answer
	}
	return &pb.WebhookWithSecret{Webhook: answer.GetWebhook(), Secret: secret}
}

func (s *Server) withSecret(tx *store.Tx, w webhook.Webhook) (webhook.Webhook, string, error) {
	text := newSecret()
	w, err := w.WithSecret(s.Seal.shut(tx.Tenant, w.ID, text), s.Moment())
	return w, text, err
}

// UpdateWebhook changes its name, its address, what it is told, or whether it is paused.
func (s *Server) UpdateWebhook(ctx context.Context, req *pb.UpdateWebhookRequest) (*pb.Webhook, error) {
	defer s.wake()
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Webhook, error) {
		asked := req.GetWebhook()
		w, err := s.toChange(ctx, tx, asked.GetId(), asked.GetEtag())
		if err != nil {
			return nil, err
		}
		fixed := wire.Fixed{"create_time", "rest_time", "withdraw_time", "old_secret_until", "waiting"}
		chosen, err := fixed.Masked(req.GetUpdateMask(), asked, "name", "address", "kinds", "paused")
		if err != nil {
			return nil, err
		}
		to, now := w.Wants(), wanted(asked)
		base.Set(chosen("name"), &to.Name, now.Name)
		base.Set(chosen("address"), &to.Address, now.Address)
		base.Set(chosen("kinds"), &to.Kinds, now.Kinds)
		base.Set(chosen("paused"), &to.Paused, now.Paused)
		if w, err = w.Changed(to); err == nil {
			err = checkAddress(w.Address, s.Local)
		}
		if err != nil {
			return nil, err
		}
		return s.save(ctx, tx, w)
	})
}

// RenewWebhookSecret makes a new secret; the old one goes along for a week.
func (s *Server) RenewWebhookSecret(ctx context.Context, req *pb.RenewWebhookSecretRequest) (*pb.WebhookWithSecret, error) {
	if s.Seal == nil {
		return nil, off
	}
	var secret string
	answer, err := once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.WebhookWithSecret, error) {
		w, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if w, secret, err = s.withSecret(tx, w); err != nil {
			return nil, err
		}
		m, err := s.save(ctx, tx, w)
		return &pb.WebhookWithSecret{Webhook: m}, err
	})
	return shown(answer, secret), err
}

// TryWebhook lets a trial wait; it is sent at once, and once.
func (s *Server) TryWebhook(ctx context.Context, req *pb.TryWebhookRequest) (*pb.WebhookDelivery, error) {
	defer s.wake()
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.WebhookDelivery, error) {
		w, err := tx.WebhookToChange(ctx, wire.ID[webhook.ID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := w.MayTry(); err != nil {
			return nil, err
		}
		now := s.Moment()
		d := webhook.Delivery{ID: webhook.DeliveryID(ids.New()), Webhook: w.ID, Kind: webhook.Test, At: now, State: webhook.Waiting, Next: now}
		tx.Event(postgres.EventUpdate)
		return deliveryMessage(d), tx.Wait(ctx, d, now)
	})
}

// WithdrawWebhook ends it for good.
func (s *Server) WithdrawWebhook(ctx context.Context, req *pb.WithdrawWebhookRequest) (*pb.Webhook, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Webhook, error) {
		w, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil || !w.Withdrawn.IsZero() {
			return s.message(w), err
		}
		return s.save(ctx, tx, w.Withdraw(s.Moment()))
	})
}

func (s *Server) toChange(ctx context.Context, tx *store.Tx, id, etag string) (webhook.Webhook, error) {
	w, err := tx.WebhookToChange(ctx, wire.ID[webhook.ID](id))
	if err == nil {
		err = w.Version.Expect(etag)
	}
	return w, err
}

func (s *Server) save(ctx context.Context, tx *store.Tx, w webhook.Webhook) (*pb.Webhook, error) {
	tx.Event(postgres.EventRights)
	if err := tx.Save(ctx, w, s.Moment()); err != nil {
		return nil, err
	}
	w.Version++
	return s.message(w), nil
}

func (s *Server) message(w webhook.Webhook) *pb.Webhook {
	m := &pb.Webhook{
		Id: string(w.ID), Etag: w.Version.Etag(), Name: w.Name, Address: w.Address, Kinds: wire.Texts(w.Kinds), Paused: w.Paused,
		CreateTime: wire.Stamp(w.Created), RestTime: wire.Stamp(w.Rests), WithdrawTime: wire.Stamp(w.Withdrawn),
	}
	if s.Moment().Before(w.OldUntil) {
		m.OldSecretUntil = wire.Stamp(w.OldUntil)
	}
	return m
}

func deliveryMessage(d webhook.Delivery) *pb.WebhookDelivery {
	return &pb.WebhookDelivery{
		Id: string(d.ID), Kind: string(d.Kind), State: wire.Value[pb.WebhookDelivery_State](d.State), CreateTime: wire.Stamp(d.At),
		Tries: int32(d.Tries), LastTryTime: wire.Stamp(d.Last), NextTryTime: wire.Stamp(d.Next),
		Status: int32(d.Status), Problem: wire.Value[pb.WebhookDelivery_Problem](d.Problem),
	}
}
