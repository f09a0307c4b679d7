-- +goose Up

-- The log after NEN 7513: beside who, when and whose data also what kind of event, about
-- what, in which session, for whom, with which consent and how it came out.
ALTER TABLE audit
    -- create, read, update, delete, search, export, sign_in, sign_out, rights, log_read, emergency
    ADD COLUMN event      text NOT NULL DEFAULT '',
    -- what it was about beside the client: a kind of thing, and the one it was when that is known
    ADD COLUMN object     text NOT NULL DEFAULT '',
    ADD COLUMN object_id  uuid,
    -- for whom the actor acted, and who sat beside a client who signed in together with them
    ADD COLUMN on_behalf  uuid,
    ADD COLUMN beside     uuid,
    ADD COLUMN session    text NOT NULL DEFAULT '',
    ADD COLUMN consent_id uuid,
    -- refused: asked, and not given
    ADD COLUMN outcome    text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused'));

-- The log is read newest first, and by who acted, for whom or about whom. Most rows have
-- nobody but the actor, so the last three are small.
CREATE INDEX audit_at ON audit (tenant_id, at, id);
CREATE INDEX audit_actor ON audit (tenant_id, actor, at) WHERE actor IS NOT NULL;
CREATE INDEX audit_on_behalf ON audit (tenant_id, on_behalf) WHERE on_behalf IS NOT NULL;
CREATE INDEX audit_beside ON audit (tenant_id, beside) WHERE beside IS NOT NULL;
CREATE INDEX audit_object ON audit (tenant_id, object_id) WHERE object_id IS NOT NULL;

-- On what ground this caller touched this client, where the code does not say so itself:
-- the narrowest that holds. everybody is what it is called when the reach is the whole
-- organisation. Whoever is not reached and still was seen is so because of what they have
-- together: a match, an activity.
CREATE FUNCTION audit_ground(client uuid, everybody text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN cur_person() IS NULL THEN 'planned'
        WHEN client = cur_person() THEN 'self'
        WHEN client IS NOT NULL AND on_my_caseload(client) THEN 'caseload'
        WHEN cur_reach() = 'all' THEN everybody
        WHEN client IS NULL THEN cur_reach()
        ELSE 'together'
    END;

-- The seals (package auditlog): each holds which rows it is about, a hash of each, and the
-- hash of the chain so far, signed. With the rows' own hashes, because a chain alone says
-- that something is wrong and not what. Insert-only, as the log itself.
CREATE TABLE audit_seal (
    tenant_id uuid        NOT NULL,
    number    bigint      NOT NULL CHECK (number > 0),
    at        timestamptz NOT NULL,
    form      smallint    NOT NULL, -- how the rows were written out before they were hashed
    lines     bigint      NOT NULL, -- how many rows in this and all earlier seals
    ids       bigint[]    NOT NULL, -- in the order of the chain; none: nothing had happened
    hashes    bytea       NOT NULL, -- 32 bytes for each
    hash      bytea       NOT NULL, -- of the chain up to and with this seal
    key_id    text        NOT NULL,
    signature bytea       NOT NULL,
    PRIMARY KEY (tenant_id, number),
    CHECK (octet_length(hashes) = 32 * cardinality(ids))
);
SELECT optrek_protect('audit_seal', 'SELECT, INSERT');

-- The sealer goes by every organisation in the log, so the feed role may see which those
-- are, and of the log nothing else.
-- +goose StatementBegin
DO $$
DECLARE
    feed text := 'optrek_' || current_schema() || '_feed';
BEGIN
    EXECUTE format('CREATE POLICY feed_rows ON audit AS PERMISSIVE FOR SELECT TO %I USING (true)', feed);
    EXECUTE format('GRANT SELECT (tenant_id) ON audit TO %I', feed);
END $$;
-- +goose StatementEnd
