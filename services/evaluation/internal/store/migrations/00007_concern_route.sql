-- How an organisation routes concerns about safety, that its own systems hear of one, and
-- who wants to talk.

-- +goose Up

-- Who is away for a while, or gone: a concern then goes to the next.
ALTER TABLE colleague ADD COLUMN IF NOT EXISTS away boolean NOT NULL DEFAULT false;

-- Every version there was; the highest holds, and a concern keeps the one it went by (O-04).
CREATE TABLE concern_route (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	version   bigint      NOT NULL,
	body      jsonb       NOT NULL,
	by_id     uuid        NOT NULL,
	at        timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, version)
);
SELECT optrek_protect('concern_route', 'SELECT, INSERT');

-- By which a system of the organisation knows that a message comes from here. Apart from
-- the route, so that no version and no page shows it.
CREATE TABLE concern_way_key (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	way_id    uuid NOT NULL,
	secret    text NOT NULL,
	PRIMARY KEY (tenant_id, way_id)
);
SELECT optrek_protect('concern_way_key');

-- Still nothing of what it is about: by which route it went, to whom, and where it stands.
ALTER TABLE concern
	ADD COLUMN route_version bigint  NOT NULL DEFAULT 0,
	ADD COLUMN closed        boolean NOT NULL DEFAULT false,
	ADD COLUMN for_ids       uuid[]  NOT NULL DEFAULT '{}',
	ADD COLUMN handed_to     text    NOT NULL DEFAULT '',
	ADD COLUMN reference     text    NOT NULL DEFAULT '',
	ADD COLUMN handed_by     uuid,
	ADD COLUMN handed_at     timestamptz;
CREATE INDEX concern_by_reporter ON concern (tenant_id, reporter_id, id DESC);

-- That one system or mailbox is told of one concern.
CREATE TABLE concern_delivery (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	concern_id uuid        NOT NULL,
	way_id     uuid        NOT NULL,
	kind       text        NOT NULL,
	name       text        NOT NULL,
	address    text        NOT NULL,
	state      text        NOT NULL,
	tries      smallint    NOT NULL,
	at         timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, concern_id, way_id),
	FOREIGN KEY (tenant_id, concern_id) REFERENCES concern ON DELETE CASCADE
);
CREATE INDEX concern_delivery_waiting ON concern_delivery (tenant_id, at) WHERE state = 'waiting';
SELECT optrek_protect('concern_delivery');

-- That somebody wants to talk; there is no column for what about.
CREATE TABLE talk_request (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	client_id uuid        NOT NULL,
	whom      text        NOT NULL,
	worker_id uuid,
	how       text        NOT NULL,
	state     text        NOT NULL,
	asked_at  timestamptz NOT NULL,
	seen_by   uuid,
	seen_at   timestamptz,
	reply     text        NOT NULL,
	over_at   timestamptz,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX talk_request_by_client ON talk_request (tenant_id, client_id, id DESC);
CREATE INDEX talk_request_living ON talk_request (tenant_id, asked_at) WHERE state IN ('asked', 'seen');
SELECT optrek_protect('talk_request');
