# The steps of run.sh, which reads this.

images_made() {
  if [ -n "${IMAGES:-}" ]; then return; fi
  : "${IMPORT:?a command that gives the cluster an image archive, or IMAGES}"
  if [ "${BUILD:-yes}" = yes ]; then "$here/images.sh" "$work" >"$work/images.txt" 2>&1 || { tail -20 "$work/images.txt" >&2; fail "images"; }; ok "images built"; fi
  for tar in "$work"/images/*.tar; do $IMPORT "$tar" >/dev/null; done; ok "images given to the cluster"
}

namespace_made() {
  kubectl delete namespace "$ns" --ignore-not-found --timeout=3m >/dev/null
  kubectl delete persistentvolume "optrek-backups-$ns" --ignore-not-found >/dev/null
  kubectl create namespace "$ns" >/dev/null
  kubectl label namespace "$ns" pod-security.kubernetes.io/enforce=restricted >/dev/null
}

# An authority of our own for what browsers and the gateway see; the one between the services makes itself.
secrets_made() {
  "$work/images/optrek" keys new --secret optrek-keys --certificates optrek-tls --logins optrek-database | k apply -f - >/dev/null
  local dir=$work/tls; rm -rf "$dir"; mkdir -p "$dir"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 7 -subj "/CN=rehearsal" -keyout "$dir/ca.key" -out "$dir/ca.crt" 2>/dev/null
  for name in optrek-gateway provider; do
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout "$dir/$name.key" -out "$dir/$name.csr" 2>/dev/null
    openssl x509 -req -in "$dir/$name.csr" -CA "$dir/ca.crt" -CAkey "$dir/ca.key" -CAcreateserial -days 7 -out "$dir/$name.crt" \
      -extfile <(echo "subjectAltName=DNS:$name.$ns.svc") 2>/dev/null
    k create secret tls "$name-https" --cert "$dir/$name.crt" --key "$dir/$name.key" >/dev/null
  done
  k create configmap rehearsal-authority --from-file=ca.crt="$dir/ca.crt" >/dev/null
}

password() { k get secret "optrek-database-$1" -o jsonpath='{.data.password}' | base64 -d; }

# psql in the pod of the database; Debian keeps it out of the way of PATH.
sql() {
  k exec -i postgres-0 -- sh -c 'p=psql; command -v psql >/dev/null || for p in /usr/lib/postgresql/*/bin/psql; do :; done; exec "$p" "$@"' sh \
    -h /tmp -U postgres -v ON_ERROR_STOP=1 -qAt "$@"
}

database_made() {
  sed "s|IMAGE|${POSTGRES_IMAGE:-postgres:local}|" "$here/postgres.yaml" | k apply -f - >/dev/null
  k rollout status statefulset/postgres --timeout=3m >/dev/null
  local vars=(); for name in owner recruitment matching activity evaluation gateway vault; do vars+=(-v "$name=$(password $name)"); done
  sql "${vars[@]}" <"$root/charts/optrek/files/roles.sql"
  database_empty
  sql -c 'CREATE DATABASE optrek_vault OWNER optrek_owner' -c 'CREATE DATABASE optrek_drill OWNER optrek_owner'
  k create secret generic optrek-drill --from-literal="url=postgres://$(k get secret optrek-database-owner -o jsonpath='{.data.username}' | base64 -d):$(password owner)@postgres/optrek_drill?sslmode=disable" >/dev/null
  if [ -n "${BACKUP_PATH:-}" ]; then
    sed "s|PATH_ON_NODE|$BACKUP_PATH|; s|NAMESPACE|$ns|g" "$here/volume.yaml" | kubectl apply -f - >/dev/null
  fi
}
database_empty() { for name in optrek optrek_nieuwbegin optrek_zuid; do sql -c 'SET client_min_messages = warning' -c "DROP DATABASE IF EXISTS $name WITH (FORCE)" -c "CREATE DATABASE $name OWNER optrek_owner"; done; }

