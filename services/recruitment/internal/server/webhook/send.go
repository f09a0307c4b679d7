package webhook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/optrek/optrek/services/internal/outside"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
	store "github.com/optrek/optrek/services/recruitment/internal/store/webhook"
)

const (
	// inOneGo is how many go to one address before the other organisations have their turn.
	inOneGo = 50
	// atOnce is how many addresses are called at one moment.
	atOnce = 5
)

// Send sends in one organisation what it is time for: to several addresses at once, so that
// one that does not answer keeps no other waiting, and to each in order.
func (s *Server) Send(ctx context.Context, tenant string) error {
	if s.Seal == nil || s.Client == nil {
		return nil
	}
	var due []webhook.ID
	err := store.As(s.Store)(ctx, tenant, func(tx *store.Tx) (err error) {
		if err := tx.Clear(ctx, s.Moment().Add(-webhook.KeptFor)); err != nil {
			return err
		}
		due, err = tx.Due(ctx, s.Moment())
		return err
	})
	if err != nil {
		return err
	}
	var (
		all    sync.WaitGroup
		places = make(chan struct{}, atOnce)
		failed = make([]error, len(due))
	)
	for i, id := range due {
		all.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			failed[i] = s.sendTo(ctx, tenant, id)
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

// sendTo sends to one address until nothing waits, or something did not arrive.
func (s *Server) sendTo(ctx context.Context, tenant string, id webhook.ID) error {
	for range inOneGo {
		var (
			w    webhook.Webhook
			d    webhook.Delivery
			more bool
		)
		err := store.As(s.Store)(ctx, tenant, func(tx *store.Tx) (err error) {
			if w, err = tx.Webhook(ctx, id); err != nil || !w.Withdrawn.IsZero() {
				return err
			}
			d, more, err = tx.Next(ctx, w, s.Moment())
			return err
		})
		if err != nil || !more {
			return err
		}
		result, err := s.carry(ctx, tenant, w, d)
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // the process stops: that says nothing about the address
		}
		if err := s.settle(ctx, tenant, d, result); err != nil || result.Problem != webhook.NoProblem && d.Kind != webhook.Test {
			return err
		}
	}
	s.wake() // there is more
	return nil
}

// settle keeps what came of a try. What arrived about somebody stands in the log: another
// system was told of them.
func (s *Server) settle(ctx context.Context, tenant string, d webhook.Delivery, r webhook.Result) error {
	after, rests := d.Tried(r, s.Moment())
	return store.As(s.Store)(ctx, tenant, func(tx *store.Tx) error {
		if after.State == webhook.Arrived && d.Kind != webhook.Test && d.Kind != webhook.ClientLeft {
			tx.Event(postgres.EventExport)
			tx.About("webhook", string(d.Webhook))
			tx.Touch(d.Clients...)
		}
		if err := tx.Tried(ctx, after); err != nil || !rests {
			return err
		}
		return tx.Rest(ctx, d.Webhook, s.Moment())
	})
}

// carry calls the address once. An error is ours; what the other side does is the result.
func (s *Server) carry(ctx context.Context, tenant string, w webhook.Webhook, d webhook.Delivery) (webhook.Result, error) {
	body, err := d.Body()
	if err != nil {
		return webhook.Result{}, err
	}
	at := s.Moment()
	signature, err := s.sign(w, tenant, at, signed{d.ID, body})
	if err != nil {
		return webhook.Result{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Address, bytes.NewReader(body))
	if err != nil {
		return webhook.Result{Problem: webhook.Unreachable}, nil
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Optrek-Webhooks/1")
	req.Header.Set(standardwebhooks.HeaderWebhookID, string(d.ID))
	req.Header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(at.Unix(), 10))
	req.Header.Set(standardwebhooks.HeaderWebhookSignature, signature)
	res, err := s.Client.Do(req)
	if err != nil {
		return webhook.Result{Problem: problemOf(err)}, nil
	}
	defer func() { _ = res.Body.Close() }()
	// What it says is of no interest; a little of it is read, so that the connection can be used again.
	_, _ = io.CopyN(io.Discard, res.Body, 4096)
	return webhook.ResultOf(res.StatusCode), nil
}

type signed struct {
	id   webhook.DeliveryID
	body []byte
}

// sign signs with every secret that is good, the newest first.
func (s *Server) sign(w webhook.Webhook, tenant string, at time.Time, what signed) (string, error) {
	var signatures []string
	for _, sealed := range w.Signs(at) {
		secret, err := s.Seal.open(tenant, w.ID, sealed)
		if err != nil {
			return "", err
		}
		signer, err := standardwebhooks.NewWebhook(secret)
		if err != nil {
			return "", err
		}
		signature, err := signer.Sign(string(what.id), at, what.body)
		if err != nil {
			return "", err
		}
		signatures = append(signatures, signature)
	}
	return strings.Join(signatures, " "), nil
}

// problemOf says in a word why there was no answer: the error itself holds the address.
func problemOf(err error) webhook.Problem {
	var slow interface{ Timeout() bool }
	switch {
	case errors.Is(err, outside.ErrInside):
		return webhook.Inside
	case errors.As(err, &slow) && slow.Timeout():
		return webhook.Slow
	}
	return webhook.Unreachable
}
