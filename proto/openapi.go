// Package contract carries the contract itself: the OpenAPI documents that `make gen`
// makes from the protos, one for each file that has calls for browsers and systems.
package contract

import "embed"

// OpenAPI holds gen/openapi/optrek/<service>/v1/<file>.openapi.json.
//
//go:embed gen/openapi
var OpenAPI embed.FS
