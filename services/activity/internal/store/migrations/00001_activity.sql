-- What people do together, where, and how it was. No names: people are random ids.
-- Every key starts with tenant_id: foreign keys do not see row-level security, so the
-- tenant has to be part of what they compare.

-- +goose Up

-- Who there is, from recruitment's feed. Somebody who left stays as an id with left_at,
-- so that an older message of another service cannot bring them back.
CREATE TABLE client (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	left_at   timestamptz,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('client');

-- Who is together with whom, from matching's feed. No foreign key to client: the two
-- feeds do not wait for each other.
CREATE TABLE match (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	id        uuid NOT NULL,
	state     text NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('match');

CREATE TABLE match_person (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	match_id  uuid    NOT NULL,
	client_id uuid    NOT NULL,
	may_know  boolean NOT NULL,
	PRIMARY KEY (tenant_id, match_id, client_id),
	FOREIGN KEY (tenant_id, match_id) REFERENCES match ON DELETE CASCADE
);
CREATE INDEX match_person_by_client ON match_person (tenant_id, client_id);
SELECT optrek_protect('match_person');

CREATE TABLE place (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL,
	name       text        NOT NULL,
	name_key   text        NOT NULL COLLATE "C", -- folded in Go: sorts and finds
	town       text        NOT NULL,
	town_key   text        NOT NULL COLLATE "C",
	wheelchair text        NOT NULL,
	quiet      text        NOT NULL,
	toilet     text        NOT NULL,
	by_bus     text        NOT NULL,
	free       text        NOT NULL,
	knows_us   text        NOT NULL,
	note       text        NOT NULL,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	CONSTRAINT place_once UNIQUE (tenant_id, name_key, town_key)
);
SELECT optrek_protect('place');

-- The day is a text, as the domain checked it: "some day" is empty. Lists show the
-- latest day first and what has no day yet before all.
CREATE TABLE activity (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	id             uuid        NOT NULL,
	version        bigint      NOT NULL,
	state          text        NOT NULL,
	kind           text        NOT NULL,
	what           text        NOT NULL,
	match_id       uuid,
	place_id       uuid,
	day            text        NOT NULL COLLATE "C",
	sort_day       text        NOT NULL COLLATE "C" GENERATED ALWAYS AS (CASE WHEN day = '' THEN '9999-99-99' ELSE day END) STORED,
	daypart        text        NOT NULL,
	clock          text        NOT NULL,
	others_welcome boolean     NOT NULL,
	created_at     timestamptz NOT NULL,
	updated_at     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, place_id) REFERENCES place
);
CREATE INDEX activity_by_day ON activity (tenant_id, sort_day DESC, id DESC);
CREATE INDEX activity_by_match ON activity (tenant_id, match_id);
CREATE INDEX activity_by_place ON activity (tenant_id, place_id);
SELECT optrek_protect('activity');

-- Who goes, what makes it hard for them and what helps (A-04). Nothing on whether
-- somebody came: there is no attendance (A-06).
CREATE TABLE going (
	tenant_id   uuid     NOT NULL DEFAULT cur_tenant(),
	activity_id uuid     NOT NULL,
	client_id   uuid     NOT NULL,
	position    smallint NOT NULL,
	threshold   text     NOT NULL,
	helps       text     NOT NULL,
	PRIMARY KEY (tenant_id, activity_id, client_id),
	FOREIGN KEY (tenant_id, activity_id) REFERENCES activity ON DELETE CASCADE
);
CREATE INDEX going_by_client ON going (tenant_id, client_id, activity_id);
SELECT optrek_protect('going');

-- How it was, for each apart. Goes with the person who does not go after all.
CREATE TABLE how_was_it (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	activity_id uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	mood        text        NOT NULL,
	again       text        NOT NULL,
	words       text        NOT NULL,
	shared      boolean     NOT NULL,
	by_self     boolean     NOT NULL,
	at          timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, activity_id, client_id),
	FOREIGN KEY (tenant_id, activity_id, client_id) REFERENCES going ON DELETE CASCADE
);
SELECT optrek_protect('how_was_it');
