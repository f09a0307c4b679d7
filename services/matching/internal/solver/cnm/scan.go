package cnm

import (
	"errors"
	"fmt"
	"io"
)

// Error is what is wrong with a file, and on which line.
type Error struct {
	Line int
	What string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.What) }

// scanner reads lines of whole numbers. It looks at each byte once: a region of a
// million clients is more than a gigabyte of text.
type scanner struct {
	from     io.Reader
	buffer   []byte
	at, end  int
	line     int   // of what is read, from 1
	numbered int   // numbers read on this line
	failed   error // of from, io.EOF included
}

func newScanner(r io.Reader) *scanner {
	return &scanner{from: r, buffer: make([]byte, 256<<10), line: 1}
}

// wrong says what is wrong on this line; a reader that failed is no fault of the line.
func (s *scanner) wrong(format string, args ...any) error {
	if s.failed != nil && !errors.Is(s.failed, io.EOF) {
		return fmt.Errorf("line %d: %w", s.line, s.failed)
	}
	return &Error{Line: s.line, What: fmt.Sprintf(format, args...)}
}

// peek gives the next byte, or '\n' and false at the end of the file.
func (s *scanner) peek() (byte, bool) {
	for s.at == s.end {
		if s.failed != nil {
			return '\n', false
		}
		s.at = 0
		s.end, s.failed = s.from.Read(s.buffer)
	}
	return s.buffer[s.at], true
}

// space passes over what separates two numbers. A line may end as on Windows.
func (s *scanner) space() (byte, bool) {
	for {
		b, ok := s.peek()
		if !ok || b != ' ' && b != '\t' && b != '\r' {
			return b, ok
		}
		s.at++
	}
}

// number reads a whole number of 0…most; what is its name in a complaint.
func (s *scanner) number(what string, most int64) (int64, error) {
	b, ok := s.space()
	if b == '\n' {
		if !ok && s.numbered == 0 {
			return 0, s.wrong("the file ends here; expected %s", what)
		}
		return 0, s.wrong("the line ends here; expected %s", what)
	}
	if b < '0' || b > '9' {
		return 0, s.wrong("expected %s, a whole number of at least 0, found %q", what, s.word())
	}
	value := int64(0)
	for b >= '0' && b <= '9' {
		if value = 10*value + int64(b-'0'); value > most {
			return 0, s.wrong("%s is at most %d, found more", what, most)
		}
		s.at++
		b, _ = s.peek()
	}
	if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
		return 0, s.wrong("expected %s, a whole number, found %q after %d", what, s.word(), value)
	}
	s.numbered++
	return value, nil
}

// word reads up to the next space, to quote it; no longer than a complaint may be.
func (s *scanner) word() string {
	var found []byte
	for len(found) < 20 {
		b, ok := s.peek()
		if !ok || b == ' ' || b == '\t' || b == '\r' || b == '\n' {
			break
		}
		found = append(found, b)
		s.at++
	}
	return string(found)
}

// next goes to the next line; nothing may be left on this one.
func (s *scanner) next() error {
	b, ok := s.space()
	if b != '\n' {
		return s.wrong("the line holds more than expected: %q", s.word())
	}
	if ok {
		s.at++
		s.line++
	}
	s.numbered = 0
	return nil
}

// finish makes sure that nothing follows but empty lines.
func (s *scanner) finish() error {
	for {
		b, ok := s.space()
		if !ok {
			if errors.Is(s.failed, io.EOF) {
				return nil
			}
			return s.wrong("")
		}
		if b != '\n' {
			return s.wrong("expected the end of the file, found %q", s.word())
		}
		s.at++
		s.line++
	}
}
