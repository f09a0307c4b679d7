-- +goose Up

-- Who was erased here. The id names nobody any more: it keeps a late event from bringing
-- somebody back, and says to a service whose database was put back from an older copy what
-- it has to erase again (package erasure). removed counts rows by what they were.
CREATE TABLE erased (
    tenant_id  uuid        NOT NULL,
    client_id  uuid        NOT NULL,
    erasure_id uuid,       -- NULL: from the register only
    at         timestamptz NOT NULL DEFAULT now(),
    removed    jsonb       NOT NULL,
    told       boolean     NOT NULL DEFAULT false, -- recruitment took the report
    PRIMARY KEY (tenant_id, client_id)
);
CREATE INDEX erased_untold ON erased (tenant_id, at) WHERE NOT told;
SELECT optrek_protect('erased', 'SELECT, INSERT, UPDATE');

-- Of whom nothing may be removed for now (a legal hold), as recruitment tells it. Why is recruitment's.
CREATE TABLE held (
    tenant_id uuid NOT NULL,
    client_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('held');

-- How long this organisation keeps what, as recruitment tells it; a kind without a row: as is usual.
CREATE TABLE retention (
    tenant_id uuid    NOT NULL,
    kind      text    NOT NULL,
    months    integer NOT NULL CHECK (months BETWEEN 0 AND 600), -- 0: kept
    PRIMARY KEY (tenant_id, kind)
);
SELECT optrek_protect('retention');

-- An event that tells of somebody who was erased keeps its place in the feed and becomes a
-- Forgotten, which holds their id and means nothing to anybody. That is all a service can
-- do to an event: two columns, and a wall that lets nothing else be written into them.
-- +goose StatementBegin
DO $$
DECLARE
    runtime text := 'optrek_' || current_schema();
    feed    text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('GRANT UPDATE (type, payload) ON outbox TO %I', runtime);
    EXECUTE format('CREATE POLICY only_forgotten ON outbox AS RESTRICTIVE FOR UPDATE TO %I
        USING (true) WITH CHECK (type = ''optrek.feed.v1.Forgotten'' AND octet_length(payload) <= 40)', runtime);
    -- Package planned goes by organisation: of this table the feed role sees which, and no more.
    EXECUTE format('CREATE POLICY feed_rows ON erased AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT (tenant_id) ON erased TO %I', feed);
END $$;
-- +goose StatementEnd
