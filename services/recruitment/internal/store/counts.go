package store

import "github.com/optrek/optrek/services/internal/postgres"

// Counts are how many there are of what in an organisation, for whoever keeps Optrek
// running: sizes of things, which say nothing of how anybody is doing.
var Counts = []postgres.Count{
	{What: "clients", SQL: `SELECT count(*) FROM client`},
	{What: "support_workers", SQL: `SELECT count(*) FROM support_worker`},
	{What: "wishes", SQL: `SELECT count(*) FROM wish WHERE state IN ('open', 'taken_up')`},
	{What: "networkers", SQL: `SELECT count(*) FROM networker WHERE state = 'active'`},
	{What: "webhooks_waiting", SQL: `SELECT count(*) FROM webhook_delivery WHERE state = 'waiting'`},
	{What: "webhooks_waiting_seconds", SQL: `SELECT coalesce(extract(epoch FROM now() - min(added_at)), 0)::float8 FROM webhook_delivery d JOIN webhook w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
		WHERE d.state = 'waiting' AND NOT w.paused AND w.rests_at IS NULL`},
	{What: "erasures_under_way", SQL: `SELECT count(*) FROM erasure WHERE state = 'under_way'`},
	{What: "erasures_late", SQL: `SELECT count(*) FROM erasure WHERE state IN ('waiting', 'under_way') AND due_at < now() - interval '1 hour'`},
}
