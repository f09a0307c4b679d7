package networkmap

import (
	"context"
	"fmt"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/store"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// ProposeContacts proposes to put these people, named in the organisation's own record,
// on the client's map, and says how many are new. For an import: call it once for a
// client, in the import's own transaction, with everybody the record names. Nobody comes
// on the map by it. Who was proposed before, whatever the answer, is not again: that is
// known by NamedPerson.Key (empty: by name and relation), kept as a hash.
func (tx *Tx) ProposeContacts(ctx context.Context, client domain.ClientID, named []networkmap.NamedPerson, now time.Time) (fresh int, err error) {
	var newIDs, keys, names, relations []string
	for _, n := range named {
		p, ok := networkmap.ProposeContact(client, n, now)
		if !ok {
			continue
		}
		newIDs, keys = append(newIDs, ids.New()), append(keys, p.Key)
		names, relations = append(names, p.Name), append(relations, p.Relation)
	}
	if len(newIDs) == 0 {
		return 0, nil
	}
	tag, err := tx.Exec(ctx, `INSERT INTO contact_proposal (id, client_id, source_key, name, relation, state, created_at)
		SELECT id, $1, key, name, relation, 'open', $6 FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS p (id, key, name, relation)
		ON CONFLICT (tenant_id, client_id, source_key) DO NOTHING`, client, newIDs, keys, names, relations, now)
	if tag.RowsAffected() > 0 {
		tx.Touch(string(client))
	}
	return int(tag.RowsAffected()), err
}

// WithdrawProposals takes back what an import of that moment proposed and nobody answered.
func (tx *Tx) WithdrawProposals(ctx context.Context, at time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM contact_proposal WHERE created_at = $1 AND state = 'open'`, at)
	return err
}

const proposalColumns = `id::text, client_id::text, source_key, name, relation, created_at`

func scanProposal(row pgx.CollectableRow) (p networkmap.ContactProposal, err error) {
	err = row.Scan(&p.ID, &p.Client, &p.Key, &p.Name, &p.Relation, &p.Created)
	return p, err
}

// ContactProposals lists what is still to be asked of a client, in the order in which
// it came up.
func (tx *Tx) ContactProposals(ctx context.Context, client domain.ClientID, after string, limit int) ([]networkmap.ContactProposal, error) {
	if after == "" {
		after = store.OldestFirst
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT `+proposalColumns+` FROM contact_proposal
		WHERE client_id = $1 AND id > $2 AND state = 'open' AND may_reach(client_id) ORDER BY id LIMIT %d`, limit), client, after)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanProposal)
}

// ContactProposalForUpdate gives an unanswered proposal to a client in reach, and
// nobody else answers it until this transaction ends.
func (tx *Tx) ContactProposalForUpdate(ctx context.Context, id networkmap.ContactProposalID) (networkmap.ContactProposal, error) {
	if !store.IsID(id) {
		return networkmap.ContactProposal{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+proposalColumns+` FROM contact_proposal
		WHERE id = $1 AND state = 'open' AND may_reach(client_id) FOR UPDATE`, id)
	if err != nil {
		return networkmap.ContactProposal{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, scanProposal)
	return p, postgres.Missing(err)
}

// AnswerContactProposal keeps that the client said yes or no, and forgets whom it was about.
func (tx *Tx) AnswerContactProposal(ctx context.Context, id networkmap.ContactProposalID, yes bool, now time.Time) error {
	state := "declined"
	if yes {
		state = "accepted"
	}
	tag, err := tx.Exec(ctx, `UPDATE contact_proposal SET state = $2, name = '', relation = '', answered_at = $3
		WHERE id = $1 AND state = 'open'`, id, state, now)
	return postgres.Saved(tag.RowsAffected(), err)
}

// Guides says whether the caller is one of the client's own support workers.
func (tx *Tx) Guides(ctx context.Context, client domain.ClientID) (bool, error) {
	var guides bool
	err := tx.QueryRow(ctx, `SELECT on_my_caseload($1)`, client).Scan(&guides)
	return guides, err
}
