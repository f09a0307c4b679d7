// Package charttest holds the chart to what a cluster would say of it, without a cluster:
// helm's own engine renders it with every file of charts/optrek/ci, and Kubernetes' own
// packages decode and validate what comes out.
//
// It is a module of its own, so that Kubernetes is in no go.mod but this one.
package charttest
