-- +goose Up

-- An organisation whose rows stand in another database by now, or are on their way there or
-- here (`optrek tenant move`): place is what that database is called, empty for the shared
-- one. While there is a row nobody gets at the organisation in this database, also not a
-- program that has not heard of it.
CREATE TABLE moved (
    tenant_id uuid        NOT NULL,
    place     text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('moved');

-- The beginning of every transaction of an organisation. The lock is shared by all of them: who
-- moves it takes it alone, and so knows that whoever came in before is out again.
-- +goose StatementBegin
DO $do$ BEGIN EXECUTE format($sql$
    CREATE FUNCTION enter(tenant uuid) RETURNS void LANGUAGE plpgsql AS $f$
    BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(tenant::text, 10));
        IF EXISTS (SELECT FROM %1$I.moved m WHERE m.tenant_id = tenant) THEN
            RAISE EXCEPTION 'organisation %% stands in another database, or is being moved', tenant USING ERRCODE = 'OM001';
        END IF;
    END $f$ $sql$, current_schema());
END $do$;
-- +goose StatementEnd

-- Whoever looks whether everything is in order sees which organisations these are, and where they went.
-- +goose StatementBegin
DO $$
DECLARE
    feed text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('CREATE POLICY feed_rows ON moved AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT (tenant_id, place) ON moved TO %I', feed);
END $$;
-- +goose StatementEnd
