package exporter

import (
	"context"
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
	outputs []Output
	opened  string
	slow    bool
	finish  func(error)
	stopped bool
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
		Write: func(out Output, _ func(float64), done func(error)) func() {
			if d.slow {
				d.finish = done
				return func() { d.stopped = true }
			}
			if d.fails == nil {
				d.written, d.outputs = append(d.written, out.Paths()...), append(d.outputs, out)
			}
			done(d.fails)
			return func() {}
		},
		OnOpenFile: func(path string) { d.opened = path },
		OnGoTo:     func(p brief.Place) { d.went = p },
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
	d.name.SetText("Board brief")
	test.Tap(looktest.Button(t, d.top(), "Browse…"))
	d.paper.Choose("Letter")
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if want := filepath.Join(home, "Board", "Board brief.pdf"); !slices.Equal(d.written, []string{want}) || d.outputs[0].Options.Paper != brief.Letter {
		t.Errorf("written %q as %v", d.written, d.outputs)
	}
	if says := d.says(); !strings.Contains(says, "Board brief.pdf") || !strings.Contains(says, filepath.Join(home, "Board")) {
		t.Errorf("the result says %q", says)
	}
	test.Tap(looktest.Button(t, d.top(), "Open file"))
	if d.opened != d.written[0] {
		t.Errorf("opened %q", d.opened)
	}
	if d.window.Canvas().Overlays().Top() != nil {
		t.Error("a dialog is left open")
	}
}

func TestAFileIsReplacedOnlyWhenAsked(t *testing.T) {
	d := open(t, sound(), filepath.Join(home, "brief.pdf"))
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
		path, problem := pathOf(tt.folder, tt.name, ".pdf")
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

// longer is a brief that takes several pages in a pack.
func longer() *brief.Brief {
	b := sound()
	for _, k := range brief.Beats {
		b.Beats[k] = brief.Beat{Lead: "A lead sentence.", Body: strings.Repeat("And what there is to say of it. ", 6)}
	}
	return b
}

func TestEachProfileSaysWhatItIsForAndHowLongItGets(t *testing.T) {
	b := longer()
	b.Settings.Profile = brief.Pack
	d := open(t, b)
	for _, x := range export.Profiles() {
		row := d.profiles[x.ID]
		if !strings.Contains(strings.Join(looktest.Texts(row), " "), strings.Fields(x.About)[0]) || !strings.Contains(row.length.Text(), "page") {
			t.Errorf("%s says %q and %q", x.ID, looktest.Texts(row), row.length.Text())
		}
		if row.Active() != (x.ID == brief.Pack) {
			t.Errorf("%s is chosen: %v", x.ID, row.Active())
		}
	}
	if d.found[brief.Pack].pages < 2 {
		t.Fatalf("the pack has %d pages", d.found[brief.Pack].pages)
	}
	test.Tap(d.profiles[brief.Deck])
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if got := d.outputs[0].Options; got.Profile != brief.Deck || got.Paper != brief.Screen {
		t.Errorf("exported %v", got)
	}
}

func TestPicturesOfAllPagesOrOfOne(t *testing.T) {
	b := longer()
	b.Settings.Profile = brief.Pack
	d := open(t, b)
	d.name.SetText("board.pdf")
	d.kind.Choose(string(PNG))
	d.size.Choose("For print")
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if len(d.written) < 2 || d.written[1] != filepath.Join(home, "board-2.png") || d.outputs[0].DPI != 300 {
		t.Errorf("written %q with %v dpi", d.written, d.outputs[0].DPI)
	}
	test.Tap(looktest.Button(t, d.top(), "Done"))

	d = open(t, b)
	d.kind.Choose(string(PNG))
	d.pages.Choose("Page 2")
	d.name.SetText("board")
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if want := filepath.Join(home, "board.png"); !slices.Equal(d.written, []string{want}) || !slices.Equal(d.outputs[0].Pages, []int{2}) {
		t.Errorf("written %q, pages %v", d.written, d.outputs[0].Pages)
	}
}

func TestAStoryFileIsWrittenWithProblemsLeft(t *testing.T) {
	b := sound()
	b.Beats[brief.Conflict].Body = "It fell to {Nothing}."
	d := open(t, b)
	d.kind.Choose(string(Text))
	if !d.export.Disabled() {
		t.Error("a text for readers can be exported with a figure that does not resolve")
	}
	d.kind.Choose(string(Markdown))
	if d.export.Disabled() || !strings.HasSuffix(d.name.Text, ".md") {
		t.Errorf("the story file %q cannot be written", d.name.Text)
	}
}

func TestTheLedgerStaysInTheHouseUnlessAsked(t *testing.T) {
	b := sound()
	b.Settings.Classification = "External"
	d := open(t, b)
	if !strings.Contains(d.says(), "carries no ledger") {
		t.Errorf("for readers outside the dialog says %q", d.says())
	}
	d.ledger.Choose(carryNamed[export.LedgerAlways])
	if !strings.Contains(d.says(), "carries the ledger") {
		t.Errorf("with the ledger the dialog says %q", d.says())
	}
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if d.outputs[0].Options.Ledger != export.LedgerAlways {
		t.Errorf("exported with ledger %v", d.outputs[0].Options.Ledger)
	}
}

func TestALongExportCanBeStopped(t *testing.T) {
	d := open(t, sound())
	d.slow = true
	test.Tap(looktest.Button(t, d.top(), "Export"))
	if !d.export.Disabled() {
		t.Error("a second export can begin while one is under way")
	}
	test.Tap(looktest.Button(t, d.top(), "Stop"))
	if !d.stopped {
		t.Fatal("Stop does not stop it")
	}
	d.finish(context.Canceled)
	if d.export.Disabled() || strings.Contains(d.says(), "Not exported") {
		t.Errorf("stopped, the dialog says %q", d.says())
	}
}
