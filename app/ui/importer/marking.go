package importer

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// Several rows of the table of metrics are marked to be given one unit, one direction, or to be left out together.

// with returns the marked rows where a row is one of them, and otherwise that row alone.
func (l *metricList) with(k key) []key {
	if l.marked[k] {
		return l.targets()
	}
	return []key{k}
}

// targets returns the metrics that a key of the table acts on: the marked ones, or the one with the cursor.
func (l *metricList) targets() []key {
	var keys []key
	for _, e := range l.entries {
		if e.found == nil {
			continue
		}
		if k := l.keyOf(e); l.marked[k] || len(l.marked) == 0 && k == l.chosen {
			keys = append(keys, k)
		}
	}
	return keys
}

// toggle marks a row, or marks it no longer.
func (l *metricList) toggle(k key) {
	if l.marked[k] {
		delete(l.marked, k)
	} else {
		l.marked[k] = true
	}
	l.anchor = k
	l.marksChanged()
}

// markTo marks the rows from where marking began to a row.
func (l *metricList) markTo(k key) {
	from, to := l.at(l.anchor), l.at(k)
	if from < 0 {
		from = max(l.at(l.chosen), 0)
		l.anchor = l.chosen
	}
	clear(l.marked)
	for _, e := range l.entries[min(from, to) : max(from, to)+1] {
		if e.found != nil {
			l.marked[l.keyOf(e)] = true
		}
	}
	l.marksChanged()
}

func (l *metricList) markAll() {
	for _, e := range l.entries {
		if e.found != nil {
			l.marked[l.keyOf(e)] = true
		}
	}
	l.marksChanged()
}

func (l *metricList) unmark() {
	l.anchor = key{}
	clear(l.marked)
	l.marksChanged()
}

func (l *metricList) marksChanged() {
	l.screen.offer = nil
	l.screen.bulk.refresh()
	l.refresh()
}

func (l *metricList) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
}

// FocusGained is part of fyne.Focusable. A list without a cursor gives it to the first row.
func (l *metricList) FocusGained() {
	l.focused = true
	if l.at(l.chosen) < 0 {
		l.move(-len(l.entries), false)
	}
	l.refresh()
}

// FocusLost is part of fyne.Focusable.
func (l *metricList) FocusLost() {
	l.focused = false
	l.refresh()
}

// TypedRune is part of fyne.Focusable.
func (l *metricList) TypedRune(r rune) {
	s, keys := l.screen, l.targets()
	switch r {
	case 'u', 'U':
		s.pickUnit(keys)
	case 'b', 'B':
		s.pickPolarity(keys)
	case 'x', 'X':
		s.setTaken(keys, !anyTaken(s.foundOf(keys)))
	case '/':
		if c := fyne.CurrentApp().Driver().CanvasForObject(s.search); c != nil && s.search.Visible() {
			c.Focus(s.search)
		}
	case '?':
		s.showKeys()
	default:
		s.asks.typed(r)
	}
}

// TypedKey moves the cursor, with Shift marking the rows it passes; Space marks, Enter shows the details. Escape first
// takes the marks away, then the details, and then is the window's.
func (l *metricList) TypedKey(e *fyne.KeyEvent) {
	page := max(int(l.pile.Size().Height/metricHeight)-1, 1)
	steps := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -len(l.entries), fyne.KeyEnd: len(l.entries),
	}
	if step := steps[e.Name]; step != 0 {
		l.move(step, look.ShiftHeld())
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		if l.at(l.chosen) >= 0 {
			l.toggle(l.chosen)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.screen.details.open()
	case fyne.KeyEscape:
		switch c := fyne.CurrentApp().Driver().CanvasForObject(l); {
		case len(l.marked) > 0:
			l.unmark()
		case l.screen.details.shown:
			l.screen.details.close()
		case c != nil && c.OnTypedKey() != nil:
			c.OnTypedKey()(e)
		}
	}
}

// TypedShortcut marks all rows with Ctrl+A.
func (l *metricList) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutSelectAll); ok {
		l.markAll()
	}
}

// move gives the cursor to the row some steps away, and marks the rows up to it or none of them.
func (l *metricList) move(step int, marking bool) {
	way := 1
	if step < 0 {
		way = -1
	}
	to := l.at(l.chosen)
	for at := to + way; at >= 0 && at < len(l.entries) && step != 0; at += way {
		if l.entries[at].found != nil { // headings are passed over
			to, step = at, step-way
		}
	}
	if to < 0 {
		return
	}
	e := l.entries[to]
	if marking {
		l.markTo(l.keyOf(e))
	}
	l.screen.choose(e.table, e.found)
}

