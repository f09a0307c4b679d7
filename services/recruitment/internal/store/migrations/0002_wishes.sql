-- What people wish, whom they know, what they told in the network talk, and the role
-- of networker. The rules stand in the domain; the CHECKs here hold the ones that must
-- never break, whoever writes. Everything goes with its client (ON DELETE CASCADE).

-- +goose Up

CREATE TABLE wish (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	client_id  uuid        NOT NULL,
	kind       text        NOT NULL DEFAULT '',
	state      text        NOT NULL CHECK (state IN ('open', 'taken_up', 'fulfilled', 'let_go')),
	own_words  text        NOT NULL DEFAULT '',
	picture    text        NOT NULL DEFAULT '',
	going_on   text        NOT NULL DEFAULT '',
	strategy   text        NOT NULL DEFAULT '',
	interests  text[]      NOT NULL DEFAULT '{}',
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT wish_told CHECK (own_words <> '' OR picture <> ''),      -- N-01
	CONSTRAINT wish_order CHECK (strategy = '' OR going_on <> '')       -- N-03
);
CREATE INDEX wish_by_client ON wish (tenant_id, client_id, id DESC);
CREATE INDEX wish_by_state ON wish (tenant_id, state, id DESC);
SELECT optrek_protect('wish');

CREATE TABLE network_talk (
	tenant_id               uuid        NOT NULL DEFAULT cur_tenant(),
	id                      uuid        NOT NULL,
	version                 bigint      NOT NULL DEFAULT 1,
	client_id               uuid        NOT NULL,
	who_supports_me         text        NOT NULL DEFAULT '',
	who_supports_me_not_now boolean     NOT NULL DEFAULT false,
	what_i_mean             text        NOT NULL DEFAULT '',
	what_i_mean_not_now     boolean     NOT NULL DEFAULT false,
	created_at              timestamptz NOT NULL,
	closed_at               timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT network_talk_one_answer CHECK (
		(who_supports_me = '' OR NOT who_supports_me_not_now) AND (what_i_mean = '' OR NOT what_i_mean_not_now)),
	CONSTRAINT network_talk_both CHECK (closed_at IS NULL OR (            -- N-04
		(who_supports_me <> '' OR who_supports_me_not_now) AND (what_i_mean <> '' OR what_i_mean_not_now)))
);
CREATE INDEX network_talk_by_client ON network_talk (tenant_id, client_id, id DESC);
-- One talk at a time: two half talks would each miss what was said in the other.
CREATE UNIQUE INDEX network_talk_open ON network_talk (tenant_id, client_id) WHERE closed_at IS NULL;
SELECT optrek_protect('network_talk');

-- No address, number or account: nobody on a map is ever written to (N-14).
CREATE TABLE contact (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	version    bigint      NOT NULL DEFAULT 1,
	client_id  uuid        NOT NULL,
	name       text        NOT NULL CHECK (name <> ''),
	category   text        NOT NULL DEFAULT '', -- no default kind of contact, family least of all (N-09)
	circle     text        NOT NULL DEFAULT '',
	feeling    text        NOT NULL DEFAULT '',
	meaning    text        NOT NULL DEFAULT '',
	i_get      text[]      NOT NULL DEFAULT '{}',
	i_give     text[]      NOT NULL DEFAULT '{}',
	how_often  text        NOT NULL DEFAULT '',
	hope       text        NOT NULL DEFAULT '',
	hidden     boolean     NOT NULL DEFAULT false, -- for the client's eyes only (N-13)
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX contact_by_client ON contact (tenant_id, client_id, id);
SELECT optrek_protect('contact');

CREATE TABLE networker (
	tenant_id             uuid        NOT NULL DEFAULT cur_tenant(),
	id                    uuid        NOT NULL,
	version               bigint      NOT NULL DEFAULT 1,
	client_id             uuid        NOT NULL,
	state                 text        NOT NULL CHECK (state IN
		('idea', 'approached', 'in_conversation', 'learning', 'active', 'paused', 'stopped')),
	source                text        NOT NULL CHECK (source IN ('own_knowledge', 'file', 'care_plan', 'own_sign_up')),
	reason                text        NOT NULL DEFAULT '',
	approached_by         uuid,
	talk_at               timestamptz, -- NULL: there was no conversation yet
	own_yes               boolean     NOT NULL DEFAULT false,
	own_words             text        NOT NULL DEFAULT '',
	wants_to_share        text        NOT NULL DEFAULT '', -- two answers, neither from the other (R-07)
	able_to_share         text        NOT NULL DEFAULT '',
	note_sharing          text        NOT NULL DEFAULT '',
	note_communicating    text        NOT NULL DEFAULT '',
	note_without_steering text        NOT NULL DEFAULT '',
	experience            text        NOT NULL DEFAULT '',
	agreed_support        text        NOT NULL DEFAULT '',
	support_worker_id     uuid,
	capacity              smallint    NOT NULL DEFAULT 0 CHECK (capacity BETWEEN 0 AND 10), -- 0: not agreed yet
	learning              jsonb       NOT NULL DEFAULT '[]', -- [{"key": …, "done": …}], in order
	created_at            timestamptz NOT NULL,
	updated_at            timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT networker_approached_by FOREIGN KEY (tenant_id, approached_by) REFERENCES support_worker,
	CONSTRAINT networker_support_worker FOREIGN KEY (tenant_id, support_worker_id) REFERENCES support_worker,
	CONSTRAINT networker_asked CHECK (state IN ('idea', 'stopped') OR approached_by IS NOT NULL), -- R-04
	CONSTRAINT networker_own_yes CHECK (                                                         -- R-05
		state IN ('idea', 'approached', 'stopped') OR (own_yes AND talk_at IS NOT NULL)),
	CONSTRAINT networker_support CHECK (                                                         -- R-12
		state NOT IN ('active', 'paused') OR (support_worker_id IS NOT NULL AND agreed_support <> '' AND capacity >= 1))
);
CREATE INDEX networker_by_client ON networker (tenant_id, client_id, id DESC);
CREATE INDEX networker_by_state ON networker (tenant_id, state, id DESC);
-- A role for a period (R-01): one road at a time; a period that ended stays beside it.
CREATE UNIQUE INDEX networker_one_road ON networker (tenant_id, client_id) WHERE state <> 'stopped';
SELECT optrek_protect('networker');
