-- Why somebody reached a client they do not guide (the reach itself is emergency_access,
-- in every service). The client and the keeper of the log read it.

-- +goose Up

CREATE TABLE emergency (
	tenant_id         uuid        NOT NULL DEFAULT cur_tenant(),
	id                uuid        NOT NULL,
	version           bigint      NOT NULL DEFAULT 1,
	client_id         uuid        NOT NULL,
	support_worker_id uuid        NOT NULL,
	reason            text        NOT NULL,
	words             text        NOT NULL,
	opened_at         timestamptz NOT NULL,
	ends_at           timestamptz NOT NULL,
	reviewed_at       timestamptz,
	reviewer_id       uuid,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CHECK ((reviewed_at IS NULL) = (reviewer_id IS NULL))
);
CREATE INDEX emergency_by_client ON emergency (tenant_id, client_id, id DESC);
CREATE INDEX emergency_by_worker ON emergency (tenant_id, support_worker_id, id DESC);
SELECT optrek_protect('emergency', 'SELECT, INSERT, UPDATE, DELETE');
