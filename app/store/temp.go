package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// A temporary file is called .~NAME.PID-N.tmp, by the process that writes it.
const (
	tempPrefix = ".~"
	tempSuffix = ".tmp"
	// staleAfter is how old a temporary file is that no running process can still be writing. Saving takes seconds at worst.
	staleAfter = time.Hour
)

func isTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// createTemp makes a file beside target that is not there yet; a link planted under its name is refused with the rest.
func createTemp(d disk, target string, perm fs.FileMode) (string, file, error) {
	for n := 0; ; n++ {
		name := beside(target, tempPrefix, fmt.Sprintf(".%d-%d%s", os.Getpid(), n, tempSuffix))
		f, err := d.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return name, f, err
		}
	}
}

// tempLock is held on a temporary file from its first byte until it is renamed, so that another process sees that somebody
// is still writing it, on another machine too where the disk is shared. nil is none: where locks do not work, the age of
// the file decides.
type tempLock struct{ held *flock.Flock }

// lockTemp takes the lock of a temporary file. On Windows a locked file cannot be renamed.
func lockTemp(name string) *tempLock {
	if runtime.GOOS == "windows" {
		return nil
	}
	l := flock.New(name, flock.SetFlag(os.O_RDONLY))
	if ok, err := l.TryLock(); !ok || err != nil {
		_ = l.Close()
		return nil
	}
	return &tempLock{l}
}

func (l *tempLock) release() {
	if l != nil {
		_ = l.held.Close()
	}
}

// sweep removes the temporary files for target that killed processes left behind. now is the disk's own clock: the time of a
// file just written there.
func sweep(d disk, target string, now time.Time) {
	entries, err := d.ReadDir(filepath.Dir(target))
	if err != nil {
		return // the folder may be written and not listed
	}
	for _, e := range entries {
		suffix, pid := cutTemp(e.Name())
		if suffix == "" || e.Name() != filepath.Base(beside(target, tempPrefix, suffix)) {
			continue
		}
		file := filepath.Join(filepath.Dir(target), e.Name())
		if info, err := e.Info(); err == nil && abandoned(file, pid, now.Sub(info.ModTime())) {
			_ = d.Remove(file)
		}
	}
}

// cutTemp returns what stands behind the name of the file that a temporary one is for, ".4711-0.tmp", and the number of the
// process that wrote it, 0 where it names none; "" for other files.
func cutTemp(name string) (suffix string, pid int) {
	dot := strings.LastIndexByte(strings.TrimSuffix(name, tempSuffix), '.')
	if !isTemp(name) || dot < 0 {
		return "", 0
	}
	number, _, _ := strings.Cut(name[dot+1:], "-")
	pid, _ = strconv.Atoi(number)
	return name[dot:], max(pid, 0)
}

// abandoned reports whether nobody will finish a temporary file: it is old, or its process has ended and nobody holds its
// lock. The number alone would not do, as processes of another machine or container have numbers of their own; nor the
// lock, which is taken a moment after the file is made.
func abandoned(file string, pid int, age time.Duration) bool {
	if age > staleAfter {
		return true
	}
	if pid == 0 || runs(pid) {
		return false
	}
	if runtime.GOOS == "windows" {
		return true
	}
	l := lockTemp(file)
	l.release()
	return l != nil
}

// runs reports whether there is a process of that number on this machine.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }()
	if runtime.GOOS == "windows" {
		return true // there, finding one opens it
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}
