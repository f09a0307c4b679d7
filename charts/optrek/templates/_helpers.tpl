{{/* The services, the gateway last. */}}
{{- define "optrek.services" -}}
recruitment matching activity evaluation gateway
{{- end -}}

{{- define "optrek.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "optrek.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{/* Labels of an object of {root, name}. The version is not among those that select. */}}
{{- define "optrek.labels" -}}
{{ include "optrek.selector" . }}
app.kubernetes.io/part-of: optrek
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "optrek.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ printf "%s@%s" .repository .digest }}
{{- else -}}
{{ printf "%s:%s" .repository (.tag | default $.Chart.AppVersion) }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The settings of one service, as YAML: the defaults with its own on top. */}}
{{- define "optrek.settings" -}}
{{- mustMergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.services .name)) | toYaml -}}
{{- end -}}

{{- define "optrek.host" -}}
{{- (urlParse .Values.publicURL).host | splitList ":" | first -}}
{{- end -}}

{{/* Whether the chart makes PostgreSQL, and whether for the vault too. Empty is no. */}}
{{- define "optrek.makesDatabase" -}}{{- if not .Values.database.host }}yes{{ end -}}{{- end -}}
{{- define "optrek.makesVault" -}}{{- if not (or .Values.database.host .Values.database.vault.host) }}yes{{ end -}}{{- end -}}

{{/* host, port and name of the database of {root, name}; name may be vault. */}}
{{- define "optrek.database" -}}
{{- $d := .root.Values.database -}}
{{- $made := printf "%s-db-rw" (include "optrek.fullname" .root) -}}
{{- if eq .name "vault" -}}
{{- $vault := printf "%s-vault-rw" (include "optrek.fullname" .root) -}}
{{- if include "optrek.makesVault" .root -}}
{{ dict "host" $vault "port" 5432 "name" $d.vault.name | toYaml }}
{{- else if $d.vault.host -}}
{{ dict "host" $d.vault.host "port" $d.vault.port "name" $d.vault.name | toYaml }}
{{- else -}}
{{ dict "host" $d.host "port" $d.port "name" $d.vault.name | toYaml }}
{{- end -}}
{{- else -}}
{{- $own := (include "optrek.settings" . | fromYaml).database | default dict -}}
{{ dict "host" (coalesce $own.host $d.host $made) "port" (coalesce $own.port $d.port) "name" (coalesce $own.name $d.name) | toYaml }}
{{- end -}}
{{- end -}}

{{/* Environment variables with the URL of the database of {root, name, login}. */}}
{{- define "optrek.databaseEnv" -}}
{{- $at := include "optrek.database" . | fromYaml -}}
{{- $upper := upper .name -}}
{{- $secret := printf "%s-%s" .root.Values.database.secret .login -}}
- name: {{ $upper }}_DB_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: username}}
- name: {{ $upper }}_DB_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: password}}
- name: OPTREK_{{ $upper }}_DATABASE_URL
  value: {{ printf "postgres://$(%s_DB_USER):$(%s_DB_PASSWORD)@%s:%v/%s?%s" $upper $upper $at.host $at.port $at.name (include "optrek.databaseTLS" .) | quote }}
{{- end -}}

{{- define "optrek.databaseTLS" -}}
sslmode={{ .root.Values.database.sslmode }}
{{- if and (hasPrefix "verify" .root.Values.database.sslmode) (include "optrek.databaseCA" .) -}}
&sslrootcert=/etc/optrek/database/{{ if eq .name "vault" }}vault{{ else }}database{{ end }}/ca.crt
{{- end -}}
{{- end -}}

{{/* Secret with the authority of the database server of {root, name}; empty: those every machine knows. */}}
{{- define "optrek.databaseCA" -}}
{{- if .root.Values.database.ca -}}
{{ .root.Values.database.ca }}
{{- else if and (eq .name "vault") (include "optrek.makesVault" .root) -}}
{{ include "optrek.fullname" .root }}-vault-ca
{{- else if and (ne .name "vault") (include "optrek.makesDatabase" .root) -}}
{{ include "optrek.fullname" .root }}-db-ca
{{- end -}}
{{- end -}}

{{/* Volumes and mounts by which a pod reaches the databases. */}}
{{- define "optrek.databaseVolumes" -}}
{{- range $name := list "database" "vault" }}
{{- with include "optrek.databaseCA" (dict "root" $ "name" $name) }}
- name: {{ $name }}-ca
  secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- end }}
{{- end -}}
{{- define "optrek.databaseMounts" -}}
{{- range $name := list "database" "vault" }}
{{- if include "optrek.databaseCA" (dict "root" $ "name" $name) }}
- {name: {{ $name }}-ca, mountPath: /etc/optrek/database/{{ $name }}, readOnly: true}
{{- end }}
{{- end }}
{{- end -}}

{{/* What every pod has: nobody's rights, and nothing it may write on but its own small room. */}}
{{- define "optrek.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
{{- define "optrek.container" -}}
image: {{ include "optrek.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* The environment of a job that works on the databases as their owner. */}}
{{- define "optrek.ownerEnv" -}}
- {name: OPTREK_ENV, value: production}
- {name: OPTREK_DATA_DIR, value: /tmp/optrek}
- {name: OPTREK_LOG_LEVEL, value: {{ .Values.logLevel }}}
{{- range $name := append (splitList " " (include "optrek.services" .)) "vault" }}
{{ include "optrek.databaseEnv" (dict "root" $ "name" $name "login" "owner") }}
{{- end }}
{{- end -}}
