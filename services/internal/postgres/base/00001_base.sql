-- +goose Up

-- What every service's schema holds before its own tables. Run with the service's
-- schema as search_path, by the owner; the roles exist already (see migrate.go).

-- Who is asking, from the settings InTenant makes for one transaction. Empty or
-- never set means NULL, and NULL equals no tenant: no rows, never all rows.
CREATE FUNCTION cur_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('optrek.tenant', true), '')::uuid;
CREATE FUNCTION cur_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('optrek.person', true), '')::uuid;
CREATE FUNCTION cur_reach() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('optrek.reach', true), '');

-- Puts a table behind the tenant's wall and opens it to the service: the last line
-- about every table of a migration. The wall is RESTRICTIVE, so that a policy added
-- later can only narrow; FORCE, because without it the owner walks past. A table
-- this was forgotten for cannot be read by the service at all.
-- +goose StatementBegin
CREATE FUNCTION optrek_protect(t regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    home    text := (SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = t);
    runtime text := 'optrek_' || home;
    mine    text := format('tenant_id = (SELECT %I.cur_tenant())', home);
BEGIN
    IF privileges ~* 'truncate|references|trigger|all' THEN
        RAISE EXCEPTION 'optrek_protect: % is not for a service to have', privileges;
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_wall ON %s AS RESTRICTIVE TO %I USING (%s) WITH CHECK (%s)', t, runtime, mine, mine);
    EXECUTE format('CREATE POLICY tenant_rows ON %s AS PERMISSIVE TO %I USING (%s) WITH CHECK (%s)', t, runtime, mine, mine);
    EXECUTE format('GRANT %s ON %s TO %I', privileges, t, runtime);
END $$;
-- +goose StatementEnd

-- Who guides whom. A client has a first and a second support worker (nobody depends
-- on one person), hence the position; package caseload writes it.
CREATE TABLE caseload (
    tenant_id uuid     NOT NULL,
    client_id uuid     NOT NULL,
    worker_id uuid     NOT NULL,
    position  smallint NOT NULL CHECK (position IN (1, 2)),
    PRIMARY KEY (tenant_id, client_id, position),
    UNIQUE (tenant_id, client_id, worker_id)
);
CREATE INDEX caseload_worker ON caseload (tenant_id, worker_id, client_id);
SELECT optrek_protect('caseload');

-- plpgsql keeps its plan for the session; its body finds names when it runs, so they
-- are written out. COST, so that a WHERE tries everything cheaper first.
-- +goose StatementBegin
DO $do$ BEGIN EXECUTE format($sql$
    CREATE FUNCTION on_my_caseload(client uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 AS $f$
    BEGIN
        RETURN EXISTS (SELECT FROM %1$I.caseload c WHERE c.tenant_id = %1$I.cur_tenant()
            AND c.worker_id = %1$I.cur_person() AND c.client_id = client);
    END $f$ $sql$, current_schema());
END $do$;
-- +goose StatementEnd

-- Whether this caller's relation reaches this client. Lists filter with it, so that
-- what somebody may see is decided in one place. NULL, or no caller: false. Without a
-- subquery of its own, so that the planner can put it into the query it stands in.
CREATE FUNCTION may_reach(client uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(CASE cur_reach()
        WHEN 'all' THEN client IS NOT NULL
        WHEN 'self' THEN client = cur_person()
        WHEN 'caseload' THEN on_my_caseload(client)
        ELSE false
    END, false);

-- What this service tells the others, written in the transaction that made it true.
-- A reader takes rows in order of (xid, seq) below pg_snapshot_xmin: a sequence alone
-- is handed out before its transaction is visible, and a reader would step over it.
CREATE TABLE outbox (
    tenant_id uuid        NOT NULL,
    xid       xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    type      text        NOT NULL,
    payload   bytea       NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX outbox_order ON outbox (xid, seq);
SELECT optrek_protect('outbox', 'SELECT, INSERT');

-- Who saw or changed whose data. Insert-only: the service can neither change nor
-- remove a row. Ids only, so that it outlives the erasure of a person. A row without
-- client says that somebody searched and saw nobody. xid: for the sealer, as in outbox.
CREATE TABLE audit (
    tenant_id   uuid        NOT NULL,
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at          timestamptz NOT NULL DEFAULT now(),
    actor       uuid,
    actor_roles text[]      NOT NULL,
    service     text        NOT NULL,
    method      text        NOT NULL,
    ground      text        NOT NULL,
    client_id   uuid,
    trace_id    text        NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (actor IS NOT NULL OR service <> '')
);
CREATE INDEX audit_client ON audit (tenant_id, client_id, at);
SELECT optrek_protect('audit', 'SELECT, INSERT');

-- The answers already given, so that a repeated request is answered and not done
-- twice. Kept a day; clients lists whose data the answer holds, for their erasure.
CREATE TABLE request_ledger (
    tenant_id  uuid        NOT NULL,
    request_id uuid        NOT NULL,
    hash       bytea       NOT NULL,
    answer     bytea       NOT NULL,
    clients    uuid[]      NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, request_id)
);
CREATE INDEX request_ledger_at ON request_ledger (tenant_id, at);
-- UPDATE only because SELECT … FOR UPDATE SKIP LOCKED asks for it.
SELECT optrek_protect('request_ledger');

-- How far this service has read each other service's outbox. No tenant: one stream
-- carries all tenants, and a position in it says nothing about any of them.
CREATE TABLE feed_cursor (
    source text   NOT NULL PRIMARY KEY,
    xid    xid8   NOT NULL,
    seq    bigint NOT NULL
);

-- The feed role serves Watch: it sees the outbox of all tenants and nothing else.
-- +goose StatementBegin
DO $$
DECLARE
    runtime text := 'optrek_' || current_schema();
    feed    text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('CREATE POLICY feed_rows ON outbox AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT ON outbox, feed_cursor TO %I', feed);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON feed_cursor TO %I', runtime);
END $$;
-- +goose StatementEnd
