package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// door is what every call passes. learn fills rules, shades and validator before the first call.
type door struct {
	log        *slog.Logger
	verifier   *authn.Verifier
	neighbours *Neighbours       // nil: nobody asks which service calls
	rules      map[string]rule   // by full method
	shades     map[string]*shade // by full method, of what it answers
	validator  protovalidate.Validator
	draining   <-chan struct{}
	count      *count
	places     chan struct{} // one for each call under way
	refused    func(ctx context.Context, client, thing string) error
}

// exempt are the methods that anybody who can reach the port may call: they say
// whether a service is up and which methods it has, and nothing about anybody.
func exempt(method string) bool {
	return strings.HasPrefix(method, "/grpc.health.v1.Health/") || strings.HasPrefix(method, "/grpc.reflection.")
}

// unary is the whole road for one call with one answer.
func (d *door) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (answer any, err error) {
	if exempt(info.FullMethod) {
		return handle(ctx, req)
	}
	line := &line{method: info.FullMethod, start: time.Now()}
	defer func() { err = d.close(ctx, line, err, recover()) }()
	free, err := d.enter()
	if err != nil {
		return nil, err
	}
	defer free()
	ctx, err = d.admit(ctx, line)
	defer func() { d.noteRefusal(ctx, info.FullMethod, req, err) }()
	if err != nil {
		return nil, err
	}
	if err := d.validate(req); err != nil {
		return nil, err
	}
	answer, err = handle(ctx, req)
	if err != nil {
		return nil, err
	}
	caller, _ := authn.From(ctx)
	return d.shaded(info.FullMethod, caller, answer), nil
}

// stream is the same road; every message that comes in is validated.
func (d *door) stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handle grpc.StreamHandler) (err error) {
	if exempt(info.FullMethod) {
		return handle(srv, ss)
	}
	line := &line{method: info.FullMethod, start: time.Now()}
	defer func() { err = d.close(ss.Context(), line, err, recover()) }()
	ctx, err := d.admit(ss.Context(), line)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-d.draining:
			cancel(movingOn)
		case <-ctx.Done():
		}
	}()
	err = handle(srv, &validated{ServerStream: ss, ctx: ctx, door: d, method: info.FullMethod})
	if errors.Is(context.Cause(ctx), movingOn) {
		return movingOn
	}
	return err
}

// validated is a stream with the caller in its context, no invalid message coming in and
// nothing going out that the caller may not see.
type validated struct {
	grpc.ServerStream
	ctx  context.Context // that is how a stream has one
	door *door

	method string // full name
}

func (s *validated) Context() context.Context { return s.ctx }

func (s *validated) RecvMsg(m any) error {
	if err := s.ServerStream.RecvMsg(m); err != nil {
		return err
	}
	return s.door.validate(m)
}

var (
	busy = fault.Exhausted("BUSY", fault.Text{
		NL: "Het is nu erg druk. Probeer het over een minuutje nog eens.",
		EN: "It is very busy now. Try again in a minute."})
	movingOn = fault.Unavailable("MOVING_ON", fault.Text{
		NL: "Deze verbinding gaat dicht omdat Optrek wordt bijgewerkt. Probeer het nog een keer.",
		EN: "This connection closes because Optrek is being updated. Try again."})
)

// enter takes a place, or says at once that there is none: what waits in a queue
// helps nobody, and what is under way should finish.
func (d *door) enter() (free func(), err error) {
	select {
	case d.places <- struct{}{}:
		return func() { <-d.places }, nil
	default:
		return nil, busy
	}
}

// admit says who is asking, and whether they may.
func (d *door) admit(ctx context.Context, l *line) (context.Context, error) {
	ctx, err := d.verifier.Authenticate(ctx, bearer(ctx))
	if err != nil {
		return ctx, err
	}
	caller, _ := authn.From(ctx)
	l.tenant, l.service = caller.Tenant, caller.Service
	if err := d.neighbours.check(ctx, caller); err != nil {
		return ctx, err
	}
	may := d.rules[l.method]
	if may.urgent {
		ctx = authn.InEmergency(ctx)
	}
	return ctx, may.check(caller)
}

// bearer gives the call's token; with none, or more than one, there is none.
func bearer(ctx context.Context) string {
	values := metadata.ValueFromIncomingContext(ctx, "authorization")
	if len(values) != 1 {
		return ""
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return token
}

func (d *door) validate(req any) error {
	message, ok := req.(proto.Message)
	if !ok {
		return fmt.Errorf("rpc: %T is no protobuf message", req)
	}
	if err := withoutBSN(message.ProtoReflect()); err != nil {
		return err
	}
	if err := explain(d.validator.Validate(message)); err != nil {
		return err
	}
	return readable(message.ProtoReflect(), "")
}

// line is what the log says of one call: nothing of what was in it, nobody's name,
// nobody's id but the organisation's.
type line struct {
	method, tenant, service string
	start                   time.Time
}

// close turns what came out of a call into what the caller may know, and logs it.
func (d *door) close(ctx context.Context, l *line, err error, panicked any) error {
	if panicked != nil {
		err = d.panicked(ctx, l, panicked)
	}
	st, incident := statusOf(err)
	attrs := []slog.Attr{
		slog.String("method", l.method), slog.String("code", st.Code().String()),
		slog.Duration("duration", time.Since(l.start)), slog.String("tenant", l.tenant),
	}
	if l.service != "" {
		attrs = append(attrs, slog.String("caller", l.service))
	}
	if reason := ProblemOf(st.Err()).Reason; reason != "" {
		attrs = append(attrs, slog.String("reason", reason))
	}
	if incident != "" {
		attrs = append(attrs, slog.String("incident", incident))
	}
	if level := severity(st.Code()); level > slog.LevelInfo || st.Code() == codes.Unauthenticated {
		attrs = append(attrs, slog.String("error", telemetry.Quiet(err)))
	}
	d.log.LogAttrs(ctx, severity(st.Code()), "call", attrs...)
	d.count.call(ctx, l.tenant, st.Code())
	return st.Err()
}

// panicked logs where it happened. Of the value only what the runtime itself says:
// a panic with a message of somebody's making may quote what they were given.
func (d *door) panicked(ctx context.Context, l *line, value any) error {
	what := fmt.Sprintf("%T", value)
	if e, ok := value.(runtime.Error); ok {
		what = e.Error()
	}
	d.log.ErrorContext(ctx, "panic", "method", l.method, "panic", what, "stack", string(debug.Stack()))
	return fmt.Errorf("panic: %s", what)
}

func severity(c codes.Code) slog.Level {
	switch c {
	case codes.Internal, codes.Unknown, codes.DataLoss:
		return slog.LevelError
	case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
		return slog.LevelWarn
	default:
		return slog.LevelInfo
	}
}
