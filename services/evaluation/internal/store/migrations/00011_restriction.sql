-- Whose data is kept and not used, as recruitment tells: nothing is counted of them, and no
-- quiet signal rests on what is known of them.

-- +goose Up

CREATE TABLE restricted (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	client_id uuid NOT NULL,
	PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('restricted');
