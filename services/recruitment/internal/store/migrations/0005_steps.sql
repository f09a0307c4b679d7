-- Small next steps; the social skill of a wish to learn; of a networker: the words of
-- their learning track, leading a group, a stop that can be taken back; and their own
-- growth page. Everything goes with its client.

-- +goose Up

-- A skill belongs to a wish to learn one (N-20).
ALTER TABLE wish ADD COLUMN skill text NOT NULL DEFAULT '',
	ADD CONSTRAINT wish_skill CHECK (skill = '' OR kind = 'learning');
-- For steps to refer to, so that a step never serves somebody else's wish.
CREATE UNIQUE INDEX wish_of_client ON wish (tenant_id, client_id, id);

-- No day by which anything is to be done (O-05).
CREATE TABLE step (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	client_id  uuid        NOT NULL,
	wish_id    uuid,       -- NULL: a step on its own
	kind       text        NOT NULL CHECK (kind IN ('small', 'find_somebody')),
	state      text        NOT NULL CHECK (state IN ('open', 'done', 'let_go')),
	words      text        NOT NULL DEFAULT '',
	picture    text        NOT NULL DEFAULT '',
	who        text        NOT NULL CHECK (who IN ('client', 'together', 'support_worker')),
	place      smallint    CHECK (place BETWEEN 1 AND 5), -- which of the few places it takes; NULL: none
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT step_wish FOREIGN KEY (tenant_id, client_id, wish_id)
		REFERENCES wish (tenant_id, client_id, id) ON DELETE SET NULL (wish_id),
	CONSTRAINT step_told CHECK (kind <> 'small' OR words <> '' OR picture <> ''),
	CONSTRAINT step_place CHECK ((place IS NOT NULL) = (kind = 'small' AND state = 'open'))
);
CREATE INDEX step_by_client ON step (tenant_id, client_id, id DESC);
-- A few at once (N-12), also for whoever forgets to ask whether there is room.
CREATE UNIQUE INDEX step_one_place ON step (tenant_id, client_id, place) WHERE place IS NOT NULL;
-- One search for somebody at a time (N-18).
CREATE UNIQUE INDEX step_one_search ON step (tenant_id, client_id) WHERE kind = 'find_somebody' AND state = 'open';
SELECT optrek_protect('step');

ALTER TABLE networker
	ADD COLUMN leads_group     boolean     NOT NULL DEFAULT false,
	ADD COLUMN group_helper_id uuid,
	ADD COLUMN track_key       text        NOT NULL DEFAULT '', -- the template the track was made from (O-04)
	ADD COLUMN track_version   integer     NOT NULL DEFAULT 0,
	ADD COLUMN stopped_from    text        NOT NULL DEFAULT '', -- where they were, so that a slip can be undone
	ADD COLUMN stopped_at      timestamptz,
	ADD COLUMN stopped_by_self boolean     NOT NULL DEFAULT false, -- whose word it was: only theirs takes it back
	ADD CONSTRAINT networker_group_helper FOREIGN KEY (tenant_id, group_helper_id) REFERENCES support_worker,
	ADD CONSTRAINT networker_group CHECK (NOT leads_group OR group_helper_id IS NOT NULL); -- R-14
-- For growth notes to refer to, so that a page is never somebody else's.
CREATE UNIQUE INDEX networker_of_client ON networker (tenant_id, client_id, id);

-- The networker's own page (R-13): nobody else writes here, and others read only what is shared.
CREATE TABLE growth_note (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	version      bigint      NOT NULL DEFAULT 1,
	client_id    uuid        NOT NULL,
	networker_id uuid        NOT NULL,
	kind         text        NOT NULL DEFAULT '',
	words        text        NOT NULL DEFAULT '',
	picture      text        NOT NULL DEFAULT '',
	shared       boolean     NOT NULL DEFAULT false,
	created_at   timestamptz NOT NULL,
	updated_at   timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, client_id, networker_id) REFERENCES networker (tenant_id, client_id, id) ON DELETE CASCADE,
	CONSTRAINT growth_note_told CHECK (words <> '' OR picture <> '')
);
CREATE INDEX growth_note_by_networker ON growth_note (tenant_id, networker_id, id DESC);
SELECT optrek_protect('growth_note');
