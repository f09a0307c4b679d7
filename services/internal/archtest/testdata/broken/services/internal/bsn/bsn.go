// Package bsn asks the machine.
package bsn

import "os"

// Here is not pure.
var Here, _ = os.Getwd()
