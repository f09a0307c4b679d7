-- The network map as a whole: what is true of it, what of it is shared, and how it was
-- on earlier dates. Everything goes with its client (ON DELETE CASCADE).

-- +goose Up

ALTER TABLE contact
	ADD COLUMN channel       text   NOT NULL DEFAULT '',
	ADD COLUMN initiative    text   NOT NULL DEFAULT '',
	ADD COLUMN private_parts text[] NOT NULL DEFAULT '{}', -- what the client keeps to themself (N-17)
	-- [{"id", "purpose", "voice", "given"}]: the client's yes, per person and purpose (N-14)
	ADD COLUMN approaches    jsonb  NOT NULL DEFAULT '[]',
	ADD CONSTRAINT contact_of_client UNIQUE (tenant_id, client_id, id); -- so that others refer to a contact of this client only

ALTER TABLE network_talk
	ADD COLUMN moment text  NOT NULL DEFAULT '',
	ADD COLUMN tools  jsonb NOT NULL DEFAULT '[]'; -- [{"key", "version", "answers": {part: {"words", "not_now"}}}] (N-19)

-- A client without a row here has a map too: an empty one, of which all parts are shared.
CREATE TABLE network_map (
	tenant_id            uuid        NOT NULL DEFAULT cur_tenant(),
	client_id            uuid        NOT NULL,
	version              bigint      NOT NULL DEFAULT 1,
	living               text        NOT NULL DEFAULT '',
	shared_parts         text[]      NOT NULL,
	shared_voice         text        NOT NULL DEFAULT '', -- how the client said what is shared, when staff wrote it down
	give_back            text        NOT NULL DEFAULT '',
	give_back_contact_id uuid,
	offer                text        NOT NULL DEFAULT '' CHECK (offer IN ('', 'accepted', 'later', 'declined')),
	offered_at           timestamptz,
	updated_at           timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, client_id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT network_map_give_back FOREIGN KEY (tenant_id, client_id, give_back_contact_id)
		REFERENCES contact (tenant_id, client_id, id),
	CONSTRAINT network_map_somebody CHECK ((give_back = 'somebody') = (give_back_contact_id IS NOT NULL)) -- N-18
);
SELECT optrek_protect('network_map');

-- The map as it was. The service can put a snapshot here and take it away, and never change what it says.
CREATE TABLE map_snapshot (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	id        uuid        NOT NULL,
	client_id uuid        NOT NULL,
	occasion  text        NOT NULL DEFAULT '',
	living    text        NOT NULL DEFAULT '',
	taken_at  timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, client_id) REFERENCES client ON DELETE CASCADE,
	CONSTRAINT map_snapshot_of_client UNIQUE (tenant_id, client_id, id)
);
SELECT optrek_protect('map_snapshot', 'SELECT, INSERT, DELETE');

-- contact_id is no foreign key: who is taken off the map stays where they were.
CREATE TABLE map_snapshot_contact (
	tenant_id     uuid        NOT NULL DEFAULT cur_tenant(),
	snapshot_id   uuid        NOT NULL,
	contact_id    uuid        NOT NULL,
	client_id     uuid        NOT NULL,
	name          text        NOT NULL,
	category      text        NOT NULL,
	circle        text        NOT NULL,
	feeling       text        NOT NULL,
	meaning       text        NOT NULL,
	i_get         text[]      NOT NULL,
	i_give        text[]      NOT NULL,
	how_often     text        NOT NULL,
	channel       text        NOT NULL,
	initiative    text        NOT NULL,
	hope          text        NOT NULL,
	hidden        boolean     NOT NULL,
	private_parts text[]      NOT NULL,
	created_at    timestamptz NOT NULL,
	updated_at    timestamptz NOT NULL,
	PRIMARY KEY (tenant_id, snapshot_id, contact_id),
	FOREIGN KEY (tenant_id, client_id, snapshot_id) REFERENCES map_snapshot (tenant_id, client_id, id) ON DELETE CASCADE
);
CREATE INDEX map_snapshot_contact_by_contact ON map_snapshot_contact (tenant_id, contact_id);
SELECT optrek_protect('map_snapshot_contact', 'SELECT, INSERT, DELETE');

-- Who may see somebody holds for earlier maps as it holds today (N-13, N-17), also when
-- that person is off the map by then. These two columns say nothing of how it was.
-- +goose StatementBegin
DO $$ BEGIN
	EXECUTE format('GRANT UPDATE (hidden, private_parts) ON map_snapshot_contact TO %I', 'optrek_' || current_schema());
END $$;
-- +goose StatementEnd
