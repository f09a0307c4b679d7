-- What people want to follow after they looked back, as evaluation tells: offered beside the
-- match until they did it themselves, or put it aside.

-- +goose Up

CREATE TABLE match_follows (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	match_id      uuid        NOT NULL,
	evaluation_id uuid        NOT NULL,
	what          text        NOT NULL,
	reasons       text[]      NOT NULL, -- neutral (E-05), and never whose
	at            timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, match_id),
	FOREIGN KEY (tenant_id, match_id) REFERENCES match ON DELETE CASCADE
);
SELECT optrek_protect('match_follows');
