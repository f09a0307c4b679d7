#!/usr/bin/env bash
# Fetches what the contract imports, google/api and buf/validate, out of pinned Go modules into
# proto/third_party: no schema registry is needed.
set -euo pipefail
cd "$(dirname "$0")/../.."
module() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)",/\1/p'; }
rm -rf proto/third_party
mkdir -p proto/third_party/google proto/third_party/buf
cp -r "$(module github.com/grpc-ecosystem/grpc-gateway@v1.16.0)/third_party/googleapis/google/api" proto/third_party/google/api
cp -r "$(module github.com/bufbuild/protovalidate@v1.2.2)/proto/protovalidate/buf/validate" proto/third_party/buf/validate
chmod -R u+w proto/third_party
touch proto/third_party/.stamp
