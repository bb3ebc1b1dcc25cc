package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
)

const (
	recoveryFolder = "recovery"
	// recoveryPart is the part of a recovery copy that says where the work began: a brief.Origin.
	recoveryPart = "recovery.json"

	// A copy is removed unasked only when it is neither among the newest nor recent: an offer that nobody answered in a
	// week and in twenty crashes.
	keepCopies = 20
	keepFor    = 7 * 24 * time.Hour
)

func (s *Store) recoveryDir() string { return filepath.Join(s.dir, recoveryFolder) }

// Copy writes this process's recovery copy of a brief: whole or not at all, but not safe from a power cut in the same
// second.
func (s *Store) Copy(b *brief.Brief, from brief.Origin) error {
	me, err := s.me()
	if err != nil {
		return uncopied(err)
	}
	base, err := json.Marshal(from)
	if err != nil {
		return uncopied(err)
	}
	parts := maps.Clone(from.Parts)
	if parts == nil {
		parts = map[string][]byte{}
	}
	parts[recoveryPart] = base
	data, err := encode(b, from.Fields, parts)
	if err != nil {
		return err
	}
	if _, err := replaceFile(s.disk, s.copyOf(b.ID, me), writing{private: true}, writeBytes(data)); err != nil {
		return uncopied(err)
	}
	return nil
}

func uncopied(err error) error {
	return fault.New(fault.Unwritable, "Your work cannot be protected against a crash just now; save it.", err)
}

// me claims this process's name before its first copy.
func (s *Store) me() (*instance, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.instance == nil {
		if err := s.makePrivate(s.recoveryDir()); err != nil {
			return nil, err
		}
		me, err := claim(s.recoveryDir())
		if err != nil {
			return nil, err
		}
		s.instance = me
	}
	return s.instance, nil
}

// makePrivate makes a folder of the store's that nobody else may look into. One that an earlier version or somebody else
// made with a wider mode is narrowed, its files too, as far as they are ours to narrow.
func (s *Store) makePrivate(dir string) error {
	if err := s.disk.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, d := range []string{s.dir, dir} {
		if info, err := s.disk.Stat(d); err == nil && info.Mode().Perm()&0o077 != 0 {
			_ = s.disk.Chmod(d, 0o700)
		}
	}
	entries, err := s.disk.ReadDir(dir)
	if err != nil {
		return nil // they keep the mode they have
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			_ = s.disk.Chmod(filepath.Join(dir, e.Name()), 0o600)
		}
	}
	return nil
}

// copyOf returns the file of an instance's copy of a brief: "ID~4711-0.brief".
func (s *Store) copyOf(id string, of *instance) string {
	return filepath.Join(s.recoveryDir(), fileID(id)+"~"+of.name+brief.Extension)
}

