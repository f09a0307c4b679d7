-- +goose Up

-- Who may, for some hours and with a reason that the client and the log keeper read, reach
-- a client they do not guide. Recruitment decides it and tells the others; package caseload
-- writes it. The reason stays with recruitment.
CREATE TABLE emergency_access (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    client_id uuid        NOT NULL,
    worker_id uuid        NOT NULL,
    until     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX emergency_access_worker ON emergency_access (tenant_id, worker_id, client_id);
SELECT optrek_protect('emergency_access');

-- Whom somebody reaches, for lists that filter on it by an index. Whom they guide is caseload.
CREATE VIEW within_reach WITH (security_invoker = true) AS
    SELECT tenant_id, client_id, worker_id FROM caseload
    UNION ALL
    SELECT tenant_id, client_id, worker_id FROM emergency_access WHERE until > now();

-- +goose StatementBegin
DO $do$ BEGIN
    EXECUTE format('GRANT SELECT ON within_reach TO %I', 'optrek_' || current_schema());
    EXECUTE format($sql$
    CREATE FUNCTION in_emergency(client uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 AS $f$
    BEGIN
        RETURN EXISTS (SELECT FROM %1$I.emergency_access e WHERE e.tenant_id = %1$I.cur_tenant()
            AND e.worker_id = %1$I.cur_person() AND e.client_id = client AND e.until > now());
    END $f$ $sql$, current_schema());
END $do$;
-- +goose StatementEnd

CREATE OR REPLACE FUNCTION may_reach(client uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(CASE cur_reach()
        WHEN 'all' THEN client IS NOT NULL
        WHEN 'self' THEN client = cur_person()
        WHEN 'caseload' THEN on_my_caseload(client) OR in_emergency(client)
        ELSE false
    END, false);
