// Package looktest checks that a screen fits its window: it is for the tests of the screens, as net/http/httptest is for
// those of servers, and nothing else imports it.
package looktest

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"throughline/app/ui/look"
)

// Sizes are the windows every screen is checked in: the smallest that is promised, a small laptop's, and a large one.
var Sizes = []fyne.Size{{Width: 1024, Height: 640}, {Width: 1280, Height: 800}, {Width: 1920, Height: 1080}}

// Fits shows a screen in every size, in light and in dark, and reports each text that is wider than what it stands in,
// each control that reaches over the right edge, and a screen that cannot be made as small as the smallest size. The
// screen is made anew for each, after the app and its theme; which is why it is a function.
func Fits(t *testing.T, name string, screen func() fyne.CanvasObject) {
	t.Helper()
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		test.NewTempApp(t).Settings().SetTheme(look.NewTheme(mode))
		for _, size := range Sizes {
			where := fmt.Sprintf("%s, %s, %.0f×%.0f", name, mode, size.Width, size.Height)
			o := screen()
			w := test.NewTempWindow(t, o)
			w.SetPadded(false)
			// Wrapped text knows its height once it has its width: the second pass settles it, as the next frame does in a
			// real window.
			w.Resize(size.SubtractWidthHeight(1, 1))
			w.Resize(size)
			if got := o.MinSize(); got.Width > Sizes[0].Width || got.Height > Sizes[0].Height {
				t.Errorf("%s: cannot be smaller than %.0f×%.0f", where, got.Width, got.Height)
			}
			for _, problem := range Problems(o, size.Width) {
				t.Errorf("%s: %s", where, problem)
			}
		}
	}
}

// Texts returns every line of text that a screen shows, in the order it is drawn.
func Texts(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	if x, ok := o.(*canvas.Text); ok {
		if x.Text == "" {
			return nil
		}
		return []string{x.Text}
	}
	var texts []string
	for _, c := range inside(o) {
		texts = append(texts, Texts(c)...)
	}
	return texts
}

// Problems lists each text under o that is wider than what it stands in, and each control that reaches over the right edge
// of a window of the given width.
func Problems(o fyne.CanvasObject, width float32) []string {
	return append(wideTexts(o, width, ""), outside(o, 0, width)...)
}

// Find returns the first object of a type under o that satisfies is; ok is false where there is none.
func Find[T fyne.CanvasObject](o fyne.CanvasObject, is func(T) bool) (found T, ok bool) {
	if !o.Visible() {
		return found, false
	}
	if x, fits := o.(T); fits && is(x) {
		return x, true
	}
	for _, c := range inside(o) {
		if found, ok = Find(c, is); ok {
			return found, true
		}
	}
	return found, false
}

// Button returns the button with a text.
func Button(t *testing.T, o fyne.CanvasObject, text string) *look.Button {
	t.Helper()
	b, ok := Find(o, func(b *look.Button) bool { return b.Text() == text })
	if !ok {
		t.Fatalf("there is no button %q", text)
	}
	return b
}

func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}

// wideTexts lists the texts that are wider than what they stand in. Fyne's entry scrolls its text, and a text in it may
// be wider; ours never is.
func wideTexts(o fyne.CanvasObject, room float32, path string) []string {
	if !o.Visible() {
		return nil
	}
	var found []string
	switch x := o.(type) {
	case *canvas.Text:
		if w := x.MinSize().Width; w > room+1 && x.Text != "" {
			found = append(found, fmt.Sprintf("%q is %.0f wide in %.0f (%s)", x.Text, w, room, path))
		}
	case *widget.Entry, *look.Field, *look.Input:
	case *container.Scroll:
		found = append(found, wideTexts(x.Content, x.Size().Width, path+" > scroll")...)
	default:
		for _, c := range inside(o) {
			found = append(found, wideTexts(c, min(room, o.Size().Width), path+fmt.Sprintf(" > %T", o))...)
		}
	}
	return found
}

// outside lists the controls that reach over the right edge.
func outside(o fyne.CanvasObject, left, right float32) []string {
	if !o.Visible() {
		return nil
	}
	x := left + o.Position().X
	switch o.(type) {
	case *look.Button, *look.Chip, *look.Text, *look.Card, *look.Tile, *look.Field, *look.Input, *widget.Entry:
		if x+o.Size().Width > right+1 {
			return []string{fmt.Sprintf("%T ends at %.0f of %.0f", o, x+o.Size().Width, right)}
		}
		return nil
	}
	var found []string
	for _, c := range inside(o) {
		found = append(found, outside(c, x, right)...)
	}
	return found
}
