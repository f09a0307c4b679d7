#!/usr/bin/env bash
# Generates all code from proto/: Go, gRPC, REST gateway, OpenAPI, and the web app's types from that.
# The imports google/api and buf/validate are taken from pinned Go modules, so no schema registry is needed.
set -euo pipefail
cd "$(dirname "$0")/../.."
buf="$PWD/.ci/tools/node_modules/.bin/buf"
[ -x "$buf" ] || make --no-print-directory "$buf"

module() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)",/\1/p'; }
rm -rf proto/third_party
mkdir -p proto/third_party/google proto/third_party/buf
cp -r "$(module github.com/grpc-ecosystem/grpc-gateway@v1.16.0)/third_party/googleapis/google/api" proto/third_party/google/api
cp -r "$(module github.com/bufbuild/protovalidate@v1.2.2)/proto/protovalidate/buf/validate" proto/third_party/buf/validate
chmod -R u+w proto/third_party

rm -rf proto/gen
cd proto
"$buf" generate --path optrek
