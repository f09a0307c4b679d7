package command

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// moment is a time on the clock, and on that of this process alone: on a busy machine
// only the second says how much work it was.
type moment struct {
	clock time.Time
	own   time.Duration
}

func now() moment {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // then it is 0
	return moment{time.Now(), time.Duration(used.Utime.Nano() + used.Stime.Nano())}
}

// sayPassed says how long it took since then.
func (m moment) sayPassed() string {
	n := now()
	return fmt.Sprintf("%.3f s, %.3f s of processor", n.clock.Sub(m.clock).Seconds(), (n.own - m.own).Seconds())
}

// forgetPeak makes the system forget how much memory this process had at most, and gives
// how much it has now, in bytes; 0 where the system does not tell (it is of Linux).
func forgetPeak() int64 {
	if os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) != nil {
		return 0
	}
	return memory("VmRSS:")
}

// sayPeak says how much memory the process has had at most since forgetPeak.
func sayPeak(before int64) string {
	peak := memory("VmHWM:")
	if peak == 0 {
		return "not known on this system"
	}
	if before == 0 {
		return fmt.Sprintf("%d MB at most", peak>>20)
	}
	return fmt.Sprintf("%d MB at most while solving, with the instance and the program: %d MB", peak>>20, before>>20)
}

// memory reads one line of what Linux tells of this process.
func memory(of string) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == of {
			if kilobytes, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return kilobytes << 10
			}
		}
	}
	return 0
}
