package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"throughline/app/ui/look"
)

// Files that are dropped together are imported one after another, each when the one before was accepted or left.
func TestDroppedFilesFollowEachOther(t *testing.T) {
	d := newDesk(t, look.Light)
	d.onDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a.csv"), storage.NewFileURI("/b.csv"), storage.NewFileURI("/c.csv")})
	if got := d.shown(); !strings.Contains(got, "2 more files follow") {
		t.Errorf("the importer does not say what follows:\n%s", got)
	}
	for _, want := range []string{"/a.csv", "/a.csv /b.csv", "/a.csv /b.csv /c.csv"} {
		if got := strings.Join(d.books.opened, " "); got != want {
			t.Fatalf("%s were read, want %s", got, want)
		}
		if d.importing() == nil {
			t.Fatal("the importer is not in sight")
		}
		d.key(fyne.KeyEscape)
	}
	if d.importing() != nil || len(d.books.opened) != 3 {
		t.Errorf("after the last file the importer is still there, and %q were read", d.books.opened)
	}
}

// Undo in the importer takes back a correction and leaves the brief alone.
func TestUndoInTheImporterIsOfItsCorrections(t *testing.T) {
	d := newDesk(t, look.Light)
	d.Import("/metrics.xlsx")
	screen := d.importing()
	if d.commands.Run("edit.undo") {
		t.Error("nothing was corrected, and it can be undone")
	}
	screen.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !screen.CanUndo() {
		t.Fatal("the header was moved, and that cannot be undone")
	}
	if !d.commands.Run("edit.undo") || screen.CanUndo() || !screen.CanRedo() {
		t.Error("the correction was not undone")
	}
	if !d.commands.Run("edit.redo") || !screen.CanUndo() {
		t.Error("the correction was not made again")
	}
}

// Nothing takes the place of an import with corrections before that was answered for.
func TestCorrectionsAreNotLostToAnotherFile(t *testing.T) {
	for name, do := range map[string]func(d *desk){
		"another spreadsheet": func(d *desk) { d.run("file.import") },
		"a brief":             func(d *desk) { d.Open("/other.brief") },
		"dropped files":       func(d *desk) { d.onDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/b.csv")}) },
		"quitting":            func(d *desk) { d.RequestQuit() },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.Import("/metrics.xlsx")
			screen := d.importing()
			screen.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			do(d)
			d.press("Stay")
			if d.importing() != screen || d.quitting || len(d.books.opened) != 1 {
				t.Error("the import gave way although it was to stay")
			}
		})
	}
}
