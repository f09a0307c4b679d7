-- How the networks of an organisation are doing, in groups (E-11), and the story of a year.

-- +goose Up

-- What the others tell, as far as groups are made of it: projections, as those of 00001.
CREATE TABLE client_location (
	tenant_id   uuid NOT NULL DEFAULT cur_tenant(),
	client_id   uuid NOT NULL,
	location_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('client_location');

-- Who takes the lead in a match as a networker; a match without any is between equals.
CREATE TABLE match_lead (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	match_id  uuid NOT NULL,
	client_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, match_id, client_id)
);
CREATE INDEX match_lead_by_client ON match_lead (tenant_id, client_id);
SELECT optrek_protect('match_lead');

-- The day of an activity that has one.
CREATE TABLE activity_day (
	tenant_id   uuid NOT NULL DEFAULT cur_tenant(),
	activity_id uuid NOT NULL,
	day         text NOT NULL COLLATE "C", -- YYYY-MM-DD
	PRIMARY KEY (tenant_id, activity_id)
);
CREATE INDEX activity_day_by_day ON activity_day (tenant_id, day);
SELECT optrek_protect('activity_day');

-- How somebody is on their road as a networker.
CREATE TABLE networker_road (
	tenant_id    uuid NOT NULL DEFAULT cur_tenant(),
	networker_id uuid NOT NULL,
	client_id    uuid NOT NULL,
	state        text NOT NULL,
	PRIMARY KEY (tenant_id, networker_id)
);
CREATE INDEX networker_road_by_client ON networker_road (tenant_id, client_id);
SELECT optrek_protect('networker_road');

-- Since when an organisation is known here: nothing is told of before.
CREATE TABLE known_since (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	at        timestamptz NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('known_since', 'SELECT, INSERT');

-- A quarter as it was made public: once, in steps of five, and it cannot be changed. There
-- are no exact numbers and no ids of people in it, so nothing of anybody is to be erased.
CREATE TABLE published_quarter (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	year         smallint    NOT NULL,
	number       smallint    NOT NULL CHECK (number BETWEEN 1 AND 4),
	tables       jsonb       NOT NULL,
	published_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, year, number)
);
SELECT optrek_protect('published_quarter', 'SELECT, INSERT');

-- The story of a year: each change is a version, and what was printed can be found again.
CREATE TABLE year_summary (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	year      smallint    NOT NULL,
	version   integer     NOT NULL,
	sections  jsonb       NOT NULL,
	saved_by  uuid        NOT NULL,
	saved_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, year, version)
);
SELECT optrek_protect('year_summary', 'SELECT, INSERT');

-- Read the feeds again from their beginning. Matches are emptied before: an older message
-- about a group that grew would otherwise look as if somebody had left the organisation.
TRUNCATE match, match_person;
DELETE FROM feed_cursor;
