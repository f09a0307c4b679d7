package sheet

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns a file's bytes into text and says what its encoding turned out to be.
// Exports come as UTF-8 with or without a mark, as UTF-16 ("Unicode text" of a
// spreadsheet), or as Windows-1252; bytes that are no UTF-8 are the last.
func decode(content []byte) (text, encoding string) {
	switch {
	case strings.HasPrefix(string(content[:min(3, len(content))]), "\xef\xbb\xbf"):
		text, encoding = strings.ToValidUTF8(string(content[3:]), "\uFFFD"), "utf-8-bom"
	case len(content) >= 2 && content[0] == 0xff && content[1] == 0xfe:
		text, encoding = decode16(content[2:], 0, 1), "utf-16le"
	case len(content) >= 2 && content[0] == 0xfe && content[1] == 0xff:
		text, encoding = decode16(content[2:], 1, 0), "utf-16be"
	case utf8.Valid(content):
		text, encoding = string(content), "utf-8"
	default:
		text, encoding = decode1252(content), "windows-1252"
	}
	// PostgreSQL keeps no NUL, and no name holds one.
	return strings.ReplaceAll(text, "\x00", ""), encoding
}

func decode16(content []byte, low, high int) string {
	units := make([]uint16, 0, len(content)/2)
	for i := 0; i+1 < len(content); i += 2 {
		units = append(units, uint16(content[i+low])|uint16(content[i+high])<<8)
	}
	return string(utf16.Decode(units))
}

// upper1252 is where Windows-1252 differs from Latin-1: 0x80 to 0x9f.
const upper1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decode1252(content []byte) string {
	upper := []rune(upper1252)
	var b strings.Builder
	b.Grow(len(content) + len(content)/8)
	for _, c := range content {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(upper[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// record is one row as it stands in the file.
type record struct {
	line   int // where it starts; the heading is line 1
	cells  []string
	broken bool // a quote was opened and never closed
}

// blank says whether nothing stands in the row.
func (r record) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// records cuts the text into rows and cells. Cells may stand in double quotes, and
// then hold separators, line ends and doubled quotes. A quote within an unquoted cell
// is a character as any other. A quote that is never closed, or that makes a row of
// several lines with another number of cells than the heading has, breaks its own
// line only: reading goes on with the next, so that no row disappears into another.
func records(text string, separator byte) []record {
	s := scanner{text: text, separator: separator, line: 1}
	var rows []record
	for s.at < len(s.text) {
		start := s
		row := s.record()
		if len(rows) > 0 && s.line > start.line+1 && len(row.cells) != len(rows[0].cells) {
			s = start
			row = s.brokenLine()
		}
		rows = append(rows, row)
	}
	return rows
}

type scanner struct {
	text      string
	separator byte
	at, line  int
}

func (s *scanner) record() record {
	start := *s
	r := record{line: s.line}
	for {
		cell, ok := s.cell()
		if !ok {
			*s = start
			return s.brokenLine()
		}
		r.cells = append(r.cells, Plain(cell))
		if s.at >= len(s.text) {
			return r
		}
		if s.text[s.at] == s.separator {
			s.at++
			continue
		}
		s.lineEnd()
		return r
	}
}

// longestQuoted is how far a closing quote is looked for, in bytes.
const longestQuoted = 64 << 10

// cell reads up to the separator or line end; false when a quote is never closed, or
// only by the opening quote of a cell some lines on.
func (s *scanner) cell() (string, bool) {
	begin := s.at
	for s.at < len(s.text) && s.text[s.at] == ' ' && s.separator != ' ' {
		s.at++
	}
	if s.at >= len(s.text) || s.text[s.at] != '"' {
		s.at = begin
		return s.plain(), true
	}
	s.at++
	var b strings.Builder
	line := s.line
	for s.at < len(s.text) && s.at < begin+longestQuoted {
		c := s.text[s.at]
		switch {
		case c == '"' && s.at+1 < len(s.text) && s.text[s.at+1] == '"':
			b.WriteByte('"')
			s.at += 2
		case c == '"':
			s.at++
			rest := s.plain() // what stands after the closing quote belongs to the cell
			b.WriteString(rest)
			return b.String(), s.line == line || strings.TrimSpace(rest) == ""
		case c == '\n' || c == '\r':
			s.lineEnd()
			b.WriteByte('\n')
		default:
			b.WriteByte(c)
			s.at++
		}
	}
	return "", false
}

func (s *scanner) plain() string {
	begin := s.at
	for s.at < len(s.text) && s.text[s.at] != s.separator && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
		s.at++
	}
	return s.text[begin:s.at]
}

// lineEnd steps over \n, \r\n or \r.
func (s *scanner) lineEnd() {
	if s.text[s.at] == '\r' && s.at+1 < len(s.text) && s.text[s.at+1] == '\n' {
		s.at++
	}
	s.at++
	s.line++
}

func (s *scanner) brokenLine() record {
	r := record{line: s.line, broken: true}
	for s.at < len(s.text) && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
		s.at++
	}
	if s.at < len(s.text) {
		s.lineEnd()
	}
	return r
}
