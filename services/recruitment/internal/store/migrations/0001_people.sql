-- The people: who they are, where they live, who guides them, what they agreed to.
-- Only this schema knows names. Every key starts with tenant_id: foreign keys do
-- not see row-level security, so the tenant has to be part of what they compare.

-- +goose Up

CREATE TABLE location (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	name       text        NOT NULL,
	name_key   text        NOT NULL COLLATE "C", -- folded in Go (small letters, no accents): sorts and finds
	town       text        NOT NULL DEFAULT '',
	area       text        NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, name_key)
);
SELECT optrek_protect('location');

CREATE TABLE support_worker (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	name       text        NOT NULL,
	name_key   text        NOT NULL COLLATE "C",
	email      text        NOT NULL DEFAULT '',
	email_key  text,                 -- small letters; NULL when there is none, so that several may have none
	issuer     text,                 -- the sign-in this person was last known by
	subject    text,
	roles      text[]      NOT NULL DEFAULT '{}', -- as the sign-in last said, for display; rights come from the token
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, email_key),
	UNIQUE (tenant_id, issuer, subject)
);
CREATE INDEX support_worker_by_name ON support_worker (tenant_id, name_key, id);
SELECT optrek_protect('support_worker');

-- At least two leads to a location (O-01).
CREATE TABLE location_lead (
	tenant_id   uuid     NOT NULL DEFAULT cur_tenant(),
	location_id uuid     NOT NULL,
	worker_id   uuid     NOT NULL,
	position    smallint NOT NULL,
	PRIMARY KEY (tenant_id, location_id, worker_id),
	FOREIGN KEY (tenant_id, location_id) REFERENCES location ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
SELECT optrek_protect('location_lead');

-- The owner of everything recorded about them. No national number, no diagnosis, no
-- day and month of birth: what is not here cannot leak.
CREATE TABLE client (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	id            uuid        NOT NULL,
	version       bigint      NOT NULL DEFAULT 1,
	number        text,       -- the organisation's own number; NULL for a client made by hand
	given_name    text        NOT NULL,
	family_name   text        NOT NULL DEFAULT '',
	sort_key      text        NOT NULL COLLATE "C", -- folded name, the order of lists
	birth_year    smallint    NOT NULL DEFAULT 0,
	location_id   uuid,
	alone         text        NOT NULL DEFAULT '',  -- what one can see (N-02)
	lonely        text        NOT NULL DEFAULT '',  -- what the person says; neither follows from the other
	interests     text[]      NOT NULL DEFAULT '{}',
	talents       text[]      NOT NULL DEFAULT '{}',
	could_mean    text        NOT NULL DEFAULT '',
	dayparts      text[]      NOT NULL DEFAULT '{}',
	travel_km     smallint    NOT NULL DEFAULT 0,
	company       text        NOT NULL DEFAULT '',
	communication text        NOT NULL DEFAULT '',
	area          text        NOT NULL DEFAULT '',
	aids          text[]      NOT NULL DEFAULT '{}',
	imported      jsonb,      -- what the last import read: a later one brings in only what changed there since
	created_at    timestamptz NOT NULL,
	updated_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, number),
	FOREIGN KEY (tenant_id, location_id) REFERENCES location
);
CREATE INDEX client_by_name ON client (tenant_id, sort_key, id);
CREATE INDEX client_by_location ON client (tenant_id, location_id);
SELECT optrek_protect('client');

-- Every word of a name, folded, so that a search finds the start of any of them with
-- a btree range: LIKE is not leakproof and would walk the whole table under row-level security.
CREATE TABLE client_name (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	word      text NOT NULL COLLATE "C",
	client_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, word, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX client_name_by_client ON client_name (tenant_id, client_id);
SELECT optrek_protect('client_name');

-- The same for support workers.
CREATE TABLE support_worker_name (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	word      text NOT NULL COLLATE "C",
	worker_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, word, worker_id),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
CREATE INDEX support_worker_name_by_worker ON support_worker_name (tenant_id, worker_id);
SELECT optrek_protect('support_worker_name');

-- A yes for one purpose and one receiver, dated; withdrawn is kept, as what happened.
CREATE TABLE consent (
	tenant_id               uuid        NOT NULL DEFAULT cur_tenant(),
	id                      uuid        NOT NULL,
	client_id               uuid        NOT NULL,
	purpose                 text        NOT NULL,
	receiver                text        NOT NULL,
	text_version            text        NOT NULL,
	channel                 text        NOT NULL,
	given_by_representative text        NOT NULL DEFAULT '',
	given_at                timestamptz NOT NULL,
	withdrawn_at            timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX consent_by_client ON consent (tenant_id, client_id, given_at DESC, id DESC);
-- One standing yes for a purpose and receiver: two at once could not be withdrawn in one call.
CREATE UNIQUE INDEX consent_standing ON consent (tenant_id, client_id, purpose, receiver) WHERE withdrawn_at IS NULL;
SELECT optrek_protect('consent');

-- Who may know whose given name because they are, or are about to be, in a match:
-- kept from matching's change feed.
CREATE TABLE acquaintance (
	tenant_id       uuid NOT NULL DEFAULT cur_tenant(),
	match_id        uuid NOT NULL,
	client_id       uuid NOT NULL,
	other_client_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, client_id, other_client_id, match_id)
);
CREATE INDEX acquaintance_by_match ON acquaintance (tenant_id, match_id);
SELECT optrek_protect('acquaintance');

-- Reports of imports: numbers of the organisation and sentences of ours, nothing that stood in a row.
CREATE TABLE import_report (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	id             uuid        NOT NULL,
	file_name      text        NOT NULL,
	encoding       text        NOT NULL,
	separator      text        NOT NULL,
	rows_read      integer     NOT NULL,
	rows_created   integer     NOT NULL,
	rows_updated   integer     NOT NULL,
	rows_unchanged integer     NOT NULL,
	rows_refused   integer     NOT NULL,
	refused        jsonb       NOT NULL, -- notes: line, number, code, column; the sentences are made from the code
	remarks        jsonb       NOT NULL,
	left_out       jsonb       NOT NULL, -- columns: name and code
	created_at     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX import_report_by_time ON import_report (tenant_id, created_at DESC, id DESC);
SELECT optrek_protect('import_report', 'SELECT, INSERT');
