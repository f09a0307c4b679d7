// Package rpc is broken on purpose.
package rpc

import _ "github.com/optrek/optrek/services/matching"
