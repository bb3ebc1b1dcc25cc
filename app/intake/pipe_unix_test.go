//go:build unix

package intake_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"throughline/app/intake"
)

// Opening a pipe that nobody writes to waits for ever.
func TestOpenDoesNotWaitForAPipe(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := intake.Open(pipe, intake.Story); !errors.Is(err, intake.ErrIrregular) {
		t.Errorf("a pipe: %v", err)
	}
}
