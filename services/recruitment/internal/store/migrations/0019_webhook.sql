-- +goose Up

-- Where other systems of the organisation are told that something happened. A row is kept
-- after it was withdrawn: the audit holds its id, and whoever reads the log wants to know
-- what that was. To sign, a secret must be readable, so it stands here sealed, with a key
-- that is in no database.
CREATE TABLE webhook (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	version      bigint      NOT NULL DEFAULT 1,
	name         text        NOT NULL,
	name_key     text        NOT NULL COLLATE "C",
	address      text        NOT NULL,
	kinds        text[]      NOT NULL,
	paused       boolean     NOT NULL DEFAULT false,
	secret       bytea,
	old_secret   bytea,
	old_until    timestamptz,
	created_at   timestamptz NOT NULL,
	rests_at     timestamptz, -- tried for three days: nothing goes there until somebody looked
	withdrawn_at timestamptz,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('webhook');

-- What goes to an address, and went: what it says is made of this at each try, and is not
-- kept. Ids are in the order in which things came in, and are sent in that order.
CREATE TABLE webhook_delivery (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	webhook_id uuid        NOT NULL,
	kind       text        NOT NULL,
	subject_id uuid,                             -- empty for a test
	client_ids uuid[]      NOT NULL DEFAULT '{}', -- whom it is about
	at         timestamptz NOT NULL,
	added_at   timestamptz NOT NULL,
	state      text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'arrived', 'not_arrived')),
	tries      integer     NOT NULL DEFAULT 0,
	last_at    timestamptz,
	next_at    timestamptz,
	status     integer     NOT NULL DEFAULT 0,
	problem    text        NOT NULL DEFAULT '',
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_of ON webhook_delivery (tenant_id, webhook_id, id);
CREATE INDEX webhook_delivery_waits ON webhook_delivery (tenant_id, webhook_id, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_added ON webhook_delivery (tenant_id, added_at);
SELECT optrek_protect('webhook_delivery');

-- How a match or an activity was when something was last told of it: the feeds say how it
-- is, and what is told is what became of it. Goes with the thing.
CREATE TABLE webhook_subject (
	tenant_id  uuid   NOT NULL DEFAULT cur_tenant(),
	id         uuid   NOT NULL,
	state      text   NOT NULL,
	day        text   NOT NULL DEFAULT '', -- YYYY-MM-DD; of an activity
	client_ids uuid[] NOT NULL DEFAULT '{}',
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('webhook_subject');
