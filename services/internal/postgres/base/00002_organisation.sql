-- +goose Up

-- What a service does by itself (package planned) it does for every organisation it knows
-- of: those it told the others about, and those in which somebody is guided. So the feed
-- role may see which organisations stand in caseload, and of it nothing else.
-- +goose StatementBegin
DO $$
DECLARE
    feed text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('CREATE POLICY feed_rows ON caseload AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT (tenant_id) ON caseload TO %I', feed);
END $$;
-- +goose StatementEnd
