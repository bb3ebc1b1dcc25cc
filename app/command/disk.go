package command

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"time"

	"throughline/app/brief"
	"throughline/app/intake"
	"throughline/app/say"
)

// newerOnDisk finds the files that a brief was made from which lie beside it in another state, no older than the one it
// knows. Files that are not there, or cannot be read, say nothing: a brief needs none of them.
func newerOnDisk(b *brief.Brief, path string) []brief.Finding {
	known := map[string]map[string]bool{} // digests by file
	for _, s := range b.Sources {
		if known[s.File] == nil {
			known[s.File] = map[string]bool{}
		}
		known[s.File][s.SHA256] = true
	}
	var found []brief.Finding
	used := b.UsedSources()
	for _, s := range b.Sources {
		if !used[s.ID] || known[s.File] == nil {
			continue
		}
		saved, sum, ok := onDisk(filepath.Join(filepath.Dir(path), filepath.Base(s.File)))
		if ok && !known[s.File][sum] && !saved.Before(s.Modified.Truncate(time.Second)) {
			found = append(found, brief.Finding{
				Severity: brief.Warning, Code: "source-newer", Place: "sources",
				Text: say.F("%s beside the brief, saved on %s, is not the file that the brief was made from.", s.File, saved.Format(time.DateOnly)),
				Fix:  say.F("See what it changes: throughline refresh %s %s.", path, filepath.Join(filepath.Dir(path), s.File)),
			})
		}
		delete(known, s.File) // each file is told once
	}
	return found
}

// onDisk returns when a file was saved and the digest of its bytes; false where there is none that can be read.
func onDisk(path string) (saved time.Time, sum string, ok bool) {
	f, info, err := intake.Open(path, intake.Workbooks.File)
	if err != nil {
		return time.Time{}, "", false
	}
	defer func() { _ = f.Close() }() // only read from
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return time.Time{}, "", false
	}
	return info.ModTime().UTC().Truncate(time.Second), hex.EncodeToString(h.Sum(nil)), true
}
