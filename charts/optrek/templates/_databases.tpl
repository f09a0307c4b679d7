{{/* Whether the chart makes PostgreSQL, and whether for the vault too. Empty is no. */}}
{{- define "optrek.makesDatabase" -}}{{- if not .Values.database.host }}yes{{ end -}}{{- end -}}
{{- define "optrek.makesVault" -}}{{- if not (or .Values.database.host .Values.database.vault.host) }}yes{{ end -}}{{- end -}}

{{/* The services that keep rows of organisations, with a space between. The gateway keeps sessions, and the vault is apart. */}}
{{- define "optrek.keepers" -}}
recruitment matching activity evaluation
{{- end -}}

{{/* The names of the databases that organisations have to themselves, with a space between. What stands under database.own and
nobody has yet is made, and nothing is told of it: the program wants each to have an organisation. */}}
{{- define "optrek.own" -}}
{{- $names := list -}}
{{- range .Values.organisations -}}
{{- with .database -}}{{- $names = append $names . -}}{{- end -}}
{{- with .moves_from -}}{{- $names = append $names . -}}{{- end -}}
{{- end -}}
{{- join " " (uniq $names | sortAlpha) -}}
{{- end -}}

{{/* Where the rows of {root, name, own} are, as {host, port, name, sslmode, secret, ca, place, cluster}: name is a service or vault;
own the name of a database that organisations have to themselves, or nothing. ca is the Secret with the authority of its server
(empty: those every machine knows) and place where that is mounted; cluster the one made here, if it is. */}}
{{- define "optrek.database" -}}
{{- $d := .root.Values.database -}}
{{- $full := include "optrek.fullname" .root -}}
{{- $at := dict "sslmode" $d.sslmode "secret" $d.secret "cluster" "" "place" "database" "name" $d.name "port" $d.port -}}
{{- if .own -}}
{{- $own := index $d.own .own | default dict -}}
{{- $_ := mustMergeOverwrite $at (dict "place" (printf "own-%s" .own)) (pick $own "host" "port" "name" "sslmode" "secret" "ca") -}}
{{- if not $own.host -}}{{- $_ := set $at "cluster" (printf "%s-own-%s" $full .own) -}}{{- end -}}
{{- else if eq .name "vault" -}}
{{- $_ := mustMergeOverwrite $at (dict "place" "vault" "name" $d.vault.name "host" $d.host) -}}
{{- if include "optrek.makesVault" .root -}}{{- $_ := set $at "cluster" (printf "%s-vault" $full) -}}
{{- else if $d.vault.host -}}{{- $_ := mustMergeOverwrite $at (pick $d.vault "host" "port") -}}{{- end -}}
{{- else -}}
{{- $own := (include "optrek.settings" (pick . "root" "name") | fromYaml).database | default dict -}}
{{- $_ := mustMergeOverwrite $at (dict "host" (coalesce $own.host $d.host) "port" (coalesce $own.port $d.port) "name" (coalesce $own.name $d.name)) -}}
{{- if not $at.host -}}{{- $_ := set $at "cluster" (printf "%s-db" $full) -}}{{- end -}}
{{- end -}}
{{- if $at.cluster -}}{{- $_ := mustMergeOverwrite $at (dict "host" (printf "%s-rw" $at.cluster) "port" 5432) -}}{{- end -}}
{{- if not (hasKey $at "ca") -}}
{{- $made := ternary (printf "%s-ca" $at.cluster) "" (ne $at.cluster "") -}}
{{- $_ := set $at "ca" (ternary ($made | default $d.ca) ($d.ca | default $made) (not (empty .own))) -}}
{{- end -}}
{{- $at | toYaml -}}
{{- end -}}

{{/* Environment variables with the URL of the database of {root, name, own, login}. */}}
{{- define "optrek.databaseEnv" -}}
{{- $at := include "optrek.database" . | fromYaml -}}
{{- $own := "" -}}
{{- with .own -}}{{- $own = printf "__%s" (. | replace "-" "_" | upper) -}}{{- end -}}
{{- $user := printf "%s_DB_USER%s" (upper .name) $own -}}
{{- $password := printf "%s_DB_PASSWORD%s" (upper .name) $own -}}
{{- $tls := printf "sslmode=%s" $at.sslmode -}}
{{- if and (hasPrefix "verify" $at.sslmode) $at.ca -}}{{- $tls = printf "%s&sslrootcert=/etc/optrek/database/%s/ca.crt" $tls $at.place -}}{{- end -}}
- name: {{ $user }}
  valueFrom: {secretKeyRef: {name: {{ $at.secret }}-{{ .login }}, key: username}}
- name: {{ $password }}
  valueFrom: {secretKeyRef: {name: {{ $at.secret }}-{{ .login }}, key: password}}
- name: OPTREK_{{ upper .name }}_DATABASE_URL{{ $own }}
  value: {{ printf "postgres://$(%s):$(%s)@%s:%d/%s?%s" $user $password $at.host (int $at.port) $at.name $tls | quote }}
{{- end -}}

