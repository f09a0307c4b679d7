package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// Hub passes on what this gateway hears to who listens here.
type Hub struct {
	db   *postgres.DB
	log  *slog.Logger
	mu   sync.Mutex
	ears map[string]map[*ear]bool // by organisation
	many int
}

// ear is one browser. What it has not been told yet is kept together: a slow one hears
// everything at once, and never holds up another.
type ear struct {
	mu     sync.Mutex
	topics map[string]bool
	rung   chan struct{} // holds one: there is something
}

// room is how many browsers one gateway keeps a line open to; beyond it pages are
// as fresh as they were without.
const room = 5000

var errFull = errors.New("live: no room for another listener")

// NewHub makes a hub that hears nothing until it runs; without a log it writes to the usual one.
func NewHub(db *postgres.DB, log *slog.Logger) *Hub {
	if log == nil {
		log = slog.Default()
	}
	return &Hub{db: db, log: log, ears: map[string]map[*ear]bool{}}
}

// Run listens until ctx ends, connecting again and again.
func (h *Hub) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := h.listen(ctx); err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "open pages are not told of changes for a moment", "error", telemetry.Quiet(err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
	return nil
}

func (h *Hub) listen(ctx context.Context) error {
	held, err := h.db.FeedPool().Acquire(ctx)
	if err != nil {
		return fmt.Errorf("live: %w", err)
	}
	defer held.Release()
	conn := held.Conn()
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // it listens: nobody else should get it
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return fmt.Errorf("live: %w", err)
	}
	for {
		heard, err := conn.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("live: %w", err)
		}
		tenant, topics, _ := strings.Cut(heard.Payload, " ")
		h.pass(tenant, strings.Fields(topics))
	}
}

func (h *Hub) pass(tenant string, topics []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for e := range h.ears[tenant] {
		e.tell(topics)
	}
}

func (e *ear) tell(topics []string) {
	e.mu.Lock()
	for _, topic := range topics {
		e.topics[topic] = true
	}
	e.mu.Unlock()
	select {
	case e.rung <- struct{}{}:
	default: // it is rung already
	}
}

// take empties what there is to tell.
func (e *ear) take() map[string]bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	told := e.topics
	e.topics = map[string]bool{}
	return told
}

// open adds a listener of an organisation; call the function when it hangs up.
func (h *Hub) open(tenant string) (*ear, func(), error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.many >= room {
		return nil, nil, errFull
	}
	e := &ear{topics: map[string]bool{}, rung: make(chan struct{}, 1)}
	if h.ears[tenant] == nil {
		h.ears[tenant] = map[*ear]bool{}
	}
	h.ears[tenant][e], h.many = true, h.many+1
	return e, func() { h.close(tenant, e) }, nil
}

func (h *Hub) close(tenant string, e *ear) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.ears[tenant], e)
	if len(h.ears[tenant]) == 0 {
		delete(h.ears, tenant)
	}
	h.many--
}
