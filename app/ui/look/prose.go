package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Prose is a text field that grows with its wrapped text and has no frame of its own: the card around it is the frame.
// While it has the focus it is Fyne's entry, with parts of the text tinted on request; at rest it can show other text
// (SetRest), and a click on that opens the entry at the place clicked.
//
// Its text begins three pixels inside it, so that the tint of a figure fits.
//
// Put Object in a container, not the Prose itself: the entry takes its text size from the theme, so it lives in one of
// its own.
type Prose struct {
	widget.Entry

	// OnFocus is told when the field gains or loses the focus.
	OnFocus func(focused bool)
	// OnKey is asked first for every key; it answers whether it took it.
	OnKey func(*fyne.KeyEvent) bool
	// OnShortcut is asked first for every shortcut but those of a menu; it answers whether it took it.
	OnShortcut func(fyne.Shortcut) bool
	// OnEnter, where set, is called for Enter instead of a line break.
	OnEnter func()
	// OnTab, where set, is called for Tab, or with back for Shift+Tab, instead of what Fyne would do.
	OnTab func(back bool)
	// OnArrow is told of an arrow key that leads out of the field, down or up; it answers whether it took it. May be nil.
	OnArrow func(down bool) bool
	// RestOffset turns a place in the text at rest into a rune offset in the entry's text. Nil: the same offset.
	RestOffset func(run, offset int) int
	// Tints returns the rune ranges of the text to tint while it is edited. May be nil.
	Tints func(text string) [][2]int
	// Wheel takes the mouse wheel over the field, so that the page scrolls and not the field.
	Wheel fyne.Scrollable

	style   Style
	hint    *Flow // what an empty field says; Fyne's own placeholder does not make room for a second line
	rest    *Flow
	hasRest bool
	active  bool
	settled settled
	least   float32 // the height it has at least, while it is held
	object  *scoped
}

// NewProse returns an empty field whose text is set in style.
func NewProse(style Style, placeHolder string) *Prose {
	p := &Prose{style: style, rest: NewFlow(style), hint: NewParagraph(placeHolder, Style{Size: style.Size, Color: theme.ColorNamePlaceHolder})}
	p.MultiLine = true
	p.Wrapping = fyne.TextWrapWord
	p.TextStyle = style.text()
	p.ExtendBaseWidget(p)
	p.object = newScoped(p)
	return p
}

// Object returns what to put in a container.
func (p *Prose) Object() fyne.CanvasObject { return p.object }

// SetRest sets what is shown while the field has no focus; with no runs, the text itself.
func (p *Prose) SetRest(runs ...Run) {
	p.hasRest = len(runs) > 0
	p.rest.SetRuns(runs...)
	if !p.active {
		p.Refresh()
	}
}

// SetHint sets what the field says about itself while it is empty.
func (p *Prose) SetHint(text string) {
	if text != p.hint.Text() {
		p.hint.SetText(text)
		p.Refresh()
	}
}

// Rest returns the text shown at rest.
func (p *Prose) Rest() string {
	if !p.hasRest {
		return p.Text
	}
	return p.rest.Text()
}

// Active reports whether the field has the focus.
func (p *Prose) Active() bool { return p.active }

// resting reports whether the other text is shown. An empty field always shows its placeholder.
func (p *Prose) resting() bool { return p.hasRest && !p.active && p.Text != "" }

// rows counts the lines the entry's text takes. The entry keeps its line breaks to itself; what it tells is where in
// the text a row begins, and 0 for a row that does not exist.
func (p *Prose) rows() int {
	n := 1
	for p.rowStart(n) > 0 {
		n++
	}
	return n
}

// rowStart returns the rune offset a row begins at.
func (p *Prose) rowStart(row int) int { return p.offsetAt(row, 0) }

func (p *Prose) offsetAt(row, col int) int {
	r, c := p.CursorRow, p.CursorColumn
	defer func() { p.CursorRow, p.CursorColumn = r, c }()
	p.CursorRow, p.CursorColumn = row, col
	return p.CursorTextOffset()
}

// place returns the row and column of a rune offset.
func (p *Prose) place(offset int) (row, col int) {
	for n := p.rows() - 1; n > 0; n-- {
		if start := p.rowStart(n); start <= offset {
			return n, offset - start
		}
	}
	return 0, offset
}

// SetCursor puts the caret at a rune offset.
func (p *Prose) SetCursor(offset int) {
	offset = max(0, min(offset, len([]rune(p.Text))))
	p.settle(offset)
}

