// Package filepick lets a person choose a file or a folder. Screens and the window know the Picker alone, so that tests
// answer at once and a native picker can take its place. It never opens, reads or writes the file that is chosen: it
// answers a path, and makes none.
package filepick

import (
	"path/filepath"
	"strings"

	"throughline/app/say"
)

// Kind is a sort of file that can be chosen.
type Kind struct {
	// Key names the remembered folder: spreadsheets and briefs rarely lie in the same one.
	Key string
	// Title is the dialog's title, "Choose a spreadsheet".
	Title string
	// Extensions, lower case and with the dot, are the files shown; none shows all.
	Extensions []string
}

// extended returns a path that ends in the kind's first extension.
func (k Kind) extended(path string) string {
	if len(k.Extensions) > 0 && !strings.EqualFold(filepath.Ext(path), k.Extensions[0]) {
		return path + k.Extensions[0]
	}
	return path
}

// The kinds the program asks for.
var (
	Spreadsheet = Kind{"spreadsheet", say.Key("Choose a spreadsheet"), []string{".xlsx", ".xlsm", ".ods", ".fods", ".csv", ".tsv", ".txt"}}
	Brief       = Kind{"brief", say.Key("Open a brief"), []string{".brief"}}
)

// Picker asks for a path. The function gets it when the person has chosen; it is not called when they give up.
type Picker interface {
	// File asks for an existing file of a kind.
	File(kind Kind, chosen func(path string))
	// Folder asks for a folder, beginning at start where that exists. Title says what for.
	Folder(title, start string, chosen func(path string))
	// Save asks for the folder and the name of a file that may not exist yet, beginning at the given path. The answer
	// ends in the kind's first extension. Before it answers a path that is taken, it asks whether to replace what is there.
	Save(kind Kind, start string, chosen func(path string))
}

// Memory keeps the folder last used for each kind; fyne.Preferences serves.
type Memory interface {
	String(key string) string
	SetString(key, value string)
}

// Fixed is a Picker that answers the same path every time, for tests and for scripted runs; an empty path answers as
// somebody who gives up.
type Fixed string

var _ Picker = Fixed("")

// File implements Picker.
func (f Fixed) File(_ Kind, chosen func(string)) { f.answer(chosen) }

// Folder implements Picker.
func (f Fixed) Folder(_, _ string, chosen func(string)) { f.answer(chosen) }

// Save implements Picker.
func (f Fixed) Save(_ Kind, _ string, chosen func(string)) { f.answer(chosen) }

func (f Fixed) answer(chosen func(string)) {
	if f != "" {
		chosen(string(f))
	}
}
