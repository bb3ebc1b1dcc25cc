package look

import (
	"slices"
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
)

// Tab goes from field to field, in the order they are drawn, and after the last field along what is chosen or pressed: a
// sentence that goes on in the next field never lands in a button that stands between two. Shift+Tab goes back the same
// way. Fyne's own order, as drawn, is taken only where nothing has the focus.

// typed is a station that takes letters: Field, Input, Prose.
type typed interface{ SelectedText() string }

// walkVisible is how Fyne finds what Tab leads to; there is no public way.
//
//go:linkname walkVisible fyne.io/fyne/v2/internal/driver.WalkVisibleObjectTree
func walkVisible(
	root fyne.CanvasObject, before func(o fyne.CanvasObject, at, clipAt fyne.Position, clip fyne.Size) bool,
	after func(o fyne.CanvasObject, at fyne.Position, parent fyne.CanvasObject),
) bool

// stations returns what the focus can go to in what stands on top of a window, in the order it is drawn.
func stations(c fyne.Canvas) []fyne.Focusable {
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	var all []fyne.Focusable
	walkVisible(root, func(o fyne.CanvasObject, _, _ fyne.Position, _ fyne.Size) bool {
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
			return false
		}
		if f, ok := o.(fyne.Focusable); ok {
			all = append(all, f)
		}
		return false
	}, nil)
	return all
}

func isTyped(f fyne.Focusable) bool {
	_, ok := f.(typed)
	return ok
}

// step moves the focus from a station to the one that Tab leads to, or with back Shift+Tab.
func step(from fyne.CanvasObject, back bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	all := stations(c)
	slices.SortStableFunc(all, func(a, b fyne.Focusable) int {
		switch x, y := isTyped(a), isTyped(b); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return 0
	})
	d := 1
	if back {
		d = -1
	}
	if n := len(all); n > 0 {
		at := slices.IndexFunc(all, func(f fyne.Focusable) bool { return f.(fyne.CanvasObject) == from })
		c.Focus(all[(max(at, 0)+d+n)%n])
	}
}

// around is the station that got the focus last, and those around it then, in the order they were drawn.
var around struct {
	of  fyne.CanvasObject
	all []fyne.Focusable
}

// remember keeps what stands around a station that got the focus, for KeepFocus.
func remember(of fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(of); c != nil {
		around.of, around.all = of, stations(c)
	}
}

// KeepFocus takes the focus from what is no longer in sight, such as a row that was removed, so that no key reaches it.
// It goes to what stood nearest and is still there: from a field to a field, where there is one.
func KeepFocus(c fyne.Canvas) {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok || Shown(o) {
		return
	}
	if next := nearest(c, o); next != nil {
		c.Focus(next)
		return
	}
	c.Unfocus()
}

// nearest returns the station that stood nearest to one that is gone, a field rather than another where that was one; nil
// where none is left.
func nearest(c fyne.Canvas, gone fyne.CanvasObject) fyne.Focusable {
	if around.of != gone {
		return nil
	}
	now := stations(c)
	at := slices.IndexFunc(around.all, func(f fyne.Focusable) bool { return f.(fyne.CanvasObject) == gone })
	var other fyne.Focusable
	for d := 1; at >= 0 && d < len(around.all); d++ {
		for _, i := range []int{at + d, at - d} {
			if i < 0 || i >= len(around.all) || !slices.Contains(now, around.all[i]) {
				continue
			}
			if isTyped(around.all[i]) || !isTyped(around.all[at]) {
				return around.all[i]
			}
			if other == nil {
				other = around.all[i]
			}
		}
	}
	return other
}
