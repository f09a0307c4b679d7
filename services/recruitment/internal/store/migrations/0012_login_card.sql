-- The card with which a client signs in. Nothing here opens anything: of what a card or a
-- device holds there is a hash (of 256 random bits, so it cannot be searched back), and of
-- the pictures one by argon2id under a key that is not in this database.

-- +goose Up

CREATE TABLE login_card (
	tenant_id    uuid        NOT NULL DEFAULT cur_tenant(),
	id           uuid        NOT NULL,
	version      bigint      NOT NULL DEFAULT 1,
	client_id    uuid        NOT NULL,
	secret_hash  bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
	made_by      uuid        NOT NULL,
	made_at      timestamptz NOT NULL,
	withdrawn_at timestamptz,
	used_day     text        NOT NULL DEFAULT '', -- YYYY-MM-DD: how often is nobody's to know
	wrong        smallint    NOT NULL DEFAULT 0,
	rests        smallint    NOT NULL DEFAULT 0,
	rests_until  timestamptz,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, secret_hash),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
-- One card that works, for each client.
CREATE UNIQUE INDEX login_card_one ON login_card (tenant_id, client_id) WHERE withdrawn_at IS NULL;
CREATE INDEX login_card_of_client ON login_card (tenant_id, client_id, made_at);
SELECT optrek_protect('login_card');

-- The pictures are the client's and not the card's: a new card does not ask to learn others.
CREATE TABLE picture_code (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	client_id uuid        NOT NULL,
	salt      bytea       NOT NULL CHECK (octet_length(salt) = 16),
	hash      bytea       NOT NULL CHECK (octet_length(hash) = 32),
	length    smallint    NOT NULL,
	chosen_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE
);
SELECT optrek_protect('picture_code');

-- A telephone or computer that remembers a client, only where they wanted it. It goes with the card.
CREATE TABLE login_device (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	id            uuid        NOT NULL,
	card_id       uuid        NOT NULL,
	secret_hash   bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
	words         text        NOT NULL,
	remembered_at timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, secret_hash),
	FOREIGN KEY (tenant_id, card_id) REFERENCES login_card ON DELETE CASCADE
);
CREATE INDEX login_device_of_card ON login_device (tenant_id, card_id);
SELECT optrek_protect('login_device');

-- How much went wrong lately, from one class of addresses (a keyed hash: no address) or in
-- the whole organisation. Gone after a day.
CREATE TABLE login_window (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	side      text        NOT NULL CHECK (side IN ('address', 'organisation')),
	who       bytea       NOT NULL,
	began_at  timestamptz NOT NULL,
	wrong     int         NOT NULL,
	PRIMARY KEY (tenant_id, side, who)
);
CREATE INDEX login_window_by_time ON login_window (tenant_id, began_at);
SELECT optrek_protect('login_window');
