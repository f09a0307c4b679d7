{{/* The environment of a service: {root, name, settings}. */}}
{{- define "optrek.env" -}}
{{- $v := .root.Values -}}
{{- $full := include "optrek.fullname" .root -}}
- {name: OPTREK_ENV, value: production}
- {name: OPTREK_LOG_LEVEL, value: {{ $v.logLevel }}}
- {name: OPTREK_PUBLIC_URL, value: {{ $v.publicURL | quote }}}
- {name: OPTREK_METRICS_ADDR, value: ":9464"}
- {name: OPTREK_DATA_DIR, value: /var/lib/optrek}
- {name: OPTREK_KEYS_DIR, value: /etc/optrek/keys}
- {name: OPTREK_TLS_DIR, value: /etc/optrek/tls}
- {name: OPTREK_ORGANISATIONS, value: /etc/optrek/organisations/organisations.yaml}
- {name: OPTREK_DRAIN_DELAY, value: {{ $v.drainDelay }}s}
- {name: OPTREK_DRAIN_TIMEOUT, value: {{ $v.drainTimeout }}s}
{{- if eq .name "gateway" }}
- {name: OPTREK_HTTP_ADDR, value: ":8080"}
- {name: OPTREK_SESSION_IDLE, value: {{ $v.session.idle }}}
- {name: OPTREK_SESSION_MAX, value: {{ $v.session.max }}}
- {name: OPTREK_RATE_SIGN_IN, value: {{ $v.http.rates.signIn | quote }}}
- {name: OPTREK_RATE_CHANGES, value: {{ $v.http.rates.changes | quote }}}
{{- with $v.http.tlsSecret }}
- {name: OPTREK_HTTP_TLS_DIR, value: /etc/optrek/http}
{{- end }}
{{- with $v.http.trustedProxies }}
- {name: OPTREK_TRUSTED_PROXIES, value: {{ join "," . | quote }}}
{{- end }}
{{- with $v.security.contact }}
- {name: OPTREK_SECURITY_CONTACT, value: {{ join "," . | quote }}}
{{- end }}
{{- with $v.security.expires }}
- {name: OPTREK_SECURITY_EXPIRES, value: {{ . | quote }}}
{{- end }}
{{- with $v.security.policy }}
- {name: OPTREK_SECURITY_POLICY, value: {{ . | quote }}}
{{- end }}
{{- else }}
- {name: OPTREK_{{ upper .name }}_ADDR, value: ":9090"}
{{- end }}
{{- range $to := index (.root.Files.Get "files/edges.yaml" | fromYaml).edges .name }}
- {name: OPTREK_{{ upper $to }}_TARGET, value: {{ printf "dns:///%s-%s:9090" $full $to | quote }}}
{{- end }}
{{- if eq .name "recruitment" }}
- {name: OPTREK_CARD_KEY_FILE, value: /etc/optrek/card/card.key}
{{- with $v.keys.push }}
- {name: OPTREK_PUSH_KEY_FILE, value: /etc/optrek/push/push.key}
{{- end }}
{{- with $v.webhookNetworks }}
- {name: OPTREK_WEBHOOK_NETWORKS, value: {{ join "," . | quote }}}
{{- end }}
{{- end }}
{{- if and $v.mail.address (has .name (list "recruitment" "evaluation")) }}
- {name: OPTREK_SMTP_ADDR, value: {{ $v.mail.address | quote }}}
- {name: OPTREK_SMTP_TLS, value: {{ $v.mail.tls }}}
- {name: OPTREK_MAIL_FROM, value: {{ required "mail.from: want the address that letters come from" $v.mail.from | quote }}}
{{- with $v.mail.secret }}
- name: OPTREK_SMTP_USERNAME
  valueFrom: {secretKeyRef: {name: {{ . }}, key: username}}
