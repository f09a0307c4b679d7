// Package cnm is the file format of `optrek solve`: instances of the engine as text
// that any language reads, and instances made for measuring.
//
//	cnm1 n m e seed
//	n lines  priority waiting_days isolation       clients 0…n-1
//	m lines  capacity                              networkers 0…m-1
//	e lines  client networker fit fit_client fit_networker     by client; fits 0…10000
//
// All numbers are whole and at least 0. The engine uses the first of a client's line
// and the first fit of a pair; the others say where these came from.
package cnm

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"math"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// The bounds of what a file may say. Those of counts are of the engine's 32-bit indices.
const (
	maxCount    = math.MaxInt32 - 1
	maxPriority = 1_000_000
	maxCapacity = 1_000_000
	maxFit      = 10_000
	magic       = "cnm1"
)

// header is the first line.
type header struct{ clients, networkers, pairs int }

// Read reads an instance, as it is or gzipped. What is wrong with it comes as *Error.
func Read(r io.Reader) (*solver.Instance, error) {
	b := bufio.NewReader(r)
	start, err := b.Peek(2)
	if err != nil || start[0] != 0x1f || start[1] != 0x8b {
		return read(newScanner(b)) // what failed here fails there again
	}
	unzipped, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	return read(newScanner(unzipped))
}

func read(s *scanner) (*solver.Instance, error) {
	h, err := readHeader(s)
	if err != nil {
		return nil, err
	}
	in := &solver.Instance{}
	for range h.clients {
		priority, err := s.number("the priority of a client", maxPriority)
		if err == nil {
			_, err = s.number("the client's days of waiting", math.MaxInt32)
		}
		if err == nil {
			_, err = s.number("the client's isolation", math.MaxInt32)
		}
		if err == nil {
			err = s.next()
		}
		if err != nil {
			return nil, err
		}
		in.Priority = append(in.Priority, int32(priority))
	}
	for range h.networkers {
		capacity, err := s.number("the capacity of a networker", maxCapacity)
		if err == nil {
			err = s.next()
		}
		if err != nil {
			return nil, err
		}
		in.Capacity = append(in.Capacity, int32(capacity))
	}
	if err := readPairs(s, in, h.pairs); err != nil {
		return nil, err
	}
	return in, s.finish()
}

func readHeader(s *scanner) (h header, err error) {
	if b, _ := s.space(); b == '\n' {
		return h, s.wrong("expected %s and four numbers", magic)
	}
	if word := s.word(); word != magic {
		return h, s.wrong("expected %s, found %q: is this an instance?", magic, word)
	}
	for _, part := range []struct {
		what  string
		value *int
	}{
		{"how many clients there are", &h.clients},
		{"how many networkers there are", &h.networkers},
		{"how many pairs there are", &h.pairs},
	} {
		value, err := s.number(part.what, maxCount)
		if err != nil {
			return h, err
		}
		*part.value = int(value)
	}
	if _, err := s.number("the seed", math.MaxInt64/16); err != nil {
		return h, err
	}
	return h, s.next()
}
