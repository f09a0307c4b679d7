// Package recruitment is there to be imported.
package recruitment
