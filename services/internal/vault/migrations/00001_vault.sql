-- +goose Up

-- A key for each person: what backup files hold of somebody is sealed under it. This
-- schema is kept and backed up apart from the services' (OPTREK_VAULT_DATABASE_URL), and
-- for weeks, not years: a key that is destroyed here makes every older backup file silent.
CREATE TABLE person_key (
    tenant_id uuid        NOT NULL,
    person_id uuid        NOT NULL,
    key       bytea       NOT NULL CHECK (octet_length(key) = 32),
    made_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id)
);
SELECT optrek_protect('person_key', 'SELECT, INSERT, DELETE');

-- Who was erased, by id: says nothing of anybody. Insert-only. A service whose database
-- was put back from before an erasure finds here that it has to erase once more.
CREATE TABLE erasure (
    tenant_id uuid        NOT NULL,
    person_id uuid        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id)
);
SELECT optrek_protect('erasure', 'SELECT, INSERT');
