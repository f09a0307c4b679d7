#!/usr/bin/env bash
# Generates all code from proto/: Go, gRPC, REST gateway, OpenAPI; `make gen` then makes the web app's types from that.
set -euo pipefail
cd "$(dirname "$0")/../.."
rm -rf proto/gen
cd proto
../.ci/tools/node_modules/.bin/buf generate --path optrek
