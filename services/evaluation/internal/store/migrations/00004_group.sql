-- Groups go on when somebody leaves, and a pause may have a day on which somebody asks.

-- +goose Up

-- Left while the others went on: of their part in the match only the day on which
-- somebody asks how they are is still looked at.
ALTER TABLE match_person ADD COLUMN departed boolean NOT NULL DEFAULT false;
ALTER TABLE match ADD COLUMN pause_until timestamptz;
