#!/usr/bin/env bash
# The container image, for amd64 and arm64, in .artefacts/image: see main.go beside this. No daemon, no registry.
#   build.sh VERSION          what `make image` does
#   build.sh --twice          two clean checkouts, built apart: one digest, or it ends with an error
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

# Compared is what the image builder says, a digest a line; what npm and vite say of their own speed differs each time.
twice() {
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  for n in first second; do
    git clone -q "$root" "$work/$n/optrek"
    make -s -C "$work/$n/optrek" image >"$work/$n.log" 2>&1 || { cat "$work/$n.log" >&2; return 1; }
    grep 'sha256:' "$work/$n.log" | tee "$work/$n.txt"
  done
  cmp "$work/first.txt" "$work/second.txt" && echo "Twice built, one digest."
}

if [ "${1:-}" = --twice ]; then twice; exit; fi

version=${1:?"usage: build.sh VERSION | --twice"}
out=$root/.artefacts/image
mkdir -p "$out"
platforms=()
for arch in ${ARCHS:-amd64 arm64}; do
  (cd "$root" && CGO_ENABLED=0 GOOS=linux GOARCH=$arch go build -trimpath -buildvcs=false \
    -ldflags "-s -w -buildid= -X main.version=$version" -o "$out/optrek-linux-$arch" ./services/cmd/optrek)
  platforms+=("linux/$arch=$out/optrek-linux-$arch")
done
cd "$here" && go run . -version "${version//+/-}" -out "$out" -name "${IMAGE:-optrek/optrek}" \
  -lock "$root/services/gateway/web/package-lock.json" \
  -epoch "$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)" "${platforms[@]}"
