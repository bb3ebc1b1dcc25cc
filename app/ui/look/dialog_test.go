package look

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Whatever the answers are called and however they are ordered, Enter and a space of a sentence that was being typed
// destroy nothing, and what destroys something does not stand out.
func TestAskGivesNoAnswerThatDestroys(t *testing.T) {
	lost, safe := Answer{Text: "Lose it", Lost: true}, Answer{Text: "Save it"}
	for name, c := range map[string]struct {
		answers []Answer
		enter   string
	}{
		"one that loses":         {[]Answer{lost}, "Keep"},
		"two that lose":          {[]Answer{lost, {Text: "Lose all", Lost: true}}, "Keep"},
		"one that loses nothing": {[]Answer{safe}, "Save it"},
		"the loss first":         {[]Answer{lost, safe}, "Save it"},
		"the loss last":          {[]Answer{safe, lost}, "Save it"},
	} {
		useTheme(t)
		w := test.NewTempWindow(t, NewFill(Ground))
		w.Resize(fyne.NewSize(800, 600))
		given := "Keep"
		answers := slices.Clone(c.answers)
		for i, a := range answers {
			answers[i].Do = func() { given = a.Text }
		}
		d := Ask(w.Canvas(), "Really?", "Think.", "Keep", answers...)
		if w.Canvas().Focused() != nil {
			t.Errorf("%s: %v has the focus at first", name, w.Canvas().Focused())
		}
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeySpace})
		if !d.Shown() {
			t.Errorf("%s: a space answers", name)
		}
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			if b, ok := o.(*Button); ok && (b.rank == Primary) != (b.Text() == c.enter) {
				t.Errorf("%s: %q stands out: %v", name, b.Text(), b.rank == Primary)
			}
		}
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if d.Shown() || given != c.enter {
			t.Errorf("%s: Enter answers %q, want %q; closed: %v", name, given, c.enter, !d.Shown())
		}
	}
}
