-- Intervision whole: series, answers, clients who think along, methods with versions, and
-- lessons that the region may read.

-- +goose Up

ALTER TABLE intervision ADD COLUMN series_id uuid;
ALTER TABLE intervision ADD COLUMN method_version integer NOT NULL DEFAULT 1; -- of the words it is held with (O-04)
ALTER TABLE intervision ADD COLUMN called_off boolean NOT NULL DEFAULT false;
ALTER TABLE intervision ADD COLUMN client_words text NOT NULL DEFAULT '';
ALTER TABLE intervision ADD COLUMN told_back text NOT NULL DEFAULT '';
CREATE INDEX intervision_by_series ON intervision (tenant_id, series_id, day);
CREATE INDEX agreement_by_worker ON agreement (tenant_id, worker_id) WHERE NOT done;

-- What colleagues said to an invitation. No row is no answer, which is fine.
CREATE TABLE intervision_answer (
	tenant_id      uuid        NOT NULL DEFAULT cur_tenant(),
	intervision_id uuid        NOT NULL,
	worker_id      uuid        NOT NULL,
	answer         text        NOT NULL,
	at             timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, intervision_id, worker_id),
	FOREIGN KEY (tenant_id, intervision_id) REFERENCES intervision ON DELETE CASCADE
);
SELECT optrek_protect('intervision_answer');

-- Clients who are asked to think along, and what they said: '' for nothing.
CREATE TABLE intervision_client (
	tenant_id      uuid NOT NULL DEFAULT cur_tenant(),
	intervision_id uuid NOT NULL,
	client_id      uuid NOT NULL,
	answer         text NOT NULL DEFAULT '',
	PRIMARY KEY (tenant_id, intervision_id, client_id),
	FOREIGN KEY (tenant_id, intervision_id) REFERENCES intervision ON DELETE CASCADE
);
CREATE INDEX intervision_client_by_client ON intervision_client (tenant_id, client_id);
SELECT optrek_protect('intervision_client');

-- Methods of the organisation's own, and its own words for those every organisation has.
-- Rows are never changed: a change is the next version.
CREATE TABLE method (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	key          text        NOT NULL COLLATE "C",
	version      integer     NOT NULL,
	body         jsonb       NOT NULL, -- title, help and steps
	with_clients boolean     NOT NULL,
	retired      boolean     NOT NULL,
	own          boolean     NOT NULL,
	created_at   timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, key, version)
);
SELECT optrek_protect('method');

-- Who stands in while a colleague is away: an intervision goes on without them (O-01).
ALTER TABLE colleague ADD COLUMN stand_ins uuid[] NOT NULL DEFAULT '{}';

-- regional_id: as the region knows it, when somebody chose that it may be read there.
ALTER TABLE lesson ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE lesson ADD COLUMN themes text[] NOT NULL DEFAULT '{}';
ALTER TABLE lesson ADD COLUMN regional_id uuid;

-- The region of this organisation, as the configuration says: set for one transaction, as
-- the tenant is. Empty or never set: NULL, which is no region.
CREATE FUNCTION cur_region() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('optrek.region', true), '');

-- A lesson as the region reads it: words, themes and a month. It stands outside the tenant
-- wall: written by its own organisation alone, read by those of the same region. Of whose
-- it is only the key knows, which no answer tells; which lesson it is at home only home.
CREATE TABLE regional_lesson (
	tenant_id uuid   NOT NULL DEFAULT cur_tenant(),
	id        uuid   NOT NULL,
	region    text   NOT NULL,
	words     text   NOT NULL,
	themes    text[] NOT NULL,
	month     text   NOT NULL COLLATE "C" CHECK (length(month) = 7),
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX regional_lesson_by_month ON regional_lesson (region, month DESC, id DESC);
ALTER TABLE regional_lesson ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON regional_lesson AS PERMISSIVE TO optrek_evaluation
	USING (tenant_id = (SELECT evaluation.cur_tenant())) WITH CHECK (tenant_id = (SELECT evaluation.cur_tenant()));
CREATE POLICY seen_in_region ON regional_lesson AS PERMISSIVE FOR SELECT TO optrek_evaluation
	USING (region = (SELECT evaluation.cur_region()));
CREATE POLICY wall_insert ON regional_lesson AS RESTRICTIVE FOR INSERT TO optrek_evaluation
	WITH CHECK (tenant_id = (SELECT evaluation.cur_tenant()));
CREATE POLICY wall_update ON regional_lesson AS RESTRICTIVE FOR UPDATE TO optrek_evaluation
	USING (tenant_id = (SELECT evaluation.cur_tenant())) WITH CHECK (tenant_id = (SELECT evaluation.cur_tenant()));
CREATE POLICY wall_delete ON regional_lesson AS RESTRICTIVE FOR DELETE TO optrek_evaluation
	USING (tenant_id = (SELECT evaluation.cur_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON regional_lesson TO optrek_evaluation;
