-- +goose Up

-- How somebody came in, and where, so that a session can be ended by whoever has a say in
-- it: the person themself (device tells which one it is), their provider (its own session,
-- or its name for them, as a hash), whoever withdraws a card. sealed_hint is the ID token,
-- under the secret that only the cookie holds, as the name is.
ALTER TABLE session
    ADD COLUMN method           text NOT NULL DEFAULT 'provider' CHECK (method IN ('provider', 'card', 'beside')),
    ADD COLUMN issuer           text NOT NULL DEFAULT '',
    ADD COLUMN provider_session text NOT NULL DEFAULT '' CHECK (length(provider_session) <= 256),
    ADD COLUMN subject_hash     bytea CHECK (octet_length(subject_hash) = 32),
    ADD COLUMN card_id          uuid,
    ADD COLUMN opened_by        uuid,
    ADD COLUMN device           text NOT NULL DEFAULT '',
    ADD COLUMN sealed_hint      bytea;
CREATE INDEX session_card ON session (tenant_id, card_id) WHERE card_id IS NOT NULL;
CREATE INDEX session_subject ON session (tenant_id, subject_hash);
CREATE INDEX session_provider ON session (tenant_id, provider_session) WHERE provider_session <> '';

-- What works once and was used: the state of a sign-in, the number of a logout token. Only
-- digests, kept as long as the thing itself could be shown again.
CREATE TABLE used (
    tenant_id uuid        NOT NULL,
    digest    bytea       NOT NULL CHECK (octet_length(digest) = 32),
    until     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, digest)
);
CREATE INDEX used_until ON used (tenant_id, until);
SELECT optrek_protect('used');
