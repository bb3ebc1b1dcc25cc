package brief

import (
	"encoding/json"
	"errors"
	"time"
)

// Extension ends the name of every brief's file.
const Extension = ".brief"

// Errors that a window answers with a question rather than a message. Package store wraps them in sentences.
var (
	// ErrChanged means that somebody else wrote the file since it was read: save anyway, or under another name?
	ErrChanged = errors.New("the file changed on disk since it was read")
	// ErrGone means that the file is not where it was read: moved, renamed or removed. Save it there again, or elsewhere?
	ErrGone = errors.New("the file is not there any more")
	// ErrReadOnly means that this document may not be saved under its own name: save under another one.
	ErrReadOnly = errors.New("the brief is open for reading only")
)

// Origin says which file a brief came from and what that file was then: enough to notice later that somebody else wrote
// it, and to write back what this version of the program does not understand. The zero value belongs to a brief that
// was never saved. It is a value; nobody changes its maps.
type Origin struct {
	Path     string    `json:"path,omitempty"` // absolute; links are followed only when the file is written
	Size     int64     `json:"size,omitempty"`
	Modified time.Time `json:"modified,omitzero"`
	SHA256   string    `json:"sha256,omitempty"` // of the file's bytes, hexadecimal

	// ReadOnly is the sentence why the brief may not be saved under its own name; empty where it may.
	ReadOnly string `json:"-"`
	// Fields and Parts are the top-level JSON fields and the container parts that this version does not know.
	Fields map[string]json.RawMessage `json:"-"`
	Parts  map[string][]byte          `json:"-"`
}

// Opened is a brief as it came from a file, with what there is to say about the way it was read.
type Opened struct {
	Brief  *Brief
	Origin Origin
	Notes  []Note
}

// Recovery is a copy of unsaved work that a process left behind when it ended without closing the brief.
type Recovery struct {
	File    string    // where the copy lies
	ID      string    // the brief's
	Title   string    // the brief's headline, empty where none was written
	Path    string    // the file the work began from; empty for a brief that was never saved
	Saved   time.Time // when the copy was made
	Changed bool      // the file at Path is no longer the one the work began from
}

// Recent is a file that was open before.
type Recent struct {
	Path    string    `json:"path"`
	Title   string    `json:"title,omitempty"` // the brief's headline when it was last open
	Opened  time.Time `json:"opened"`
	Missing bool      `json:"-"` // not there now: moved, deleted, or on a drive that is not connected
}
