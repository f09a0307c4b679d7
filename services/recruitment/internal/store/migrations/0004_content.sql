-- Texts, questions and steps that an organisation changed, what it chose, and what a
-- yes rests on. Ours stand in the domain; here are the organisation's own versions.

-- +goose Up

-- Append only: a version that was ever there is what somebody was shown (O-04).
CREATE TABLE template (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	kind       text        NOT NULL,
	key        text        NOT NULL COLLATE "C",
	version    integer     NOT NULL CHECK (version >= 1),
	title_nl   text        NOT NULL CHECK (title_nl <> ''),
	title_en   text        NOT NULL DEFAULT '',
	intro_nl   text        NOT NULL DEFAULT '',
	intro_en   text        NOT NULL DEFAULT '',
	parts      jsonb       NOT NULL, -- [{"key", "text_nl", "text_en", "easy_nl", "easy_en", "picture"}], in order
	created_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, kind, key, version)
);
SELECT optrek_protect('template', 'SELECT, INSERT');

-- Not offered any more, ours included; taken out again to put it back.
CREATE TABLE template_retired (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	kind      text NOT NULL CHECK (kind <> 'consent_text'),
	key       text NOT NULL COLLATE "C",
	PRIMARY KEY (tenant_id, kind, key)
);
SELECT optrek_protect('template_retired', 'SELECT, INSERT, DELETE');

-- What an organisation chose; no row while it never did.
CREATE TABLE settings (
	tenant_id  uuid     NOT NULL DEFAULT cur_tenant() PRIMARY KEY,
	version    bigint   NOT NULL DEFAULT 1,
	open_steps smallint NOT NULL CHECK (open_steps BETWEEN 1 AND 5) -- N-12
);
SELECT optrek_protect('settings');

-- A yes may be for a time. end_at is when it stops holding, by itself and whether or
-- not anybody looks; ended_at is when that was noticed and told to the others.
ALTER TABLE consent ADD COLUMN end_at timestamptz, ADD COLUMN ended_at timestamptz,
	ADD CONSTRAINT consent_for_a_while CHECK (end_at > given_at),
	ADD CONSTRAINT consent_ended CHECK (ended_at >= end_at);
DROP INDEX consent_standing;
-- One standing yes for a purpose and receiver: two at once could not be withdrawn in one call.
CREATE UNIQUE INDEX consent_standing ON consent (tenant_id, client_id, purpose, receiver) WHERE withdrawn_at IS NULL AND ended_at IS NULL;
CREATE INDEX consent_ends ON consent (tenant_id, end_at) WHERE end_at IS NOT NULL AND withdrawn_at IS NULL AND ended_at IS NULL;

-- Who decides for or with this person by law. A name and in what capacity; how to reach
-- them stands in the organisation's own administration.
ALTER TABLE client ADD COLUMN representative_name text NOT NULL DEFAULT '', ADD COLUMN representative_kind text NOT NULL DEFAULT '';
