package story

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// pickerRows is how many figures are offered at a time; typing narrows them.
const pickerRows = 8

// picker offers figures beside the caret while a figure is being typed. The field keeps the focus all the while: keys
// come to the picker through the field, and letters go into the text, which is the query.
type picker struct {
	editor *Editor
	list   *pickList

	field     *field // where it is open, nil while it is closed
	dismissed int    // the rune of the brace after which Esc was pressed; -1 for none
	inserting bool
}

func newPicker(e *Editor) *picker {
	p := &picker{editor: e, list: newPickList(), dismissed: -1}
	p.list.onChosen = p.insert
	p.list.onLeft = p.close
	return p
}

// opening is a figure being typed: from the brace to the caret, and how much after the caret belongs to it.
type opening struct {
	brace, caret, end int // runes
	query             string
}

// openingAt finds the figure the caret is in. One that is closed counts only from inside its braces.
func openingAt(text string, caret int) (opening, bool) {
	runes := []rune(text)
	if caret > len(runes) {
		return opening{}, false
	}
	for i := caret - 1; i >= 0; i-- {
		switch runes[i] {
		case '}', '\n':
			return opening{}, false
		case '{':
			if i > 0 && runes[i-1] == '\\' {
				return opening{}, false
			}
			return opening{brace: i, caret: caret, end: closing(runes, caret), query: string(runes[i+1 : caret])}, true
		}
	}
	return opening{}, false
}

// closing returns the end of the figure around the caret: after its closing brace, or the caret where nothing closes it.
func closing(runes []rune, caret int) int {
	for i := caret; i < len(runes); i++ {
		switch runes[i] {
		case '}':
			return i + 1
		case '{', '\n':
			return caret
		}
	}
	return caret
}

// typed follows a keystroke in a field.
func (p *picker) typed(f *field) {
	if p.inserting {
		return
	}
	o, ok := openingAt(f.prose.Text, f.prose.Caret())
	if !ok {
		p.dismissed = -1
		p.close()
		return
	}
	if o.brace == p.dismissed {
		return
	}
	p.dismissed = -1
	p.show(f, o)
}

// show offers what fits the query. Where nothing fits, it says so for a query and goes away after a sentence of one: the
// brace was meant as a brace then.
func (p *picker) show(f *field, o opening) {
	b := p.editor.params.Session.Brief()
	suggestions := figure.New(b).Suggest(o.query, pickerRows)
	empty := ""
	switch {
	case len(b.Metrics) == 0:
		empty = say.T("No metrics yet. Press Enter to import a spreadsheet.")
	case len(suggestions) == 0 && strings.Count(o.query, " ") > 4:
		p.close()
		return
	case len(suggestions) == 0:
		empty = say.F("No figure matches “%s”", strings.TrimSpace(o.query))
	}
	p.field = f
	p.list.set(suggestions, empty)
	p.place(o)
}

// place puts the list under the brace, where it stays while the query grows.
func (p *picker) place(o opening) {
	prose := p.field.prose
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(prose).Add(prose.CaretPosition(o.brace))
	p.editor.params.Float.Show(p.list, at, prose.LineHeight())
}

// followed is a layout after which the list is brought back to its brace: hints that grow, and another width of the
// window, move the field.
type followed struct {
	inner  fyne.Layout
	follow func()
}

// MinSize is part of fyne.Layout.
func (l followed) MinSize(o []fyne.CanvasObject) fyne.Size { return l.inner.MinSize(o) }

// Layout is part of fyne.Layout.
func (l followed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.inner.Layout(o, size)
	l.follow()
}

// follow keeps the list at its brace while the page scrolls or the field moves.
func (p *picker) follow() {
	if p.field == nil {
		return
	}
	if o, ok := openingAt(p.field.prose.Text, p.field.prose.Caret()); ok {
		p.place(o)
	}
}

// caretMoved closes the list when the caret leaves the figure.
func (p *picker) caretMoved(f *field) {
	if p.field != f || p.inserting {
		return
	}
	if _, ok := openingAt(f.prose.Text, f.prose.Caret()); !ok {
		p.close()
	}
}

