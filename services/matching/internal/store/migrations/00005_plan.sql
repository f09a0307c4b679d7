-- Plans: ideas for support workers in which nobody is forgotten. What is kept are ids,
-- sentences and counts of groups; how well people suit each other is nowhere in here.

-- +goose Up

-- Since when somebody waits. Of wishes that were here before it is the day of this change.
ALTER TABLE wish ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();

-- How plans are made here; without a row, as the domain chooses.
CREATE TABLE plan_settings (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	version   bigint  NOT NULL,
	care      text    NOT NULL CHECK (care IN ('waiting', 'balance', 'suiting')),
	nightly   boolean NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('plan_settings');

CREATE TABLE plan (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	state       text        NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
	care        text        NOT NULL CHECK (care IN ('waiting', 'balance', 'suiting')),
	nightly     boolean     NOT NULL,
	started_at  timestamptz NOT NULL,
	done_at     timestamptz,
	phase       text        NOT NULL,
	phase_done  real        NOT NULL,
	-- How often it was begun: whoever makes it may be gone at any moment, and another begins again.
	begun       smallint    NOT NULL,
	wishing     integer     NOT NULL,
	with_idea   integer     NOT NULL,
	without     integer     NOT NULL,
	places      integer     NOT NULL,
	places_free integer     NOT NULL,
	summary     jsonb       NOT NULL, -- sentences
	areas       jsonb       NOT NULL, -- the picture
	PRIMARY KEY (tenant_id, id)
);
-- One at a time, whichever process was asked.
CREATE UNIQUE INDEX plan_one_at_a_time ON plan (tenant_id) WHERE state = 'running';
CREATE INDEX plan_newest ON plan (tenant_id, started_at DESC, id DESC);
SELECT optrek_protect('plan');

CREATE TABLE plan_idea (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL, -- in the order in which they are read
	plan_id      uuid        NOT NULL,
	version      bigint      NOT NULL,
	wish_id      uuid        NOT NULL,
	client_id    uuid        NOT NULL,
	networker_id uuid        NOT NULL, -- a client, as the one who takes the lead
	state        text        NOT NULL CHECK (state IN ('open', 'taken_up', 'set_aside', 'out_of_date')),
	change       text        NOT NULL CHECK (change IN ('new', 'kept', 'other')),
	said         jsonb       NOT NULL, -- sentences
	match_id     uuid,
	decided_at   timestamptz,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, plan_id, client_id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan ON DELETE CASCADE
);
CREATE INDEX plan_idea_of_plan ON plan_idea (tenant_id, plan_id, id);
CREATE INDEX plan_idea_by_client ON plan_idea (tenant_id, client_id);
CREATE INDEX plan_idea_by_networker ON plan_idea (tenant_id, networker_id);
-- Who rests because somebody put the idea aside.
CREATE INDEX plan_idea_aside ON plan_idea (tenant_id, decided_at) WHERE state = 'set_aside';
SELECT optrek_protect('plan_idea');

-- People who stay without for one and the same reason.
CREATE TABLE plan_group (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	id        uuid    NOT NULL,
	plan_id   uuid    NOT NULL,
	people    integer NOT NULL,
	said      jsonb   NOT NULL, -- sentences
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan ON DELETE CASCADE
);
CREATE INDEX plan_group_of_plan ON plan_group (tenant_id, plan_id, id);
SELECT optrek_protect('plan_group');

CREATE TABLE plan_group_member (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	group_id  uuid NOT NULL,
	client_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, group_id, client_id),
	FOREIGN KEY (tenant_id, group_id) REFERENCES plan_group ON DELETE CASCADE
);
CREATE INDEX plan_group_member_by_client ON plan_group_member (tenant_id, client_id);
SELECT optrek_protect('plan_group_member');
