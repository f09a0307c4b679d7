-- What people ask of what is kept about them: all of it together, to be put right, or to
-- be left unused. All of it goes with its client (ON DELETE CASCADE).

-- +goose Up

-- Everything about somebody, collected from all services and kept for a week. own_eyes:
-- asked by the person themself, so that it holds what nobody else may read.
CREATE TABLE personal_export (
	tenant_id  uuid        NOT NULL DEFAULT cur_tenant(),
	id         uuid        NOT NULL,
	client_id  uuid        NOT NULL,
	own_eyes   boolean     NOT NULL,
	said_by    text        NOT NULL CHECK (said_by IN ('self', 'told', 'representative', 'organisation')),
	asked_by   uuid        NOT NULL,
	asked_at   timestamptz NOT NULL,
	ready_at   timestamptz,
	keep_until timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT personal_export_own CHECK (own_eyes = (said_by = 'self'))
);
CREATE INDEX personal_export_by_client ON personal_export (tenant_id, client_id, id DESC);
CREATE INDEX personal_export_by_end ON personal_export (tenant_id, keep_until);
-- One at a time for the same eyes.
CREATE UNIQUE INDEX personal_export_collecting ON personal_export (tenant_id, client_id, own_eyes) WHERE ready_at IS NULL;
SELECT optrek_protect('personal_export');

-- What one service gave, sealed under the person's own key.
CREATE TABLE personal_export_part (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	export_id    uuid        NOT NULL,
	service      text        NOT NULL,
	sealed       bytea       NOT NULL,
	collected_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, export_id, service),
	FOREIGN KEY (tenant_id, export_id) REFERENCES personal_export ON DELETE CASCADE
);
SELECT optrek_protect('personal_export_part');

-- That a line is not right, and what was done about it.
CREATE TABLE correction (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	version     bigint      NOT NULL DEFAULT 1,
	client_id   uuid        NOT NULL,
	state       text        NOT NULL CHECK (state IN ('open', 'corrected', 'kept', 'taken_back')),
	section     text        NOT NULL,
	item_id     text        NOT NULL,
	field       text        NOT NULL,
	label_nl    text        NOT NULL,
	label_en    text        NOT NULL,
	stood       text        NOT NULL,
	words       text        NOT NULL,
	said_by     text        NOT NULL CHECK (said_by IN ('self', 'told', 'representative', 'organisation')),
	asked_by    uuid        NOT NULL,
	asked_at    timestamptz NOT NULL,
	answer      text        NOT NULL DEFAULT '',
	answered_by uuid,
	answered_at timestamptz,
	read_at     timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT correction_answered CHECK ((state IN ('corrected', 'kept')) = (answered_at IS NOT NULL)),
	CONSTRAINT correction_why CHECK (state <> 'kept' OR answer <> '')
);
CREATE INDEX correction_by_client ON correction (tenant_id, client_id, id DESC);
CREATE INDEX correction_open ON correction (tenant_id, id DESC) WHERE state = 'open';
-- Tapped twice is said once.
CREATE UNIQUE INDEX correction_once ON correction (tenant_id, client_id, section, item_id, field) WHERE state = 'open';
SELECT optrek_protect('correction');

-- A time in which what is kept of somebody is not used. What was is kept.
CREATE TABLE restriction (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	said_by     text        NOT NULL CHECK (said_by IN ('self', 'told', 'representative', 'organisation')),
	reason      text        NOT NULL,
	begun_by    uuid        NOT NULL,
	begun_at    timestamptz NOT NULL,
	ended_by    text        NOT NULL DEFAULT '' CHECK (ended_by IN ('', 'self', 'told', 'representative', 'organisation')),
	ended_by_id uuid,
	end_reason  text        NOT NULL DEFAULT '',
	ended_at    timestamptz,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT restriction_end CHECK ((ended_at IS NOT NULL) = (ended_by <> ''))
);
CREATE UNIQUE INDEX restriction_one ON restriction (tenant_id, client_id) WHERE ended_at IS NULL;
SELECT optrek_protect('restriction');

-- Whether what is kept of this client is not to be used now. Asked wherever something is
-- about to be done with it.
-- +goose StatementBegin
DO $do$ BEGIN EXECUTE format($sql$
	CREATE FUNCTION restricted(client uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $f$
	BEGIN
		RETURN EXISTS (SELECT FROM %1$I.restriction r WHERE r.tenant_id = %1$I.cur_tenant() AND r.client_id = client AND r.ended_at IS NULL);
	END $f$ $sql$, current_schema());
END $do$;
-- +goose StatementEnd

-- What the region reads of somebody rests with the rest of it: it stays, and nobody of
-- another organisation sees it until it may be used again.
ALTER TABLE shared_story ADD COLUMN resting boolean NOT NULL DEFAULT false;
ALTER TABLE shared_card ADD COLUMN resting boolean NOT NULL DEFAULT false;
-- +goose StatementBegin
DO $$ BEGIN
	DROP POLICY seen_by_others ON shared_story;
	CREATE POLICY seen_by_others ON shared_story AS PERMISSIVE FOR SELECT TO optrek_recruitment
		USING (NOT resting AND (SELECT cur_tenant()) = ANY (for_organisations));
	DROP POLICY seen_by_other ON shared_card;
	CREATE POLICY seen_by_other ON shared_card AS PERMISSIVE FOR SELECT TO optrek_recruitment
		USING (opened AND NOT resting AND organisation_id = (SELECT cur_tenant()));
END $$;
-- +goose StatementEnd
