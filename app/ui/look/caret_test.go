package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// What is typed stands in the order in which it was typed, wherever its lines wrap: at the end of a text, in the paragraph
// before another one, and after a letter was taken back.
func TestTypedTextStandsInItsOrderAtEveryWidth(t *testing.T) {
	test.NewTempApp(t)
	const text = "a bb ccc dddd  eeeee f gg hhh iiii jjjjj "
	p := NewProse(Body, "")
	w := test.NewTempWindow(t, p.Object())
	w.Canvas().Focus(p)
	for width := float32(60); width < 180; width++ {
		w.Resize(fyne.NewSize(width, 400))
		for _, behind := range []string{"", "\nanother paragraph of some words"} {
			p.SetText(behind)
			p.SetCursor(0)
			for i, r := range text {
				if i%7 == 3 {
					p.TypedRune('x')
					p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				}
				p.TypedRune(r)
			}
			if p.Text != text+behind || p.Caret() != len(text) {
				t.Errorf("%.0f wide: typed %q, and the field has %q with the caret at %d", width, text, p.Text, p.Caret())
			}
		}
	}
}

// Delete takes what stands behind the caret, also behind a space at which the line wraps.
func TestDeleteAndReplaceLeaveTheCaretWhereTheyWere(t *testing.T) {
	test.NewTempApp(t)
	p := NewProse(Body, "")
	w := test.NewTempWindow(t, p.Object())
	w.Canvas().Focus(p)
	w.Resize(fyne.NewSize(90, 400))
	p.SetText("one two three four five")
	p.SetCursor(8)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	p.TypedRune('T')
	if p.Text != "one two Three four five" || p.Caret() != 9 {
		t.Errorf("the field has %q with the caret at %d", p.Text, p.Caret())
	}
	p.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, r := range "all new words" {
		p.TypedRune(r)
	}
	if p.Text != "all new words" {
		t.Errorf("typed over what was selected, the field has %q", p.Text)
	}
}