// left closes the list when its field loses the focus, unless that is because the list itself is being clicked.
func (p *picker) left(f *field) {
	if p.field == f && !p.list.pressed {
		p.close()
	}
}

func (p *picker) close() {
	p.field = nil
	p.list.pressed = false
	p.editor.params.Float.Hide(p.list)
}

func (p *picker) openFor(f *field) bool { return p.field == f }

// key takes the keys of the list while it is open.
func (p *picker) key(f *field, k *fyne.KeyEvent) bool {
	if !p.openFor(f) {
		return false
	}
	switch k.Name {
	case fyne.KeyEscape:
		if o, ok := openingAt(f.prose.Text, f.prose.Caret()); ok {
			p.dismissed = o.brace
		}
		p.close()
		f.setFindings(p.editor.findings, true)
	case fyne.KeyUp:
		p.list.step(-1)
	case fyne.KeyDown:
		p.list.step(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if len(p.list.items) == 0 {
			return p.nothing(k)
		}
		p.insert(p.list.items[p.list.chosen])
	default:
		return false
	}
	return true
}

// nothing answers Enter and Tab where no figure is offered: without any metrics, Enter asks for a spreadsheet.
func (p *picker) nothing(k *fyne.KeyEvent) bool {
	p.close()
	if ask := p.editor.params.OnImportRequested; ask != nil && k.Name != fyne.KeyTab && len(p.editor.shown.Metrics) == 0 {
		ask()
		return true
	}
	return k.Name == fyne.KeyTab
}

// insert puts a figure in place of what was typed for it.
func (p *picker) insert(s figure.Suggestion) {
	f := p.field
	if f == nil {
		return
	}
	o, ok := openingAt(f.prose.Text, f.prose.Caret())
	p.close()
	if !ok {
		return
	}
	runes := []rune(f.prose.Text)
	text := string(runes[:o.brace]) + s.Insert + string(runes[o.end:])
	p.inserting = true
	f.prose.SetText(text)
	if c := p.editor.params.Canvas; c.Focused() != fyne.Focusable(f.prose) {
		c.Focus(f.prose)
	}
	f.prose.SetCursor(o.brace + len([]rune(s.Insert)))
	p.inserting = false
}

// pickList is the floating list: a figure and what it prints now in every row.
type pickList struct {
	widget.BaseWidget

	onChosen func(figure.Suggestion)
	onLeft   func()
	items    []figure.Suggestion
	empty    string // said where there are no items
	chosen   int
	pressed  bool // between the press and the release of a click, which takes the field's focus
}

var (
	_ fyne.Tappable      = (*pickList)(nil)
	_ desktop.Hoverable  = (*pickList)(nil)
	_ desktop.Mouseable  = (*pickList)(nil)
	_ desktop.Cursorable = (*pickList)(nil)
)

func newPickList() *pickList {
	l := &pickList{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *pickList) set(items []figure.Suggestion, empty string) {
	l.items, l.empty, l.chosen = items, empty, 0
	l.Refresh()
}

func (l *pickList) step(d int) {
	if n := len(l.items); n > 0 {
		l.chosen = (l.chosen + d + n) % n
		l.Refresh()
	}
}

const (
	pickPad    = 6
	pickRow    = 29
	pickMargin = 10 // around a row's text
	pickWidest = 460
	pickGap    = 28 // between a figure and its value
)

// at returns the row under a point, -1 for none.
func (l *pickList) at(pos fyne.Position) int {
	row := int((pos.Y - pickPad) / pickRow)
	if pos.Y < pickPad || row >= len(l.items) {
		return -1
	}
	return row
}

// Tapped chooses the row under the pointer.
func (l *pickList) Tapped(e *fyne.PointEvent) {
	l.pressed = false
	if row := l.at(e.Position); row >= 0 && l.onChosen != nil {
		l.onChosen(l.items[row])
	}
}

// MouseDown is part of desktop.Mouseable.
func (l *pickList) MouseDown(*desktop.MouseEvent) { l.pressed = true }

// MouseUp is part of desktop.Mouseable.
func (l *pickList) MouseUp(*desktop.MouseEvent) {}

// MouseIn is part of desktop.Hoverable.
func (l *pickList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved chooses the row the pointer is over.
func (l *pickList) MouseMoved(e *desktop.MouseEvent) {
	if row := l.at(e.Position); row >= 0 && row != l.chosen {
		l.chosen = row
		l.Refresh()
	}
}

// MouseOut gives a click up that is dragged off the list.
func (l *pickList) MouseOut() {
	if l.pressed && l.onLeft != nil {
		l.onLeft()
	}
}

// Cursor is part of desktop.Cursorable.
func (l *pickList) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (l *pickList) CreateRenderer() fyne.WidgetRenderer {
	r := &pickRenderer{l: l}
	r.Refresh()
	return r
}

type pickRenderer struct {
	l       *pickList
	objects []fyne.CanvasObject
}

func (r *pickRenderer) Destroy() {}

func (r *pickRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *pickRenderer) Layout(fyne.Size) {}

var pickStyle, pickValue = look.Small, look.Style{Size: look.SizeSmall, Bold: true}

func (r *pickRenderer) MinSize() fyne.Size {
	w := float32(240)
	if len(r.l.items) == 0 {
		w = pickStyle.Measure(r.l.empty).Width + 2*(pickPad+pickMargin)
	}
	for _, s := range r.l.items {
		w = max(w, pickStyle.Measure(s.Label).Width+pickGap+pickValue.Measure(s.Value).Width+2*(pickPad+pickMargin))
	}
	foot := float32(0)
	if len(r.l.items) > 0 {
		foot = pickFoot
		w = max(w, look.Caption.Measure(say.T(pickHint)).Width+2*(pickPad+pickMargin))
	}
	return fyne.NewSize(min(w, pickWidest), float32(max(1, len(r.l.items)))*pickRow+foot+2*pickPad)
}

// pickHint says how the list is narrowed; pickFoot is the room for that.
var pickHint = say.Key("Enter inserts  ·  | for a view or a period  ·  | again for a format")

const pickFoot = 26

func (r *pickRenderer) Refresh() {
	size := r.MinSize()
	back := canvas.NewRectangle(look.Color(theme.ColorNameMenuBackground))
	back.CornerRadius = look.Size(theme.SizeNamePopupRadius)
	back.StrokeColor, back.StrokeWidth = look.Color(look.Hairline), 1
	back.Shadow = canvas.Shadow{Color: look.Color(theme.ColorNameShadow), BlurRadius: 18, Offset: fyne.NewPos(0, 5)}
	back.Resize(size)
	r.objects = []fyne.CanvasObject{back}
	inner := size.Width - 2*pickPad
	if len(r.l.items) == 0 {
		r.line(r.l.empty, look.Style{Size: look.SizeSmall, Color: look.Muted}, pickPad+pickMargin, 0)
	}
	for i, s := range r.l.items {
		if i == r.l.chosen {
			mark := canvas.NewRectangle(look.Color(look.AccentSoft))
			mark.CornerRadius = look.Size(theme.SizeNameButtonRadius)
			mark.Move(fyne.NewPos(pickPad, pickPad+float32(i)*pickRow))
			mark.Resize(fyne.NewSize(inner, pickRow))
			r.objects = append(r.objects, mark)
		}
		value := pickValue.Fit(s.Value, inner*0.6)
		width := pickValue.Measure(value).Width
		r.line(pickStyle.Fit(s.Label, inner-2*pickMargin-pickGap-width), pickStyle, pickPad+pickMargin, i)
		r.line(value, pickValue, size.Width-pickPad-pickMargin-width, i)
	}
	if n := len(r.l.items); n > 0 {
		r.line(look.Caption.Fit(say.T(pickHint), inner-2*pickMargin), look.Caption, pickPad+pickMargin, n)
	}
	canvas.Refresh(r.l)
}

func (r *pickRenderer) line(text string, s look.Style, x float32, row int) {
	t := canvas.NewText(text, look.Color(s.ColorName()))
	t.TextSize, t.TextStyle.Bold = s.TextSize(), s.Bold
	size := t.MinSize()
	t.Move(fyne.NewPos(x, pickPad+float32(row)*pickRow+(pickRow-size.Height)/2))
	t.Resize(size)
	r.objects = append(r.objects, t)
}
