// Package store keeps briefs in files: the .brief container, saves that happened whole or not at all, locks, recovery
// copies and the list of recent files. It never changes a brief, never asks anybody anything, and never writes a file
// in place.
//
// # The container
//
// A .brief is a zip of uncompressed parts, so that a text editor shows what is in it and a damaged one can be read up to
// the damage:
//
//	mimetype                              first, as in EPUB and OpenDocument
//	brief.json                            the brief, with "format": 1; everything but the points of its series
//	series/001-trial-conversion-ac.json   the points of one series, one to a line, with their cells
//
// A part with a series names its metric, unit and source as well, so that it can be read where brief.json is damaged. Parts
// and top-level fields that this version does not know are written back as they came. The same brief makes the same bytes.
//
// What is read is read strictly (see strict): a field that is missing, null, misspelt or there twice is never a default.
//
// # Saving
//
// A file is written beside the old one under a name of its own (.~NAME.1234-0.tmp), flushed, closed, read back, compared, and
// only then renamed over it; the folder is flushed last. The version before stays as NAME.brief.bak: beside the brief,
// because it must be found without the program and go where the brief goes. An error means that the file is what it was;
// no error means that the new file is there and whole, and what went wrong around it is said in a warning. Names that would
// grow too long are cut short with a hash of the whole (see beside). Somebody else's change since the file was read is found
// by its hash, not by its time.
package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
)

// Store keeps briefs and, in a folder of its own, recovery copies and the list of recent files. Its methods may be called
// from any goroutine.
type Store struct {
	dir  string
	now  func() time.Time
	disk disk
	once bool // see Once

	mu       sync.Mutex
	locks    map[string]*lock // by the resolved path of the document
	instance *instance        // this process among those that write recovery copies; nil before the first copy
}

// New returns a store whose recovery copies and recent files lie in dir, which is made when it is first needed. now dates
// locks and decides how old a copy is.
func New(dir string, now func() time.Time) *Store {
	return &Store{dir: dir, now: now, disk: osDisk{}, locks: map[string]*lock{}}
}

// Once returns a store for a command, which has a brief for a moment: its locks say so, and it waits for a lock that
// somebody else has. It keeps no recovery copies.
func Once(now func() time.Time) *Store {
	s := New("", now)
	s.once = true
	return s
}

// Read reads a brief without a lock, for those who only look at it. Errors are explained; what was lost of a damaged
// file is in the notes, and then Origin.ReadOnly is set.
func Read(path string) (*brief.Opened, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return read(osDisk{}, path)
}

// Write puts a brief at path, replacing what is there unless it is open in a window. For the warning see Store.Save.
func Write(path string, b *brief.Brief) (warning string, err error) {
	// The lock is held for milliseconds: nobody will ask since when.
	s := Once(func() time.Time { return time.Time{} })
	origin, warning, err := s.Save(path, b, brief.Origin{}, true)
	if err == nil {
		s.Release(origin.Path)
	}
	return warning, err
}

// Open reads a brief and takes its lock. A brief that somebody else has open, that is damaged or cannot be written opens
// all the same: Origin.ReadOnly says why Save will refuse, and so do the notes.
func (s *Store) Open(path string) (*brief.Opened, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if _, err := s.disk.Stat(path); err != nil {
		return nil, unreadable(path, err)
	}
	reason, note, locked := s.lockToOpen(path)
	opened, err := read(s.disk, path)
	if err != nil {
		if locked {
			s.Release(path)
		}
		return nil, err
	}
	if note != nil {
		opened.Notes = append(opened.Notes, *note)
	}
	if opened.Origin.ReadOnly == "" {
		opened.Origin.ReadOnly = reason
	}
	return opened, nil
}

// lockToOpen takes the lock of a brief that is about to be read. reason says why it cannot be saved under its own name,
// "" where it can; the note says the same to be shown, or that there is no lock.
func (s *Store) lockToOpen(path string) (reason string, note *brief.Note, locked bool) {
	err := s.checkWritable(path)
	if err == nil {
		err = s.lock(path)
	}
	var held *heldError
	switch {
	case err == nil:
		return "", nil, true
	case errors.As(err, &held):
		text := held.sentence(filepath.Base(path))
		return text, &brief.Note{Severity: brief.Warning, Code: "in-use", Text: text}, false
	case fault.KindOf(err) == fault.Unwritable, errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		text := fault.Text(unwritable(path, err))
		return text, &brief.Note{Severity: brief.Warning, Code: "read-only", Text: text}, false
	}
	// Some network shares know no locks. A save still notices that somebody else was faster.
	text := fmt.Sprintf("Throughline cannot see whether somebody else has %s open: this place does not support locks.", quoted(path))
	return "", &brief.Note{Severity: brief.Info, Code: "no-lock", Text: text}, false
}

