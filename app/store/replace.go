package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"
)

// WriteFile puts what write writes at path, whole or not at all: when it returns an error the file that was there before
// is untouched. It follows links, keeps the file's mode, and refuses write-protected files. Errors are explained; one
// that write explained itself is passed on.
func WriteFile(path string, write func(io.Writer) error) error {
	_, err := replaceFile(osDisk{}, path, writing{durable: true}, write)
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

// writing says how careful a file is to be written. All are whole or not at all.
type writing struct {
	durable bool // survives a power cut right after
	keepOld bool // the version before stays beside it, see backupOf
}

const (
	tempPrefix = ".~"
	tempSuffix = ".tmp"
	// staleAfter is how old a temporary file is that a killed process left behind. Saving takes seconds at worst.
	staleAfter = time.Hour
)

func writeBytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// replaceFile writes a file in full beside the one at path and then renames it over that. done says whether the new file
// is in place: with an error beside it, only its durability is in doubt.
func replaceFile(d disk, path string, how writing, write func(io.Writer) error) (done bool, err error) {
	target, err := resolve(d, path)
	if err != nil {
		return false, err
	}
	old, err := replaceable(d, target)
	if err != nil {
		return false, err
	}
	temp, made, err := writeTemp(d, target, old, write)
	if err != nil {
		return false, err
	}
	if how.keepOld && old != nil {
		// Saving matters more than the version before it: a backup that cannot be made does not stop the save.
		_ = backUp(d, target, old)
	}
	if err := d.Rename(temp, target); err != nil {
		return false, errors.Join(err, d.Remove(temp))
	}
	if how.durable {
		err = d.SyncDir(filepath.Dir(target))
	}
	sweep(d, target, made)
	return true, err
}

// resolve follows the links of path, so that a linked file is replaced and not its link. The file itself need not exist.
func resolve(d disk, path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	const maxLinks = 40 // as Linux
	for range maxLinks {
		target, err := d.EvalSymlinks(path)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return target, err
		}
		dir, err := d.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, filepath.Base(path))
		if info, err := d.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		// A link to a file that is not there: make the file.
		to, err := d.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(dir, to)
		}
		path = to
	}
	return "", syscall.ELOOP
}

// replaceable returns what is at target now, nil for nothing, or why it may not be replaced. A rename asks only for rights
// on the folder; whoever protected the file itself meant it.
func replaceable(d disk, target string) (fs.FileInfo, error) {
	old, err := d.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case old.IsDir():
		return nil, syscall.EISDIR
	case !old.Mode().IsRegular():
		return nil, errNotRegular
	case old.Mode()&0o222 == 0:
		return nil, errProtected
	}
	f, err := d.OpenFile(target, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrPermission) {
		return nil, errors.Join(errProtected, err)
	}
	if err != nil {
		return nil, err
	}
	return old, f.Close()
}

// checkWritable tells beforehand what a save to path would refuse for. It makes no file.
func (s *Store) checkWritable(path string) error {
	target, err := resolve(s.disk, path)
	if err == nil {
		_, err = replaceable(s.disk, target)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

// writeTemp writes a temporary file beside target, flushes it and reads it back. It returns its name and time.
func writeTemp(
	d disk, target string, old fs.FileInfo, write func(io.Writer) error,
) (name string, made time.Time, err error) {
	perm := fs.FileMode(0o666) // less the umask
	if old != nil {
		perm = 0o600 // nobody reads along before it has the old file's mode
	}
	temp, f, err := createTemp(d, target, perm)
	if err != nil {
		return "", time.Time{}, err
	}
	kept := false
	defer func() { // also when write panics
		if !kept {
			_ = f.Close()
			err = errors.Join(err, d.Remove(temp))
		}
	}()
	w := &tracked{w: f, sum: sha256.New()}
	err = write(w)
	if w.err != nil {
		err = w.err // what the disk said, not what write made of it
	}
	if err == nil && old != nil {
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		// After a flush that went wrong the kernel may think the pages clean: never try again on this file, give it up.
		err = f.Sync()
	}
	if info, statErr := f.Stat(); statErr == nil {
		made = info.ModTime()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", time.Time{}, err
	}
	if err := verify(d, temp, w.sum.Sum(nil)); err != nil {
		return "", time.Time{}, err
	}
	kept = true
	return temp, made, nil
}

// tracked remembers what went through it.
type tracked struct {
	w   io.Writer
	sum hash.Hash
	err error
}

func (t *tracked) Write(p []byte) (int, error) {
	if t.err != nil {
		return 0, t.err
	}
	n, err := t.w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	t.sum.Write(p[:n])
	t.err = err
	return n, err
}

// verify reads a file back and compares.
func verify(d disk, name string, want []byte) (err error) {
	f, err := d.OpenFile(name, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if !bytes.Equal(sum.Sum(nil), want) {
		return errReadBack
	}
	return nil
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

func isTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// backupOf returns where the version before is kept.
func backupOf(path string) string { return path + ".bak" }

// backUp keeps the file at target as its backup: a second link to it where the disk knows links, else a copy.
func backUp(d disk, target string, old fs.FileInfo) error {
	temp := beside(target, tempPrefix, ".bak"+tempSuffix)
	_ = d.Remove(temp) // from a process that was killed here
	if d.Link(target, temp) != nil {
		data, err := readFile(d, target, maxFile)
		if err != nil {
			return err
		}
		f, err := d.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, old.Mode().Perm())
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		if err = errors.Join(err, f.Close()); err != nil {
			return errors.Join(err, d.Remove(temp))
		}
	}
	err := d.Rename(temp, backupOf(target))
	// Renaming one link of a file over another link of it does nothing at all, and the temporary one stays.
	_ = d.Remove(temp)
	return err
}

// sweep removes temporary files for target that killed processes left behind. Their age is taken from the disk's own
// clock: made is the time of a file just written there.
func sweep(d disk, target string, made time.Time) {
	prefix := filepath.Base(beside(target, tempPrefix, "."))
	entries, err := d.ReadDir(filepath.Dir(target))
	if err != nil || made.IsZero() {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) || !strings.HasSuffix(e.Name(), tempSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && made.Sub(info.ModTime()) > staleAfter {
			_ = d.Remove(filepath.Join(filepath.Dir(target), e.Name()))
		}
	}
}

// beside returns the name of a file that belongs to target and lies beside it. File systems take names of 255 bytes; of a
// long one the beginning is enough.
func beside(target, prefix, suffix string) string {
	const longest = 200
	base := filepath.Base(target)
	for len(base) > longest {
		_, size := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-size]
	}
	return filepath.Join(filepath.Dir(target), prefix+base+suffix)
}
