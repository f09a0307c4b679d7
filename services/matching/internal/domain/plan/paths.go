package plan

import "github.com/optrek/optrek/services/matching/internal/domain"

// far bounds how many people are looked at to explain one thing: beyond it an
// explanation would be right and no longer one, and an organisation has many to explain.
const far = 200

// near is the same for one person who would have to move on.
const near = 12

// ways looks along a plan: who could take whose place.
type ways struct {
	*chosen
	first []int32 // per networker, offsets into who
	who   []int32 // whom each networker could go along with
	loose []bool  // per networker: there is a place, or somebody there could make one
	at    map[domain.ClientID]int32
}

func waysOf(ch *chosen) *ways {
	w := &ways{chosen: ch, first: make([]int32, len(ch.Leads)+1), who: make([]int32, len(ch.Lead))}
	for _, l := range ch.Lead {
		w.first[l+1]++
	}
	for l := range ch.Leads {
		w.first[l+1] += w.first[l]
	}
	next := append([]int32(nil), w.first...)
	for p := range ch.People {
		for _, l := range ch.Of(int32(p)) {
			w.who[next[l]] = int32(p)
			next[l]++
		}
	}
	w.at = make(map[domain.ClientID]int32, len(ch.Leads))
	for l, lead := range ch.Leads {
		w.at[lead.Client] = int32(l)
	}
	w.loosen()
	return w
}

// loosen finds, back from the places that are free, every networker with whom a place
// can be made by others moving on.
func (w *ways) loosen() {
	w.loose = make([]bool, len(w.Leads))
	var queue []int32
	for l := range w.Leads {
		if w.free(int32(l)) > 0 {
			w.loose[l] = true
			queue = append(queue, int32(l))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, p := range w.suits(queue[0]) {
			if k := w.lead[p]; k != None && !w.loose[k] {
				w.loose[k] = true
				queue = append(queue, k)
			}
		}
	}
}

func (w *ways) suits(lead int32) []int32 { return w.who[w.first[lead]:w.first[lead+1]] }

// helped counts how many of those who stay without would have somebody if one more
// networker came, with so many places, who suits these people: some of them directly,
// others because somebody makes room for them.
func (w *ways) helped(suiting []int32, places int) int {
	moved := map[int32]int32{} // where people are after those helped before
	at := func(p int32) int32 {
		if l, ok := moved[p]; ok {
			return l
		}
		return w.lead[p]
	}
	for helped := range places {
		path := w.path(suiting, at)
		if path == nil {
			return helped
		}
		for i := len(path) - 1; i > 0; i-- { // each takes the place of the one before
			moved[path[i]] = at(path[i-1])
		}
		moved[path[0]] = newcomer
	}
	return places
}

// newcomer is the networker of whom is thought.
const newcomer = int32(-2)

// path finds people of whom each makes room for the next, from one whom the newcomer
// suits to one who stays without; nil when there is none.
func (w *ways) path(suiting []int32, at func(int32) int32) []int32 {
	from := map[int32]int32{}
	var queue []int32
	step := func(p, before int32) {
		if _, seen := from[p]; !seen && at(p) != newcomer {
			from[p] = before
			queue = append(queue, p)
		}
	}
	for _, p := range suiting {
		step(p, None)
	}
	for i := 0; i < len(queue) && i < far; i++ {
		p := queue[i]
		l := at(p)
		if l == None {
			var path []int32
			for ; p != None; p = from[p] {
				path = append([]int32{p}, path...)
			}
			return path
		}
		for _, next := range w.suits(l) {
			if at(next) != l {
				step(next, p)
			}
		}
	}
	return nil
}

// elsewhere says whether somebody could go along with another than the networker they
// have, if one place came free with freed: perhaps because others make room. known is
// false when that would take too long to tell.
func (w *ways) elsewhere(p, freed int32) (found, known bool) {
	own := w.lead[p]
	seen := map[int32]bool{p: true}
	queue := []int32{p}
	for i := 0; i < len(queue); i++ {
		if i == near {
			return false, false
		}
		for _, l := range w.Of(queue[i]) {
			if l == own {
				continue
			}
			if l == freed || w.loose[l] {
				return true, true
			}
			for _, next := range w.served[l] {
				if !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
	}
	return false, true
}
