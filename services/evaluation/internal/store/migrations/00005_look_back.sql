-- Looking back, whole: the organisation's own questions and rhythm, neutral reasons, and
-- answers to what is asked beside the questions that have a column.

-- +goose Up

-- The organisation's own versions of the questions. Rows never change: looks back were
-- opened with them (O-04).
CREATE TABLE question_set (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	nr         int         NOT NULL, -- from 1 on
	created_by uuid,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, nr)
);
SELECT optrek_protect('question_set', 'SELECT, INSERT');

CREATE TABLE question (
	tenant_id uuid     NOT NULL DEFAULT cur_tenant(),
	set_nr    int      NOT NULL,
	position  smallint NOT NULL,
	key       text     NOT NULL,
	kind      text     NOT NULL,
	off       boolean  NOT NULL,
	text_nl   text     NOT NULL,
	text_en   text     NOT NULL,
	easy_nl   text     NOT NULL,
	easy_en   text     NOT NULL,
	look_nl   text     NOT NULL,
	look_en   text     NOT NULL,
	picture   text     NOT NULL,
	PRIMARY KEY (tenant_id, set_nr, key),
	FOREIGN KEY (tenant_id, set_nr) REFERENCES question_set
);
SELECT optrek_protect('question', 'SELECT, INSERT');

-- The organisation's rhythm; no row: Optrek's own.
CREATE TABLE rhythm (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	version   bigint      NOT NULL,
	months    smallint[]  NOT NULL,
	every     smallint    NOT NULL,
	set_by    uuid        NOT NULL,
	set_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('rhythm');

-- The rhythm of a match, from when it was first heard that the people are under way. It
-- stays when the organisation chooses another. No foreign key: matches are a projection
-- that may be emptied and filled again, and this is not.
CREATE TABLE match_rhythm (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	match_id  uuid        NOT NULL,
	version   bigint      NOT NULL,
	months    smallint[]  NOT NULL,
	every     smallint    NOT NULL,
	adjusted  boolean     NOT NULL,
	reason    text        NOT NULL,
	set_by    uuid,
	set_at    timestamptz NOT NULL,
	from_at   timestamptz, -- NULL: counted from being under way
	after_at  timestamptz, -- what lies before it is not planned
	PRIMARY KEY (tenant_id, match_id)
);
SELECT optrek_protect('match_rhythm');

ALTER TABLE interim_evaluation ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';
ALTER TABLE reflection ADD COLUMN together boolean NOT NULL DEFAULT false;
-- What was filled in for a client was filled in together.
ALTER TABLE reflection NO FORCE ROW LEVEL SECURITY;
UPDATE reflection SET together = true WHERE NOT own_look AND NOT by_self;
ALTER TABLE reflection FORCE ROW LEVEL SECURITY;

CREATE TABLE reflection_answer (
	tenant_id     uuid NOT NULL DEFAULT cur_tenant(),
	evaluation_id uuid NOT NULL,
	teller_id     uuid NOT NULL,
	key           text NOT NULL,
	value         text NOT NULL,
	words         text NOT NULL,
	PRIMARY KEY (tenant_id, evaluation_id, teller_id, key),
	FOREIGN KEY (tenant_id, evaluation_id, teller_id) REFERENCES reflection ON DELETE CASCADE
);
SELECT optrek_protect('reflection_answer');
