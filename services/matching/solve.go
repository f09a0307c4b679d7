package matching

import (
	"context"
	"io"

	"github.com/optrek/optrek/services/matching/internal/solver/command"
)

// Solve is `optrek solve`: the engine on a file, without a service around it. It gives
// the exit code.
func Solve(ctx context.Context, args []string, in io.Reader, out, complaints io.Writer) int {
	return command.Run(ctx, args, in, out, complaints)
}
