package look

import "fyne.io/fyne/v2"

// Measure returns the size of a line of text in this style.
func (s Style) Measure(text string) fyne.Size { return s.measure(text) }

// Fit returns the text, cut with an ellipsis where it is wider than width. A width of zero or less cuts nothing.
func (s Style) Fit(text string, width float32) string { return fit(text, s, width) }

// ColorName returns the theme colour the style is set in.
func (s Style) ColorName() fyne.ThemeColorName { return s.color() }

// TextSize returns the size of the style's letters in the theme now shown.
func (s Style) TextSize() float32 { return s.size() }
