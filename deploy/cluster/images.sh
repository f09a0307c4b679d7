#!/usr/bin/env bash
# images.sh DIR: the images of a rehearsal, as archives in DIR/images: Optrek as version one and as version two, who comes
# to visit, and the journeys of services/e2e. The program itself lies beside them, for making keys.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$(realpath -m "$1")/images
export CGO_ENABLED=0
rm -rf "$out"; mkdir -p "$out"
cd "$root"
flags=(-trimpath -buildvcs=false)

pack() { # pack BINARY NAME TAG
  (cd deploy/image && go run . -version "$3" -name "optrek/$2" -out "$out/$2-$3" "linux/$(go env GOARCH)=$1" >/dev/null)
  mv "$out/$2-$3"/*.tar "$out/$2-$3.tar"; rm -rf "${out:?}/$2-$3"
}

make -s web
for version in two one; do
  go build "${flags[@]}" -ldflags "-s -w -X main.version=$version" -o "$out/optrek" ./services/cmd/optrek
  pack "$out/optrek" optrek "$version"
done
go build "${flags[@]}" -ldflags "-s -w" -o "$out/visitor" ./deploy/cluster/visitor && pack "$out/visitor" visitor one
go test -c "${flags[@]}" -ldflags "-s -w" -o "$out/journeys" ./services/e2e && pack "$out/journeys" journeys one
rm "$out/visitor" "$out/journeys"
