//go:build !linux

package embedded

import (
	"os/exec"
	"syscall"
)

// mapToNobody has no user namespaces here. An impossible credential makes the trial
// fail, so that settle goes on to nobody.
func mapToNobody(attr *syscall.SysProcAttr) {
	attr.Credential = &syscall.Credential{Uid: 0, Gid: 0}
	attr.Chroot = "/nonexistent"
}

// stopWithParent cannot be had here: a PostgreSQL left behind by a killed parent is
// found through postmaster.pid and stopped at the next start.
func stopWithParent(*exec.Cmd) {}
