-- Places as one needs to know them, places in the region, kinds of the organisation's
-- own, and meetings that come back.

-- +goose Up

-- The kinds an organisation adds to those that everybody has.
CREATE TABLE kind (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL,
	name_nl    text        NOT NULL,
	name_key   text        NOT NULL COLLATE "C",
	name_en    text        NOT NULL,
	easy_nl    text        NOT NULL,
	easy_en    text        NOT NULL,
	pictogram  text        NOT NULL,
	retired    boolean     NOT NULL,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	CONSTRAINT kind_once UNIQUE (tenant_id, name_key)
);
SELECT optrek_protect('kind');

-- open: parts of days as "monday morning". checked_by is a colleague.
ALTER TABLE place
	ADD COLUMN spending      text    NOT NULL DEFAULT '',
	ADD COLUMN knows_us_role text    NOT NULL DEFAULT '',
	ADD COLUMN way_there     text    NOT NULL DEFAULT '',
	ADD COLUMN open          text[]  NOT NULL DEFAULT '{}',
	ADD COLUMN checked_day   text    NOT NULL DEFAULT '' COLLATE "C",
	ADD COLUMN checked_by    uuid,
	ADD COLUMN retired       boolean NOT NULL DEFAULT false,
	ADD COLUMN copied_from   text    NOT NULL DEFAULT '';

-- What an organisation shows its region of a place (O-06). The one table outside the
-- tenant wall: written by its own organisation alone, read by those of the same region.
-- It holds nothing that anybody wrote in their own words but the name and the town.
CREATE FUNCTION cur_region() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('optrek.region', true), '');

CREATE TABLE regional_place (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL, -- of the place
	region      text        NOT NULL,
	name        text        NOT NULL,
	name_key    text        NOT NULL COLLATE "C",
	town        text        NOT NULL,
	town_key    text        NOT NULL COLLATE "C",
	wheelchair  text        NOT NULL,
	quiet       text        NOT NULL,
	toilet      text        NOT NULL,
	by_bus      text        NOT NULL,
	free        text        NOT NULL,
	open        text[]      NOT NULL,
	checked_day text        NOT NULL,
	shown_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX regional_place_by_name ON regional_place (region, name_key, id);
ALTER TABLE regional_place ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON regional_place AS PERMISSIVE TO optrek_activity
	USING (tenant_id = (SELECT activity.cur_tenant())) WITH CHECK (tenant_id = (SELECT activity.cur_tenant()));
CREATE POLICY seen_in_region ON regional_place AS PERMISSIVE FOR SELECT TO optrek_activity
	USING (region = (SELECT activity.cur_region()));
-- Restrictive, so that a policy added later can only narrow.
CREATE POLICY wall_insert ON regional_place AS RESTRICTIVE FOR INSERT TO optrek_activity
	WITH CHECK (tenant_id = (SELECT activity.cur_tenant()));
CREATE POLICY wall_update ON regional_place AS RESTRICTIVE FOR UPDATE TO optrek_activity
	USING (tenant_id = (SELECT activity.cur_tenant())) WITH CHECK (tenant_id = (SELECT activity.cur_tenant()));
CREATE POLICY wall_delete ON regional_place AS RESTRICTIVE FOR DELETE TO optrek_activity
	USING (tenant_id = (SELECT activity.cur_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON regional_place TO optrek_activity;

-- Something that comes back; each time is an activity. Nothing here or there says who
-- came (A-06), or how often (X-02).
CREATE TABLE series (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	id             uuid        NOT NULL,
	version        bigint      NOT NULL,
	kind           text        NOT NULL,
	own_kind_id    uuid,
	what           text        NOT NULL,
	match_id       uuid,
	place_id       uuid,
	rhythm         text        NOT NULL,
	first_day      text        NOT NULL COLLATE "C",
	until_day      text        NOT NULL COLLATE "C",
	away_from      text        NOT NULL COLLATE "C",
	away_until     text        NOT NULL COLLATE "C",
	daypart        text        NOT NULL,
	clock          text        NOT NULL,
	others_welcome boolean     NOT NULL,
	stopped        boolean     NOT NULL,
	created_at     timestamptz NOT NULL,
	updated_at     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, own_kind_id) REFERENCES kind,
	FOREIGN KEY (tenant_id, place_id) REFERENCES place
);
CREATE INDEX series_by_match ON series (tenant_id, match_id);
CREATE INDEX series_by_place ON series (tenant_id, place_id);
CREATE INDEX series_by_kind ON series (tenant_id, own_kind_id);
SELECT optrek_protect('series');

-- Who goes along each time, unless they say otherwise.
CREATE TABLE series_goer (
	tenant_id uuid     NOT NULL DEFAULT cur_tenant(),
	series_id uuid     NOT NULL,
	client_id uuid     NOT NULL,
	position  smallint NOT NULL,
	PRIMARY KEY (tenant_id, series_id, client_id),
	FOREIGN KEY (tenant_id, series_id) REFERENCES series ON DELETE CASCADE
);
CREATE INDEX series_goer_by_client ON series_goer (tenant_id, client_id, series_id);
SELECT optrek_protect('series_goer');

-- series_day is the day on which the series put this time: it stays when the time itself
-- moves, so that no time is made twice. series_own: somebody changed this one time, and a
-- change of the series leaves it as it is.
ALTER TABLE activity
	ADD COLUMN own_kind_id uuid,
	ADD COLUMN series_id   uuid,
	ADD COLUMN series_day  text    NOT NULL DEFAULT '' COLLATE "C",
	ADD COLUMN series_own  boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT activity_own_kind FOREIGN KEY (tenant_id, own_kind_id) REFERENCES kind,
	ADD CONSTRAINT activity_of_series FOREIGN KEY (tenant_id, series_id) REFERENCES series ON DELETE SET NULL (series_id);
CREATE UNIQUE INDEX activity_once_a_day ON activity (tenant_id, series_id, series_day) WHERE series_id IS NOT NULL;
CREATE INDEX activity_by_kind ON activity (tenant_id, own_kind_id);
