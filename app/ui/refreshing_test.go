package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/sheet"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// files reads real files.
type files struct{}

func (files) Open(ctx context.Context, path string, f brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	return book.OpenAs(ctx, path, f, progress)
}

func (files) Paste(ctx context.Context, text, name string) (*sheet.Workbook, error) {
	return book.Paste(ctx, text, name)
}

func (files) Understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	return ingest.Understand(ctx, wb, recipes...)
}

// months writes a table of metrics by month.
func months(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// refreshed is a window on a brief made from September's file, with October's at hand.
func refreshed(t *testing.T) (d *desk, october string) {
	t.Helper()
	d = newDesk(t, look.Light)
	d.reader = files{}
	d.window.Resize(fyne.NewSize(1280, 800))
	d.session.Start(brief.Templates[0].New("x"))
	d.Import(months(t, "metrics_sep.csv",
		"Metric,Jun 2026,Jul 2026,Aug 2026,Sep 2026", "Conversion,10.1%,10.4%,10.2%,11.0%", "Trials,4000,4100,4200,4300", "NPS,40,41,42,43"))
	accept, ok := looktest.Find(d.body, func(b *look.Button) bool { return strings.HasPrefix(b.Text(), "Add ") })
	if !ok {
		t.Fatalf("the import shows %q", looktest.Texts(d.body))
	}
	accept.OnPress()
	d.must(d.session.Type("context.lead", "Conversion rose to {Conversion}."))
	d.must(d.session.Type("headline", "Trials reach {Trials}"))
	return d, months(t, "metrics_oct.csv",
		"Metric,Jun 2026,Jul 2026,Aug 2026,Sep 2026,Oct 2026", "Conversion,10.1%,10.3%,10.2%,11.0%,9.6%", "Trials,4000,4100,4200,4300,4500", "NPS,40,41,42,43,44", "Seats,1,2,3,4,5")
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) shows(words ...string) {
	d.t.Helper()
	all := strings.Join(looktest.Texts(d.body), " ")
	for _, w := range words {
		if !strings.Contains(all, w) {
			d.t.Errorf("%q is not on the screen: %q", w, all)
		}
	}
}

func (d *desk) tap(label string) {
	d.t.Helper()
	b, ok := looktest.Find(d.body, func(b *look.Button) bool { return b.Text() == label })
	if !ok {
		d.t.Fatalf("there is no button %q", label)
	}
	b.OnPress()
}

func TestANewerFileIsReviewedBeforeAnythingChanges(t *testing.T) {
	d, october := refreshed(t)
	before := d.session.Brief()
	d.Import(october)
	d.shows("metrics_oct.csv renews metrics_sep.csv", "Sep 2026 to Oct 2026", "Conversion rose to 9.6%.", "4,300", "4,500", "Seats is new", "10.4%", "10.3%")
	if d.session.Brief() != before {
		t.Fatal("the brief changed before anything was accepted")
	}
	d.tap("Accept")
	b := d.session.Brief()
	if len(b.Metrics) != 4 || b.Sources[0].File != "metrics_oct.csv" || !d.working() {
		t.Errorf("after it: %d metrics, sources %+v", len(b.Metrics), b.Sources)
	}
	if !d.workspace.story.Focus("context.lead") || d.workspace.story.Text("context.lead") != "Conversion rose to {Conversion}." {
		t.Error("the caret is not in the sentence that is not true any more")
	}
	d.run("edit.undo")
	if d.session.Brief() != before {
		t.Error("one undo does not take it back")
	}
}

func TestARowIsLeftOutAndTheReviewIsComeBackTo(t *testing.T) {
	d, october := refreshed(t)
	d.Import(october)
	seats, ok := looktest.Find(d.body, func(c *look.Chip) bool { return c.Selected() == "Take" })
	if !ok {
		t.Fatalf("nothing can be decided: %q", looktest.Texts(d.body))
	}
	seats.Choose("Leave out")
	d.tap("Edit")
	if !d.working() || d.workspace.story.Text("context.lead") != "Conversion rose to {Conversion}." {
		t.Fatal("the sentence is not open to be edited")
	}
	d.must(d.session.Type("context.lead", "Conversion {Conversion | moved}."))
	d.run("file.refresh")
	d.shows("metrics_oct.csv renews metrics_sep.csv")
	if texts := looktest.Texts(d.body); slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "To read again") }) {
		t.Errorf("a sentence that was mended is still listed: %q", texts)
	}
	d.tap("Accept")
	if b := d.session.Brief(); b.Metric("Seats") != nil || b.Beats[brief.Context].Lead != "Conversion {Conversion | moved}." {
		t.Errorf("what was decided before the edit is forgotten: %d metrics", len(b.Metrics))
	}
}

func TestTheSameFileAgainIsAnImport(t *testing.T) {
	d, october := refreshed(t)
	d.Import(october)
	d.tap("Accept")
	d.Import(october)
	if texts := looktest.Texts(d.body); slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "renews") }) {
		t.Error("a file that was read already renews itself")
	}
	d.show(d.workspace.object)
	d.Refresh(october)
	d.shows("Nothing changed")
	d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !d.working() {
		t.Error("Escape does not leave the review")
	}
}

func TestARenewalCanBeImportedAsNew(t *testing.T) {
	d, october := refreshed(t)
	d.Import(october)
	d.tap("Import as new…")
	if _, ok := looktest.Find(d.body, func(b *look.Button) bool { return strings.HasPrefix(b.Text(), "Add ") }); !ok {
		t.Errorf("the import is not shown: %q", looktest.Texts(d.body))
	}
}

func TestTabBringsADecisionIntoSight(t *testing.T) {
	d, october := refreshed(t)
	d.window.Resize(fyne.NewSize(1024, 640))
	d.Import(october)
	var last *look.Chip
	looktest.Find(d.body, func(c *look.Chip) bool { last = c; return false })
	d.window.Canvas().Focus(last)
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(last).Y
	if y < 0 || y+last.Size().Height > d.window.Canvas().Size().Height {
		t.Errorf("the last decision has the focus at %.0f of %.0f", y, d.window.Canvas().Size().Height)
	}
}
