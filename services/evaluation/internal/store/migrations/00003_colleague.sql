-- +goose Up

-- Which ids are colleagues of the organisation, as recruitment tells: an intervision
-- and an agreement refer to somebody who is there. Ids only.
CREATE TABLE colleague (
	tenant_id uuid NOT NULL DEFAULT cur_tenant(),
	id        uuid NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
SELECT optrek_protect('colleague');