provider_made() {
  sed "s|IMAGE|$images/visitor:one|; s|NAMESPACE|$ns|g" "$here/provider.yaml" | k apply -f - >/dev/null
  k rollout status deployment/provider --timeout=2m >/dev/null
}

# install VERSION [four|moved]: three organisations, or four of them, or also with the region in a database of its own.
install() {
  "$here/values.sh" "$ns" "${2:-three}" >"$work/values.yaml"
  helm upgrade --install optrek "$root/charts/optrek" -n "$ns" -f "$work/values.yaml" --set "image.repository=$images/optrek,image.tag=$1" \
    --set "backup.claim=$([ -n "${BACKUP_PATH:-}" ] && echo optrek-backups)" "${@:3}" --wait --timeout 10m >"$work/helm.txt" 2>&1 || { cat "$work/helm.txt" >&2; fail "helm, version $1"; }
}
# Done is when every pod runs the version and those of before are gone: until then people stay at work.
upgrade() { install "$1" three; running "$1"; }
rollback() { helm rollback optrek -n "$ns" --wait --timeout 10m >/dev/null || fail "helm rollback"; running one; }

# apart: of the fourth organisation there are rows in its own database, and none among everybody's.
apart() {
  local query="SELECT count(*) FROM recruitment.audit WHERE tenant_id = '$(organisation 4)'"
  [ "$(sql -d optrek_nieuwbegin -c "$query")" -gt 0 ] || fail "nothing of the fourth organisation in its own database"
  [ "$(sql -d optrek -c "$query")" = 0 ] || fail "the fourth organisation stands among the others"
}

organisation() { echo "01900000-0000-7000-8000-00000000000$1"; }

# tenant DEED ARG...: what `optrek tenant` does, in a job made of the backup's, as the chart's README has it.
tenant() {
  local job; job=tenant-$1-$(date +%s%N)
  k create job "$job" --from=cronjob/optrek-backup --dry-run=client -o json |
    jq '.spec.template.spec.containers[0].args = ["tenant"] + $ARGS.positional' --args -- "$@" | k create -f - >/dev/null
  k wait --for=condition=complete "job/$job" --timeout=5m >/dev/null || { k logs "job/$job" >&2; fail "tenant $*"; }
  k logs "job/$job"
}

# region_moved: three organisations that have been at work for a while get a database of their own, and lose nothing.
region_moved() {
  local n
  visit digest moved-before
  for n in 1 2 3; do tenant suspend "$(organisation $n)" >/dev/null; done
  install one moved
  tenant move "$(organisation 1)" --dry-run >"$work/moved.txt"
  tenant move "$(organisation 1)" >>"$work/moved.txt"
  for n in 1 2 3; do tenant resume "$(organisation $n)" >/dev/null; done
  visit digest moved-after
  cmp "$work/moved-before.txt" "$work/moved-after.txt" || fail "not everything moved"
  [ "$(sql -d optrek -c 'SELECT count(*) FROM recruitment.client')" = 0 ] || fail "clients are still where they were"
  [ "$(sql -d optrek_zuid -c 'SELECT count(*) FROM recruitment.client')" -gt 0 ] || fail "no client has come"
  moved="a region at work for a while moved to a database of its own: $(grep -c 'digest' "$work/moved.txt") services, equal digests of $(wc -l <"$work/moved-after.txt") lists"
}

running() { # every pod of the services runs this version, and none of another is left; helm waits for the new ones only
  rolled_out
  local others
  for _ in $(seq 120); do # those that go finish what they are at
    others=$(k get pods -l app.kubernetes.io/name=optrek \
      -o jsonpath='{range .items[*]}{.metadata.name} {.status.phase} {.spec.containers[0].image}{"\n"}{end}' | grep -v ' Succeeded \| Failed ' | grep -v ":$1\$" || true)
    [ -n "$others" ] || { ok "every pod runs version $1"; return; }
    sleep 1
  done
  fail "of another version than $1: $others"
}

