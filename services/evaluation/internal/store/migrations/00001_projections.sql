-- What the other services tell, as far as evaluation needs it: ids, states and dates.
-- These tables can be emptied and filled again from the feeds; nothing in them is
-- evaluation's own. Dates are those of the events, so that a second reading gives the same.
-- Every key starts with tenant_id; no foreign keys between what comes from different
-- feeds, because these do not wait for each other.

-- +goose Up

-- Who there is. workers_at: since when as many support workers as now guide them.
-- Somebody who left stays as an id with left_at, so that an older message of another
-- service cannot bring them back.
CREATE TABLE client (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	workers    smallint    NOT NULL,
	workers_at timestamptz NOT NULL,
	left_at    timestamptz,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('client');

CREATE TABLE wish (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	client_id uuid        NOT NULL,
	state     text        NOT NULL,
	told      boolean     NOT NULL,
	since     timestamptz NOT NULL, -- since when it is in this state
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX wish_by_client ON wish (tenant_id, client_id);
SELECT optrek_protect('wish');

CREATE TABLE match (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	state        text        NOT NULL,
	wish_id      uuid,
	plan_at      timestamptz, -- since when there is a plan
	under_way_at timestamptz,
	first_at     timestamptz NOT NULL, -- when it was first heard of
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX match_by_wish ON match (tenant_id, wish_id);
SELECT optrek_protect('match');

CREATE TABLE match_person (
	tenant_id    uuid    NOT NULL DEFAULT cur_tenant(),
	match_id     uuid    NOT NULL,
	client_id    uuid    NOT NULL,
	may_know     boolean NOT NULL,
	review_at    timestamptz,
	follow_up_at timestamptz,
	PRIMARY KEY (tenant_id, match_id, client_id),
	FOREIGN KEY (tenant_id, match_id) REFERENCES match ON DELETE CASCADE
);
CREATE INDEX match_person_by_client ON match_person (tenant_id, client_id, match_id);
SELECT optrek_protect('match_person');

CREATE TABLE activity (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	state     text        NOT NULL,
	match_id  uuid,
	first_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX activity_by_match ON activity (tenant_id, match_id);
SELECT optrek_protect('activity');

CREATE TABLE activity_person (
	tenant_id   uuid NOT NULL DEFAULT cur_tenant(),
	activity_id uuid NOT NULL,
	client_id   uuid NOT NULL,
	PRIMARY KEY (tenant_id, activity_id, client_id),
	FOREIGN KEY (tenant_id, activity_id) REFERENCES activity ON DELETE CASCADE
);
CREATE INDEX activity_person_by_client ON activity_person (tenant_id, client_id, activity_id);
SELECT optrek_protect('activity_person');

-- How it was, for those who share it with their support workers.
CREATE TABLE shared_mood (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	activity_id uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	match_id    uuid,
	mood        text        NOT NULL,
	at          timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, activity_id, client_id)
);
CREATE INDEX shared_mood_by_client ON shared_mood (tenant_id, client_id);
SELECT optrek_protect('shared_mood');
