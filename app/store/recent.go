package store

import (
	"encoding/json"
	"path/filepath"
	"slices"

	"throughline/app/brief"
	"throughline/app/intake"
)

const (
	recentFile = "recent.json"
	keepRecent = 20
)

// Recent lists the files that were open before, latest first. One that is not there now is marked, not left out: its drive
// may come back. A list that cannot be read is an empty one.
func (s *Store) Recent() []brief.Recent {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.readRecent()
	for i := range list {
		list[i].Missing = !exists(s.disk, list[i].Path)
	}
	return list
}

// Visit puts a file at the top of Recent.
func (s *Store) Visit(path, title string) {
	s.changeRecent(path, func(list []brief.Recent) []brief.Recent {
		return slices.Insert(list, 0, brief.Recent{Path: path, Title: title, Opened: s.now()})
	})
}

// Unlist takes a file out of Recent.
func (s *Store) Unlist(path string) {
	s.changeRecent(path, func(list []brief.Recent) []brief.Recent { return list })
}

// changeRecent writes the list anew, first without path. It is a convenience: that it cannot be written is nothing to
// trouble anybody with who saves or opens a brief.
func (s *Store) changeRecent(path string, change func([]brief.Recent) []brief.Recent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := change(slices.DeleteFunc(s.readRecent(), func(r brief.Recent) bool { return r.Path == path }))
	data, err := json.MarshalIndent(list[:min(len(list), keepRecent)], "", "  ")
	if err != nil || s.makePrivate(s.dir) != nil {
		return
	}
	_, _ = replaceFile(s.disk, filepath.Join(s.dir, recentFile), writing{private: true}, writeBytes(data))
}

func (s *Store) readRecent() []brief.Recent {
	data, err := readFile(s.disk, filepath.Join(s.dir, recentFile), intake.Recent)
	if err != nil {
		return nil
	}
	var list []brief.Recent
	if json.Unmarshal(data, &list) != nil {
		return nil
	}
	return list
}
