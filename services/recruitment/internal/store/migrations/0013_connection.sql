-- +goose Up

-- Other systems of the organisation. A row is kept after it was withdrawn: the audit holds
-- its id, and whoever reads the log wants to know what that was.
CREATE TABLE connection (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	version      bigint      NOT NULL DEFAULT 1,
	name         text        NOT NULL,
	name_key     text        NOT NULL COLLATE "C",
	scopes       text[]      NOT NULL,
	created_at   timestamptz NOT NULL,
	used_day     text        NOT NULL DEFAULT '', -- YYYY-MM-DD; to the day: when a system works is nobody's business
	withdrawn_at timestamptz,
	wrong_tries  integer     NOT NULL DEFAULT 0,  -- wrong secrets since wrong_since
	wrong_since  timestamptz,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('connection');

-- What it signs in with: at most two, and nothing here that opens anything. A secret has 256
-- random bits, so a plain hash of it cannot be searched back.
CREATE TABLE connection_secret (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	id            uuid        NOT NULL,
	connection_id uuid        NOT NULL,
	hash          bytea       NOT NULL CHECK (octet_length(hash) = 32),
	ending        text        NOT NULL, -- four characters, by which a person tells two apart
	created_at    timestamptz NOT NULL,
	expires_at    timestamptz NOT NULL,
	used_day      text        NOT NULL DEFAULT '',
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, hash),
	FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
);
CREATE INDEX connection_secret_of ON connection_secret (tenant_id, connection_id, created_at, id);
SELECT optrek_protect('connection_secret');

-- What it was handed for a few minutes. Goes with the secret it was handed for.
CREATE TABLE connection_token (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	hash          bytea       NOT NULL CHECK (octet_length(hash) = 32),
	connection_id uuid        NOT NULL,
	secret_id     uuid        NOT NULL,
	scopes        text[]      NOT NULL,
	expires_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, hash),
	FOREIGN KEY (tenant_id, secret_id) REFERENCES connection_secret ON DELETE CASCADE
);
CREATE INDEX connection_token_of ON connection_token (tenant_id, connection_id, expires_at);
CREATE INDEX connection_token_secret ON connection_token (tenant_id, secret_id);
SELECT optrek_protect('connection_token');

-- Colleagues as the organisation's own directory keeps them, beside what Optrek knows of them.
CREATE TABLE provisioned_user (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	worker_id     uuid        NOT NULL,
	version       bigint      NOT NULL DEFAULT 1,
	user_name     text        NOT NULL,
	user_name_key text        NOT NULL COLLATE "C",
	external_id   text        NOT NULL DEFAULT '',
	given_name    text        NOT NULL DEFAULT '',
	family_name   text        NOT NULL DEFAULT '',
	display_name  text        NOT NULL DEFAULT '',
	created_at    timestamptz NOT NULL,
	updated_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, worker_id),
	UNIQUE (tenant_id, user_name_key),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
CREATE INDEX provisioned_user_by_external ON provisioned_user (tenant_id, external_id);
CREATE INDEX provisioned_user_by_time ON provisioned_user (tenant_id, created_at, worker_id);
SELECT optrek_protect('provisioned_user');

CREATE TABLE provisioned_group (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	version     bigint      NOT NULL DEFAULT 1,
	name        text        NOT NULL,
	name_key    text        NOT NULL COLLATE "C",
	external_id text        NOT NULL DEFAULT '',
	-- What its members are here, as an administrator said; empty: nothing. A directory brings groups, never rights.
	role        text        NOT NULL DEFAULT '' CHECK (role IN ('', 'support_worker', 'network_lead', 'coordinator', 'organisation_admin')),
	created_at  timestamptz NOT NULL,
	updated_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, name_key)
);
CREATE INDEX provisioned_group_by_time ON provisioned_group (tenant_id, created_at, id);
SELECT optrek_protect('provisioned_group');

CREATE TABLE provisioned_member (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	group_id  uuid NOT NULL,
	worker_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, group_id, worker_id),
	FOREIGN KEY (tenant_id, group_id) REFERENCES provisioned_group ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, worker_id) REFERENCES provisioned_user ON DELETE CASCADE
);
CREATE INDEX provisioned_member_of ON provisioned_member (tenant_id, worker_id);
SELECT optrek_protect('provisioned_member');

-- What came to somebody because the directory said that a colleague left (O-01), until they
-- have seen it. to_id NULL: to nobody. The columns made of item_id are there so that a row goes
-- when the thing it is about goes.
CREATE TABLE passed_on (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	from_id      uuid        NOT NULL,
	to_id        uuid,
	kind         text        NOT NULL CHECK (kind IN ('client', 'networker', 'group_helper', 'location')),
	item_id      uuid        NOT NULL,
	at           timestamptz NOT NULL,
	client_id    uuid GENERATED ALWAYS AS (CASE WHEN kind = 'client' THEN item_id END) STORED,
	networker_id uuid GENERATED ALWAYS AS (CASE WHEN kind IN ('networker', 'group_helper') THEN item_id END) STORED,
	location_id  uuid GENERATED ALWAYS AS (CASE WHEN kind = 'location' THEN item_id END) STORED,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, from_id) REFERENCES support_worker ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, networker_id) REFERENCES networker ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, location_id) REFERENCES location ON DELETE CASCADE
);
CREATE INDEX passed_on_to ON passed_on (tenant_id, to_id, at);
CREATE INDEX passed_on_item ON passed_on (tenant_id, item_id);
SELECT optrek_protect('passed_on');
