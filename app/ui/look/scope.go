package look

import (
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// themeScopes holds, for each text size, an object that has the theme of the fields of that size. Fyne keeps the fonts of
// a theme override for as long as the program runs, some five megabytes a weight, and takes every refresh of a
// container.ThemeOverride for a new override. So all fields of one size share one override, and nothing ever refreshes it.
// Fyne drops the override of a widget that was not drawn for a minute, but not that of a rectangle.
var themeScopes = map[fyne.ThemeSizeName]fyne.CanvasObject{}

// joinThemeScope gives a widget, and what is in it now, the theme of the fields of a text size.
func joinThemeScope(w fyne.Widget, size fyne.ThemeSizeName) {
	anchor := themeScopes[size]
	if anchor == nil {
		anchor = canvas.NewRectangle(nil)
		container.NewThemeOverride(anchor, proseTheme{size: size})
		themeScopes[size] = anchor
	}
	overrideThemeMatchingScope(w, anchor)
}

// overrideThemeMatchingScope is how Fyne's lists give their rows the theme override of the list; there is no public way.
//
//go:linkname overrideThemeMatchingScope fyne.io/fyne/v2/internal/cache.OverrideThemeMatchingScope
func overrideThemeMatchingScope(o, parent fyne.CanvasObject) bool

// scoped shows a Prose in the theme of its size.
type scoped struct {
	widget.BaseWidget
	p *Prose
}

func newScoped(p *Prose) *scoped {
	s := &scoped{p: p}
	s.ExtendBaseWidget(s)
	joinThemeScope(p, p.style.Size)
	p.Refresh() // what was made before has the sizes of the app's theme
	return s
}

// CreateRenderer is part of fyne.Widget. Fyne asks for it again after a minute out of sight, when the field's override is
// gone too.
func (s *scoped) CreateRenderer() fyne.WidgetRenderer {
	joinThemeScope(s.p, s.p.style.Size)
	return widget.NewSimpleRenderer(s.p)
}

// Refresh refreshes the field.
func (s *scoped) Refresh() { s.p.Refresh() }
