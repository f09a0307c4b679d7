-- +goose Up

-- Emergency access reaches as far as the calls whose access rule says so: what helps somebody
-- now. The transaction of such a call says that it is one (optrek.emergency, see InTenant);
-- in every other a client reached in an emergency is out of reach, also in lists.
CREATE FUNCTION emergency_holds() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('optrek.emergency', true), '') = 'on';

CREATE OR REPLACE VIEW within_reach WITH (security_invoker = true) AS
    SELECT tenant_id, client_id, worker_id FROM caseload
    UNION ALL
    SELECT tenant_id, client_id, worker_id FROM emergency_access WHERE until > now() AND emergency_holds();

-- +goose StatementBegin
DO $do$ BEGIN EXECUTE format($sql$
    CREATE OR REPLACE FUNCTION in_emergency(client uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 AS $f$
    BEGIN
        RETURN %1$I.emergency_holds() AND EXISTS (SELECT FROM %1$I.emergency_access e WHERE e.tenant_id = %1$I.cur_tenant()
            AND e.worker_id = %1$I.cur_person() AND e.client_id = client AND e.until > now());
    END $f$ $sql$, current_schema());
END $do$;
-- +goose StatementEnd