# pod NAME IMAGE ARG...: starts somebody in the cluster.
pod() {
  local name=$1 image=$2; shift 2
  local args; args=$(printf '"%s",' "$@")
  k delete pod "$name" --ignore-not-found --wait >/dev/null
  sed "s|NAME|$name|; s|IMAGE|$image|; s|ARGS|[${args%,}]|; s|PUBLIC|$public|" "$here/pod.yaml" | k apply -f - >/dev/null
}
ended() { # waits for it, and keeps what it said in $work/NAME.txt
  local name=$1 phase=
  for _ in $(seq "${2:-120}"); do
    phase=$(k get pod "$name" -o jsonpath='{.status.phase}')
    case $phase in Succeeded | Failed) break ;; esac
    sleep 1
  done
  k logs "$name" >"$work/$name.txt" 2>&1 || true
  [ "$phase" = Succeeded ] || { tail -20 "$work/$name.txt" >&2; fail "$name: $phase"; }
}
visit() { pod "$2" "$images/visitor:one" "$1" --base "$public" "${@:3}"; ended "$2"; } # visit WHAT NAME ARG...
journey() { pod journey "$images/journeys:one" -test.run "^$1\$" -test.v -test.timeout 5m; ended journey 330; }

# under_load WHAT COMMAND...: people are at work while it happens, and no request goes wrong.
under_load() {
  local what=$1; shift
  pod load "$images/visitor:one" load --base "$public" --for 30m
  for _ in $(seq 60); do k logs load 2>/dev/null | grep -q "at work" && break; sleep 1; done
  k logs load | grep -q "at work" || { k logs load >&2; fail "nobody got to work"; }
  "$@"
  sleep 5
  k exec load -- /optrek enough >/dev/null
  ended load
  ok "$what, with people at work: $(grep '^asked' "$work/load.txt")"
}

services=(recruitment matching activity evaluation gateway)
rolled_out() { local service; for service in "${@:-${services[@]}}"; do k rollout status "deployment/optrek-$service" --timeout=5m >/dev/null; done; }
one_by_one() { local service; for service in "${services[@]}"; do k rollout restart "deployment/optrek-$service" >/dev/null; rolled_out "$service"; done; }

pods_killed() {
  visit digest killed-before
  k delete pods -l app.kubernetes.io/name=optrek --field-selector=status.phase=Running --grace-period=0 --force >/dev/null 2>&1
  rolled_out
  visit digest killed-after
  cmp "$work/killed-before.txt" "$work/killed-after.txt" || fail "something acknowledged is gone"
}

backup_made() {
  k delete job backup-now --ignore-not-found >/dev/null
  k create job --from=cronjob/optrek-backup backup-now >/dev/null
  k wait --for=condition=complete job/backup-now --timeout=5m >/dev/null || { k logs job/backup-now >&2; fail "no backup"; }
  k logs job/backup-now >"$work/backup.txt"
  backup=$(grep -o 'optrek-[0-9TZ]*\.backup' "$work/backup.txt" | head -1)
  [ -n "$backup" ] || { cat "$work/backup.txt" >&2; fail "the backup says no name"; }
}

drilled() { # a backup put back beside the real thing, and compared
  k create job --from=cronjob/optrek-drill drill-now >/dev/null
  k wait --for=condition=complete job/drill-now --timeout=5m >/dev/null || { k logs job/drill-now >&2; fail "no drill"; }
  k logs job/drill-now >"$work/drill.txt"
  drill=$(grep '^drill: ' "$work/drill.txt") || { cat "$work/drill.txt" >&2; fail "the drill says nothing"; }
}

all_lost() { database_empty; }

restored() {
  install one moved --set "restore.file=$backup"
  k wait --for=condition=complete job -l app.kubernetes.io/component=restore --timeout=10m >/dev/null || { k logs -l app.kubernetes.io/component=restore >&2; fail "not put back"; }
  install one moved
}
