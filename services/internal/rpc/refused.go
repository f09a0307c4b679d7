package rpc

import (
	"context"
	"log/slog"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// noteRefusal has it written down that somebody asked for what is not theirs: a call that
// is not for their role, or somebody they do not reach. What cannot be written down was
// not answered either, so the answer stays what it is.
func (d *door) noteRefusal(ctx context.Context, method string, req any, err error) {
	kind := fault.KindOf(err)
	if err == nil || d.refused == nil || kind != fault.KindDenied && (kind != fault.KindNotFound || !d.rules[method].personal) {
		return
	}
	caller, ok := authn.From(ctx)
	if !ok || caller.Person == "" || caller.Tenant == "" {
		return // a service, or somebody who runs the platform: no organisation's log is theirs
	}
	message, ok := req.(proto.Message)
	if !ok {
		return
	}
	client, thing := about(message.ProtoReflect(), method)
	if err := d.refused(ctx, client, thing); err != nil {
		d.log.LogAttrs(ctx, slog.LevelWarn, "a refusal could not be written down",
			slog.String("method", method), slog.String("error", telemetry.Quiet(err)))
	}
}

// about gives the client and the thing that a request names, as far as they are ids: who
// asks may write anything there.
func about(m protoreflect.Message, method string) (client, thing string) {
	client, thing = idIn(m, "client_id"), idIn(m, "id")
	if client == "" && strings.HasSuffix(method, "Client") {
		return thing, "" // GetClient and the like name the client as the thing they are about
	}
	return client, thing
}

func idIn(m protoreflect.Message, name protoreflect.Name) string {
	field := m.Descriptor().Fields().ByName(name)
	if field == nil || field.Kind() != protoreflect.StringKind || field.IsList() {
		return ""
	}
	id := m.Get(field).String()
	if uuid.Validate(id) != nil {
		return ""
	}
	return id
}
