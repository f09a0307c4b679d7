package config

// Neighbour is an organisation by what the others in its region may know of it.
type Neighbour struct{ ID, Name, Region string }

// Neighbours lists every organisation with its region, for working together across
// them. In development without organisations of its own, those are the made-up ones
// of the demo sign-in.
func (c Config) Neighbours() []Neighbour {
	if len(c.Organisations) == 0 && !c.IsProduction() {
		return demo()
	}
	all := make([]Neighbour, len(c.Organisations))
	for i, o := range c.Organisations {
		all[i] = Neighbour{ID: o.ID, Name: o.Name, Region: o.Region}
	}
	return all
}

// demo is who the demo sign-in makes up. A service knows nothing of the gateway, whose
// test holds the two lists to each other.
func demo() []Neighbour {
	const region = "Zuid"
	return []Neighbour{
		{ID: "01900000-0000-7000-8000-000000000001", Name: "LSR", Region: region},
		{ID: "01900000-0000-7000-8000-000000000002", Name: "Dichterbij", Region: region},
		{ID: "01900000-0000-7000-8000-000000000003", Name: "Syndion", Region: region},
		{ID: "01900000-0000-7000-8000-000000000004", Name: "Nieuw Begin"},
	}
}
