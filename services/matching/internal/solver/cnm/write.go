package cnm

import (
	"bufio"
	"io"
	"strconv"
)

// Write writes the instance as a file.
func (m *Made) Write(to io.Writer) error {
	w := bufio.NewWriterSize(to, 256<<10)
	var line []byte
	put := func(values ...int64) {
		for i, v := range values {
			if i > 0 {
				line = append(line, ' ')
			}
			line = strconv.AppendInt(line, v, 10)
		}
		line = append(line, '\n')
		_, _ = w.Write(line) // an error stays, and Flush gives it
		line = line[:0]
	}
	line = append(line, magic+" "...)
	put(int64(m.Clients()), int64(m.Networkers()), int64(len(m.Networker)), int64(m.Seed))
	for c, priority := range m.Priority {
		put(int64(priority), int64(m.Waiting[c]), int64(m.Isolation[c]))
	}
	for _, capacity := range m.Capacity {
		put(int64(capacity))
	}
	for c := range m.Clients() {
		for p := m.First[c]; p < m.First[c+1]; p++ {
			put(int64(c), int64(m.Networker[p]), int64(m.Fit[p]), int64(m.OfClient[p]), int64(m.OfPartner[p]))
		}
	}
	return w.Flush()
}
