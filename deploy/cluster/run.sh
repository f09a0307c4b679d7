#!/usr/bin/env bash
# A rehearsal on the cluster of the current kube context, in a namespace of its own: three organisations, who
# reaches whom, the main job, an upgrade and a way back under load, pods that go, a fourth organisation, a region that moves to a
# database of its own, a drill, and a backup put back after everything is lost. It wants kubectl, helm, openssl and jq.
# It stops at the first thing that does not hold. `make e2e-cluster` runs it.
#
#   IMPORT          command that gives the cluster an image archive (its path comes last): "kind load image-archive" and the like;
#                   or IMAGES=registry/prefix, of images that are there already
#   BUILD=no        takes the archives of the run before
#   POSTGRES_IMAGE  a PostgreSQL 15 or later that makes its cluster in $PGDATA by itself as user 65532   (postgres:local)
#   BACKUP_PATH     a directory on the node, writable by user 65532, where there is no storage to ask for
#   NAMESPACE       (optrek-rehearsal); it is removed before and after, unless KEEP=1
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
ns=${NAMESPACE:-optrek-rehearsal}
work=$root/.artefacts/cluster
public=https://optrek-gateway.$ns.svc
images=${IMAGES:-optrek}
began=$SECONDS
mkdir -p "$work"

ok() { printf '%5d s  %s\n' $((SECONDS - began)) "$*"; }
fail() { printf 'FAIL   %s\n' "$*" >&2; kubectl -n "$ns" get pods >&2 || true; exit 1; }
k() { kubectl -n "$ns" "$@"; }
. "$here/steps.sh"
. "$here/doors.sh"

images_made
namespace_made; ok "namespace $ns, Pod Security restricted"
secrets_made; ok "keys, certificates and logins"
database_made; ok "PostgreSQL, its roles and databases"
provider_made; ok "the organisations' own sign-in"

install one; ok "helm install: three organisations, every pod ready"
helm test optrek -n "$ns" --timeout 3m >"$work/helm-test.txt"; ok "helm test"
visit pages pages --as lsr/koen; ok "a browser's first pages through the gateway's Service"
doors_tried; ok "$doors"
journey TestTheMainJob; ok "the main job, from a wish to going out together"

under_load "upgrade to the next version" upgrade two
under_load "rollback" rollback
under_load "every pod in its turn" one_by_one
pods_killed; ok "pods killed outright: ready again, and what was acknowledged is there"

install one four; visit pages pages-four --as nieuwbegin/stien; apart; ok "a fourth organisation by a change of values, in a database of its own; its people sign in"
region_moved; ok "$moved"

drilled; ok "$drill"
visit digest before
backup_made; ok "a backup: $backup"
all_lost; ok "the database is gone"
restored; ok "put back"
visit digest after
cmp "$work/before.txt" "$work/after.txt" || fail "not everything is back"
ok "equal digests of $(wc -l <"$work/before.txt") lists, before and after"

[ -n "${KEEP:-}" ] || kubectl delete namespace "$ns" --wait=false >/dev/null
ok "all of it held"
