-- Questionnaires that the organisation brings in, and what clients answer.

-- +goose Up

-- One version. questions holds what is asked, as read from the file; it never changes.
CREATE TABLE questionnaire (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	state      text        NOT NULL,
	url        text        NOT NULL,
	edition    text        NOT NULL, -- the version as its maker names it
	title      text        NOT NULL,
	publisher  text        NOT NULL,
	copyright  text        NOT NULL,
	licence    text        NOT NULL,
	intro      text        NOT NULL,
	questions  jsonb       NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	CONSTRAINT questionnaire_edition UNIQUE (tenant_id, url, edition)
);
SELECT optrek_protect('questionnaire');

-- A questionnaire that lies before a client.
CREATE TABLE questionnaire_asking (
	tenant_id        uuid        NOT NULL DEFAULT cur_tenant(),
	id               uuid        NOT NULL,
	questionnaire_id uuid        NOT NULL,
	client_id        uuid        NOT NULL,
	worker_id        uuid        NOT NULL,
	state            text        NOT NULL,
	shared           boolean     NOT NULL,
	together         boolean     NOT NULL,
	asked_at         timestamptz NOT NULL,
	finished_at      timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, questionnaire_id) REFERENCES questionnaire
);
CREATE INDEX questionnaire_asking_by_client ON questionnaire_asking (tenant_id, client_id, id DESC);
CREATE INDEX questionnaire_asking_by_questionnaire ON questionnaire_asking (tenant_id, questionnaire_id, finished_at);
-- Asked twice at the same time is asked once.
CREATE UNIQUE INDEX questionnaire_asking_once ON questionnaire_asking (tenant_id, questionnaire_id, client_id) WHERE state = 'open';
SELECT optrek_protect('questionnaire_asking');

CREATE TABLE questionnaire_answer (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	asking_id uuid    NOT NULL,
	link_id   text    NOT NULL COLLATE "C",
	codes     text[]  NOT NULL,
	words     text    NOT NULL,
	skipped   boolean NOT NULL,
	PRIMARY KEY (tenant_id, asking_id, link_id),
	FOREIGN KEY (tenant_id, asking_id) REFERENCES questionnaire_asking ON DELETE CASCADE
);
SELECT optrek_protect('questionnaire_answer');

-- What a group answered in a quarter: worked out once, when it is over. Ids of nobody.
CREATE TABLE questionnaire_figure (
	tenant_id        uuid  NOT NULL DEFAULT cur_tenant(),
	questionnaire_id uuid  NOT NULL,
	quarter          date  NOT NULL,
	figures          jsonb NOT NULL,
	PRIMARY KEY (tenant_id, questionnaire_id, quarter),
	FOREIGN KEY (tenant_id, questionnaire_id) REFERENCES questionnaire
);
SELECT optrek_protect('questionnaire_figure');
