-- What matching keeps of what recruitment tells: ids, interests and dayparts, never a
-- name, an age or somebody's own words. It can be made again from the feed.

-- +goose Up

-- Who is there. A client without a support worker is not in caseload, but exists.
CREATE TABLE client (
	tenant_id   uuid NOT NULL,
	client_id   uuid NOT NULL,
	location_id uuid,
	PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('client');

-- Only while the consent to be looked for holds: withdrawn means that the row is gone.
CREATE TABLE matching_profile (
	tenant_id        uuid     NOT NULL,
	client_id        uuid     NOT NULL,
	interests        text[]   NOT NULL,
	talents          text[]   NOT NULL,
	dayparts         text[]   NOT NULL,
	travel_km        integer  NOT NULL,
	company          text     NOT NULL,
	communication    text     NOT NULL,
	area             text     NOT NULL, -- four digits of the postal code
	could_mean_known boolean  NOT NULL,
	PRIMARY KEY (tenant_id, client_id)
);
SELECT optrek_protect('matching_profile');

-- What a wish is about and whether it was told; the words stay in recruitment.
CREATE TABLE wish (
	tenant_id uuid    NOT NULL,
	id        uuid    NOT NULL,
	client_id uuid    NOT NULL,
	kind      text    NOT NULL,
	state     text    NOT NULL,
	interests text[]  NOT NULL,
	told      boolean NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX wish_by_client ON wish (tenant_id, client_id);
SELECT optrek_protect('wish');

-- One row for each period in which somebody took the role.
CREATE TABLE networker (
	tenant_id         uuid     NOT NULL,
	id                uuid     NOT NULL,
	client_id         uuid     NOT NULL,
	state             text     NOT NULL,
	capacity          integer  NOT NULL,
	support_worker_id uuid,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX networker_by_client ON networker (tenant_id, client_id);
SELECT optrek_protect('networker');