- {name: OPTREK_SMTP_PASSWORD_FILE, value: /etc/optrek/mail/password}
{{- end }}
{{- end }}
{{- with $v.trust }}
- {name: SSL_CERT_DIR, value: "/etc/ssl/certs:/etc/optrek/trust"}
{{- end }}
{{- with $v.telemetry.endpoint }}
- {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{ include "optrek.serviceEnv" . }}
{{- range $key, $value := .settings.env }}
- {name: {{ $key }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}

{{/* What a service of {root, name} finds in its room. The audit key lies within the keys, apart from those of tokens. */}}
{{- define "optrek.mounts" -}}
{{- $v := .root.Values -}}
- {name: data, mountPath: /var/lib/optrek}
- {name: tmp, mountPath: /tmp}
- {name: keys, mountPath: /etc/optrek/keys, readOnly: true}
- {name: audit, mountPath: /etc/optrek/keys/audit, readOnly: true}
- {name: tls, mountPath: /etc/optrek/tls, readOnly: true}
- {name: organisations, mountPath: /etc/optrek/organisations, readOnly: true}
{{- if $v.auditHeads }}
- {name: heads, mountPath: /var/lib/optrek/audit-heads}
{{- end }}
{{- if eq .name "gateway" }}
- {name: providers, mountPath: /etc/optrek/providers, readOnly: true}
{{- if $v.http.tlsSecret }}
- {name: http, mountPath: /etc/optrek/http, readOnly: true}
{{- end }}
{{- end }}
{{- if eq .name "recruitment" }}
- {name: card, mountPath: /etc/optrek/card, readOnly: true}
{{- if $v.keys.push }}
- {name: push, mountPath: /etc/optrek/push, readOnly: true}
{{- end }}
{{- end }}
{{- if and $v.mail.address $v.mail.secret (has .name (list "recruitment" "evaluation")) }}
- {name: mail, mountPath: /etc/optrek/mail, readOnly: true}
{{- end }}
{{- if $v.trust }}
- {name: trust, mountPath: /etc/optrek/trust, readOnly: true}
{{- end }}
{{- include "optrek.databaseMounts" (pick . "root" "name") }}
{{- end -}}

{{- define "optrek.volumes" -}}
{{- $v := .root.Values -}}
- name: data
  emptyDir: {sizeLimit: 64Mi}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
- name: keys
  projected:
    defaultMode: 0440
    sources:
      - secret: {name: {{ $v.keys.secret }}}
      - secret: {name: {{ $v.keys.secret }}-{{ .name }}}
- name: audit
  secret: {secretName: {{ $v.keys.audit }}, defaultMode: 0440}
- name: tls
  secret: {secretName: {{ $v.tls.secret }}-{{ .name }}, defaultMode: 0440}
- name: organisations
  configMap: {name: {{ include "optrek.fullname" .root }}-organisations-{{ ternary "gateway" "services" (eq .name "gateway") }}}
{{- with $v.auditHeads }}
- name: heads
  persistentVolumeClaim: {claimName: {{ . }}}
{{- end }}
{{- if eq .name "gateway" }}
- name: providers
  projected:
    defaultMode: 0440
    sources: {{- include "optrek.providerSecrets" .root | nindent 6 }}
{{- with $v.http.tlsSecret }}
- name: http
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- end }}
{{- if eq .name "recruitment" }}
- name: card
  secret: {secretName: {{ $v.keys.card }}, defaultMode: 0440}
{{- with $v.keys.push }}
- name: push
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- end }}
{{- if and $v.mail.address $v.mail.secret (has .name (list "recruitment" "evaluation")) }}
- name: mail
  secret: {secretName: {{ $v.mail.secret }}, items: [{key: password, path: password}], defaultMode: 0440}
{{- end }}
{{- with $v.trust }}
- name: trust
  configMap: {name: {{ . }}}
{{- end }}
{{- include "optrek.databaseVolumes" (pick . "root" "name") }}
{{- end -}}

{{/* The secrets of the organisations' providers, each at <organisation>/<provider>. */}}
{{- define "optrek.providerSecrets" -}}
{{- $sources := list -}}
{{- range $i, $o := .Values.organisations -}}
{{- range $j, $p := prepend ($o.providers | default list) $o -}}
{{- with $p.client_secret -}}
{{- $sources = append $sources (dict "secret" (dict "name" .name "items" (list (dict "key" .key "path" (printf "%d/%d" $i $j))))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $sources -}}
{{- end -}}
