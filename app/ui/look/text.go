package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Style is how a piece of text is set. The zero value is body text.
type Style struct {
	Color fyne.ThemeColorName // empty: Ink
	Size  fyne.ThemeSizeName  // empty: theme.SizeNameText
	Bold  bool
	Align fyne.TextAlign
}

// The styles of the house. Weight and space make the hierarchy, so there are few.
var (
	Body    = Style{}
	Strong  = Style{Bold: true}
	Quiet   = Style{Color: Muted}
	Small   = Style{Size: SizeSmall}
	Caption = Style{Color: Muted, Size: theme.SizeNameCaptionText}
	Name    = Style{Color: Accent, Size: SizeSmall, Bold: true} // a card's name
	Section = Style{Size: theme.SizeNameSubHeadingText, Bold: true}
	Title   = Style{Size: SizeTitle, Bold: true}
)

func (s Style) color() fyne.ThemeColorName {
	if s.Color == "" {
		return Ink
	}
	return s.Color
}

func (s Style) size() float32 {
	if s.Size == "" {
		return Size(theme.SizeNameText)
	}
	return Size(s.Size)
}

func (s Style) text() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold} }

func (s Style) measure(text string) fyne.Size { return fyne.MeasureText(text, s.size(), s.text()) }

// Text is one line of text with no padding of its own. Where Elide is set it may be narrower than its text, which then
// ends in an ellipsis; otherwise its smallest width is its text's.
type Text struct {
	widget.BaseWidget

	Elide bool

	text  string
	style Style
}

// NewText returns a line of text.
func NewText(text string, style Style) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// NewElided returns a line of text that may be cut with an ellipsis, for text whose length nobody knows.
func NewElided(text string, style Style) *Text {
	t := NewText(text, style)
	t.Elide = true
	return t
}

// Text returns the whole text, as set.
func (t *Text) Text() string { return t.text }

// SetText changes the text.
func (t *Text) SetText(text string) {
	if text != t.text {
		t.text = text
		t.Refresh()
	}
}

// SetStyle changes the style.
func (t *Text) SetStyle(s Style) {
	if s != t.style {
		t.style = s
		t.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *Text
	line *canvas.Text
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *textRenderer) MinSize() fyne.Size {
	full := r.t.style.measure(r.t.text)
	if r.t.Elide {
		full.Width = min(full.Width, r.t.style.measure("M…").Width)
	}
	return full
}

func (r *textRenderer) Layout(size fyne.Size) {
	fitted := fit(r.t.text, r.t.style, size.Width)
	if fitted != r.line.Text {
		r.line.Text = fitted
		r.line.Refresh()
	}
	h := r.line.MinSize().Height
	r.line.Resize(fyne.NewSize(size.Width, h))
	r.line.Move(fyne.NewPos(0, (size.Height-h)/2))
}

func (r *textRenderer) Refresh() {
	s := r.t.style
	r.line.Color, r.line.TextSize, r.line.TextStyle, r.line.Alignment = Color(s.color()), s.size(), s.text(), s.Align
	r.line.Text = r.t.text
	r.Layout(r.t.Size())
	r.line.Refresh()
	canvas.Refresh(r.t)
}

// fit cuts text to a width with an ellipsis. A zero width means "not laid out yet" and cuts nothing.
func fit(text string, s Style, width float32) string {
	// Half a pixel of room: a text laid out at exactly its own width must not lose its end to rounding.
	if width <= 0 || s.measure(text).Width <= width+0.5 {
		return text
	}
	runes := []rune(text)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if s.measure(string(runes[:mid])+"…").Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(runes[:lo]) + "…"
}
