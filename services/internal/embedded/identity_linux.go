package embedded

import (
	"os/exec"
	"syscall"
)

// mapToNobody puts the child into a user namespace in which our uid, root, is called
// nobody: PostgreSQL sees no root, and on disk nothing changes hands.
func mapToNobody(attr *syscall.SysProcAttr) {
	attr.Cloneflags |= syscall.CLONE_NEWUSER
	attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: 0, Size: 1}}
	attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: 0, Size: 1}}
}

// stopWithParent has the kernel stop PostgreSQL (fast shutdown) when we are killed.
// The calling thread must live as long as the process.
func stopWithParent(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGINT }
