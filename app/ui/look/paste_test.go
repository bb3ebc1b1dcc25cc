package look

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"throughline/app/intake"
)

// Every kind of field takes what it has room for, in letters and not in bytes; what had no room is told, and costs nothing
// that was typed before.
func TestAFieldTakesWhatItHasRoomFor(t *testing.T) {
	var kept string
	prose, input := NewProse(Style{}, ""), NewInput("")
	field := NewField(func(text string) bool { kept = text; return len([]rune(text)) <= intake.Field })
	long := NewField(field.accept)
	long.SetLines(2)
	for name, f := range map[string]struct {
		object fyne.CanvasObject
		entry  *widget.Entry
	}{
		"prose": {prose.Object(), &prose.Entry}, "input": {input, &input.Entry}, "field": {field, &field.Entry}, "lines": {long, &long.Entry},
	} {
		t.Run(name, func(t *testing.T) {
			app := test.NewTempApp(t)
			window := test.NewTempWindow(t, f.object)
			window.Resize(fyne.NewSize(400, 300))
			keys := map[string]interface {
				fyne.Focusable
				fyne.Shortcutable
			}{"prose": prose, "input": input, "field": field, "lines": long}[name]
			paste := func(text string) {
				app.Clipboard().SetContent(text)
				keys.TypedShortcut(&fyne.ShortcutPaste{Clipboard: app.Clipboard()})
			}
			told := func() bool {
				top := window.Canvas().Overlays().Top()
				if top != nil {
					window.Canvas().Overlays().Remove(top)
				}
				return top != nil
			}
			n := intake.Field
			paste(strings.Repeat("ä", n-2))
			keys.TypedRune('x')
			if len([]rune(f.entry.Text)) != n-1 || told() {
				t.Fatalf("the field holds %d letters", len([]rune(f.entry.Text)))
			}
			paste(strings.Repeat("ü", 500_000))
			if got := []rune(f.entry.Text); len(got) != n || got[n-1] != 'ü' || !told() {
				t.Errorf("after 500,000 more it holds %d letters, or nobody says so", len(got))
			}
			full := f.entry.Text
			keys.TypedRune('y')
			if f.entry.Text != full || !told() {
				t.Error("a full field takes a letter, or nobody says that it does not")
			}
			if f.entry.MultiLine {
				if keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); f.entry.Text != full || !told() {
					t.Error("a full field takes a line break, or nobody says that it does not")
				}
			}
			if len(app.Clipboard().Content()) != 1_000_000 {
				t.Error("the clipboard was changed")
			}
			if name == "field" {
				if field.Commit(); kept != full || field.Text != full {
					t.Error("what was typed before is lost")
				}
			}
			keys.TypedShortcut(&fyne.ShortcutSelectAll{})
			keys.TypedRune('z')
			if f.entry.Text != "z" || told() {
				t.Errorf("in place of all there was: the field holds %d letters", len([]rune(f.entry.Text)))
			}
		})
	}
}
