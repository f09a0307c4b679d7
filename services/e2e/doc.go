// Package e2e holds the journeys: what people do with Optrek, from the first wish
// to an ending with care, over HTTP and in a real browser.
//
// Without more they run against a whole Optrek in this process: all services, the
// gateway, the web app and a PostgreSQL of its own, filled with the demo data.
// E2E_TARGET=https://… points them at one that runs elsewhere, with the demo
// sign-in and demo data.
package e2e
