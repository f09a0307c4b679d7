-- What only a colleague sees of themself comes along in a backup file and back from it: the
-- tool that makes one says so in the reach, which no request ever has.

-- +goose Up

ALTER POLICY own_only ON own_learning
	USING (worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup')
	WITH CHECK (worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup');
ALTER POLICY own_only ON reflection_card
	USING (worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup')
	WITH CHECK (worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup');
ALTER POLICY own_or_shown ON quality
	USING (shown OR worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup');
ALTER POLICY own_insert ON quality
	WITH CHECK (worker_id = (SELECT cur_person()) OR (SELECT cur_reach()) = 'backup');
