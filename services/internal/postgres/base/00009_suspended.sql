-- +goose Up

-- An organisation whose doors are closed for now (`optrek tenant suspend`): one row says
-- that, and since when. The gateway lets nobody in, and nothing goes out to other systems;
-- what has to go on for people's sake (sealing, erasing, ending consent) goes on.
CREATE TABLE suspended (
    tenant_id uuid        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('suspended', 'SELECT, INSERT, DELETE');

-- Package planned goes by organisation: of this table the feed role sees which, and no more.
-- +goose StatementBegin
DO $$
DECLARE
    feed text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('CREATE POLICY feed_rows ON suspended AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT (tenant_id) ON suspended TO %I', feed);
END $$;
-- +goose StatementEnd
