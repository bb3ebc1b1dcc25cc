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
	return dir, w, New(w, m), m
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
