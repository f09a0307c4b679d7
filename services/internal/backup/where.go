package backup

import "context"

// Where gives of every service the one part in which an organisation's rows are: that in which it
// stands by the configuration, or the one from which it is still to be moved.
func Where(ctx context.Context, parts []Part, tenant string) ([]Part, error) {
	homes := Of(parts, tenant)
	if len(homes) == len(parts) {
		return homes, nil // there is but one of each
	}
	m := Move{Parts: parts, Tenants: []string{tenant}}
	found, err := m.look(ctx)
	if err != nil {
		return nil, err
	}
	legs, err := m.legs(found)
	if err != nil {
		return nil, err
	}
	for i, home := range homes {
		for _, leg := range legs {
			if leg.To.name() == home.name() {
				homes[i] = leg.From
			}
		}
	}
	return homes, nil
}

// Forget takes away every mark of where organisations went: they are gone for good, and may begin
// anew anywhere.
func (m Move) Forget(ctx context.Context) error { return unmark(ctx, m.Parts, m.Tenants) }
