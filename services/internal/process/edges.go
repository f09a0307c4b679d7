package process

import "slices"

// edge is one arrow of the drawing in services/README.md: which service may call which,
// with what. Whatever is not in the table is refused at both ends: at the start by who
// would call, and for each call by who is called.
type edge struct {
	from, to string
	own      bool // in its own name: feeds, and what no person asked for
	persons  bool // with the token of the person (or machine) who asked
	why      string
}

var edges = []edge{
	{"gateway", "recruitment", true, true, "who signs in; everything a browser asks; who has left"},
	{"gateway", "matching", true, true, "everything a browser asks; its feed, for pages that are open"},
	{"gateway", "activity", true, true, "everything a browser asks; its feed, for pages that are open"},
	{"gateway", "evaluation", true, true, "everything a browser asks; its feed, for pages that are open"},
	{"matching", "recruitment", true, true, "who wishes what, and the card of who agreed to be seen elsewhere"},
	{"matching", "evaluation", true, false, "what an interim evaluation came to"},
	{"activity", "recruitment", true, false, "whom there are"},
	{"activity", "matching", true, false, "who go out together"},
	{"evaluation", "recruitment", true, false, "whom there are"},
	{"evaluation", "matching", true, false, "who go out together"},
	{"evaluation", "activity", true, false, "what was done together"},
	{"recruitment", "matching", true, true, "who is together; everything about a person, and who looked"},
	{"recruitment", "activity", true, true, "whom to remind; everything about a person, and who looked"},
	{"recruitment", "evaluation", true, true, "what other systems are told; everything about a person, and who looked"},
}

// between gives the arrow between two services; the zero edge allows nothing.
func between(from, to string) edge {
	i := slices.IndexFunc(edges, func(e edge) bool { return e.from == from && e.to == to })
	if i < 0 {
		return edge{}
	}
	return edges[i]
}

// callersOf are the services with an arrow to this one.
func callersOf(to string) []string {
	var names []string
	for _, e := range edges {
		if e.to == to {
			names = append(names, e.from)
		}
	}
	return names
}
