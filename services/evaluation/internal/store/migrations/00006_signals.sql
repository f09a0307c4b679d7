-- More of what the others tell, for quiet signals; and how an organisation has the rules.
-- What was told before fills the new columns when the feeds are read again (00009).

-- +goose Up

ALTER TABLE match ADD COLUMN state_at timestamptz; -- since when it is in this state

ALTER TABLE match_person
	ADD COLUMN networker    boolean NOT NULL DEFAULT false,
	ADD COLUMN distance     text    NOT NULL DEFAULT '',
	ADD COLUMN estimated_at timestamptz,
	ADD COLUMN answered     boolean NOT NULL DEFAULT false;

-- proposer_id: the client who thought of it, told once; NULL when a support worker did.
ALTER TABLE activity
	ADD COLUMN day         date,
	ADD COLUMN proposer_id uuid;

-- Who takes the role, and with how many at once they chose to go along; since: since when
-- that is so.
CREATE TABLE networker (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	client_id uuid        NOT NULL,
	state     text        NOT NULL,
	capacity  smallint    NOT NULL,
	since     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX networker_by_client ON networker (tenant_id, client_id);
SELECT optrek_protect('networker');

-- How an organisation has a rule; without a row it is as the method begins. knobs: only
-- those that differ from the usual.
CREATE TABLE signal_rule (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	kind       text        NOT NULL COLLATE "C",
	version    bigint      NOT NULL,
	off        boolean     NOT NULL,
	knobs      jsonb       NOT NULL,
	changed_by uuid        NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, kind)
);
SELECT optrek_protect('signal_rule');

-- Who changed what, and how it stood from then on. Only added to.
CREATE TABLE signal_rule_change (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	kind       text        NOT NULL COLLATE "C",
	off        boolean     NOT NULL,
	knobs      jsonb       NOT NULL,
	changed_by uuid        NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('signal_rule_change', 'SELECT, INSERT');
