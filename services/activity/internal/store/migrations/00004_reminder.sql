-- +goose Up

-- Of what recruitment was told that somebody may be reminded: once for each person and
-- moment, and again when the day or the time became another one. Goes with the person who
-- does not go after all, so that it says nothing about who went.
CREATE TABLE reminder_told (
	tenant_id   uuid NOT NULL DEFAULT cur_tenant(),
	activity_id uuid NOT NULL,
	client_id   uuid NOT NULL,
	moment      text NOT NULL CHECK (moment IN ('day_before', 'same_day')),
	at          text NOT NULL, -- day, clock and daypart as told
	PRIMARY KEY (tenant_id, activity_id, client_id, moment),
	FOREIGN KEY (tenant_id, activity_id, client_id) REFERENCES going ON DELETE CASCADE
);
SELECT optrek_protect('reminder_told');
