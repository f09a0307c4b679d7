// Package checks holds what watches Optrek to what Optrek shows: alarms, dashboards and
// runbooks against metrics.yaml, read with Prometheus's own parser and tried with its own
// engine. It is a module of its own, so that Prometheus is no part of Optrek.
package checks
