// Command optrek is all of Optrek: each service by its name, or everything at once.
// This file is the list of front doors, and nothing else.
package main

import (
	"context"
	"os"

	"github.com/optrek/optrek/deploy/dev/demo"
	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// version is set by the linker: -ldflags "-X main.version=…".
var version = "development"

var optrek = program{
	doors: []frontDoor{
		{"recruitment", recruitment.Bind, recruitment.Schema, recruitment.Erasure, recruitment.Shared},
		{"matching", matching.Bind, matching.Schema, matching.Erasure, matching.Shared},
		{"activity", activity.Bind, activity.Schema, activity.Erasure, activity.Shared},
		{"evaluation", evaluation.Bind, evaluation.Schema, evaluation.Erasure, evaluation.Shared},
		{"gateway", gateway.Bind, gateway.Schema, gateway.Erasure, gateway.Shared},
	},
	fill:  demo.Seed,
	solve: matching.Solve,
	rebuild: map[string]rebuilder{
		"evaluation": evaluation.Rebuild,
	},
}

func main() {
	os.Exit(optrek.run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}
