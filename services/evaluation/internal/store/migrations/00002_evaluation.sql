-- What is evaluation's own: looking back, signals put off, concerns, intervision, lessons.

-- +goose Up

-- A look back. month: of the rhythm; NULL for one that was begun in between. match_id
-- has no foreign key: matches are a projection that may be emptied and filled again.
CREATE TABLE interim_evaluation (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL,
	match_id   uuid        NOT NULL,
	month      smallint,
	state      text        NOT NULL,
	questions  text        NOT NULL, -- the version of the questions that were asked (O-04)
	outcome    text        NOT NULL,
	words      text        NOT NULL,
	due_at     timestamptz NOT NULL,
	closed_at  timestamptz,
	PRIMARY KEY (tenant_id, id),
	CONSTRAINT interim_evaluation_once UNIQUE (tenant_id, match_id, month)
);
CREATE INDEX interim_evaluation_by_due ON interim_evaluation (tenant_id, (state = 'done'), due_at, id);
-- Two who begin one at the same time begin the same one.
CREATE UNIQUE INDEX interim_evaluation_one_open ON interim_evaluation (tenant_id, match_id) WHERE state = 'open';
SELECT optrek_protect('interim_evaluation');

-- What one person tells: a client, or a support worker about their own look.
CREATE TABLE reflection (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	evaluation_id uuid        NOT NULL,
	teller_id     uuid        NOT NULL,
	own_look      boolean     NOT NULL, -- the teller is a support worker
	motivation    text        NOT NULL,
	klik          text        NOT NULL,
	decide_too    text        NOT NULL,
	benefit       text        NOT NULL,
	push          text        NOT NULL,
	life_changed  boolean     NOT NULL,
	other_wishes  boolean     NOT NULL,
	words         text        NOT NULL,
	by_self       boolean     NOT NULL,
	at            timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, evaluation_id, teller_id),
	FOREIGN KEY (tenant_id, evaluation_id) REFERENCES interim_evaluation ON DELETE CASCADE
);
CREATE INDEX reflection_by_teller ON reflection (tenant_id, teller_id);
SELECT optrek_protect('reflection');

-- Signals are computed and not kept; here only who put one off, why and until when.
CREATE TABLE snooze (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	worker_id uuid        NOT NULL,
	signal_id text        NOT NULL COLLATE "C",
	reason    text        NOT NULL,
	until     timestamptz NOT NULL,
	at        timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, worker_id, signal_id)
);
SELECT optrek_protect('snooze');

-- That a concern was routed: who, when, about which match. There is no column for what
-- it was: that is told to a person.
CREATE TABLE concern (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	match_id    uuid,
	client_id   uuid,
	reporter_id uuid, -- NULL when they left the organisation
	reported_at timestamptz NOT NULL,
	taken_by    uuid,
	taken_at    timestamptz,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX concern_by_time ON concern (tenant_id, (taken_by IS NOT NULL), id DESC);
SELECT optrek_protect('concern');

CREATE TABLE intervision (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL,
	state      text        NOT NULL,
	method     text        NOT NULL,
	title      text        NOT NULL,
	day        text        NOT NULL COLLATE "C", -- YYYY-MM-DD
	clock      text        NOT NULL,
	organisers uuid[]      NOT NULL CHECK (cardinality(organisers) >= 2), -- never one alone (O-01)
	invited    uuid[]      NOT NULL,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX intervision_by_day ON intervision (tenant_id, day DESC, id DESC);
SELECT optrek_protect('intervision');

CREATE TABLE agenda_item (
	tenant_id      uuid     NOT NULL DEFAULT cur_tenant(),
	intervision_id uuid     NOT NULL,
	id             uuid     NOT NULL,
	position       smallint NOT NULL,
	safety         boolean  NOT NULL,
	topic          text     NOT NULL,
	line           text     NOT NULL,
	match_id       uuid,
	PRIMARY KEY (tenant_id, intervision_id, id),
	FOREIGN KEY (tenant_id, intervision_id) REFERENCES intervision ON DELETE CASCADE
);
CREATE UNIQUE INDEX agenda_item_safety ON agenda_item (tenant_id, intervision_id) WHERE safety;
SELECT optrek_protect('agenda_item');

CREATE TABLE agreement (
	tenant_id      uuid     NOT NULL DEFAULT cur_tenant(),
	intervision_id uuid     NOT NULL,
	id             uuid     NOT NULL,
	position       smallint NOT NULL,
	what           text     NOT NULL,
	worker_id      uuid     NOT NULL,
	day            text     NOT NULL,
	done           boolean  NOT NULL,
	PRIMARY KEY (tenant_id, intervision_id, id),
	FOREIGN KEY (tenant_id, intervision_id) REFERENCES intervision ON DELETE CASCADE
);
SELECT optrek_protect('agreement');

-- What was learned, without names and without who told it (E-07).
CREATE TABLE lesson (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	id             uuid        NOT NULL,
	words          text        NOT NULL,
	intervision_id uuid,
	created_at     timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, intervision_id) REFERENCES intervision
);
CREATE INDEX lesson_by_intervision ON lesson (tenant_id, intervision_id);
SELECT optrek_protect('lesson');
