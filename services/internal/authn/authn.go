// Package authn says who is asking, and is the only place that can say so.
//
// A Caller is put into a context by a Verifier and by nothing else: the context
// key is not exported and a Caller set by hand is seen by nobody. The token is an
// EdDSA JWT of a minute. The gateway signs tokens that name a person; every other
// service can sign for itself only, so a service that was broken into cannot act
// as somebody.
package authn

import (
	"context"
	"slices"
)

// Role is what somebody is in their organisation.
type Role string

// The roles, as in optrek.access.v1.Role without its prefix and in small letters.
const (
	RoleClient            Role = "client"
	RoleSupportWorker     Role = "support_worker"
	RoleNetworkLead       Role = "network_lead"
	RoleCoordinator       Role = "coordinator"
	RoleOrganisationAdmin Role = "organisation_admin"
	RoleRegionCoordinator Role = "region_coordinator"
	RolePlatformOperator  Role = "platform_operator"
	RoleMachine           Role = "machine" // another system of the organisation; see Caller.Scopes
)

// Roles lists every role there is; a token with another one is refused.
func Roles() []Role {
	return []Role{
		RoleClient, RoleSupportWorker, RoleNetworkLead, RoleCoordinator,
		RoleOrganisationAdmin, RoleRegionCoordinator, RolePlatformOperator, RoleMachine,
	}
}

// Caller is who is asking: a person or a machine of an organisation, or a service.
type Caller struct {
	Tenant  string   // organisation id (UUID); empty for a service and for the platform's operators
	Person  string   // person id (UUID), or that of a machine; empty for a service
	Roles   []Role   // at least one for a person; none for a service
	Service string   // name of the calling service; empty for a person
	Session string   // id of the person's session, for the audit log; may be empty
	Scopes  []string // what a machine was granted; none for everybody else
	Beside  string   // who of the staff opened this client's session beside them, for the audit log; mostly empty
}

// MayUse says whether a machine was granted the scope.
func (c Caller) MayUse(scope string) bool { return scope != "" && slices.Contains(c.Scopes, scope) }

// Has says whether the caller holds the role.
func (c Caller) Has(r Role) bool { return slices.Contains(c.Roles, r) }

// IsClient says whether a client is asking, and not somebody of the staff.
func (c Caller) IsClient() bool { return c.Has(RoleClient) }

// identity is what the context holds.
type identity struct {
	caller Caller
	token  string
}

// identityKey is not exported: only a Verifier puts an identity into a context.
type identityKey struct{}

// From gives the caller of this request; false when nobody was authenticated.
func From(ctx context.Context) (Caller, bool) {
	id, ok := ctx.Value(identityKey{}).(identity)
	return id.caller, ok
}

// Token gives the caller's own token, to pass on in a call made for them; empty when there is none.
func Token(ctx context.Context) string {
	id, _ := ctx.Value(identityKey{}).(identity)
	return id.token
}
