-- +goose Up

-- Who lets a calendar on their phone read along: one each. As with a session nothing here
-- opens anything, for secret_hash is the hash of what only the calendar holds; and it opens
-- less than a session does: reading one's own days, in neutral words.
CREATE TABLE calendar (
    tenant_id   uuid        NOT NULL,
    person_id   uuid        NOT NULL,
    secret_hash bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
    is_client   boolean     NOT NULL,
    language    text        NOT NULL CHECK (language IN ('nl', 'en')),
    with_place  boolean     NOT NULL, -- the person wants to read where
    with_people boolean     NOT NULL, -- staff: also what the people they guide go and do
    made_at     timestamptz NOT NULL,
    fetched_day text        NOT NULL DEFAULT '', -- YYYY-MM-DD, so that who looks knows whether it works
    used_at     timestamptz NOT NULL, -- to within a day: one that nobody reads ends by itself
    PRIMARY KEY (tenant_id, person_id),
    UNIQUE (tenant_id, secret_hash)
);
SELECT optrek_protect('calendar');
