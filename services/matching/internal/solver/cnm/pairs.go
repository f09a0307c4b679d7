package cnm

import (
	"sort"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// firstPairs is for how many pairs there is room before the first is read: what the
// first line claims is believed only as far as lines follow.
const firstPairs = 1 << 16

// readPairs reads the pairs client by client. A client's networkers may come in any order.
func readPairs(s *scanner, in *solver.Instance, count int) error {
	in.First = make([]int32, 1, in.Clients()+1)
	room(in, min(count, firstPairs))
	inOrder := true // the networkers of this client, so far
	for i := range count {
		p, err := readPair(s, in)
		if err != nil {
			return err
		}
		client, networker := p.client, p.networker
		if client < len(in.First)-1 {
			return s.wrong("client %d comes after client %d: the pairs go client by client", client, len(in.First)-1)
		}
		for client > len(in.First)-1 {
			if err := closeClient(s, in, inOrder); err != nil {
				return err
			}
			inOrder = true
		}
		if i == cap(in.Networker) {
			room(in, min(count, 8*i))
		}
		if last := i - 1; last >= int(in.First[client]) && in.Networker[last] >= networker {
			if in.Networker[last] == networker {
				return s.wrong("client %d and networker %d are there twice", client, networker)
			}
			inOrder = false
		}
		in.Networker, in.Fit = append(in.Networker, networker), append(in.Fit, p.fit)
		if err := s.next(); err != nil {
			return err
		}
	}
	for len(in.First) <= in.Clients() {
		if err := closeClient(s, in, inOrder); err != nil {
			return err
		}
	}
	return nil
}

// room makes room for so many pairs, and no more: they are most of the memory.
func room(in *solver.Instance, pairs int) {
	in.Networker = append(make([]int32, 0, pairs), in.Networker...)
	in.Fit = append(make([]uint16, 0, pairs), in.Fit...)
}

// onePair is a pair as it was read.
type onePair struct {
	client    int
	networker int32
	fit       uint16
}

func readPair(s *scanner, in *solver.Instance) (p onePair, err error) {
	var values [5]int64
	for i, part := range [...]string{"a pair's client", "the pair's networker", "the pair's fit", "the client's fit", "the networker's fit"} {
		if values[i], err = s.number(part, maxFit+maxCount); err != nil {
			return p, err
		}
	}
	switch {
	case values[0] >= int64(in.Clients()):
		return p, s.wrong("client %d: there are %d, from 0", values[0], in.Clients())
	case values[1] >= int64(in.Networkers()):
		return p, s.wrong("networker %d: there are %d, from 0", values[1], in.Networkers())
	case max(values[2], values[3], values[4]) > maxFit:
		return p, s.wrong("a fit is at most %d, found %d", maxFit, max(values[2], values[3], values[4]))
	}
	return onePair{int(values[0]), int32(values[1]), uint16(values[2])}, nil
}

// closeClient says where the pairs of the client end, and puts them in order.
func closeClient(s *scanner, in *solver.Instance, inOrder bool) error {
	client := len(in.First) - 1
	from := in.First[client]
	in.First = append(in.First, int32(len(in.Networker)))
	if inOrder {
		return nil
	}
	own := byNetworker{in.Networker[from:], in.Fit[from:]}
	sort.Sort(own)
	for i := 1; i < own.Len(); i++ {
		if own.networker[i] == own.networker[i-1] {
			return s.wrong("client %d and networker %d are there twice, above this line", client, own.networker[i])
		}
	}
	return nil
}

// byNetworker sorts the pairs of one client.
type byNetworker struct {
	networker []int32
	fit       []uint16
}

func (o byNetworker) Len() int           { return len(o.networker) }
func (o byNetworker) Less(i, j int) bool { return o.networker[i] < o.networker[j] }
func (o byNetworker) Swap(i, j int) {
	o.networker[i], o.networker[j] = o.networker[j], o.networker[i]
	o.fit[i], o.fit[j] = o.fit[j], o.fit[i]
}
