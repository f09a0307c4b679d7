-- +goose Up

-- An erasure, from asking to the receipt. No foreign key to client: it outlives them, and
-- then holds an id that names nobody. note is how it was asked; it goes with the client.
CREATE TABLE erasure (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	version     bigint      NOT NULL DEFAULT 1,
	client_id   uuid        NOT NULL,
	state       text        NOT NULL CHECK (state IN ('asked', 'waiting', 'under_way', 'done', 'cancelled')),
	asked_for   text        NOT NULL CHECK (asked_for IN ('client', 'representative', 'organisation', 'retention', 'register')),
	note        text        NOT NULL DEFAULT '',
	asked_by    uuid,        -- NULL: the service itself
	asked_at    timestamptz NOT NULL,
	due_at      timestamptz, -- NULL before the thinking period
	hastened_by uuid,        -- asked to do it at once; another person has to say yes
	begun_at    timestamptz,
	done_at     timestamptz,
	PRIMARY KEY (tenant_id, id),
	CONSTRAINT erasure_due CHECK ((state = 'asked') = (due_at IS NULL) OR state = 'cancelled')
);
CREATE UNIQUE INDEX erasure_one_open ON erasure (tenant_id, client_id) WHERE state IN ('asked', 'waiting', 'under_way');
CREATE INDEX erasure_by_client ON erasure (tenant_id, client_id);
CREATE INDEX erasure_due_at ON erasure (tenant_id, due_at) WHERE state = 'waiting';
SELECT optrek_protect('erasure', 'SELECT, INSERT, UPDATE');

-- What each service removed: the receipt. Counts of kinds, and no name.
CREATE TABLE erasure_part (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	erasure_id uuid        NOT NULL,
	service    text        NOT NULL,
	at         timestamptz NOT NULL,
	removed    jsonb       NOT NULL,
	PRIMARY KEY (tenant_id, erasure_id, service),
	FOREIGN KEY (tenant_id, erasure_id) REFERENCES erasure
);
SELECT optrek_protect('erasure_part', 'SELECT, INSERT');

-- Nothing about this client may be removed until a day. Everybody's table held follows it.
CREATE TABLE legal_hold (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	version   bigint      NOT NULL DEFAULT 1,
	client_id uuid        NOT NULL,
	reason    text        NOT NULL,
	placed_by uuid        NOT NULL,
	placed_at timestamptz NOT NULL,
	until_day date        NOT NULL,
	lifted_at timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX legal_hold_by_client ON legal_hold (tenant_id, client_id);
CREATE INDEX legal_hold_standing ON legal_hold (tenant_id, until_day) WHERE lifted_at IS NULL;
SELECT optrek_protect('legal_hold');

-- The etag of the schedule (the months themselves stand in retention, as in every service).
CREATE TABLE retention_settings (
	tenant_id     uuid     NOT NULL DEFAULT cur_tenant(),
	version       bigint   NOT NULL,
	thinking_days smallint NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('retention_settings');
