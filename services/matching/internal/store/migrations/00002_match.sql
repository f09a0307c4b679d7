-- The matches and what stands between people.

-- +goose Up

CREATE TABLE match (
	tenant_id       uuid        NOT NULL,
	id              uuid        NOT NULL,
	version         bigint      NOT NULL,
	origin          text        NOT NULL CHECK (origin IN ('spontaneous', 'made')),
	-- No state for "failed" (X-09): a proposal that does not become something is deleted.
	state           text        NOT NULL CHECK (state IN
		('idea', 'proposed', 'getting_acquainted', 'under_way', 'paused', 'closing', 'closed')),
	wish_id         uuid,
	making          text        NOT NULL,
	reason          text        NOT NULL,
	guidance_needed text        NOT NULL,
	began_at        text        NOT NULL,
	possibilities   text        NOT NULL,
	plan            text        NOT NULL,
	citizens        smallint    NOT NULL,
	started_by      uuid,       -- who began the ending; NULL for a support worker
	neutral_words   text        NOT NULL,
	private_reason  text        NOT NULL,
	ending_started  timestamptz,
	created_at      timestamptz NOT NULL,
	updated_at      timestamptz NOT NULL,
	asked_at        timestamptz, -- proposed, or last answered
	under_way_since timestamptz,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX match_by_change ON match (tenant_id, updated_at DESC, id DESC);
CREATE INDEX match_by_wish ON match (tenant_id, wish_id);
-- What may lapse; the rest of the matches is not looked at.
CREATE INDEX match_question ON match (tenant_id, created_at) WHERE state IN ('idea', 'proposed');
SELECT optrek_protect('match');

CREATE TABLE participant (
	tenant_id       uuid     NOT NULL,
	match_id        uuid     NOT NULL,
	client_id       uuid     NOT NULL,
	position        smallint NOT NULL, -- in a made match, 0 is the client of the wish
	networker       boolean  NOT NULL,
	answer          text     NOT NULL,
	answer_form     text     NOT NULL,
	agreed          boolean  NOT NULL,
	agreed_form     text     NOT NULL,
	distance        text     NOT NULL,
	distance_reason text     NOT NULL,
	distance_set    timestamptz,
	distance_review timestamptz,
	estimate        text     NOT NULL,
	estimated_at    timestamptz,
	expects         text     NOT NULL,
	rhythm          text     NOT NULL,
	talk_held       boolean  NOT NULL,
	follow_up_at    timestamptz,
	next            text     NOT NULL,
	PRIMARY KEY (tenant_id, match_id, client_id),
	FOREIGN KEY (tenant_id, match_id) REFERENCES match ON DELETE CASCADE
);
CREATE INDEX participant_by_client ON participant (tenant_id, client_id);
SELECT optrek_protect('participant');

-- Never together: a wish of either, or safety. Both ways in one row, and no reason.
CREATE TABLE exclusion (
	tenant_id uuid NOT NULL,
	a         uuid NOT NULL,
	b         uuid NOT NULL CHECK (a < b),
	PRIMARY KEY (tenant_id, a, b)
);
CREATE INDEX exclusion_by_other ON exclusion (tenant_id, b);
SELECT optrek_protect('exclusion');

-- Not suggested first until then. Who said what is not kept.
CREATE TABLE resting_pair (
	tenant_id uuid        NOT NULL,
	a         uuid        NOT NULL,
	b         uuid        NOT NULL CHECK (a < b),
	until     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, a, b)
);
CREATE INDEX resting_pair_by_other ON resting_pair (tenant_id, b);
SELECT optrek_protect('resting_pair');
