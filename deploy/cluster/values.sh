#!/usr/bin/env bash
# values.sh NAMESPACE three|four|moved: the values of a rehearsal. Its organisations are those of the demo people; the fourth
# has a database to itself, and once it has moved so has the region of the three.
set -euo pipefail
ns=$1 how_many=$2
region=; own=
case $how_many in
  four) own="nieuwbegin: {host: postgres, name: optrek_nieuwbegin}" ;;
  moved) own="nieuwbegin: {host: postgres, name: optrek_nieuwbegin}, zuid: {host: postgres, name: optrek_zuid}" region=zuid ;;
esac

organisation() { # id slug name region accent [database]
  cat <<Y
  - id: 01900000-0000-7000-8000-00000000000$1
    slug: $2
    name: $3${4:+
    region: $4}
    accent: "$5"${6:+
    database: $6}
    issuer: https://provider.$ns.svc/dev/idp/$2
    client_id: optrek
    second_factor: {acr: ["urn:optrek:dev:two-factor"]}
Y
}

cat <<Y
publicURL: https://optrek-gateway.$ns.svc
organisations:
$(organisation 1 lsr LSR Zuid "#a8431c" $region)
$(organisation 2 dichterbij Dichterbij Zuid "#8f2d56" $region)
$(organisation 3 syndion Syndion Zuid "#7d5700" $region)
$([ "$how_many" = three ] || organisation 4 nieuwbegin "Nieuw Begin" "" "#3f6b4a" nieuwbegin)
image: {pullPolicy: Never}
http: {tlsSecret: optrek-gateway-https, rates: {signIn: 0, changes: 0}}
trust: rehearsal-authority
database: {host: postgres, sslmode: disable, own: {$own}}
keys: {push: ""}
defaults:
  resources:
    requests: {cpu: 50m, memory: 96Mi}
networkPolicy:
  browsers: [{podSelector: {matchLabels: {app: visitor}}}]
  database: [{podSelector: {matchLabels: {app: postgres}}}]
  outside: [{podSelector: {matchLabels: {app: provider}}}]
  outsidePorts: [8443]
backup: {drill: {secret: optrek-drill}, resources: {requests: {cpu: 50m}}}
Y
