-- Each process of the service keeps the people of an organisation in memory, to answer
-- whom somebody could enjoy meeting. What changed since it last looked stands here,
-- written by the tables themselves, in the transaction of the change: no way to change
-- them passes it by. (A later migration that changes rows of these tables as their owner
-- opens crowd_change to itself as well, as 00004 does with participant.)

-- +goose Up

-- A reader remembers the oldest transaction that was still running when it looked
-- (pg_snapshot_xmin) and next time takes everything from there on: some changes twice,
-- none never. Kept for a day; whoever looked longer ago starts again.
CREATE TABLE crowd_change (
	tenant_id uuid        NOT NULL DEFAULT cur_tenant(),
	seq       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
	xid       xid8        NOT NULL DEFAULT pg_current_xact_id(),
	client_id uuid,       -- NULL: somebody left, of whom nothing is kept. See who is still there.
	at        timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX crowd_change_since ON crowd_change (tenant_id, xid);
CREATE INDEX crowd_change_at ON crowd_change (tenant_id, at);
SELECT optrek_protect('crowd_change', 'SELECT, INSERT, DELETE');

-- Names are written out: whoever changes a row may have another search_path.
-- +goose StatementBegin
CREATE FUNCTION note_crowd_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'DELETE' THEN
		INSERT INTO matching.crowd_change (tenant_id, client_id) VALUES (NEW.tenant_id, NEW.client_id);
	END IF;
	IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND OLD.client_id <> NEW.client_id THEN
		INSERT INTO matching.crowd_change (tenant_id, client_id) VALUES (OLD.tenant_id, OLD.client_id);
	END IF;
	RETURN NULL;
END $$;
CREATE FUNCTION note_crowd_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO matching.crowd_change (tenant_id, client_id) SELECT p.tenant_id, p.client_id
		FROM matching.participant p WHERE p.tenant_id = NEW.tenant_id AND p.match_id = NEW.id;
	RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER crowd_change AFTER INSERT OR UPDATE OR DELETE ON matching_profile FOR EACH ROW EXECUTE FUNCTION note_crowd_change();
CREATE TRIGGER crowd_change AFTER INSERT OR UPDATE OR DELETE ON wish FOR EACH ROW EXECUTE FUNCTION note_crowd_change();
CREATE TRIGGER crowd_change AFTER INSERT OR UPDATE OR DELETE ON networker FOR EACH ROW EXECUTE FUNCTION note_crowd_change();
CREATE TRIGGER crowd_change AFTER INSERT OR UPDATE OR DELETE ON participant FOR EACH ROW EXECUTE FUNCTION note_crowd_change();
-- A match that changes its state takes a place, or gives one back.
CREATE TRIGGER crowd_change AFTER UPDATE OF state, wish_id ON match FOR EACH ROW
	WHEN (OLD.state <> NEW.state OR OLD.wish_id IS DISTINCT FROM NEW.wish_id) EXECUTE FUNCTION note_crowd_match();
