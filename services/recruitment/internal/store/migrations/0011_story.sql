-- What clients tell of going out with others, in versions, and who may read which of them
-- (E-11): a yes of its own for each story and each audience.

-- +goose Up

CREATE TABLE story (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1, -- of the row; the etag
	client_id  uuid        NOT NULL,
	number     int         NOT NULL, -- the text as it stands now, in story_version
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX story_by_client ON story (tenant_id, client_id, id DESC);
SELECT optrek_protect('story');

-- Name and words together: a yes is to what was read out, under that name.
CREATE TABLE story_version (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	story_id   uuid        NOT NULL,
	number     int         NOT NULL,
	title      text        NOT NULL,
	words      text        NOT NULL,
	pictures   text[]      NOT NULL,
	shown_as   text        NOT NULL,
	other_name text        NOT NULL,
	by_self    boolean     NOT NULL,
	by_id      uuid        NOT NULL,
	at         timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, story_id, number),
	FOREIGN KEY (tenant_id, story_id) REFERENCES story ON DELETE CASCADE
);
SELECT optrek_protect('story_version');

-- A standing yes; taken back, the row is gone.
CREATE TABLE story_yes (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	story_id  uuid        NOT NULL,
	audience  text        NOT NULL,
	number    int         NOT NULL,
	by_self   boolean     NOT NULL,
	by_id     uuid        NOT NULL,
	voice     text        NOT NULL,
	at        timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, story_id, audience),
	FOREIGN KEY (tenant_id, story_id, number) REFERENCES story_version ON DELETE CASCADE
);
CREATE INDEX story_yes_by_audience ON story_yes (tenant_id, audience, story_id DESC);
SELECT optrek_protect('story_yes');

-- Outside the tenant wall: exactly what the organisations read that were there in the
-- region when the client said yes; names no client. Taken back, the row is gone.
CREATE TABLE shared_story (
	tenant_id         uuid        NOT NULL DEFAULT cur_tenant(),
	id                uuid        NOT NULL,
	for_organisations uuid[]      NOT NULL,
	title             text        NOT NULL,
	words             text        NOT NULL,
	pictures          text[]      NOT NULL,
	name              text        NOT NULL,
	at                timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, id) REFERENCES story ON DELETE CASCADE
);
-- +goose StatementBegin
DO $$ DECLARE
	mine text := 'tenant_id = (SELECT recruitment.cur_tenant())';
BEGIN
	ALTER TABLE shared_story ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
	EXECUTE format('CREATE POLICY own_rows ON shared_story AS PERMISSIVE TO optrek_recruitment USING (%s) WITH CHECK (%s)', mine, mine);
	CREATE POLICY seen_by_others ON shared_story AS PERMISSIVE FOR SELECT TO optrek_recruitment
		USING ((SELECT cur_tenant()) = ANY (for_organisations));
	-- Restrictive, so that a policy added later can only narrow.
	EXECUTE format('CREATE POLICY wall_insert ON shared_story AS RESTRICTIVE FOR INSERT TO optrek_recruitment WITH CHECK (%s)', mine);
	EXECUTE format('CREATE POLICY wall_update ON shared_story AS RESTRICTIVE FOR UPDATE TO optrek_recruitment USING (%s) WITH CHECK (%s)', mine, mine);
	EXECUTE format('CREATE POLICY wall_delete ON shared_story AS RESTRICTIVE FOR DELETE TO optrek_recruitment USING (%s)', mine);
	GRANT SELECT, INSERT, UPDATE, DELETE ON shared_story TO optrek_recruitment;
END $$;
-- +goose StatementEnd