{{/* Environment variables with the databases of a service of {root, name}, and of the vault. */}}
{{- define "optrek.serviceEnv" -}}
{{ include "optrek.databaseEnv" (dict "root" .root "name" .name "login" .name) }}
{{ include "optrek.databaseEnv" (dict "root" .root "name" "vault" "login" "vault") }}
{{- if has .name (splitList " " (include "optrek.keepers" .root)) }}
{{- range $own := compact (splitList " " (include "optrek.own" .root)) }}
{{ include "optrek.databaseEnv" (dict "root" $.root "name" $.name "own" $own "login" $.name) }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The environment of a job that works on the databases as their owner. */}}
{{- define "optrek.ownerEnv" -}}
- {name: OPTREK_ENV, value: production}
- {name: OPTREK_DATA_DIR, value: /tmp/optrek}
- {name: OPTREK_LOG_LEVEL, value: {{ .Values.logLevel }}}
- {name: OPTREK_ORGANISATIONS, value: /etc/optrek/organisations/organisations.yaml}
{{- range $name := append (splitList " " (include "optrek.services" .)) "vault" }}
{{ include "optrek.databaseEnv" (dict "root" $ "name" $name "login" "owner") }}
{{- end }}
{{- range $own := compact (splitList " " (include "optrek.own" .)) }}
{{- range $name := splitList " " (include "optrek.keepers" $) }}
{{ include "optrek.databaseEnv" (dict "root" $ "name" $name "own" $own "login" "owner") }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The databases that {root, name} reaches, each once, as {list: [...]}: a service its own and the vault's, owner all of them. */}}
{{- define "optrek.databasesOf" -}}
{{- $root := .root -}}
{{- $owner := eq .name "owner" -}}
{{- $list := list -}}
{{- range ternary (splitList " " (include "optrek.services" $root)) (list .name) $owner -}}
{{- $list = append $list (include "optrek.database" (dict "root" $root "name" .) | fromYaml) -}}
{{- end -}}
{{- $list = append $list (include "optrek.database" (dict "root" $root "name" "vault") | fromYaml) -}}
{{- if or $owner (has .name (splitList " " (include "optrek.keepers" $root))) -}}
{{- range $own := compact (splitList " " (include "optrek.own" $root)) -}}
{{- $list = append $list (include "optrek.database" (dict "root" $root "name" "recruitment" "own" $own) | fromYaml) -}}
{{- end -}}
{{- end -}}
{{- dict "list" (uniq $list) | toYaml -}}
{{- end -}}

{{/* Volumes and mounts with the authorities of the databases that {root, name} reaches. */}}
{{- define "optrek.databaseVolumes" -}}
{{- $seen := dict }}
{{- range (include "optrek.databasesOf" . | fromYaml).list }}
{{- if and .ca (not (hasKey $seen .place)) }}
{{- $_ := set $seen .place true }}
- name: {{ .place }}-ca
  secret: {secretName: {{ .ca }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- end }}
{{- end -}}
{{- define "optrek.databaseMounts" -}}
{{- $seen := dict }}
{{- range (include "optrek.databasesOf" . | fromYaml).list }}
{{- if and .ca (not (hasKey $seen .place)) }}
{{- $_ := set $seen .place true }}
- {name: {{ .place }}-ca, mountPath: /etc/optrek/database/{{ .place }}, readOnly: true}
{{- end }}
{{- end }}
{{- end -}}

{{/* What the organisations say of their databases, looked at as the program does, before anything is changed. */}}
{{- define "optrek.checkDatabases" -}}
{{- $own := .Values.database.own -}}
{{- $regions := dict -}}
{{- range .Values.organisations -}}
{{- $database := .database | default "" -}}
{{- if and $database (not (hasKey $own $database)) -}}
{{- fail (printf "organisations: the database %s of %s does not stand under database.own, where there is: %s" $database .name (keys $own | sortAlpha | join ", " | default "nothing")) -}}
{{- end -}}
{{- with .moves_from -}}
{{- if not (hasKey $own .) -}}
{{- fail (printf "organisations: the database %s, from which rows are moved, does not stand under database.own, where there is: %s" . (keys $own | sortAlpha | join ", " | default "nothing")) -}}
{{- end -}}
{{- end -}}
{{- if .region -}}
{{- $other := get $regions .region | default . -}}
{{- if ne ($other.database | default "") $database -}}
{{- fail (printf "organisations: %s and %s are in region %s and in two databases (%s, %s): what a region shares is one table. Give them the same database, or another region" $other.name .name .region ($other.database | default "the shared one") ($database | default "the shared one")) -}}
{{- end -}}
{{- $_ := set $regions .region . -}}
{{- end -}}
{{- end -}}
{{- $taken := dict -}}
{{- range $name := append (splitList " " (include "optrek.services" .)) "vault" -}}
{{- $at := include "optrek.database" (dict "root" $ "name" $name) | fromYaml -}}
{{- $_ := set $taken (printf "%s:%d/%s" $at.host (int $at.port) $at.name) (printf "that of %s" $name) -}}
{{- end -}}
{{- range $name := keys $own | sortAlpha -}}
{{- $at := include "optrek.database" (dict "root" $ "name" "recruitment" "own" $name) | fromYaml -}}
{{- if gt (len $at.cluster) 50 -}}
{{- fail (printf "database.own.%s: its cluster would be called %s, which is too long: choose a shorter name" $name $at.cluster) -}}
{{- end -}}
{{- $where := printf "%s:%d/%s" $at.host (int $at.port) $at.name -}}
{{- with get $taken $where -}}
{{- fail (printf "database.own.%s: this is %s (%s). Give it a host or a name of its own" $name . $where) -}}
{{- end -}}
{{- $_ := set $taken $where (printf "database.own.%s" $name) -}}
{{- end -}}
{{- end -}}
