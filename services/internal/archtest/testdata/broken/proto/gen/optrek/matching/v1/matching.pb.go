// Package matchingv1 is broken on purpose.
package matchingv1

import _ "github.com/optrek/optrek/services/internal/rpc"
