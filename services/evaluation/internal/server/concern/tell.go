package concern

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
)

// atOnce is how many messages are taken in one go.
const atOnce = 20

// Tell tells the mailboxes and systems of one organisation that there is a concern: what
// is due is taken, told outside any transaction, and then noted. It may be cut off
// anywhere and run again; a message that arrived just before goes once more, under the
// same id.
func (s *Server) Tell(ctx context.Context, tenant string) error {
	if s.outside.HTTP == nil || s.outside.Mail == nil {
		return nil
	}
	for {
		var due []concern.Delivery
		keys := map[concern.WayID]string{}
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
			if due, err = tx.DueDeliveries(ctx, s.Now(), atOnce); err != nil {
				return err
			}
			for _, d := range due {
				if keys[d.Way.ID], err = tx.WayKey(ctx, d.Way.ID); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(due) == 0 {
			return err
		}
		for i, d := range due {
			final, err := s.tell(ctx, d, keys[d.Way.ID])
			due[i] = d.After(err == nil, final, s.Now())
		}
		err = s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return tx.SaveDeliveries(ctx, due...) })
		if err != nil || len(due) < atOnce {
			return err
		}
	}
}

func (s *Server) tell(ctx context.Context, d concern.Delivery, key string) (final bool, err error) {
	if d.Way.Kind == concern.Email {
		return s.outside.Mail(ctx, string(d.Concern), d.Way.To, concern.LetterFor(d.Concern, d.Reported.In(zone), s.link()))
	}
	return s.post(ctx, d.Way, key, notice{
		Kind: "concern.reported", ID: string(d.Concern), ReportedAt: d.Reported.UTC().Format(time.RFC3339), Link: s.link(),
	})
}

// notice is all that a system of the organisation is sent.
type notice struct {
	Kind       string `json:"kind"`
	ID         string `json:"id"`
	ReportedAt string `json:"reported_at"`
	Link       string `json:"link"`
}

func (s *Server) link() string { return s.outside.PublicURL + "/zorgen" }

// within is how long another organisation's system may take to answer.
const within = 10 * time.Second

// errAnswer is an answer that is no yes. It says nothing of what was answered.
var errAnswer = errors.New("the system does not take it")

// post sends a notice with a proof of where it comes from: the HMAC-SHA256, under the
// way's secret, of the time, a dot and the body.
func (s *Server) post(ctx context.Context, w concern.Way, key string, n notice) (final bool, err error) {
	body, err := json.Marshal(n)
	if err != nil {
		return true, err
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.To, bytes.NewReader(body))
	if err != nil {
		return true, errAnswer
	}
	at := strconv.FormatInt(s.Now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Optrek")
	req.Header.Set("Optrek-Id", n.ID)
	req.Header.Set("Optrek-Proof", "t="+at+",v1="+Proof(key, at, body))
	resp, err := s.outside.HTTP.Do(req)
	if err != nil {
		return false, errAnswer // the error would show the address
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 4096)) // so that the connection can be used again
	if resp.StatusCode/100 == 2 {
		return false, nil
	}
	// 410: the system says itself that this address is gone for good.
	return resp.StatusCode == http.StatusGone, fmt.Errorf("%w: status %d", errAnswer, resp.StatusCode)
}

// Proof is by what a system knows that a notice comes from here.
func Proof(key, at string, body []byte) string {
	sum := hmac.New(sha256.New, []byte(key))
	sum.Write([]byte(at + "."))
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil))
}

// TryConcernWay sends a message that says it is a try-out.
func (s *Server) TryConcernWay(ctx context.Context, req *pb.TryConcernWayRequest) (*pb.TryConcernWayResponse, error) {
	var (
		way concern.Way
		key string
	)
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		r, err := tx.Route(ctx)
		if err != nil {
			return err
		}
		for _, w := range r.Ways {
			if string(w.ID) == req.GetWayId() {
				way = w
			}
		}
		if way.ID == "" {
			return fault.Missing()
		}
		key, err = tx.WayKey(ctx, way.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	arrived := s.tryOut(ctx, way, key) == nil // whatever it was: who tries it out needs to know what to do
	if arrived {
		return &pb.TryConcernWayResponse{Arrived: true}, nil
	}
	return &pb.TryConcernWayResponse{
		WhyNl: "Het bericht kwam niet aan. Kijk of het adres klopt, en vraag wie het systeem beheert of berichten van Optrek mogen binnenkomen.",
		WhyEn: "The message did not arrive. See whether the address is right, and ask who looks after the system whether messages of Optrek may come in.",
	}, nil
}

func (s *Server) tryOut(ctx context.Context, w concern.Way, key string) error {
	link := s.outside.PublicURL + "/organisatie?deel=zorgen"
	switch {
	case s.outside.HTTP == nil || s.outside.Mail == nil:
		return errAnswer
	case w.Kind == concern.Email:
		_, err := s.outside.Mail(ctx, ids.New(), w.To, concern.TryOutLetter(w.Name, link))
		return err
	default:
		_, err := s.post(ctx, w, key, notice{Kind: "try-out", ID: ids.New(), ReportedAt: s.Now().Format(time.RFC3339), Link: link})
		return err
	}
}
