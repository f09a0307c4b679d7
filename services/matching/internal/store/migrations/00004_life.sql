-- The rest of a match's life: who left a group, who was asked into one, a pause with
-- who and until, an ending that is taken back; and places that the database holds.

-- +goose Up

-- The owner is to see every row here; FORCE comes back below.
ALTER TABLE match NO FORCE ROW LEVEL SECURITY;
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE networker NO FORCE ROW LEVEL SECURITY;
ALTER TABLE exclusion NO FORCE ROW LEVEL SECURITY;

-- For those from before: whoever leads a group now is not stopped in the middle of it.
ALTER TABLE networker ADD COLUMN leads_group boolean NOT NULL DEFAULT true;
ALTER TABLE networker ALTER COLUMN leads_group DROP DEFAULT;

ALTER TABLE match
	ADD COLUMN paused_by   uuid,        -- who asked for it; NULL for a support worker
	ADD COLUMN pause_until timestamptz, -- when somebody asks again how it is; never an end by itself (O-05)
	ADD COLUMN again_of    uuid,        -- the earlier match that this one begins again
	ADD COLUMN ended_from  text NOT NULL DEFAULT '', -- the state to go back to when the ending is taken back
	-- Whether it takes a place of its networkers. A question takes none: many may be
	-- asked, and whoever says yes first goes along.
	ADD COLUMN standing boolean NOT NULL GENERATED ALWAYS AS
		(state IN ('getting_acquainted', 'under_way', 'paused', 'closing')) STORED,
	ADD CONSTRAINT match_standing UNIQUE (tenant_id, id, standing);

ALTER TABLE participant
	ADD COLUMN distance_task text    NOT NULL DEFAULT '', -- what the support worker does here (D-07)
	ADD COLUMN stops         boolean NOT NULL DEFAULT false, -- said that they want to stop; only they take it back
	ADD COLUMN invited       boolean NOT NULL DEFAULT false, -- asked into the group, and has not said yes
	ADD COLUMN invite_reason text    NOT NULL DEFAULT '',
	ADD COLUMN asked_at      timestamptz, -- invited, or last answered that
	ADD COLUMN left_at       timestamptz, -- left while the others went on
	ADD COLUMN left_form     text    NOT NULL DEFAULT '', -- how they said so; '' when a support worker decided
	ADD COLUMN left_reason   text    NOT NULL DEFAULT '', -- for support workers only
	ADD COLUMN standing      boolean NOT NULL DEFAULT false,
	ADD COLUMN place         smallint;

-- The places a networker has for matches at once: as many as they want themself. One that
-- is taken stays when they want fewer, until it comes free.
CREATE TABLE place (
	tenant_id uuid     NOT NULL,
	client_id uuid     NOT NULL,
	number    smallint NOT NULL CHECK (number > 0),
	PRIMARY KEY (tenant_id, client_id, number)
);
SELECT optrek_protect('place');
ALTER TABLE place NO FORCE ROW LEVEL SECURITY;

UPDATE participant p SET standing = m.standing FROM match m WHERE m.tenant_id = p.tenant_id AND m.id = p.match_id;
UPDATE participant p SET place = n.number FROM (
	SELECT tenant_id, match_id, client_id, row_number() OVER (PARTITION BY tenant_id, client_id ORDER BY match_id) AS number
	FROM participant WHERE networker AND standing) n
WHERE n.tenant_id = p.tenant_id AND n.match_id = p.match_id AND n.client_id = p.client_id;
INSERT INTO place (tenant_id, client_id, number)
	SELECT tenant_id, client_id, generate_series(1, max(places)) FROM (
		SELECT tenant_id, client_id, capacity AS places FROM networker WHERE state = 'active'
		UNION ALL SELECT tenant_id, client_id, place FROM participant WHERE place IS NOT NULL) n
	GROUP BY tenant_id, client_id;

-- Whether a match stands is the match's to say, and follows it; who takes the lead in one
-- that stands holds a place that is there, and nobody else holds the same. So a place too
-- many is refused here, whatever a program forgets.
ALTER TABLE participant
	DROP CONSTRAINT participant_tenant_id_match_id_fkey,
	ADD CONSTRAINT participant_match FOREIGN KEY (tenant_id, match_id, standing)
		REFERENCES match (tenant_id, id, standing) ON UPDATE CASCADE ON DELETE CASCADE,
	ADD CONSTRAINT participant_place FOREIGN KEY (tenant_id, client_id, place) REFERENCES place,
	ADD CONSTRAINT lead_holds_place CHECK (NOT (networker AND standing AND NOT invited AND left_at IS NULL) OR place IS NOT NULL);
CREATE UNIQUE INDEX one_in_a_place ON participant (tenant_id, client_id, place) WHERE standing AND NOT invited AND left_at IS NULL;
-- What may lapse: who was asked into a group.
CREATE INDEX participant_invited ON participant (tenant_id, asked_at) WHERE invited;

-- Who asked for it: each of the two, or support workers. What one asked does not undo what
-- the other asked. Those from before are nobody's to undo but the support workers'.
ALTER TABLE exclusion
	ADD COLUMN by_a     boolean NOT NULL DEFAULT false,
	ADD COLUMN by_b     boolean NOT NULL DEFAULT false,
	ADD COLUMN by_staff boolean NOT NULL DEFAULT true,
	ADD CONSTRAINT somebody_asked CHECK (by_a OR by_b OR by_staff);
ALTER TABLE exclusion ALTER COLUMN by_staff SET DEFAULT false;

ALTER TABLE match FORCE ROW LEVEL SECURITY;
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
ALTER TABLE networker FORCE ROW LEVEL SECURITY;
ALTER TABLE exclusion FORCE ROW LEVEL SECURITY;
ALTER TABLE place FORCE ROW LEVEL SECURITY;