// Save writes the brief to path, whole or not at all, and returns what the file is now; from is where the brief came
// from. With an error the file is what it was, without one the new one is in place; warning is the sentence that says what
// is not as it should be all the same, "" where all is well. Save takes the lock of a path other than from's, to be given
// back by Release. Without force it wraps brief.ErrChanged when the file there is no longer the one that was read, and
// brief.ErrGone when it is not there any more; it wraps brief.ErrReadOnly when from says so and when somebody else has
// the path open.
func (s *Store) Save(path string, b *brief.Brief, from brief.Origin, force bool) (origin brief.Origin, warning string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return brief.Origin{}, "", unwritable(path, err)
	}
	own := path == from.Path
	if own && from.ReadOnly != "" {
		return brief.Origin{}, "", fault.New(fault.Unwritable, from.ReadOnly, brief.ErrReadOnly)
	}
	if err := s.checkWritable(path); err != nil {
		return brief.Origin{}, "", err
	}
	locked := false
	if !own {
		err := s.lock(path)
		var held *heldError
		if errors.As(err, &held) {
			return brief.Origin{}, "", fault.New(fault.Unwritable, held.sentence(filepath.Base(path)), brief.ErrReadOnly)
		}
		locked = err == nil
	}
	origin, warning, err = s.save(path, b, from, force)
	if err != nil && locked {
		s.Release(path)
	}
	return origin, warning, err
}

func (s *Store) save(path string, b *brief.Brief, from brief.Origin, force bool) (brief.Origin, string, error) {
	if !force {
		if err := s.checkUnchanged(path, from); err != nil {
			return brief.Origin{}, "", err
		}
	}
	data, err := encode(b, from.Fields, from.Parts)
	if err != nil {
		return brief.Origin{}, "", err
	}
	// What cannot be read again must not replace what can.
	if c, err := decode(filepath.Base(path), data); err != nil || c.damaged {
		return brief.Origin{}, "", unencodable(err)
	}
	left, err := replaceFile(s.disk, path, writing{durable: true, keepOld: true}, writeBytes(data))
	if err != nil {
		return brief.Origin{}, "", unwritable(path, err)
	}
	origin := originOf(path, data)
	origin.Fields, origin.Parts = from.Fields, from.Parts
	if info, err := s.disk.Stat(path); err == nil {
		origin.Modified = info.ModTime()
	}
	return origin, left.sentence(path), nil
}

// checkUnchanged returns an error when the file at path is not the one that from describes.
func (s *Store) checkUnchanged(path string, from brief.Origin) error {
	if path == from.Path && !exists(s.disk, path) {
		return fault.New(fault.Unwritable, fmt.Sprintf(
			"%s is no longer in %s: it was moved, renamed or removed while it was open. Save it there again, or under another name.",
			quoted(path), filepath.Dir(path)), brief.ErrGone)
	}
	changed, err := s.changed(path, from)
	if err != nil {
		return unwritable(path, err)
	}
	if changed {
		return fault.New(fault.Unwritable, fmt.Sprintf(
			"%s was changed by somebody else after you opened it; save under another name, or replace their version (it is kept beside yours as %s).",
			quoted(path), quoted(backupOf(path))), brief.ErrChanged)
	}
	return nil
}

// changed reports whether there is a file at path other than the one that from describes.
func (s *Store) changed(path string, from brief.Origin) (bool, error) {
	info, err := s.disk.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if path != from.Path || info.Size() != from.Size {
		return true, nil
	}
	data, err := readFile(s.disk, path, intake.Brief)
	if err != nil {
		return false, err
	}
	return hashOf(data) != from.SHA256, nil
}

func originOf(path string, data []byte) brief.Origin {
	return brief.Origin{Path: path, Size: int64(len(data)), SHA256: hashOf(data)}
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// read reads the brief at path, which is absolute.
func read(d disk, path string) (*brief.Opened, error) {
	info, err := d.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	data, err := readFile(d, path, intake.Brief)
	if err != nil {
		return nil, unreadable(path, err)
	}
	c, err := decode(filepath.Base(path), data)
	if err != nil {
		return nil, err
	}
	c.shorten()
	origin := originOf(path, data)
	origin.Modified, origin.Fields, origin.Parts = info.ModTime(), c.fields, c.parts
	if c.damaged {
		origin.ReadOnly = fmt.Sprintf("Part of %s is damaged; save what could be read under another name, and the damaged file stays as it is.",
			quoted(path))
		if bak := backupOf(path); exists(d, bak) {
			text := fmt.Sprintf("The version before the last save is beside it as %s.", quoted(bak))
			c.notes = append(c.notes, brief.Note{Severity: brief.Info, Code: "backup", Text: text})
		}
	}
	return &brief.Opened{Brief: c.brief, Origin: origin, Notes: c.notes}, nil
}

// exists reports whether there is a file at path, as far as can be seen: one that may not be looked at counts as there.
func exists(d disk, path string) bool {
	_, err := d.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
