-- Working together across organisations: wishes without a person, requests, and the
-- other side of a match (O-06).
--
-- Four tables stand outside the tenant wall, and only those: what an organisation tells
-- its region. Each row is written by its own organisation alone, and read by the others
-- as the policy beside it says. They hold no client and no wish of home: which wish and
-- whose stands in shown_wish and regional_request, behind the wall.

-- +goose Up

-- The region of this organisation, as the configuration says: set for one transaction,
-- as the tenant is. Empty or never set: NULL, which is no region.
CREATE FUNCTION cur_region() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('optrek.region', true), '');

-- Own rows are written by their own organisation only; whom else shows them, `seen` says.
-- Three restrictive policies, so that one added later can only narrow.
-- +goose StatementBegin
CREATE FUNCTION optrek_share(t regclass, seen text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    mine text := 'tenant_id = (SELECT matching.cur_tenant())';
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_rows ON %s AS PERMISSIVE TO optrek_matching USING (%s) WITH CHECK (%s)', t, mine, mine);
    EXECUTE format('CREATE POLICY seen_in_region ON %s AS PERMISSIVE FOR SELECT TO optrek_matching USING (%s)', t, seen);
    EXECUTE format('CREATE POLICY wall_insert ON %s AS RESTRICTIVE FOR INSERT TO optrek_matching WITH CHECK (%s)', t, mine);
    EXECUTE format('CREATE POLICY wall_update ON %s AS RESTRICTIVE FOR UPDATE TO optrek_matching USING (%s) WITH CHECK (%s)', t, mine, mine);
    EXECUTE format('CREATE POLICY wall_delete ON %s AS RESTRICTIVE FOR DELETE TO optrek_matching USING (%s)', t, mine);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO optrek_matching', t);
END $$;
-- +goose StatementEnd

-- Who takes part, by their own choice. Organisations of one region see it of each other.
CREATE TABLE region_member (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	region    text        NOT NULL,
	joined_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_share('region_member', 'region = (SELECT matching.cur_region())');

-- Whether an organisation takes part in a region, as far as this caller may know.
-- +goose StatementBegin
CREATE FUNCTION takes_part(organisation uuid, named text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM matching.region_member m WHERE m.tenant_id = organisation AND m.region = named);
END $$;
-- +goose StatementEnd

-- Words that at least two people of an organisation use, so that it can be known which
-- are common in the region. How many people share a word says nothing about anybody.
CREATE TABLE region_word (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	region    text    NOT NULL,
	word      text    NOT NULL,
	people    integer NOT NULL CHECK (people >= 2),
	PRIMARY KEY (tenant_id, word)
);
SELECT optrek_share('region_word', 'region = (SELECT matching.cur_region())
	AND (SELECT matching.takes_part(matching.cur_tenant(), matching.cur_region())) AND matching.takes_part(tenant_id, region)');

-- A wish as the region sees it, under an id of its own.
CREATE TABLE regional_wish (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	id            uuid        NOT NULL,
	region        text        NOT NULL,
	kind          text        NOT NULL,
	interests     text[]      NOT NULL,
	dayparts      text[]      NOT NULL,
	company       text        NOT NULL,
	communication text        NOT NULL,
	area          text        NOT NULL CHECK (length(area) <= 2),
	shown_at      timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX regional_wish_by_time ON regional_wish (region, shown_at DESC, id DESC);
SELECT optrek_share('regional_wish', 'region = (SELECT matching.cur_region())
	AND (SELECT matching.takes_part(matching.cur_tenant(), matching.cur_region())) AND matching.takes_part(tenant_id, region)');

-- At home only: which wish that is, and whose.
CREATE TABLE shown_wish (
	tenant_id        uuid NOT NULL DEFAULT cur_tenant(),
	regional_wish_id uuid NOT NULL,
	wish_id          uuid NOT NULL,
	client_id        uuid NOT NULL,
	PRIMARY KEY (tenant_id, regional_wish_id),
	UNIQUE (tenant_id, wish_id),
	FOREIGN KEY (tenant_id, regional_wish_id) REFERENCES regional_wish ON DELETE CASCADE
);
CREATE INDEX shown_wish_by_client ON shown_wish (tenant_id, client_id);
SELECT optrek_protect('shown_wish');

-- One organisation's side of a request: what the two tell each other of it. Two rows
-- with one request_id that name each other are a request.
CREATE TABLE regional_side (
	tenant_id        uuid        NOT NULL DEFAULT cur_tenant(),
	request_id       uuid        NOT NULL,
	other_tenant_id  uuid        NOT NULL,
	region           text        NOT NULL,
	regional_wish_id uuid        NOT NULL,
	asked            boolean     NOT NULL, -- this side asked
	reason           text        NOT NULL, -- of the side that asked: plain words, no name
	wish             jsonb       NOT NULL DEFAULT '{}', -- of the side that was asked: as the region saw it when they said yes
	yes              boolean     NOT NULL,
	ready            boolean     NOT NULL DEFAULT false, -- the own client said yes; the service looks, nobody is told
	going            boolean     NOT NULL DEFAULT false, -- … and wants to go on together
	ended            boolean     NOT NULL DEFAULT false, -- the match came to its ending on this side
	followed         boolean     NOT NULL DEFAULT false, -- … because the other side's did, and for nothing else
	gone             boolean     NOT NULL DEFAULT false, -- returned to nothing; not why
	since            timestamptz NOT NULL, -- asked, or answered for the organisation
	gone_at          timestamptz,
	PRIMARY KEY (tenant_id, request_id),
	CHECK (tenant_id <> other_tenant_id)
);
CREATE INDEX regional_side_for_other ON regional_side (other_tenant_id, request_id);
SELECT optrek_share('regional_side', 'other_tenant_id = (SELECT matching.cur_tenant())');

-- At home only: who of us it is about, and what they answered.
CREATE TABLE regional_request (
	tenant_id        uuid        NOT NULL DEFAULT cur_tenant(),
	request_id       uuid        NOT NULL,
	client_id        uuid        NOT NULL,
	wish_id          uuid,       -- our own wish, when it is about one of ours
	regional_wish_id uuid        NOT NULL,
	answer           text        NOT NULL DEFAULT '',
	answer_form      text        NOT NULL DEFAULT '',
	card_made        boolean     NOT NULL DEFAULT false,
	match_id         uuid,       -- stays when the match is removed
	created_at       timestamptz NOT NULL,
	updated_at       timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, request_id),
	FOREIGN KEY (tenant_id, request_id) REFERENCES regional_side ON DELETE CASCADE
);
CREATE INDEX regional_request_by_client ON regional_request (tenant_id, client_id);
SELECT optrek_protect('regional_request');

-- The other side of a match, beside the match.
CREATE TABLE match_elsewhere (
	tenant_id         uuid NOT NULL DEFAULT cur_tenant(),
	match_id          uuid NOT NULL,
	request_id        uuid NOT NULL,
	other_tenant_id   uuid NOT NULL,
	organisation_name text NOT NULL,
	PRIMARY KEY (tenant_id, match_id),
	UNIQUE (tenant_id, request_id),
	FOREIGN KEY (tenant_id, match_id) REFERENCES match ON DELETE CASCADE
);
SELECT optrek_protect('match_elsewhere');
