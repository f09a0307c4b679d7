-- Reminders: who wants them and where, and what waits to be sent. Addresses live here,
-- where names do, and go when the client goes.

-- +goose Up

-- No row: nothing is wanted. Nothing is on by itself.
CREATE TABLE reminder_wishes (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	client_id   uuid        NOT NULL,
	version     bigint      NOT NULL DEFAULT 1,
	language    text        NOT NULL CHECK (language IN ('nl', 'en')),
	by_email    boolean     NOT NULL,
	email       text        NOT NULL,
	arrival     text        NOT NULL CHECK (arrival IN ('', 'yes', 'no')), -- whether letters arrive at the address
	by_push     boolean     NOT NULL,
	day_before  boolean     NOT NULL,
	same_day    boolean     NOT NULL,
	updated_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
SELECT optrek_protect('reminder_wishes');

-- A phone or computer where a client said yes.
CREATE TABLE reminder_device (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	client_id uuid        NOT NULL,
	endpoint  text        NOT NULL,
	p256dh    text        NOT NULL,
	auth      text        NOT NULL,
	added_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, client_id, endpoint),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
-- A browser is of the last one who said yes on it: see Take.
CREATE INDEX reminder_device_by_endpoint ON reminder_device (tenant_id, endpoint);
SELECT optrek_protect('reminder_device');

-- What waits to be sent, gone once it was sent or is of no use any more: nobody reads
-- here who was reminded of what. No device is by letter.
CREATE TABLE reminder (
	tenant_id   uuid        NOT NULL DEFAULT cur_tenant(),
	id          uuid        NOT NULL,
	client_id   uuid        NOT NULL,
	activity_id uuid, -- NULL: a first letter, by which it is seen whether letters arrive
	moment      text        NOT NULL,
	device_id   uuid,
	day         text        NOT NULL,
	clock       text        NOT NULL,
	daypart     text        NOT NULL,
	kind        text        NOT NULL,
	send_at     timestamptz NOT NULL,
	until       timestamptz NOT NULL,
	tries       smallint    NOT NULL DEFAULT 0,
	PRIMARY KEY (tenant_id, id),
	UNIQUE NULLS NOT DISTINCT (tenant_id, client_id, activity_id, moment, device_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	FOREIGN KEY (tenant_id, device_id) REFERENCES reminder_device ON DELETE CASCADE
);
CREATE INDEX reminder_by_time ON reminder (tenant_id, send_at);
CREATE INDEX reminder_by_activity ON reminder (tenant_id, activity_id);
SELECT optrek_protect('reminder');

-- When an organisation is quiet. No row: what is usual.
CREATE TABLE quiet_time (
	tenant_id   uuid   NOT NULL DEFAULT cur_tenant(),
	version     bigint NOT NULL DEFAULT 1,
	quiet_from  text   NOT NULL,
	quiet_until text   NOT NULL,
	PRIMARY KEY (tenant_id)
);
SELECT optrek_protect('quiet_time');

-- Beside the wall between organisations, one around each person: of whoever asks, only
-- the client themself reads their address. With nobody asking it is the service that sends.
-- +goose StatementBegin
DO $$
DECLARE
	runtime text := 'optrek_' || current_schema();
	wall    text;
BEGIN
	FOREACH wall IN ARRAY ARRAY['reminder_wishes', 'reminder_device', 'reminder'] LOOP
		EXECUTE format('CREATE POLICY own_only ON %I AS RESTRICTIVE TO %I
			USING ((SELECT cur_person()) IS NULL OR client_id = (SELECT cur_person()))
			WITH CHECK ((SELECT cur_person()) IS NULL OR client_id = (SELECT cur_person()))', wall, runtime);
	END LOOP;
END $$;
-- +goose StatementEnd
