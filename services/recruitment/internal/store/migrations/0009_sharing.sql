-- What a client shows of themself to one person of another organisation (O-06). Which
-- client that is stands in own_card, behind the wall; shared_card holds exactly what the
-- other organisation reads, and no client.

-- +goose Up

-- Kept when it was taken back: that it was shown, and until when, is the client's to see.
CREATE TABLE own_card (
	tenant_id           uuid        NOT NULL DEFAULT cur_tenant(),
	id                  uuid        NOT NULL,
	version             bigint      NOT NULL DEFAULT 1,
	client_id           uuid        NOT NULL,
	regional_request_id uuid        NOT NULL,
	organisation_id     uuid        NOT NULL, -- who may see it
	parts               text[]      NOT NULL,
	made_at             timestamptz NOT NULL,
	withdrawn_at        timestamptz,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, client_id, regional_request_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
SELECT optrek_protect('own_card');

-- Outside the tenant wall: read by the one organisation it is for, once both people said
-- yes; written by its own organisation only. Taken back, the row is gone.
CREATE TABLE shared_card (
	tenant_id              uuid    NOT NULL DEFAULT cur_tenant(),
	id                     uuid    NOT NULL,
	regional_request_id    uuid    NOT NULL,
	organisation_id        uuid    NOT NULL,
	opened                 boolean NOT NULL, -- both said yes
	call_name              text    NOT NULL,
	interests              text[]  NOT NULL,
	dayparts               text[]  NOT NULL,
	communication          text    NOT NULL,
	support_worker_name    text    NOT NULL,
	support_worker_contact text    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, id) REFERENCES own_card ON DELETE CASCADE
);
CREATE INDEX shared_card_for_other ON shared_card (organisation_id, regional_request_id);
-- +goose StatementBegin
DO $$ DECLARE
	mine text := 'tenant_id = (SELECT recruitment.cur_tenant())';
BEGIN
	ALTER TABLE shared_card ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
	EXECUTE format('CREATE POLICY own_rows ON shared_card AS PERMISSIVE TO optrek_recruitment USING (%s) WITH CHECK (%s)', mine, mine);
	CREATE POLICY seen_by_other ON shared_card AS PERMISSIVE FOR SELECT TO optrek_recruitment
		USING (opened AND organisation_id = (SELECT cur_tenant()));
	-- Restrictive, so that a policy added later can only narrow.
	EXECUTE format('CREATE POLICY wall_insert ON shared_card AS RESTRICTIVE FOR INSERT TO optrek_recruitment WITH CHECK (%s)', mine);
	EXECUTE format('CREATE POLICY wall_update ON shared_card AS RESTRICTIVE FOR UPDATE TO optrek_recruitment USING (%s) WITH CHECK (%s)', mine, mine);
	EXECUTE format('CREATE POLICY wall_delete ON shared_card AS RESTRICTIVE FOR DELETE TO optrek_recruitment USING (%s)', mine);
	GRANT SELECT, INSERT, UPDATE, DELETE ON shared_card TO optrek_recruitment;
END $$;
-- +goose StatementEnd

-- Who met somebody of another organisation, as matching tells: from then on, and until
-- the match has closed, each may see the other's card.
CREATE TABLE regional_meeting (
	tenant_id           uuid NOT NULL DEFAULT cur_tenant(),
	regional_request_id uuid NOT NULL,
	client_id           uuid NOT NULL,
	organisation_id     uuid NOT NULL,
	PRIMARY KEY (tenant_id, regional_request_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
SELECT optrek_protect('regional_meeting');
