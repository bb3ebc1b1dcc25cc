package filepick

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// inline runs work at once.
type inline struct{}

func (inline) Go(work, done func()) { work(); done() }
func (inline) Do(f func())          { f() }

// held keeps work until it is let go, one by one, in any order.
type held struct{ work []func() }

func (h *held) Go(work, done func()) { h.work = append(h.work, func() { work(); done() }) }
func (h *held) Do(f func())          { h.work = append(h.work, f) }

type memory map[string]string

func (m memory) String(key string) string    { return m[key] }
func (m memory) SetString(key, value string) { m[key] = value }

// folder makes a folder with files in it, and a window with a picker that remembers it.
func folder(t *testing.T) (dir string, w fyne.Window, b *Browser, m memory) {
	dir = t.TempDir()
	for _, name := range []string{"b.xlsx", "A.CSV", "notes.docx", ".hidden.csv", "~$b.xlsx", "sub/c.tsv", "old.brief"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	w = test.NewTempWindow(t, look.NewFill(look.Ground))
	w.Resize(fyne.NewSize(1024, 640))
	m = memory{"folder.spreadsheet": dir, "folder.brief": dir}
	return dir, w, New(w, m, inline{}), m
}

func rows(t *testing.T, w fyne.Window) map[string]*itemRow {
	t.Helper()
	found := map[string]*itemRow{}
	pile, ok := looktest.Find(w.Canvas().Overlays().Top(), func(*look.Pile) bool { return true })
	if !ok {
		t.Fatal("no list is shown")
	}
	pile.Each(func(_ int, o fyne.CanvasObject) { found[o.(*itemRow).name.Text()] = o.(*itemRow) })
	return found
}

// typed types a path over that of the dialog and presses Enter.
func typed(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	entry, ok := looktest.Find(w.Canvas().Overlays().Top(), func(*look.Input) bool { return true })
	if !ok {
		t.Fatal("there is no line to type a path in")
	}
	entry.SetText(path)
	entry.OnSubmitted(path)
}

func TestAFileIsPicked(t *testing.T) {
	dir, w, b, m := folder(t)
	picked := ""
	b.File(Spreadsheet, func(path string) { picked = path })
	shown := rows(t, w)
	var names []string
	for name := range shown {
		names = append(names, name)
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"A.CSV", "b.xlsx", "sub"}) {
		t.Fatalf("shows %q", names)
	}
	shown["sub"].Tapped(nil)
	row := rows(t, w)["c.tsv"]
	row.Tapped(nil)
	if picked != "" {
		t.Fatal("one press picks; it should mark")
	}
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Open"))
	if want := filepath.Join(dir, "sub", "c.tsv"); picked != want || m["folder.spreadsheet"] != filepath.Join(dir, "sub") {
		t.Errorf("picked %q, remembers %q", picked, m["folder.spreadsheet"])
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
}

func TestAPathIsTyped(t *testing.T) {
	dir, w, b, _ := folder(t)
	picked := ""
	b.File(Spreadsheet, func(path string) { picked = path })
	typed(t, w, "nothing.xlsx")
	if texts := strings.Join(looktest.Texts(w.Canvas().Overlays().Top()), " "); picked != "" || !strings.Contains(texts, "There is no file “nothing.xlsx”") {
		t.Errorf("picked %q, says %q", picked, texts)
	}
	typed(t, w, filepath.Join(dir, "sub"))
	if rows(t, w)["c.tsv"] == nil {
		t.Error("a typed folder is not entered")
	}
	typed(t, w, "../b.xlsx")
	if picked != filepath.Join(dir, "b.xlsx") {
		t.Errorf("picked %q", picked)
	}
}

func TestSavingNeverTouchesTheFile(t *testing.T) {
	dir, w, b, _ := folder(t)
	saved := ""
	b.Save(Brief, filepath.Join(dir, "old.brief"), func(path string) { saved = path })
	typed(t, w, filepath.Join(dir, "old"))
	if saved != "" {
		t.Fatal("a file that is there was not asked about")
	}
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Keep it"))
	if saved != "" {
		t.Fatal("kept, and answered")
	}
	typed(t, w, filepath.Join(dir, "old.brief"))
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Replace"))
	if saved != filepath.Join(dir, "old.brief") {
		t.Errorf("saved %q", saved)
	}
	if text, err := os.ReadFile(saved); err != nil || string(text) != "precious" {
		t.Errorf("the picker wrote to the file: %q, %v", text, err)
	}
}

func TestSavingUnderANewName(t *testing.T) {
	dir, w, b, _ := folder(t)
	for name, want := range map[string]string{"Q4 pricing": "Q4 pricing.brief", "x.brief": "x.brief", "v1.2": "v1.2.brief"} {
		saved := ""
		b.Save(Brief, filepath.Join(dir, "y.brief"), func(path string) { saved = path })
		typed(t, w, filepath.Join(dir, name))
		if saved != filepath.Join(dir, want) {
			t.Errorf("%q is saved as %q", name, saved)
		}
	}
	saved := ""
	b.Save(Brief, dir, func(path string) { saved = path })
	for _, bad := range []string{filepath.Join(dir, "what?"), filepath.Join(dir, "none", "x"), filepath.Join(dir, ".brief")} {
		typed(t, w, bad)
		if saved != "" {
			t.Errorf("%q was answered", bad)
		}
	}
}

func TestAFolderIsPicked(t *testing.T) {
	dir, w, b, _ := folder(t)
	picked := ""
	b.Folder("Where to", dir, func(path string) { picked = path })
	if shown := rows(t, w); len(shown) != 1 || shown["sub"] == nil {
		t.Errorf("shows %d items", len(shown))
	}
	rows(t, w)["sub"].Tapped(nil)
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Choose this folder"))
	if picked != filepath.Join(dir, "sub") {
		t.Errorf("picked %q", picked)
	}
}

func TestGivingUpAnswersNothing(t *testing.T) {
	_, w, b, _ := folder(t)
	b.File(Spreadsheet, func(string) { t.Error("answered") })
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Cancel"))
	Fixed("").File(Spreadsheet, func(string) { t.Error("answered") })
}

// A folder that takes long to be read holds up nothing: the line has the keys at once, and keeps what is typed.
func TestASlowFolderKeepsNobodyWaiting(t *testing.T) {
	dir, w, b, _ := folder(t)
	slow := &held{}
	b.runner = slow
	saved := ""
	b.Save(Brief, filepath.Join(dir, "y.brief"), func(path string) { saved = path })
	line, ok := w.Canvas().Focused().(*look.Input)
	if !ok {
		t.Fatalf("%T has the keys when the dialog opens", w.Canvas().Focused())
	}
	test.Type(line, "z")
	if len(rows(t, w)) > 0 {
		t.Fatal("the folder is read at once; this tests nothing")
	}
	for _, f := range slow.work {
		f()
	}
	if line.Text != filepath.Join(dir, "y.briefz") || rows(t, w)["sub"] == nil {
		t.Errorf("the line holds %q and the list %d items", line.Text, len(rows(t, w)))
	}
	slow.work = nil
	typed(t, w, filepath.Join(dir, "new.brief"))
	if saved != "" || len(slow.work) != 1 {
		t.Fatal("whether the file is there is asked at once")
	}
	slow.work[0]()
	if saved != filepath.Join(dir, "new.brief") {
		t.Errorf("saved as %q", saved)
	}
}

func TestTheFolderAskedForLastIsShown(t *testing.T) {
	dir, w, b, _ := folder(t)
	b.File(Spreadsheet, func(string) {})
	slow := &held{}
	b.runner = slow
	typed(t, w, filepath.Join(dir, "sub"))
	slow.work[0]()
	test.Tap(looktest.Button(t, w.Canvas().Overlays().Top(), "Up"))
	if len(slow.work) != 3 {
		t.Fatalf("%d things were asked of the file system", len(slow.work))
	}
	slow.work[2]()
	slow.work[1]()
	if shown := rows(t, w); shown["sub"] == nil || shown["c.tsv"] != nil {
		t.Errorf("the folder before is shown: %d items", len(shown))
	}
}

// A folder that is gone gives way to home; a typed name goes along.
func TestAFolderThatIsGoneGivesWayToHome(t *testing.T) {
	dir, w, b, m := folder(t)
	t.Setenv("HOME", dir)
	m["folder.spreadsheet"] = filepath.Join(dir, "gone")
	b.File(Spreadsheet, func(string) {})
	line := w.Canvas().Focused().(*look.Input)
	if line.Text != dir || line.SelectedText() != dir || rows(t, w)["b.xlsx"] == nil {
		t.Errorf("the line holds %q, selected is %q", line.Text, line.SelectedText())
	}
	typed(t, w, filepath.Join(dir, "b.xlsx", "x"))
	if line.Text != filepath.Join(dir, "b.xlsx", "x") {
		t.Errorf("what was typed is gone: %q", line.Text)
	}
}
