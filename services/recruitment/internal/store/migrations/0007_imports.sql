-- Imports in stages: a file is read, shown, brought in bit by bit, and can be taken back.

-- +goose Up

DROP TABLE import_report;

-- One file on its way in, and the report of it: numbers of the organisation and
-- sentences of ours, nothing else that stood in a row.
CREATE TABLE import (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	id             uuid        NOT NULL,
	version        bigint      NOT NULL DEFAULT 1,
	state          text        NOT NULL CHECK (state IN ('prepared', 'running', 'stopped', 'done', 'undoing', 'undone')),
	format         text        NOT NULL,
	file_name      text        NOT NULL,
	encoding       text        NOT NULL,
	separator      text        NOT NULL,
	columns        jsonb       NOT NULL, -- in order: heading, what it is taken for, why it may never come in
	rows_total     integer     NOT NULL,
	rows_handled   integer     NOT NULL,
	position       integer     NOT NULL, -- of the rows that can come in; moves in the transaction that brings them in
	rows_read      integer     NOT NULL,
	rows_created   integer     NOT NULL,
	rows_updated   integer     NOT NULL,
	rows_unchanged integer     NOT NULL,
	rows_refused   integer     NOT NULL,
	rows_single    integer     NOT NULL, -- of clients without a second responsible (O-01)
	to_make        integer     NOT NULL, -- locations it would make
	location_ids   uuid[]      NOT NULL, -- locations it made
	refused        jsonb       NOT NULL, -- notes: line, number, code, column; the sentences are made from the code
	remarks        jsonb       NOT NULL,
	started_by     uuid,                 -- the person on whose behalf it runs
	created_at     timestamptz NOT NULL,
	finished_at    timestamptz,          -- stopped, done or undone
	undo_until     timestamptz,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX import_by_time ON import (tenant_id, created_at DESC, id DESC);
-- One at a time in an organisation: two at once would each find the other's clients missing.
CREATE UNIQUE INDEX import_under_way ON import (tenant_id) WHERE state IN ('running', 'undoing');
SELECT optrek_protect('import');

-- The rows of the file, several hundred in one: without national numbers and without
-- the columns that may never come in. Gone when the import is done or thrown away, and
-- after a day when nobody starts it.
CREATE TABLE import_part (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	import_id uuid    NOT NULL,
	part      integer NOT NULL,
	lines     jsonb   NOT NULL,
	PRIMARY KEY (tenant_id, import_id, part),
	FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);
SELECT optrek_protect('import_part');

-- What an import did to each client, until it can no longer be undone. After undoing:
-- those who stayed because somebody worked with them since (kept).
CREATE TABLE import_change (
	tenant_id uuid    NOT NULL DEFAULT cur_tenant(),
	import_id uuid    NOT NULL,
	client_id uuid    NOT NULL,
	made      boolean NOT NULL, -- the client is there by this import
	version   bigint  NOT NULL, -- of the client, after it
	was       jsonb   NOT NULL, -- what the import writes of a client, before and after
	now       jsonb   NOT NULL,
	kept      boolean NOT NULL DEFAULT false,
	PRIMARY KEY (tenant_id, import_id, client_id),
	FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
CREATE INDEX import_change_by_client ON import_change (tenant_id, client_id);
SELECT optrek_protect('import_change');
