package exporter

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/export"
)

// desk is the dialog over a window, with a disk that is a list of paths.
type desk struct {
	*Dialog
	t       *testing.T
	disk    []string
	written []string
	papers  []brief.Paper
	fails   error
	went    brief.Place
	window  fyne.Window
}

func open(t *testing.T, b *brief.Brief, disk ...string) *desk {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{t: t, disk: disk, window: test.NewTempWindow(t, look.NewFill(look.Ground))}
	d.window.Resize(fyne.NewSize(1024, 640))
	d.Dialog = Show(d.window.Canvas(), Params{
		Brief: b, Folder: home, Run: func(work, done func()) { work(); done() },
		ChooseFolder: func(start string, chosen func(string)) { chosen(filepath.Join(start, "Board")) },
		Exists:       func(path string) bool { return slices.Contains(d.disk, path) },
		Write: func(path string, o export.Options, done func(error)) {
			if d.fails == nil {
				d.written, d.papers = append(d.written, path), append(d.papers, o.Paper)
			}
			done(d.fails)
		},
		OnGoTo: func(p brief.Place) { d.went = p },
	})
	return d
}

var home, _ = filepath.Abs(filepath.FromSlash("/home/ana"))

func (d *desk) top() fyne.CanvasObject {
	d.t.Helper()
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		d.t.Fatal("no dialog is open")
	}
	return top
}

func (d *desk) says() string { return strings.Join(looktest.Texts(d.top()), " ") }

// sound is a brief that nothing stops.
func sound() *brief.Brief {
	b := brief.New("x")
	b.Headline = "We stop the leak"
	return b
}

func TestTheFileGoesWhereItIsSaid(t *testing.T) {
	d := open(t, sound())
	if len(d.blocking) > 0 {
		t.Skipf("a brief with nothing but a headline has to be mended: %v", d.blocking)
	}
	d.name.SetText("Board brief")
	test.Tap(looktest.Button(t, d.top(), "Browse…"))
	d.paper.Choose("Letter")
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if want := filepath.Join(home, "Board", "Board brief.pdf"); !slices.Equal(d.written, []string{want}) || d.papers[0] != brief.Letter {
		t.Errorf("written %q on %q", d.written, d.papers)
	}
	if says := d.says(); !strings.Contains(says, "Board brief.pdf") || !strings.Contains(says, filepath.Join(home, "Board")) {
		t.Errorf("the result says %q", says)
	}
	test.Tap(looktest.Button(t, d.top(), "Done"))
	if d.window.Canvas().Overlays().Top() != nil {
		t.Error("a dialog is left open")
	}
}

func TestAFileIsReplacedOnlyWhenAsked(t *testing.T) {
	d := open(t, sound(), filepath.Join(home, "brief.pdf"))
	d.block(nil)
	d.name.SetText("brief.pdf")
	test.Tap(looktest.Button(t, d.top(), "Export"))
	test.Tap(looktest.Button(t, d.top(), "Keep it"))
	if len(d.written) > 0 || !d.dialog.Shown() {
		t.Fatal("the file was written over although it was to be kept, or the dialog is gone")
	}
	test.Tap(looktest.Button(t, d.top(), "Export"))
	test.Tap(looktest.Button(t, d.top(), "Replace"))
	if len(d.written) != 1 {
		t.Error("the file was not replaced")
	}
}

func TestWhatHasToBeMendedStopsTheExport(t *testing.T) {
	b := sound()
	b.Beats[brief.Conflict].Body = "It fell to {Nothing}."
	d := open(t, b)
	if !d.export.Disabled() {
		t.Fatal("a figure does not resolve, and the brief can be exported")
	}
	d.onExport()
	if len(d.written) > 0 {
		t.Error("Enter exports what the button would not")
	}
	if says := d.says(); !strings.Contains(says, "Conflict body") || !strings.Contains(says, "Nothing") {
		t.Errorf("the dialog says %q", says)
	}
	test.Tap(looktest.Button(t, d.top(), "Go to"))
	if d.went != "conflict.body" || d.dialog.Shown() {
		t.Errorf("went to %q", d.went)
	}
}

func TestAFailureIsSaidInWords(t *testing.T) {
	d := open(t, sound())
	d.block(nil)
	d.fails = fault.New(fault.Unwritable, "There is no room left on this disk; choose another folder.", nil)
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if !strings.Contains(d.says(), "no room left") || d.export.Disabled() {
		t.Errorf("the dialog says %q", d.says())
	}
	d.fails = &export.Refused{Findings: []brief.Finding{{Severity: brief.Error, Place: "headline", Text: "The headline does not fit."}}}
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if says := d.says(); !strings.Contains(says, "does not fit") || strings.Contains(says, "no room left") || !d.export.Disabled() {
		t.Errorf("refused, the dialog says %q", says)
	}
}

func TestPathOf(t *testing.T) {
	in := func(name string) string { return filepath.Join(home, name) }
	for _, tt := range []struct{ folder, name, path, problem string }{
		{home, "brief", in("brief.pdf"), ""},
		{home, "brief.pdf", in("brief.pdf"), ""},
		{home, " brief.PDF ", in("brief.PDF"), ""},
		{home, "v1.2 board", in("v1.2 board.pdf"), ""},
		{home, "Umsatz – Übersicht", in("Umsatz – Übersicht.pdf"), ""},
		{home, "", "", "needs a name"},
		{home, ".pdf", "", "needs a name"},
		{home, "a/b", "", "cannot hold"},
		{home, "what?", "", "cannot hold"},
		{home, "a\nb", "", "cannot hold"},
		{home, strings.Repeat("long ", 60), "", "too long"},
		{"", "brief", "", "Choose the folder"},
		{"exports", "brief", "", "from its beginning"},
	} {
		path, problem := pathOf(tt.folder, tt.name)
		if path != tt.path || !strings.Contains(problem, tt.problem) || (problem == "") != (tt.problem == "") {
			t.Errorf("%q in %q: %q, %q", tt.name, tt.folder, path, problem)
		}
	}
}

func TestTheDialogFits(t *testing.T) {
	b := sound()
	for _, k := range brief.Beats {
		b.Beats[k].Body = strings.Repeat("{Nothing at all of that very long name} ", 3)
	}
	d := open(t, b)
	d.folder.SetText(home + strings.Repeat("/a very long folder", 20))
	top, size := d.top(), d.window.Canvas().Size()
	if got := d.dialog; !got.Shown() || top.MinSize().Height > size.Height {
		t.Errorf("the dialog wants %v in a window of %v", top.MinSize(), size)
	}
}
