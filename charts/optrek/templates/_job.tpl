{{/* The pod of a job on the databases: {root, name, args, files, tables, env}. files says whether it has the volume of
the backups; tables whether it brings the tables up to date first; env is what it needs to know beside the databases. */}}
{{- define "optrek.jobPod" -}}
metadata:
  labels: {{- include "optrek.labels" . | nindent 4 }}
spec:
  restartPolicy: Never
  serviceAccountName: {{ include "optrek.fullname" .root }}-jobs
  {{- include "optrek.podSecurity" .root | nindent 2 }}
  {{- if .tables }}
  initContainers:
    - name: tables
      args: [migrate]
      {{- include "optrek.jobContainer" . | nindent 6 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      args: {{- toYaml .args | nindent 8 }}
      {{- include "optrek.jobContainer" . | nindent 6 }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- if .files }}
    - name: files
      persistentVolumeClaim: {claimName: {{ .root.Values.backup.claim | default (printf "%s-backup" (include "optrek.fullname" .root)) }}}
    {{- end }}
    - name: organisations
      configMap: {name: {{ include "optrek.fullname" .root }}-organisations-services}
    {{- include "optrek.databaseVolumes" (dict "root" .root "name" "owner") | nindent 4 }}
{{- end -}}
{{- define "optrek.jobContainer" -}}
{{ include "optrek.container" .root }}
env:
  {{- include "optrek.ownerEnv" .root | nindent 2 }}
  {{- with .env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
resources: {{- toYaml .root.Values.backup.resources | nindent 2 }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  {{- if .files }}
  - {name: files, mountPath: /backup}
  {{- end }}
  - {name: organisations, mountPath: /etc/optrek/organisations, readOnly: true}
  {{- include "optrek.databaseMounts" (dict "root" .root "name" "owner") | nindent 2 }}
{{- end -}}
