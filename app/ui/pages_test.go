package ui

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/exporter"
	"throughline/app/ui/look"
	"throughline/export"
)

func TestAPartOfThePageLeadsToItsFieldWhereverThatIs(t *testing.T) {
	for _, tt := range []struct {
		place brief.Place
		at    section
		want  func(*desk) bool
	}{
		{"conflict.body", sectionStory, func(d *desk) bool { return d.window.Canvas().Focused() != nil }},
		{"evidence.chart", sectionEvidence, nil},
		{"evidence.hero", sectionEvidence, nil},
		{"sources", sectionData, nil},
		{"figures", sectionLedger, nil},
		{"settings.classification", sectionStory, func(d *desk) bool { return d.blocked() }},
	} {
		d := newDesk(t, look.Light)
		d.session.Start(written())
		d.editPlace(tt.place)
		if d.workspace.at != tt.at || tt.want != nil && !tt.want(d) {
			t.Errorf("%s leads to %s", tt.place, d.workspace.at)
		}
	}
}

func TestEveryPartOfEveryFormLeadsSomewhere(t *testing.T) {
	for _, x := range export.Profiles() {
		b := written()
		b.Settings.Profile = x.ID
		d := newDesk(t, look.Light)
		d.session.Start(b)
		parts := 0
		for _, p := range d.review.doc.Pages {
			for _, r := range p.Regions() {
				parts++
				d.editPlace(brief.Place(r.Field))
				for d.blocked() {
					d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
				}
			}
		}
		if parts < 5 {
			t.Errorf("%s has %d parts that lead to a field", x.ID, parts)
		}
	}
}

func TestAnotherFormIsOneStepOfUndo(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.run("edit.form-pack")
	if d.session.Brief().Settings.Profile != brief.Pack || d.workspace.page.Pages() < 2 {
		t.Fatalf("the pack has %d pages", d.workspace.page.Pages())
	}
	d.run("view.next-page")
	if d.workspace.page.Page() != 2 {
		t.Errorf("after the next page comes page %d", d.workspace.page.Page())
	}
	d.run("edit.undo")
	if d.workspace.page.Pages() != 1 {
		t.Errorf("taken back, the brief has %d pages", d.workspace.page.Pages())
	}
	if d.commands.Run("view.next-page") {
		t.Error("one page has a next one")
	}
}

func TestTheBriefIsCopiedAsWords(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.run("edit.copy-text")
	if got := d.params.App.Clipboard().Content(); !strings.Contains(got, "$12.6") || strings.Contains(got, "{ARR}") {
		t.Errorf("copied as text: %q", got)
	}
	d.run("edit.copy-markdown")
	if got := d.params.App.Clipboard().Content(); !strings.Contains(got, "{ARR}") || !strings.HasPrefix(got, "# ") {
		t.Errorf("copied as Markdown: %q", got)
	}
	d.workspace.story.Focus("headline")
	d.type_(" {Nothing}")
	d.key(fyne.KeyEscape)
	d.run("edit.copy-text")
	d.press("Go to it")
	if d.window.Canvas().Focused() == nil {
		t.Error("what stops the copy is not gone to")
	}
}

func TestAnExportIsWrittenFileByFile(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	files := map[string][]byte{}
	d.params.WriteFile = func(path string, write func(io.Writer) error) (string, error) {
		var w bytes.Buffer
		err := write(&w)
		files[path] = w.Bytes()
		return filepath.Base(path) + " is saved, but.", err
	}
	for format, begins := range map[exporter.Format]string{exporter.PDF: "%PDF", exporter.PNG: "\x89PNG", exporter.Markdown: "# ", exporter.Text: "Nudges"} {
		clear(files)
		done := false
		d.write(d.session.Brief(), exporter.Output{Path: "/out/brief", Format: format, Pages: []int{1}, DPI: 96}, nil, func(err error) { done = err == nil })
		if got := files["/out/brief"]; !done || !strings.HasPrefix(string(got), begins) {
			t.Errorf("%s: written %v, beginning with %.10q", format, done, got)
		}
	}
	clear(files)
	var told []string
	out := exporter.Output{Path: "/out/brief.png", Format: exporter.PNG, Options: export.Options{Profile: brief.Deck}, Pages: []int{1, 2}, DPI: 96}
	d.write(d.session.Brief(), out, func(p float64) { told = append(told, fmt.Sprint(p)) }, func(error) {})
	if got := d.workspace.status.message.Text(); got != "brief-1.png is saved, but." {
		t.Errorf("the warning of a file that was written is shown as %q", got)
	}
	if len(files) != 2 || len(files["/out/brief-2.png"]) == 0 || strings.Join(told, " ") != "0.5 1" {
		t.Errorf("%d pictures, told %q", len(files), told)
	}
}

func TestTheDeckIsPresentedWithWhatThereIsToSay(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("headline")
	before := len(d.params.App.Driver().AllWindows())
	d.key(look.PresentKey)
	windows := d.params.App.Driver().AllWindows()
	if len(windows) != before+1 || !windows[before].FullScreen() {
		t.Fatalf("there are %d windows", len(windows))
	}
	screen := windows[before]
	screen.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n := len(d.params.App.Driver().AllWindows()); n != before {
		t.Errorf("after Escape there are %d windows, want %d", n, before)
	}
	doc, _ := export.Pages(d.session.Brief(), export.Options{Profile: brief.Deck})
	notes := strings.Join(notesOf(d.session.Brief(), doc), "|")
	for _, want := range []string{"Since July a freemium tier.", "9.7%", "In the pilot."} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes %q lack %q", notes, want)
		}
	}
}

func TestASettingOfThePageIsUndone(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.run("edit.page")
	test.Tap(tileCalled(t, d, "Graphite"))
	if d.session.Brief().Settings.Theme.Name != "graphite" {
		t.Fatalf("the theme is %q", d.session.Brief().Settings.Theme.Name)
	}
	d.press("Done")
	d.run("edit.undo")
	if d.session.Brief().Settings.Theme.Name != "" {
		t.Error("the theme is not undone")
	}
}

func tileCalled(t *testing.T, d *desk, label string) *look.Tile {
	t.Helper()
	for _, o := range test.LaidOutObjects(d.window.Canvas().Overlays().Top()) {
		if x, ok := o.(*look.Tile); ok && x.AccessibilityLabel() == label {
			return x
		}
	}
	t.Fatalf("there is no tile %q", label)
	return nil
}
