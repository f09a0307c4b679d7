package feed

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
)

// Own is how a service reads its own feed: as the others do, in the order of commits, but
// from the feed itself. No network is between, so there is no door to open to oneself.
func Own(s feedv1.FeedServiceServer) grpc.ClientConnInterface { return own{s} }

type own struct{ server feedv1.FeedServiceServer }

var errOwn = errors.New("feed: of the own feed there is Watch, and nothing else")

// Invoke implements grpc.ClientConnInterface.
func (own) Invoke(context.Context, string, any, any, ...grpc.CallOption) error { return errOwn }

// NewStream implements grpc.ClientConnInterface.
func (o own) NewStream(ctx context.Context, _ *grpc.StreamDesc, method string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	if method != feedv1.FeedService_Watch_FullMethodName {
		return nil, errOwn
	}
	return &reading{ctx: ctx, server: o.server, events: make(chan *feedv1.WatchResponse), ended: make(chan struct{})}, nil
}

// reading is one Watch, from the reader's side.
type reading struct {
	grpc.ClientStream // what no reader of a feed asks for
	ctx               context.Context
	server            feedv1.FeedServiceServer
	events            chan *feedv1.WatchResponse
	ended             chan struct{}
	err               error // once ended is closed
}

// SendMsg begins the Watch: the request is all that a reader sends.
func (r *reading) SendMsg(m any) error {
	req, ok := m.(*feedv1.WatchRequest)
	if !ok {
		return errOwn
	}
	go func() {
		defer close(r.ended)
		r.err = r.server.Watch(req, &telling{ctx: r.ctx, events: r.events})
	}()
	return nil
}

// CloseSend implements grpc.ClientStream.
func (r *reading) CloseSend() error { return nil }

// Context implements grpc.ClientStream.
func (r *reading) Context() context.Context { return r.ctx }

// RecvMsg gives the next event.
func (r *reading) RecvMsg(m any) error {
	into, ok := m.(proto.Message)
	if !ok {
		return errOwn
	}
	select {
	case event := <-r.events:
		proto.Merge(into, event)
		return nil
	case <-r.ended:
		if r.err == nil {
			return io.EOF
		}
		return r.err
	}
}

// telling is the same Watch from the feed's side.
type telling struct {
	grpc.ServerStream // what no feed asks for
	ctx               context.Context
	events            chan<- *feedv1.WatchResponse
}

// Context implements grpc.ServerStream.
func (t *telling) Context() context.Context { return t.ctx }

// Send implements grpc.ServerStreamingServer.
func (t *telling) Send(event *feedv1.WatchResponse) error {
	select {
	case t.events <- event:
		return nil
	case <-t.ctx.Done():
		return t.ctx.Err()
	}
}
