-- Leaving care, people whom the organisation's record names, and what may be told of
-- taking part. All of it goes with its client (ON DELETE CASCADE).

-- +goose Up

-- Proposed, then planned for a day; nobody is dropped by a file. What was cancelled
-- stays, so that a later export does not propose it again by the same date.
CREATE TABLE leaving (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	client_id   uuid        NOT NULL,
	state       text        NOT NULL CHECK (state IN ('proposed', 'planned', 'cancelled')),
	source      text        NOT NULL CHECK (source IN ('export', 'staff')),
	leave_day   date,       -- the day on which everything about them is removed
	care_ended  date,       -- as the export said; NULL when none did
	proposed_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT leaving_day CHECK ((state = 'planned') = (leave_day IS NOT NULL))
);
CREATE INDEX leaving_by_day ON leaving (tenant_id, leave_day) WHERE state = 'planned';
SELECT optrek_protect('leaving');

-- Nobody is on the map before a yes. Once answered, the name and the relation are gone
-- from here; the key, a hash, is enough not to propose the same person again.
CREATE TABLE contact_proposal (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	source_key  text        NOT NULL,
	name        text        NOT NULL DEFAULT '',
	relation    text        NOT NULL DEFAULT '',
	state       text        NOT NULL CHECK (state IN ('open', 'accepted', 'declined')),
	created_at  timestamptz NOT NULL,
	answered_at timestamptz,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, client_id, source_key),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT contact_proposal_named CHECK ((state = 'open') = (name <> '') AND (state = 'open' OR relation = ''))
);
CREATE INDEX contact_proposal_by_client ON contact_proposal (tenant_id, client_id, id) WHERE state = 'open';
SELECT optrek_protect('contact_proposal');

-- The draft and what was approved stand apart: only what was approved goes out.
CREATE TABLE participation (
	tenant_id               uuid   NOT NULL DEFAULT cur_tenant(),
	client_id               uuid   NOT NULL,
	version                 bigint NOT NULL DEFAULT 0, -- 0: nothing was written yet
	social_network          text   NOT NULL DEFAULT '',
	hobby                   text   NOT NULL DEFAULT '',
	approved_social_network text   NOT NULL DEFAULT '',
	approved_hobby          text   NOT NULL DEFAULT '',
	approved_at             timestamptz,
	voice                   text   NOT NULL DEFAULT '', -- how the yes was given, when staff wrote it down
	PRIMARY KEY (tenant_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT participation_approved CHECK (
		(approved_at IS NOT NULL) = (approved_social_network <> '' OR approved_hobby <> '')
		AND (approved_at IS NOT NULL OR voice = ''))
);
SELECT optrek_protect('participation');

-- A report names the organisation's number of a client: it goes when the client goes.
CREATE FUNCTION without_number(notes jsonb, gone text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (SELECT coalesce(jsonb_agg(CASE WHEN note ->> 'number' = gone THEN note - 'number' ELSE note END ORDER BY place), '[]')
		FROM jsonb_array_elements(notes) WITH ORDINALITY AS n (note, place));
