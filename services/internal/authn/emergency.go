package authn

import "context"

type emergencyKey struct{}

// InEmergency marks the work of a call as far as which emergency access reaches. The front
// door says so of each call by its access rule; unmarked, somebody reaches whom they guide.
func InEmergency(ctx context.Context) context.Context {
	return context.WithValue(ctx, emergencyKey{}, true)
}

// HoldsInEmergency says whether emergency access reaches as far as this call.
func HoldsInEmergency(ctx context.Context) bool {
	holds, _ := ctx.Value(emergencyKey{}).(bool)
	return holds
}
