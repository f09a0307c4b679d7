package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockDataDir takes the data directory for this process. The lock goes with the
// process, however it ends, so no stale file can keep anybody out.
func lockDataDir(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, "optrek.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return lock, nil
	}
	_ = lock.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fmt.Errorf("Optrek draait al in deze map (%[1]s). Stop het daar, of kies een andere map met OPTREK_DATA_DIR.\n"+ //nolint:staticcheck // a sentence for people, in two languages
			"        Optrek is running in this directory already (%[1]s). Stop it there, or choose another with OPTREK_DATA_DIR.", dir)
	}
	return nil, fmt.Errorf("data directory: %w", err)
}
