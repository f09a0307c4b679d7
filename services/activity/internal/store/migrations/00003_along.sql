-- Going along, and how it was: who is asked, for whom it is open, who of the neighbourhood
-- comes, what helps whom, and ideas of what to do. No names anywhere: people are random ids,
-- and citizens a word for their role.

-- +goose Up

-- Where a client lives, as recruitment tells: what is open to a location is open to them.
ALTER TABLE client ADD COLUMN location_id uuid;
CREATE INDEX client_by_location ON client (tenant_id, location_id);

-- What a client likes, while they let themselves be looked for; gone with that yes.
CREATE TABLE liking (
	tenant_id uuid   NOT NULL DEFAULT cur_tenant(),
	client_id uuid   NOT NULL,
	words     text[] NOT NULL,
	PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('liking');

-- Recruitment told both before anybody listened: it is read once more from the beginning.
-- Every handler ends the same when it runs again.
DELETE FROM feed_cursor WHERE source = 'recruitment';

-- One question to one person. It goes when the day is over, whatever was answered.
CREATE TABLE invitation (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	activity_id uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	asked_by    uuid        NOT NULL,
	by_staff    boolean     NOT NULL,
	answer      text        NOT NULL,
	no_more     boolean     NOT NULL,
	asked_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, activity_id, client_id),
	FOREIGN KEY (tenant_id, activity_id) REFERENCES activity ON DELETE CASCADE
);
CREATE INDEX invitation_by_client ON invitation (tenant_id, client_id);
CREATE INDEX invitation_by_asker ON invitation (tenant_id, asked_by);
SELECT optrek_protect('invitation');

-- Open to more than who knows one of those who go. It counts only while others are welcome.
CREATE TABLE welcome (
	tenant_id   uuid NOT NULL DEFAULT cur_tenant(),
	activity_id uuid NOT NULL,
	reach       text NOT NULL,
	PRIMARY KEY (tenant_id, activity_id),
	FOREIGN KEY (tenant_id, activity_id) REFERENCES activity ON DELETE CASCADE
);
SELECT optrek_protect('welcome');

-- Somebody without account who comes along with one who goes, and stays home with them.
CREATE TABLE citizen (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	activity_id uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	word        text        NOT NULL,
	created_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, activity_id, client_id) REFERENCES going ON DELETE CASCADE
);
CREATE INDEX citizen_by_going ON citizen (tenant_id, activity_id, client_id);
SELECT optrek_protect('citizen');

-- A member shows somebody their club.
CREATE TABLE introduction (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	activity_id uuid        NOT NULL,
	version     bigint      NOT NULL,
	member_id   uuid        NOT NULL,
	guest_id    uuid        NOT NULL,
	club        text        NOT NULL,
	notes       text[]      NOT NULL,
	words       text        NOT NULL,
	agreed      boolean     NOT NULL,
	again       text        NOT NULL,
	created_at  timestamptz NOT NULL,
	updated_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, activity_id),
	FOREIGN KEY (tenant_id, activity_id) REFERENCES activity ON DELETE CASCADE
);
CREATE INDEX introduction_by_guest ON introduction (tenant_id, guest_id);
CREATE INDEX introduction_by_member ON introduction (tenant_id, member_id);
SELECT optrek_protect('introduction');

-- The organisation's own ideas; the built-in ones are code.
CREATE TABLE idea (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL,
	what       text        NOT NULL,
	what_en    text        NOT NULL,
	kind       text        NOT NULL,
	seasons    text[]      NOT NULL,
	setting    text        NOT NULL,
	free       boolean     NOT NULL,
	likes      text[]      NOT NULL,
	away       boolean     NOT NULL,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('idea');

-- What makes it hard and what helps, in pictures, beside the own words (A-04).
ALTER TABLE going ADD COLUMN hard text[] NOT NULL DEFAULT '{}';
ALTER TABLE going ADD COLUMN helpful text[] NOT NULL DEFAULT '{}';

-- Which answers are shared: before, it was all or nothing.
ALTER TABLE how_was_it ADD COLUMN shared_parts text[] NOT NULL DEFAULT '{}';
UPDATE how_was_it SET shared_parts = '{mood,again,words}' WHERE shared;
