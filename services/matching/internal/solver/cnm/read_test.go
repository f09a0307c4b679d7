package cnm_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/optrek/optrek/services/matching/internal/solver"
	"github.com/optrek/optrek/services/matching/internal/solver/cnm"
)

const small = `cnm1 3 2 4 7
10 5 0
20 6 1
30 7 2
1
2
0 0 100 90 110
0 1 200 200 200
2 1 300 300 300
2 0 10000 0 10000
`

func TestRead(t *testing.T) {
	t.Parallel()
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write([]byte(small)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"as it is":           small,
		"gzipped":            zipped.String(),
		"as on Windows":      strings.ReplaceAll(small, "\n", "\r\n"),
		"without a last \\n": strings.TrimSpace(small),
		"empty lines last":   small + "\n \n",
	} {
		in, err := cnm.Read(iotest.HalfReader(strings.NewReader(text)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := &solver.Instance{
			Priority: []int32{10, 20, 30}, Capacity: []int32{1, 2},
			First: []int32{0, 2, 2, 4}, Networker: []int32{0, 1, 0, 1}, Fit: []uint16{100, 200, 10000, 300},
		}
		if !same(in, want) {
			t.Errorf("%s: got %+v", name, in)
		}
	}
}

func same(a, b *solver.Instance) bool {
	return slices.Equal(a.Priority, b.Priority) && slices.Equal(a.Capacity, b.Capacity) && slices.Equal(a.First, b.First) &&
		slices.Equal(a.Networker, b.Networker) && slices.Equal(a.Fit, b.Fit)
}

// Who has a wrong file must know where to look, and for what.
func TestReadSaysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, old, new string
		line           int
		says           string
	}{
		{"nothing", small, "", 1, "expected cnm1"},
		{"something else", "cnm1 3", "<html>", 1, `found "<html>": is this an instance?`},
		{"a short first line", "3 2 4 7", "3 2", 1, "the line ends here; expected how many pairs"},
		{"a long first line", "3 2 4 7", "3 2 4 7 8", 1, `more than expected: "8"`},
		{"a word", "20 6 1", "20 six 1", 3, `expected the client's days of waiting, a whole number of at least 0, found "six"`},
		{"a negative priority", "20 6 1", "-20 6 1", 3, `found "-20"`},
		{"a fraction", "20 6 1", "20.5 6 1", 3, `found ".5" after 20`},
		{"a client too few", "30 7 2\n", "", 4, "expected the client's days of waiting"},
		{"a priority beyond all", "20 6 1", "20000000000000000000000 6 1", 3, "the priority of a client is at most 1000000"},
		{"a capacity too many", "1\n2\n", "1\n2\n3\n", 7, "expected the pair's networker"},
		{"no such client", "2 1 300", "3 1 300", 9, "client 3: there are 3, from 0"},
		{"no such networker", "2 1 300", "2 2 300", 9, "networker 2: there are 2, from 0"},
		{"a fit beyond 10000", "2 1 300", "2 1 10001", 9, "a fit is at most 10000, found 10001"},
		{"clients out of order", "2 0 10000", "1 0 10000", 10, "client 1 comes after client 2"},
		{"a pair twice", "0 1 200", "0 0 200", 8, "client 0 and networker 0 are there twice"},
		{"a pair twice, apart", "3 2 4 7", "3 2 5 7", 11, "the file ends here; expected a pair's client"},
		{"a pair too few", "2 0 10000 0 10000\n", "", 10, "the file ends here; expected a pair's client"},
		{"a pair too many", "3 2 4 7", "3 2 3 7", 10, `expected the end of the file, found "2"`},
	} {
		_, err := cnm.Read(strings.NewReader(strings.Replace(small, tt.old, tt.new, 1)))
		var wrong *cnm.Error
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if wrong.Line != tt.line || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want line %d, %s", tt.name, err, tt.line, tt.says)
		}
	}
	twice := strings.Replace(small, "3 2 4 7", "3 2 5 7", 1) + "2 1 4 4 4\n"
	if _, err := cnm.Read(strings.NewReader(twice)); err == nil || !strings.Contains(err.Error(), "client 2 and networker 1 are there twice") {
		t.Errorf("a pair twice with another between: %v", err)
	}
}

// A disk that fails is no mistake in the file.
func TestReadPassesOnWhatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken disk")
	for at := range len(small) - 1 {
		half := iotest.DataErrReader(strings.NewReader(small[:at]))
		_, err := cnm.Read(&failing{half, broken})
		var wrong *cnm.Error
		if !errors.Is(err, broken) || errors.As(err, &wrong) {
			t.Fatalf("after %d bytes: %v", at, err)
		}
	}
}

type failing struct {
	from interface{ Read([]byte) (int, error) }
	err  error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.from.Read(b)
	if err != nil {
		err = f.err
	}
	return n, err
}

// What comes in is of others: no file may crash the reader, make it take memory that
// the file does not fill, or give an instance the engine cannot rely on.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("cnm1 0 0 0 0\n"))
	f.Add([]byte("cnm1 2147483646 2147483646 2147483646 0\n1 1 1"))
	f.Add([]byte{0x1f, 0x8b, 8, 0})
	f.Fuzz(func(t *testing.T, text []byte) {
		in, err := cnm.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if len(in.First) != in.Clients()+1 || in.First[0] != 0 || int(in.First[in.Clients()]) != len(in.Networker) || len(in.Fit) != len(in.Networker) {
			t.Fatalf("not the shape of an instance: %+v", in)
		}
		for c := range in.Clients() {
			own := in.Networker[in.First[c]:in.First[c+1]]
			if !slices.IsSorted(own) || len(slices.Compact(slices.Clone(own))) != len(own) {
				t.Fatalf("client %d: networkers %v", c, own)
			}
		}
		for i, n := range in.Networker {
			if n < 0 || int(n) >= in.Networkers() || in.Fit[i] > 10000 {
				t.Fatalf("pair %d: networker %d, fit %d", i, n, in.Fit[i])
			}
		}
	})
}