// CaretPosition returns where the foot of a place in the text lies, relative to the field.
func (p *Prose) CaretPosition(offset int) fyne.Position {
	r, c := p.CursorRow, p.CursorColumn
	defer func() { p.CursorRow, p.CursorColumn = r, c }()
	p.CursorRow, p.CursorColumn = p.place(offset)
	return p.CursorPosition().AddXY(proseCaret/2, proseCaret+p.LineHeight())
}

// LineHeight returns the height of one line of the field's text.
func (p *Prose) LineHeight() float32 { return p.style.measure("M").Height }

// MinSize is as tall as the text shown at the width the field has.
func (p *Prose) MinSize() fyne.Size {
	text := float32(p.rows()) * p.LineHeight()
	width := max(0, p.Size().Width-2*prosePad)
	switch {
	case p.Text == "":
		text = max(text, p.hint.HeightAt(width))
	case p.resting():
		text = p.rest.HeightAt(width)
	}
	return fyne.NewSize(60, max(text+2*prosePad, p.least))
}

// Hold keeps the field as tall as it is, so that nothing below moves while the mouse is down there; or lets it go.
func (p *Prose) Hold(on bool) {
	p.least = 0
	if on {
		p.least = p.Size().Height
	}
	p.Refresh()
}

// AcceptsTab is true where OnTab moves the focus; otherwise Fyne does.
func (p *Prose) AcceptsTab() bool { return p.OnTab != nil }

// FocusGained opens the entry. Fyne forgets the theme of what was not drawn for a minute, and the entry under a text at
// rest is not drawn: it gets its theme again.
func (p *Prose) FocusGained() {
	p.active = true
	if p.hasRest {
		joinThemeScope(p, p.style.Size)
		p.Refresh()
	}
	p.Entry.FocusGained()
	if p.OnFocus != nil {
		p.OnFocus(true)
	}
}

// FocusLost shows the text at rest.
func (p *Prose) FocusLost() {
	p.active = false
	p.Entry.FocusLost()
	if p.OnFocus != nil {
		p.OnFocus(false)
	}
}

// TypedKey passes a key on unless OnKey takes it.
func (p *Prose) TypedKey(e *fyne.KeyEvent) {
	if p.OnKey != nil && p.OnKey(e) {
		return
	}
	if isWindowKey(e.Name) {
		toWindow(p, e)
		return
	}
	switch e.Name {
	case fyne.KeyTab:
		p.OnTab(ShiftHeld())
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.OnEnter != nil {
			p.OnEnter()
			return
		}
		if hasRoom(p, &p.Entry) {
			p.edit(func() { p.Entry.TypedKey(e) })
		}
		return
	case fyne.KeyBackspace:
		p.edit(func() { p.Entry.TypedKey(e) })
		return
	case fyne.KeyDelete:
		p.editAhead(func() { p.Entry.TypedKey(e) })
		return
	case fyne.KeyDown, fyne.KeyUp:
		if p.leaves(e.Name == fyne.KeyDown) {
			return
		}
	}
	p.Entry.TypedKey(e)
}

// leaves reports whether an arrow key led out of the field: down from its last line or up from its first.
func (p *Prose) leaves(down bool) bool {
	edge := 0
	if down {
		edge = p.rows() - 1
	}
	return p.OnArrow != nil && p.CursorRow == edge && !ShiftHeld() && p.OnArrow(down)
}

// TypedShortcut passes a shortcut on unless OnShortcut takes it.
func (p *Prose) TypedShortcut(s fyne.Shortcut) {
	if p.OnShortcut != nil && p.OnShortcut(s) {
		return
	}
	if pasted, ok := s.(*fyne.ShortcutPaste); ok {
		p.edit(func() { paste(p, &p.Entry, pasted.Clipboard) })
		return
	}
	p.Entry.TypedShortcut(s)
}

// TypedRune types a letter where there is room for it.
func (p *Prose) TypedRune(r rune) {
	if hasRoom(p, &p.Entry) {
		p.edit(func() { p.Entry.TypedRune(r) })
	}
}

// MouseDown opens the entry at the place clicked.
func (p *Prose) MouseDown(e *desktop.MouseEvent) {
	if !p.resting() {
		p.Entry.MouseDown(e)
		return
	}
	run, offset := p.rest.At(e.Position.SubtractXY(prosePad, prosePad))
	if p.RestOffset != nil {
		offset = p.RestOffset(run, offset)
	}
	p.Entry.MouseDown(e)
	p.SetCursor(offset)
}

