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
	"unicode/utf8"

	"throughline/app/intake"
)

// WriteFile puts what write writes at path, whole or not at all: with an error the file that was there before is untouched,
// without one the new file is in place, and warning says in a sentence what is not as it should be all the same; it is ""
// where all is well. WriteFile follows links, keeps the file's mode, and refuses write-protected files. Errors are
// explained; one that write explained itself is passed on.
func WriteFile(path string, write func(io.Writer) error) (warning string, err error) {
	doubt, err := replaceFile(osDisk{}, path, writing{durable: true}, write)
	if err != nil {
		return "", unwritable(path, err)
	}
	return doubt.sentence(path), nil
}

// writing says how a file is to be written. All are whole or not at all.
type writing struct {
	durable bool // survives a power cut right after
	keepOld bool // the version before stays beside it, see backupOf
	private bool // for this user's eyes alone, whatever the mode of the file before
}

// doubt is what went wrong around a file that is in place whole.
type doubt struct {
	backup error // the version before could not be kept
	folder error // the folder could not be synced: a power cut may undo the rename
}

// sentence says it, "" where nothing went wrong.
func (d doubt) sentence(path string) string {
	var said []string
	if d.folder != nil {
		said = append(said, fmt.Sprintf(
			"%s is saved, but the folder could not be synced; after a power cut, check that it is the new version.", quoted(path)))
	}
	if d.backup != nil {
		said = append(said, fmt.Sprintf(
			"%s is saved, but the version before it could not be kept as %s; keep a copy of your own.", quoted(path), quoted(backupOf(path))))
	}
	return strings.Join(said, " ")
}

func writeBytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// replaceFile writes a file in full beside the one at path and then renames it over that. With an error the file at path is
// what it was; without one it is the new file, and nothing that goes wrong after the rename makes that an error.
func replaceFile(d disk, path string, how writing, write func(io.Writer) error) (doubt, error) {
	target, err := resolve(d, path)
	if err != nil {
		return doubt{}, err
	}
	old, err := replaceable(d, target)
	if err != nil {
		return doubt{}, err
	}
	temp, err := writeTemp(d, target, modeOf(old, how), write)
	if err != nil {
		return doubt{}, err
	}
	defer temp.lock.release()
	var left doubt
	if how.keepOld && old != nil {
		// Saving matters more than the version before it: a backup that cannot be made does not stop the save.
		left.backup = backUp(d, target, old)
	}
	if err := d.Rename(temp.name, target); err != nil && !isAt(d, target, temp.info) {
		return doubt{}, errors.Join(err, d.Remove(temp.name))
	}
	if how.durable {
		left.folder = d.SyncDir(filepath.Dir(target))
	}
	sweep(d, target, temp.info.ModTime())
	return left, nil
}

// isAt reports whether a file is at target: some network disks report an error of a rename that was done.
func isAt(d disk, target string, info fs.FileInfo) bool {
	there, err := d.Stat(target)
	return err == nil && os.SameFile(there, info)
}

// modeOf returns the mode of the file that replaces old, nil for one that was not there; 0 leaves it to the umask.
func modeOf(old fs.FileInfo, how writing) fs.FileMode {
	switch {
	case how.private:
		return 0o600
	case old != nil:
		return old.Mode().Perm()
	}
	return 0
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
		return nil, intake.ErrIrregular
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

// temporary is a file that was written in full and flushed beside the one it is to replace.
type temporary struct {
	name string
	info fs.FileInfo
	lock *tempLock
}

// writeTemp writes a temporary file beside target, flushes it and reads it back. mode is the one it ends with; 0 leaves it
// to the umask.
func writeTemp(d disk, target string, mode fs.FileMode, write func(io.Writer) error) (temp temporary, err error) {
	perm := fs.FileMode(0o666) // less the umask
	if mode != 0 {
		perm = 0o600 // nobody reads along before it has the mode it ends with
	}
	name, f, err := createTemp(d, target, perm)
	if err != nil {
		return temporary{}, err
	}
	temp = temporary{name: name, lock: lockTemp(name)}
	kept := false
	defer func() { // also when write panics
		if !kept {
			_ = f.Close()
			err = errors.Join(err, d.Remove(name))
			temp.lock.release()
		}
	}()
	w := &tracked{w: f, sum: sha256.New()}
	err = write(w)
	if w.err != nil {
		err = w.err // what the disk said, not what write made of it
	}
	if err == nil && mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		// After a flush that went wrong the kernel may think the pages clean: never try again on this file, give it up.
		err = f.Sync()
	}
	if err == nil {
		temp.info, err = f.Stat()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return temp, err
	}
	if err := verify(d, name, w.sum.Sum(nil)); err != nil {
		return temp, err
	}
	kept = true
	return temp, nil
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

// backupOf returns where the version before is kept: NAME.bak, shortened as by beside where that would be too long a name.
func backupOf(path string) string { return beside(path, "", ".bak") }

// backUp keeps the file at target as its backup: a second link to it where the disk knows links, else a copy.
func backUp(d disk, target string, old fs.FileInfo) error {
	temp := beside(target, tempPrefix, ".bak"+tempSuffix)
	_ = d.Remove(temp) // from a process that was killed here
	if d.Link(target, temp) != nil {
		data, err := readFile(d, target, intake.Brief)
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

// longestName is the longest name of a file in bytes: of ext4, APFS and NTFS, and most others.
const longestName = 255

// beside returns the name of a file that belongs to target and lies beside it: target's name between prefix and suffix. Where
// that would be too long a name, target's is cut short and a hash of the whole of it put behind, so that two long names
// with one beginning do not share a lock or a backup.
func beside(target, prefix, suffix string) string {
	base := filepath.Base(target)
	if over := len(prefix) + len(base) + len(suffix) - longestName; over > 0 {
		mark := "~" + hashOf([]byte(base))[:8]
		base = base[:max(0, len(base)-over-len(mark))]
		for r, size := utf8.DecodeLastRuneInString(base); r == utf8.RuneError && size == 1; r, size = utf8.DecodeLastRuneInString(base) {
			base = base[:len(base)-1] // the cut went through a letter
		}
		base += mark
	}
	return filepath.Join(filepath.Dir(target), prefix+base+suffix)
}
