-- +goose Up

-- Who is signed in. Nothing here opens a session and nothing here names anybody:
-- secret_hash is the hash of what only the browser's cookie holds, and sealed_name
-- is encrypted under a key made from that same secret. So a leak of this table, or
-- of a backup of it, lets nobody in and tells nobody's name.
CREATE TABLE session (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL, -- for the audit log; not a secret
    secret_hash  bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
    person_id    uuid        NOT NULL,
    is_client    boolean     NOT NULL,
    roles        text[]      NOT NULL CHECK (cardinality(roles) > 0),
    sealed_name  bytea       NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL, -- to within a minute
    expires_at   timestamptz NOT NULL, -- however busy the session is
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, secret_hash)
);
CREATE INDEX session_person ON session (tenant_id, person_id);
SELECT optrek_protect('session');
