#!/usr/bin/env bash
# Says whether what is committed as generated is what the sources generate, go.mod is tidy,
# and the contract still understands what older clients send.
set -euo pipefail
cd "$(dirname "$0")/../.."

before=$(mktemp -d); trap 'rm -rf "$before"' EXIT
cp -r proto/gen "$before/gen"
cp services/gateway/web/src/api/schema.d.ts "$before/schema.d.ts"
make --no-print-directory gen >/dev/null
diff -rq "$before/gen" proto/gen || { echo "proto/gen is not what proto/ generates: run 'make gen' and commit it." >&2; exit 1; }
diff -q "$before/schema.d.ts" services/gateway/web/src/api/schema.d.ts || { echo "The web app's API types are old: run 'make gen' and commit them." >&2; exit 1; }

go mod tidy -diff >/dev/null || { echo "go.mod is not tidy: run 'go mod tidy' and commit it." >&2; exit 1; }
go mod verify >/dev/null

# Against the last released contract: the newest tag, or the first commit of the contract when nothing was released.
base=$(git describe --tags --abbrev=0 2>/dev/null || true)
if [ -n "$base" ]; then
  (cd proto && ../.ci/tools/node_modules/.bin/buf breaking --against "../.git#tag=$base,subdir=proto")
  echo "The contract is compatible with $base."
else
  echo "Nothing was released yet: no contract to stay compatible with."
fi
echo "Generated code, modules and contract are in order."
