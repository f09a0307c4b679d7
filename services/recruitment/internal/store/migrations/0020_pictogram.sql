-- +goose Up

-- The organisation's own picture in the place of one of our pictograms, and what stood there before: one step
-- back is kept, so that a change can be taken back. Nothing here is about a person.
CREATE TABLE pictogram (
	tenant_id     uuid   NOT NULL DEFAULT cur_tenant(),
	name          text   NOT NULL COLLATE "C",
	version       bigint NOT NULL DEFAULT 1,
	change_id     uuid   NOT NULL, -- the change that made it so: one file, a whole set, or a step back
	digest        text   NOT NULL DEFAULT '', -- of png; '' when ours stands there
	png           bytea,
	digest_before text   NOT NULL DEFAULT '',
	png_before    bytea,
	PRIMARY KEY (tenant_id, name),
	CHECK ((png IS NULL) = (digest = '')),
	CHECK ((png_before IS NULL) = (digest_before = ''))
);
CREATE INDEX pictogram_changed ON pictogram (tenant_id, change_id);
SELECT optrek_protect('pictogram');