// foundOf returns the metrics of some keys that are still there.
func (s *Screen) foundOf(keys []key) []*sheet.Found {
	var found []*sheet.Found
	for _, k := range keys {
		if _, f := find(s.reading, k); f != nil {
			found = append(found, f)
		}
	}
	return found
}

// correctEach changes the recipes of several metrics in one reading, that can be undone in one step.
func (s *Screen) correctEach(keys []key, change func(raw string) func(*brief.Recipe)) {
	if len(keys) == 0 {
		return
	}
	if len(keys) == 1 {
		s.chosen = keys[0]
	}
	s.offer = nil
	s.change(func(r *sheet.Reading) []brief.Recipe {
		recipes := recipesOf(r)
		for i, t := range r.Tables {
			for _, k := range keys {
				if k.ofTable() == keyOf(r, t, nil) {
					recipes[i] = changed(recipes[i], change(k.raw))
				}
			}
		}
		return recipes
	})
}

// setTaken takes metrics, or leaves them out.
func (s *Screen) setTaken(keys []key, on bool) {
	s.correctEach(keys, func(raw string) func(*brief.Recipe) { return skip(!on, raw) })
}

func (s *Screen) setPolarity(keys []key, p metric.Polarity) {
	s.correctEach(keys, func(raw string) func(*brief.Recipe) { return repolarize(raw, p) })
}

// setUnit gives metrics a unit. Where that was one metric, the others that were read like it for the same reason are
// offered to follow.
func (s *Screen) setUnit(keys []key, o unitOption) {
	var offer *unitOffer
	if len(keys) == 1 {
		if like := s.readLike(keys[0]); len(like) > 0 {
			_, f := find(s.reading, keys[0])
			offer = &unitOffer{keys: like, was: say.T(presentUnit(f).text), unit: o}
		}
	}
	s.correctEach(keys, func(raw string) func(*brief.Recipe) { return reunit(raw, o.unit, o.scale) })
	s.offer = offer
	s.bulk.refresh()
}

// unitOffer is a unit that was set for one metric and may hold for others.
type unitOffer struct {
	keys []key
	was  string // what all of them were read as
	unit unitOption
}

// readLike returns the other taken metrics of a table that have the unit and factor of a metric for the same reason.
func (s *Screen) readLike(k key) []key {
	t, f := find(s.reading, k)
	if f == nil {
		return nil
	}
	why := unitReasons(t, f)
	var like []key
	for _, other := range t.Metrics {
		if other != f && !other.Skipped && other.Metric != nil && other.Metric.Unit == f.Metric.Unit && other.Scale == f.Scale &&
			slices.Equal(unitReasons(t, other), why) {
			like = append(like, keyOf(s.reading, t, other))
		}
	}
	return like
}

// unitReasons are the reasons for the unit and the factor of a metric.
func unitReasons(t *sheet.Table, f *sheet.Found) []string {
	var why []string
	for _, d := range t.Decisions {
		if d.Metric == f.RawName && (d.What == sheet.AboutUnit || d.What == sheet.AboutScale) {
			why = append(why, d.String())
		}
	}
	return why
}

// pickPolarity asks which way is better for some metrics.
func (s *Screen) pickPolarity(keys []key) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(keys) == 0 {
		return
	}
	var items []*fyne.MenuItem
	for _, p := range directions {
		items = append(items, fyne.NewMenuItem(say.T(polarityNames[p]), func() { s.setPolarity(keys, p) }))
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	menu.OnDismiss = func() {
		menu.Hide()
		s.list.takeFocus()
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.bulk)
	menu.ShowAtPosition(at.SubtractXY(0, menu.MinSize().Height+4))
	c.Focus(menu) // the arrows choose
}

// pickUnit asks for the unit of some metrics, in a list that what is typed makes shorter.
func (s *Screen) pickUnit(keys []key) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	found := s.foundOf(keys)
	if c == nil || len(found) == 0 {
		return
	}
	newUnitPicker(unitName(found), allUnits(found[0], s.p.Settings), func(o unitOption) { s.setUnit(keys, o) }, s.list.takeFocus).Show(c)
}