// fileID returns a brief's ID as a file name. An ID is read from files and may say anything.
func fileID(id string) string {
	const longest = 64
	plain := func(r rune) bool {
		return r == '-' || r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	if id == "" || len(id) > longest || strings.ContainsFunc(id, func(r rune) bool { return !plain(r) }) {
		return hashOf([]byte(id))
	}
	return id
}

// Drop removes this process's recovery copy of a brief.
func (s *Store) Drop(id string) {
	s.mu.Lock()
	me := s.instance
	s.mu.Unlock()
	if me != nil {
		// One that stays is offered once too often, which costs a click.
		_ = s.disk.Remove(s.copyOf(id, me))
	}
}

// Recoveries lists the copies that ended processes left behind, newest first, those of briefs that were never saved and of
// files that have moved among them. A copy that is damaged is listed too: Recover says what is wrong with it.
func (s *Store) Recoveries() []brief.Recovery {
	dir := s.recoveryDir()
	entries, err := s.disk.ReadDir(dir)
	if err != nil {
		return nil // no folder, no copies
	}
	_ = s.makePrivate(dir) // copies of an earlier version may be open to all
	s.tidy(entries)
	s.mu.Lock()
	me := ""
	if s.instance != nil {
		me = s.instance.name
	}
	s.mu.Unlock()
	alive := map[string]bool{me: true}
	var list []brief.Recovery
	for _, e := range entries {
		_, of, ok := strings.Cut(strings.TrimSuffix(e.Name(), brief.Extension), "~")
		if !ok || !strings.HasSuffix(e.Name(), brief.Extension) || isTemp(e.Name()) {
			continue
		}
		if _, known := alive[of]; !known {
			alive[of] = running(dir, of)
		}
		if alive[of] {
			continue
		}
		if r, err := s.look(filepath.Join(dir, e.Name())); err == nil {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b brief.Recovery) int {
		return cmp.Or(b.Saved.Compare(a.Saved), strings.Compare(a.File, b.File))
	})
	for i := len(list) - 1; i >= keepCopies && s.now().Sub(list[i].Saved) > keepFor; i-- {
		_ = s.disk.Remove(list[i].File)
		list = list[:i]
	}
	return list
}

// tidy removes what ended processes left beside their copies: the files they held locks on, and temporary files.
func (s *Store) tidy(entries []fs.DirEntry) {
	for _, e := range entries {
		file := filepath.Join(s.recoveryDir(), e.Name())
		if strings.HasSuffix(e.Name(), runningSuffix) {
			if l, _ := tryLock(file, 0o600); l != nil {
				unlock(l)
			}
			continue
		}
		info, err := e.Info()
		if suffix, pid := cutTemp(e.Name()); suffix != "" && err == nil && abandoned(file, pid, s.now().Sub(info.ModTime())) {
			_ = s.disk.Remove(file)
		}
	}
}

// look describes a copy. The error is that of a file that went away.
func (s *Store) look(file string) (brief.Recovery, error) {
	info, err := s.disk.Stat(file)
	if err != nil {
		return brief.Recovery{}, err
	}
	r := brief.Recovery{File: file, Saved: info.ModTime()}
	opened, err := s.readCopy(file)
	if err != nil {
		return r, nil
	}
	r.ID, r.Title, r.Path = opened.Brief.ID, opened.Brief.Headline, opened.Origin.Path
	if r.Path != "" {
		r.Changed, err = s.changed(r.Path, opened.Origin)
		r.Changed = r.Changed || err != nil
	}
	return r, nil
}

// readCopy reads a copy; the origin is that of the brief, not the copy's.
func (s *Store) readCopy(file string) (*brief.Opened, error) {
	opened, err := read(s.disk, file)
	if err != nil {
		return nil, err
	}
	own := opened.Origin
	opened.Origin = brief.Origin{}
	if base, ok := own.Parts[recoveryPart]; ok && json.Unmarshal(base, &opened.Origin) != nil {
		opened.Origin = brief.Origin{}
	}
	delete(own.Parts, recoveryPart)
	opened.Origin.Fields, opened.Origin.Parts = own.Fields, own.Parts
	return opened, nil
}

// Recover opens a copy as the unsaved brief it was, with the lock of the file it began from. Where that file changed
// since, the notes say so and Save will ask: the two are never merged.
func (s *Store) Recover(r brief.Recovery) (*brief.Opened, error) {
	opened, err := s.readCopy(r.File)
	if err != nil {
		return nil, err
	}
	path := opened.Origin.Path
	if path == "" || !exists(s.disk, path) {
		return opened, nil
	}
	reason, note, _ := s.lockToOpen(path)
	opened.Origin.ReadOnly = reason
	if note != nil {
		opened.Notes = append(opened.Notes, *note)
	}
	if changed, err := s.changed(path, opened.Origin); changed || err != nil {
		opened.Notes = append(opened.Notes, brief.Note{Severity: brief.Warning, Code: "file-changed", Text: fmt.Sprintf(
			"%s was changed after this work began; save under another name to keep both.", quoted(path))})
	}
	return opened, nil
}

// Forget removes a recovery copy.
func (s *Store) Forget(r brief.Recovery) error {
	if filepath.Dir(r.File) != s.recoveryDir() {
		return fault.New(fault.Internal, quoted(r.File)+" is not a recovery copy; it was left alone.", nil)
	}
	if err := s.disk.Remove(r.File); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Unwritable, fmt.Sprintf("The recovery copy could not be removed; remove %s yourself.", r.File), err)
	}
	return nil
}
