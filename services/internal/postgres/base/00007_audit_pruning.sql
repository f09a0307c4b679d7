-- +goose Up

-- The log is kept for as long as the organisation chose, and for five years at the least
-- (NEN 7513). What is older may go, with the seals it stood in (package auditlog says
-- when, and leaves a seal that says so). That nothing younger can go, whatever a service
-- does, is the wall's to see to: nothing of a log can be changed, and nothing else removed.
-- +goose StatementBegin
DO $$
DECLARE
    runtime text := 'optrek_' || current_schema();
    log     text;
BEGIN
    FOREACH log IN ARRAY ARRAY['audit', 'audit_seal'] LOOP
        EXECUTE format('GRANT DELETE ON %I TO %I', log, runtime);
        EXECUTE format('CREATE POLICY only_old ON %I AS RESTRICTIVE FOR DELETE TO %I USING (at < now() - interval ''5 years'')', log, runtime);
    END LOOP;
END $$;
-- +goose StatementEnd

-- Which seal is the first there is now: what was before it, and what it was about, was
-- removed after its time. Told by the seal that was made when that was done.
ALTER TABLE audit_seal ADD COLUMN pruned bigint NOT NULL DEFAULT 0;
