-- +goose Up

-- Whoever reaches a client through emergency access does so on that ground, and which one
-- it was stands in the log.
CREATE OR REPLACE FUNCTION audit_ground(client uuid, everybody text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN cur_person() IS NULL THEN 'planned'
        WHEN client = cur_person() THEN 'self'
        WHEN client IS NOT NULL AND on_my_caseload(client) THEN 'caseload'
        WHEN cur_reach() = 'all' THEN everybody
        WHEN client IS NULL THEN cur_reach()
        WHEN cur_reach() = 'caseload' AND in_emergency(client) THEN (SELECT 'emergency:' || e.id FROM emergency_access e
            WHERE e.tenant_id = cur_tenant() AND e.worker_id = cur_person() AND e.client_id = client AND e.until > now()
            ORDER BY e.until DESC LIMIT 1)
        ELSE 'together'
    END;
