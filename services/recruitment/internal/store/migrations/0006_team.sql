-- The team: who is away or has left and what passed on meanwhile, how a location
-- began, and what a support worker keeps for themself.

-- +goose Up

-- NULL: works here. Nobody is removed: what they did stays theirs.
ALTER TABLE support_worker ADD COLUMN left_at timestamptz;

-- Days are calendar days in Europe/Amsterdam, YYYY-MM-DD, so that they compare as text.
-- No reason: there is no column for one.
CREATE TABLE absence (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	worker_id  uuid        NOT NULL,
	first_day  text        NOT NULL COLLATE "C",
	last_day   text        NOT NULL COLLATE "C", -- empty: not known yet
	state      text        NOT NULL CHECK (state IN ('planned', 'now', 'over')),
	stand_ins  uuid[]      NOT NULL,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
CREATE INDEX absence_by_worker ON absence (tenant_id, worker_id, first_day DESC, id DESC);
CREATE INDEX absence_by_state ON absence (tenant_id, state, first_day, id);
-- Away once at a time: two hand-overs of one place could not both come back.
CREATE UNIQUE INDEX absence_one_now ON absence (tenant_id, worker_id) WHERE state = 'now';
SELECT optrek_protect('absence');

-- What passed on for the time of an absence, row by row, so that exactly this comes
-- back. item_id says which client, networker or location; the columns made of it are
-- there so that a row goes when the thing it is about goes.
CREATE TABLE handover (
	tenant_id    uuid NOT NULL DEFAULT cur_tenant(),
	absence_id   uuid NOT NULL,
	kind         text NOT NULL CHECK (kind IN ('client', 'networker', 'group_helper', 'location')),
	item_id      uuid NOT NULL,
	from_id      uuid NOT NULL, -- who is away
	to_id        uuid NOT NULL, -- who took their place
	client_id    uuid GENERATED ALWAYS AS (CASE WHEN kind = 'client' THEN item_id END) STORED,
	networker_id uuid GENERATED ALWAYS AS (CASE WHEN kind IN ('networker', 'group_helper') THEN item_id END) STORED,
	location_id  uuid GENERATED ALWAYS AS (CASE WHEN kind = 'location' THEN item_id END) STORED,
	PRIMARY KEY (tenant_id, absence_id, kind, item_id),
	FOREIGN KEY (tenant_id, absence_id) REFERENCES absence ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, networker_id) REFERENCES networker ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, location_id) REFERENCES location ON DELETE CASCADE
);
CREATE INDEX handover_by_item ON handover (tenant_id, item_id);
SELECT optrek_protect('handover');

-- By whom somebody is guided is looked up both ways.
CREATE INDEX networker_by_worker ON networker (tenant_id, support_worker_id) WHERE support_worker_id IS NOT NULL;
CREATE INDEX networker_by_helper ON networker (tenant_id, group_helper_id) WHERE group_helper_id IS NOT NULL;
CREATE INDEX location_lead_by_worker ON location_lead (tenant_id, worker_id);

-- How a location began: steps 1 and 2 of the method. The words of the steps are copied,
-- so that a record keeps the version it was made with (O-04).
CREATE TABLE location_start (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	location_id uuid        NOT NULL,
	version     bigint      NOT NULL DEFAULT 1,
	carriers    uuid[]      NOT NULL DEFAULT '{}',
	carried_by  text        NOT NULL DEFAULT '',
	promised    text        NOT NULL DEFAULT '',
	programme   text        NOT NULL DEFAULT '',
	steps       jsonb       NOT NULL DEFAULT '[]', -- [{"key", "done", "note", "nl", "en"}], in order
	updated_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, location_id),
	FOREIGN KEY (tenant_id, location_id) REFERENCES location ON DELETE CASCADE
);
SELECT optrek_protect('location_start');

-- A support worker's own learning track (R-15): theirs to see and nobody else's.
CREATE TABLE own_learning (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	worker_id  uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	steps      jsonb       NOT NULL DEFAULT '[]', -- [{"key", "done", "planned", "note", "nl", "en"}], in order
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, worker_id),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
SELECT optrek_protect('own_learning');

-- What somebody is good at and loves to do, shown when they want it to be (E-10).
CREATE TABLE quality (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	worker_id  uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	qualities  text[]      NOT NULL DEFAULT '{}',
	passions   text[]      NOT NULL DEFAULT '{}',
	ask_me     text        NOT NULL DEFAULT '',
	shown      boolean     NOT NULL DEFAULT false,
	search_key text        NOT NULL DEFAULT '' COLLATE "C", -- the words, folded in Go
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, worker_id),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
SELECT optrek_protect('quality');

-- "If it were me…": seen by its writer, and by nobody else ever (E-09).
CREATE TABLE reflection_card (
	tenant_id        uuid        NOT NULL DEFAULT cur_tenant(),
	id               uuid        NOT NULL,
	worker_id        uuid        NOT NULL DEFAULT cur_person(),
	version          bigint      NOT NULL DEFAULT 1,
	template_key     text        NOT NULL DEFAULT '',
	template_version integer     NOT NULL DEFAULT 0,
	answers          jsonb       NOT NULL DEFAULT '{}',
	created_at       timestamptz NOT NULL,
	updated_at       timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, worker_id) REFERENCES support_worker ON DELETE CASCADE
);
CREATE INDEX reflection_card_by_worker ON reflection_card (tenant_id, worker_id, id DESC);
SELECT optrek_protect('reflection_card');

-- Beside the wall between organisations, one around each person: RESTRICTIVE, so that
-- no role, no reach and no later policy opens it. What is not shown is as private as
-- the rest. With nobody asking (a planned task, a feed) there is nothing to see.
-- +goose StatementBegin
DO $$
DECLARE
	runtime text := 'optrek_' || current_schema();
BEGIN
	EXECUTE format('CREATE POLICY own_only ON own_learning AS RESTRICTIVE TO %I
		USING (worker_id = (SELECT cur_person())) WITH CHECK (worker_id = (SELECT cur_person()))', runtime);
	EXECUTE format('CREATE POLICY own_only ON reflection_card AS RESTRICTIVE TO %I
		USING (worker_id = (SELECT cur_person())) WITH CHECK (worker_id = (SELECT cur_person()))', runtime);
	EXECUTE format('CREATE POLICY own_or_shown ON quality AS RESTRICTIVE FOR SELECT TO %I
		USING (shown OR worker_id = (SELECT cur_person()))', runtime);
	EXECUTE format('CREATE POLICY own_insert ON quality AS RESTRICTIVE FOR INSERT TO %I
		WITH CHECK (worker_id = (SELECT cur_person()))', runtime);
	EXECUTE format('CREATE POLICY own_update ON quality AS RESTRICTIVE FOR UPDATE TO %I
		USING (worker_id = (SELECT cur_person())) WITH CHECK (worker_id = (SELECT cur_person()))', runtime);
	EXECUTE format('CREATE POLICY own_delete ON quality AS RESTRICTIVE FOR DELETE TO %I
		USING (worker_id = (SELECT cur_person()))', runtime);
END $$;
-- +goose StatementEnd