// CreateRenderer is part of fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	inner := p.Entry.CreateRenderer()
	p.ExtendBaseWidget(p) // the entry bound itself in its own CreateRenderer
	return &proseRenderer{WidgetRenderer: inner, p: p, relay: newRelay(p)}
}

// proseRenderer draws Fyne's entry without its box and border, with tints under the text, or the text at rest.
type proseRenderer struct {
	fyne.WidgetRenderer
	p     *Prose
	tints []fyne.CanvasObject
	relay *relay
}

func (r *proseRenderer) Objects() []fyne.CanvasObject {
	if r.p.resting() {
		return []fyne.CanvasObject{r.p.rest}
	}
	objects := append([]fyne.CanvasObject{}, r.tints...)
	if r.p.Text == "" {
		objects = append(objects, r.p.hint)
	}
	for _, o := range r.WidgetRenderer.Objects() {
		if _, isFrame := o.(*canvas.Rectangle); !isFrame {
			objects = append(objects, o)
		}
	}
	return append(objects, r.relay)
}

func (r *proseRenderer) MinSize() fyne.Size { return r.p.MinSize() }

func (r *proseRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	for _, text := range []*Flow{r.p.rest, r.p.hint} {
		text.Move(fyne.NewPos(prosePad, prosePad))
		text.Resize(fyne.NewSize(max(0, size.Width-2*prosePad), max(0, size.Height-2*prosePad)))
	}
	r.relay.Resize(size)
	r.tint()
}

func (r *proseRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.tint()
	r.p.rest.Refresh()
	r.p.hint.Refresh()
	canvas.Refresh(r.p)
}

// tint lays a rectangle under each tinted range, one a row. It keeps the rectangles it has: a new object makes Fyne lay
// the field out again, which would make new ones, and the window would be drawn for ever.
func (r *proseRenderer) tint() {
	kept := r.tints
	r.tints = r.tints[:0:0]
	p := r.p
	if p.Tints == nil || p.resting() || p.Size().Width == 0 {
		return
	}
	h := p.LineHeight()
	runes := []rune(p.Text)
	for _, span := range p.Tints(p.Text) {
		from, to := max(0, span[0]), min(span[1], len(runes))
		first, _ := p.place(from)
		last, _ := p.place(max(from, to-1))
		for row := first; row <= last; row++ {
			a, b := from, to
			if row > first {
				a = p.rowStart(row)
			}
			if row < last {
				b = p.rowStart(row + 1)
			}
			if a >= b {
				continue
			}
			lead := p.style.measure(string(runes[p.rowStart(row):a])).Width
			width := p.style.measure(string(runes[a:b])).Width
			box := canvas.NewRectangle(nil)
			if n := len(r.tints); n < len(kept) {
				box = kept[n].(*canvas.Rectangle)
			}
			box.FillColor, box.CornerRadius = Color(FigureSoft), Size(theme.SizeNameSelectionRadius)
			box.Move(fyne.NewPos(prosePad+lead-1, prosePad+float32(row)*h+1))
			box.Resize(fyne.NewSize(width+2, h-2))
			r.tints = append(r.tints, box)
		}
	}
}

// relay lies over the entry and takes nothing but the mouse wheel, which Fyne would give to the entry's own scroller.
type relay struct {
	widget.BaseWidget
	p *Prose
}

func newRelay(p *Prose) *relay {
	r := &relay{p: p}
	r.ExtendBaseWidget(r)
	return r
}

// Scrolled is part of fyne.Scrollable.
func (r *relay) Scrolled(e *fyne.ScrollEvent) {
	if r.p.Wheel != nil {
		r.p.Wheel.Scrolled(e)
	}
}

func (r *relay) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

const (
	// proseCaret is the width of the caret, which Fyne takes from the border's.
	proseCaret = 2
	// prosePad is the room around the text: enough for the tint of a figure that begins a line.
	prosePad = 3
)

// proseTheme is the theme inside a Prose. It asks the app's own theme, not theme.Current, which would be itself.
type proseTheme struct{ size fyne.ThemeSizeName }

func (t proseTheme) base() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (t proseTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return t.base().Color(n, v)
}
func (t proseTheme) Font(s fyne.TextStyle) fyne.Resource     { return t.base().Font(s) }
func (t proseTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return t.base().Icon(n) }
func (t proseTheme) Size(n fyne.ThemeSizeName) float32 {
	switch {
	case n == theme.SizeNameText && t.size != "":
		return t.base().Size(t.size)
	case n == theme.SizeNameInputBorder:
		return proseCaret
	case n == theme.SizeNameInnerPadding:
		return prosePad
	}
	return t.base().Size(n)
}
