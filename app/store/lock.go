package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lockPrefix begins the name of the side file that is locked in place of a brief: a lock on the brief itself would be
// lost with the first save, which puts another file in its place.
const lockPrefix = ".~lock."

// lock is a held side file. The system gives it back when the process ends however it ends, so none goes stale; the file
// that a killed process leaves behind is simply locked again.
type lock struct {
	*flock.Flock
	users int // documents of this process at that path; links make several names of one
}

// owner is what a side file says about who holds it, for people. It is no part of the lock.
type owner struct {
	User string `json:"user,omitempty"`
	Host string `json:"host,omitempty"`
	PID  int    `json:"pid"`
	// Command says that no window holds it, but a command that will have ended in a moment.
	Command bool      `json:"command,omitempty"`
	Since   time.Time `json:"since,omitzero"`
}

// heldError says that somebody else has a brief open.
type heldError struct{ by owner }

func (e *heldError) Error() string { return "locked by another process" }

// sentence tells the second opener who was first and what can be done.
func (e *heldError) sentence(file string) string {
	doing, then := "open in another window", "changes made here can only be saved under another name"
	if e.by.Command {
		doing, then = "being written by another command", "try again when that has ended"
	}
	if host, _ := os.Hostname(); e.by.Host != "" && e.by.Host != host {
		doing += " on the computer " + e.by.Host
	}
	if e.by.User != "" {
		doing += fmt.Sprintf(" (%s", e.by.User)
		if !e.by.Since.IsZero() {
			doing += e.by.Since.Format(", since 2 Jan 15:04")
		}
		doing += ")"
	}
	return fmt.Sprintf("%s is %s; %s.", quoted(file), doing, then)
}

// A command waits this long for a lock that somebody else has: as long as a few saves take.
const (
	lockPause = 20 * time.Millisecond
	lockTries = 100
)

// lock takes the lock of the brief at path, or joins it where this store holds it already. It returns a heldError when
// somebody else holds it, in a command after waiting a moment, and another error where there can be none.
func (s *Store) lock(path string) error {
	var held *heldError
	err := s.tryLock(path)
	for n := 1; s.once && n < lockTries && errors.As(err, &held); n++ {
		time.Sleep(lockPause)
		err = s.tryLock(path)
	}
	return err
}

func (s *Store) tryLock(path string) error {
	target, err := resolve(s.disk, path)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.locks[target]; l != nil {
		l.users++
		return nil
	}
	side := beside(target, lockPrefix, "")
	l, err := tryLock(side, 0o666)
	if err != nil {
		return err
	}
	if l == nil {
		return &heldError{readOwner(side)}
	}
	writeOwner(side, owner{PID: os.Getpid(), Since: s.now(), Command: s.once})
	s.locks[target] = &lock{l, 1}
	return nil
}

// Release gives back the lock that Open or Save took on path.
func (s *Store) Release(path string) {
	target, err := resolve(s.disk, path)
	if err != nil {
		target = path // its folder is gone: the lock goes all the same
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.locks[target]
	if l == nil {
		return
	}
	if l.users--; l.users == 0 {
		delete(s.locks, target)
		unlock(l.Flock)
	}
}

// tryLock locks a side file, which it makes with perm where there is none, and returns nil when somebody else has it.
func tryLock(name string, perm fs.FileMode) (*flock.Flock, error) {
	const attempts = 10
	for range attempts {
		l := flock.New(name, flock.SetPermissions(perm))
		ok, err := l.TryLock()
		if err != nil || !ok {
			return nil, errors.Join(err, l.Close())
		}
		// Between our opening the file and locking it its holder may have removed it: then what we hold has no name, and
		// the next one would hold another.
		held, err1 := l.Stat()
		there, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			return l, nil
		}
		_ = l.Close()
	}
	return nil, nil // others take it and give it back without a pause
}

// unlock gives a side file back and removes it: while it is held where the system allows that, else right after.
func unlock(l *flock.Flock) {
	removed := os.Remove(l.Path()) == nil
	_ = l.Close()
	if !removed {
		_ = os.Remove(l.Path())
	}
}

// ownerAt is where the text of a side file begins. Windows lets nobody read a locked range, and the lock is on byte 0.
const ownerAt = 1

// writeOwner says in a side file who holds it, as far as that is known. Without it the lock is as good.
func writeOwner(side string, o owner) {
	o.Host, _ = os.Hostname()
	if u, err := user.Current(); err == nil {
		o.User = u.Name
		if o.User == "" {
			o.User = u.Username
		}
	}
	text, err := json.Marshal(o)
	if err != nil {
		return
	}
	f, err := os.OpenFile(side, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt(append([]byte("\n"), text...), 0)
	}
}

// readOwner returns what a side file says, the zero owner where it says nothing.
func readOwner(side string) owner {
	var o owner
	f, err := os.Open(side)
	if err != nil {
		return o
	}
	defer func() { _ = f.Close() }()
	const longest = 4096
	text, err := io.ReadAll(io.NewSectionReader(f, ownerAt, longest))
	if err != nil || json.Unmarshal(text, &o) != nil {
		return owner{}
	}
	// Anybody may have written the file: no line breaks or floods in our sentences.
	o.User, o.Host = oneLine(o.User), oneLine(o.Host)
	return o
}

func oneLine(s string) string {
	const longest = 60
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > longest {
		runes = append(runes[:longest], '…')
	}
	return string(runes)
}

// instance is a process among those that write recovery copies into the same folder. While it runs it holds the lock on a
// file of its own; that lock, not the process number, which is used again, tells whether it still does.
type instance struct {
	name string // "4711-0"
	lock *flock.Flock
}

const runningSuffix = ".running"

func instanceLock(dir, name string) string { return filepath.Join(dir, name+runningSuffix) }

// claim names this process in dir.
func claim(dir string) (*instance, error) {
	const attempts = 100 // several stores in one process, or files of a killed one with our number
	for n := range attempts {
		name := fmt.Sprintf("%d-%d", os.Getpid(), n)
		l, err := tryLock(instanceLock(dir, name), 0o600)
		if err != nil {
			return nil, err
		}
		if l != nil {
			return &instance{name, l}, nil
		}
	}
	return nil, fmt.Errorf("claim a name in %q: all are taken", dir)
}

// running reports whether the process of that name still runs. Where locks do not work nobody knows, and then it does
// not: an offer too many is better than work that is never found again.
func running(dir, name string) bool {
	file := instanceLock(dir, name)
	if _, err := os.Stat(file); err != nil {
		return false
	}
	l, err := tryLock(file, 0o600)
	if err != nil {
		return false
	}
	if l == nil {
		return true
	}
	_ = l.Close()
	return false
}
