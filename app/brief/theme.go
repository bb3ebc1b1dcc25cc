package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Theme is how the pages of a brief look. The zero value is the program's own look.
type Theme struct {
	Name  string `json:"name,omitempty"`  // of one of the designed themes; empty for the first
	Brand string `json:"brand,omitempty"` // the brand's colour, "#0F766E"
	Logo  *File  `json:"logo,omitempty"`  // a PNG that was checked and written anew
	Font  *File  `json:"font,omitempty"`  // a TrueType font that was checked
	Bold  *File  `json:"bold,omitempty"`  // the same for headings; nothing without Font
}

// File is a small file that is kept inside a brief. It is immutable and shared by pointer. Its bytes are a part of their
// own in a .brief file, found there by their digest.
type File struct {
	Name   string `json:"name"` // base name, as people chose it
	SHA256 string `json:"sha256"`
	Data   []byte `json:"-"`
}

// NewFile returns a file of the bytes given, which must not be changed after.
func NewFile(name string, data []byte) *File {
	sum := sha256.Sum256(data)
	return &File{Name: name, SHA256: hex.EncodeToString(sum[:]), Data: data}
}

// ThemeFile is a file of a theme: what people call it, and where the theme keeps it.
type ThemeFile struct {
	Label string
	At    **File
}

// Files lists the files that a theme can keep; those it does not keep are nil.
func (t *Theme) Files() []ThemeFile {
	return []ThemeFile{{"logo", &t.Logo}, {"font", &t.Font}, {"bold font", &t.Bold}}
}

// isColor reports whether a text is a colour as it is written on the web, "#0F766E".
func isColor(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}