// unitName says whose unit is asked for.
func unitName(found []*sheet.Found) string {
	if len(found) == 1 {
		return say.F("The unit of %s", found[0].Metric.Name)
	}
	return say.F("The unit of %s", plural(len(found), say.Key("metric")))
}

// newUnitPicker returns a dialog with the units that what is typed matches; Enter takes the first, and a press any.
func newUnitPicker(title string, units []unitOption, onPick func(unitOption), onClosed func()) *look.Dialog {
	const width, height = 380, 300
	var d *look.Dialog
	matching := units
	pick := func(i int) {
		if i < len(matching) {
			d.Close()
			onPick(matching[i])
		}
	}
	pile := look.NewPile(look.PileSpec{
		Count:  func() int { return len(matching) },
		Height: func(int, float32) float32 { return 30 },
		Make: func() fyne.CanvasObject {
			r := &unitRow{text: look.NewElided("", look.Small)}
			r.InitTile(r, look.Inset(r.text, 5, 5, 10, 10), nil)
			return r
		},
		Update: func(i int, o fyne.CanvasObject) {
			r := o.(*unitRow)
			r.text.SetText(say.T(matching[i].text))
			r.SetLabel(say.T(matching[i].text))
			r.SetActive(i == 0)
			r.OnPress = func() { pick(i) }
		},
	})
	input := look.NewInput(say.T("CHF, days, % …"))
	input.OnChanged = func(query string) {
		matching = nil
		for _, o := range units {
			if strings.Contains(strings.ToLower(say.T(o.text)), strings.ToLower(strings.TrimSpace(query))) {
				matching = append(matching, o)
			}
		}
		pile.Refresh()
	}
	input.OnSubmitted = func(string) { pick(0) }
	d = look.NewDialog(title, width, container.NewBorder(look.Inset(input, 0, 8, 0, 0), nil, nil, nil, pile),
		look.NewButton(say.T("Cancel"), func() { d.Close() }))
	d.SetHeight(height)
	d.First, d.OnClosed = input, onClosed
	return d
}

// unitRow is one unit of the picker.
type unitRow struct {
	look.Tile
	text *look.Text
}

// bulkLine stands under the table of metrics: what can be done with the marked rows, or whether others follow the one
// that was changed. It is always of one height, so that nothing above it moves.
type bulkLine struct {
	widget.BaseWidget

	screen *Screen
	words  *look.Text
	line   *fyne.Container
	body   *fyne.Container
}

func newBulkLine(s *Screen) *bulkLine {
	b := &bulkLine{screen: s, words: look.NewElided("", look.Caption), line: look.Line(6)}
	b.body = look.Between(b.words, b.line)
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget.
func (b *bulkLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.body) }

// MinSize is part of fyne.Widget.
func (b *bulkLine) MinSize() fyne.Size { return fyne.NewSize(200, bulkHeight) }

const bulkHeight float32 = 30

// refresh shows what can be done now.
func (b *bulkLine) refresh() {
	s := b.screen
	b.line.RemoveAll()
	switch o, n := s.offer, len(s.list.marked); {
	case o != nil:
		b.words.SetText(say.N(len(o.keys), "The other metric read as “%[2]s” too?", "The other %[1]d metrics read as “%[2]s” too?", len(o.keys), o.was))
		b.line.Add(look.NewCompact(fmt.Sprintf("%s: %s", say.T("Yes"), say.T(o.unit.text)), func() { s.setUnit(o.keys, o.unit) }))
		b.line.Add(look.NewLink(say.T("No"), func() { s.offer = nil; b.refresh() }))
	case n > 0:
		b.words.SetText(say.F("%s marked", plural(n, say.Key("metric"))))
		keys := s.list.targets()
		b.line.Add(look.NewCompact(say.T("Unit… U"), func() { s.pickUnit(keys) }))
		b.line.Add(look.NewCompact(say.T("Better when… B"), func() { s.pickPolarity(keys) }))
		out := say.T("Leave out X")
		if !anyTaken(s.foundOf(keys)) {
			out = say.T("Take X")
		}
		b.line.Add(look.NewCompact(out, func() { s.setTaken(keys, !anyTaken(s.foundOf(keys))) }))
	default:
		b.words.SetText(say.T("Space marks several rows, U sets their unit, B which way is better. Enter shows more."))
	}
	b.body.Refresh()
}
