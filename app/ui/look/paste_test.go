package look

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A field takes what it has room for, in letters and not in bytes, and what had no room is told.
func TestProsePastesUpToItsMost(t *testing.T) {
	app := test.NewTempApp(t)
	p := NewProse(Style{}, "")
	p.Most = 100
	var leftOut, pasted int
	p.OnLeftOut = func(l, n int) { leftOut, pasted = l, n }
	window := test.NewTempWindow(t, p.Object())
	window.Resize(fyne.NewSize(400, 300))
	paste := func(text string) {
		leftOut, pasted = 0, 0
		app.Clipboard().SetContent(text)
		p.TypedShortcut(&fyne.ShortcutPaste{Clipboard: app.Clipboard()})
	}

	paste(strings.Repeat("ä", 60))
	if len([]rune(p.Text)) != 60 || pasted != 0 {
		t.Errorf("60 letters: the field holds %d, and %d were said to be too many", len([]rune(p.Text)), leftOut)
	}
	paste(strings.Repeat("ü", 500_000))
	if got := []rune(p.Text); len(got) != 100 || string(got[60:]) != strings.Repeat("ü", 40) || leftOut != 499_960 || pasted != 500_000 {
		t.Errorf("500,000 more: the field holds %d letters; %d of %d were said to be left out", len(got), leftOut, pasted)
	}
	if len(app.Clipboard().Content()) != 1_000_000 {
		t.Error("the clipboard was changed")
	}
	p.TypedShortcut(&fyne.ShortcutSelectAll{})
	paste(strings.Repeat("ö", 100))
	if p.Text != strings.Repeat("ö", 100) || leftOut != 0 {
		t.Errorf("in place of all there was: the field holds %d letters, %d left out", len([]rune(p.Text)), leftOut)
	}
}
