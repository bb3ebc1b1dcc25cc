package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"throughline/app/fault"
	"throughline/app/ui/look"
)

// What is on the clipboard goes to the importer, and a clipboard without a table is told in a sentence.
func TestPastedCellsGoToTheImporter(t *testing.T) {
	d := newDesk(t, look.Light)
	d.params.App.Clipboard().SetContent("Metric\tJan 2026\nARR\t5\n")
	d.run("file.paste-cells")
	if len(d.books.opened) != 1 || d.books.opened[0] != "Metric\tJan 2026\nARR\t5\n" {
		t.Errorf("%q was read", d.books.opened)
	}
	if got := d.shown(); !strings.Contains(got, "Pasted cells") {
		t.Errorf("the window shows %q", got)
	}
	d.books.err = fault.New(fault.Unreadable, "There is no table on the clipboard.", nil)
	d.run("file.paste-cells")
	if got := d.shown(); !strings.Contains(got, "There is no table on the clipboard.") {
		t.Errorf("the window shows %q", got)
	}
}

// shown is all text in the window.
func (d *desk) shown() string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(d.window.Content()) {
		switch o := o.(type) {
		case interface{ Text() string }:
			b.WriteString(o.Text() + "\n")
		}
	}
	return b.String()
}
