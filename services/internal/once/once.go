// Package once makes a mutation safe to repeat.
//
// A call that failed may have succeeded: the answer can be lost after the commit.
// So the caller sends a request_id it made itself, and repeats the same request
// with the same id. The answer is kept in the transaction that made the change;
// a repeat gets that answer and changes nothing.
package once

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

// Request is a request message with a request_id: a UUID, or empty.
type Request interface {
	proto.Message
	GetRequestId() string
}

// Ledger is the part of a transaction that remembers answers; *postgres.Tx has it,
// and so has every store's Tx that embeds one.
type Ledger interface {
	// Remembered gives the hash and the answer kept for a request id, nil when there is
	// none, and makes a repeat that arrives at the same time wait for the first.
	Remembered(ctx context.Context, requestID string) (hash, answer []byte, err error)
	// Remember keeps an answer, when the transaction commits.
	Remember(requestID string, hash, answer []byte)
}

// Do runs change in a transaction of in, once for each request id: the same request
// again gets the first answer. Another request under the same id is a Conflict. A
// request without an id just runs. An answer that is an error is not kept: it
// changed nothing, and the repeat may well succeed.
func Do[TX Ledger, R proto.Message](
	ctx context.Context, in func(context.Context, func(TX) error) error, req Request, change func(TX) (R, error),
) (R, error) {
	var answer R
	err := in(ctx, func(tx TX) error {
		var err error
		if req.GetRequestId() == "" {
			answer, err = change(tx)
			return err
		}
		answer, err = remembered(ctx, tx, req, change)
		return err
	})
	if err != nil {
		var none R
		return none, err
	}
	return answer, nil
}

func remembered[TX Ledger, R proto.Message](ctx context.Context, tx TX, req Request, change func(TX) (R, error)) (R, error) {
	var none R
	hash, err := hashOf(ctx, req)
	if err != nil {
		return none, err
	}
	earlier, given, err := tx.Remembered(ctx, req.GetRequestId())
	switch {
	case err != nil:
		return none, err
	case earlier != nil && !bytes.Equal(hash, earlier):
		return none, reused
	case earlier != nil:
		return decode[R](given)
	}
	answer, err := change(tx)
	if err != nil {
		return none, err
	}
	kept, err := proto.Marshal(answer)
	if err != nil {
		return none, fmt.Errorf("answer to be remembered: %w", err)
	}
	tx.Remember(req.GetRequestId(), hash, kept)
	return answer, nil
}

var reused = fault.Conflict("REQUEST_ID_REUSED", fault.Text{
	NL: "Dit verzoek draagt het kenmerk van een ander verzoek. Laad de pagina opnieuw en probeer het nog een keer.",
	EN: "This request carries the id of another request. Load it again and try once more."})

// hashOf tells requests apart: by who asks, the method, the kind of message and its content.
// The method counts because verbs of one shape (`:letGo`, `:reopen`) share a message.
// Deterministic encoding holds within one version of the program; a repeat across
// an upgrade that changes it is refused, never done twice.
func hashOf(ctx context.Context, req Request) ([]byte, error) {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(req)
	if err != nil {
		return nil, fmt.Errorf("request to be remembered: %w", err)
	}
	caller, _ := authn.From(ctx)
	method, _ := grpc.Method(ctx) // "" outside a call, as in a job
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q %q\n", caller.Person, caller.Service, method, req.ProtoReflect().Descriptor().FullName())
	sum.Write(body)
	return sum.Sum(nil), nil
}

func decode[R proto.Message](given []byte) (R, error) {
	var none R
	answer, ok := none.ProtoReflect().New().Interface().(R)
	if !ok {
		return none, fmt.Errorf("remembered answer is no %T", none)
	}
	return answer, proto.Unmarshal(given, answer)
}
