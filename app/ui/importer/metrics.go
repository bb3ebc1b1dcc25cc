package importer

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// entryOf is one item of the list: a metric, or with a nil found the heading of a table.
type entryOf struct {
	table *sheet.Table
	found *sheet.Found
}

// longTable is how many metrics there are before they can be searched.
const longTable = 12

// entriesOf lists the metrics of a reading whose names hold a text, those of each table under a heading where there are
// several tables.
func entriesOf(r *sheet.Reading, query string) []entryOf {
	query = strings.ToLower(strings.TrimSpace(query))
	var entries []entryOf
	for _, t := range r.Tables {
		var found []entryOf
		for _, f := range t.Metrics {
			if f.Metric != nil && (query == "" || strings.Contains(strings.ToLower(f.Metric.Name), query)) {
				found = append(found, entryOf{t, f})
			}
		}
		if len(found) > 0 && len(r.Tables) > 1 {
			entries = append(entries, entryOf{table: t})
		}
		entries = append(entries, found...)
	}
	return entries
}

// metricList is the table of what was found, a row for each metric: its latest value, its plan, its course, its unit and
// which way is better. One row has the cursor, several can be marked, and what is chosen for a unit or a direction holds
// for all marked ones. Rows are all of one height, so none moves when another changes.
type metricList struct {
	widget.BaseWidget

	screen  *Screen
	entries []entryOf
	chosen  key // the row with the cursor
	anchor  key // where marking with Shift begins
	marked  map[key]bool
	shown   columns
	focused bool

	all  *widget.Check
	head [6]*look.Text // the names of the columns after the first
	row  *fyne.Container
	pile *look.Pile
	body fyne.CanvasObject
}

var _ fyne.Focusable = (*metricList)(nil)

func newMetricList(s *Screen) *metricList {
	l := &metricList{screen: s, marked: map[key]bool{}}
	l.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(l.entries) },
		Height: func(int, float32) float32 { return metricHeight },
		Make:   func() fyne.CanvasObject { return newMetricItem(s) },
		Update: func(i int, o fyne.CanvasObject) { o.(*metricItem).set(l.entries[i]) },
	})
	l.all = widget.NewCheck("", func(bool) { l.takeAll() })
	objects := []fyne.CanvasObject{l.all}
	for i := range l.head {
		style := look.Caption
		if i == 1 || i == 2 {
			style.Align = fyne.TextAlignTrailing
		}
		l.head[i] = look.NewElided("", style)
		objects = append(objects, l.head[i])
	}
	l.row = container.New(columnLayout{l}, objects...)
	head := container.NewStack(l.row, container.NewBorder(nil, look.Rule(), nil, nil))
	l.body = container.NewBorder(head, nil, nil, nil, l.pile)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *metricList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// setEntries shows the metrics of a reading, or those of them that a search found.
func (l *metricList) setEntries(entries []entryOf) {
	l.entries = entries
	l.shown = columnsOf(entries)
	for i, name := range l.shown.names() {
		l.head[i].SetText(name)
	}
	taken := l.found()
	l.all.OnChanged = nil // it is filled, not changed by a person
	l.all.SetChecked(anyTaken(taken))
	l.all.OnChanged = func(bool) { l.takeAll() }
	show(l.all, len(taken) > 0)
	l.refresh()
}

func (l *metricList) refresh() {
	l.row.Refresh()
	l.pile.Refresh()
}

// found returns the metrics that are listed.
func (l *metricList) found() []*sheet.Found {
	var found []*sheet.Found
	for _, e := range l.entries {
		if e.found != nil {
			found = append(found, e.found)
		}
	}
	return found
}

// under returns the metrics listed under the heading of a table.
func (l *metricList) under(t *sheet.Table) []*sheet.Found {
	var found []*sheet.Found
	for _, e := range l.entries {
		if e.table == t && e.found != nil {
			found = append(found, e.found)
		}
	}
	return found
}

// takeAll leaves all listed metrics out, or takes them where none of them is taken.
func (l *metricList) takeAll() {
	var keys []key
	for _, e := range l.entries {
		if e.found != nil {
			keys = append(keys, l.keyOf(e))
		}
	}
	l.screen.setTaken(keys, !anyTaken(l.found()))
}

func (l *metricList) keyOf(e entryOf) key { return keyOf(l.screen.reading, e.table, e.found) }

// choose gives the cursor to the row of a metric.
func (l *metricList) choose(k key) {
	l.chosen = k
	l.refresh()
}

// reveal scrolls to the row with the cursor.
func (l *metricList) reveal() { l.pile.Reveal(l.at(l.chosen)) }

// at returns the place of a metric in the list, -1 where it is not listed.
func (l *metricList) at(k key) int {
	return slices.IndexFunc(l.entries, func(e entryOf) bool { return e.found != nil && l.keyOf(e) == k })
}

// metricItem shows one entry: the heading of a table, or the row of a metric.
type metricItem struct {
	widget.BaseWidget

	screen *Screen
	entry  entryOf

	heading *fyne.Container
	title   *look.Text
	all     *look.Button

	parts    *fyne.Container
	ground   *canvas.Rectangle // says that the row is marked, or in doubt
	bar      *canvas.Rectangle // says that it has the cursor
	take     *widget.Check
	name     *look.Text
	actual   *look.Text
	plan     *look.Text
	course   *look.Spark
	unit     *look.Chip
	polarity *look.Chip
	units    []unitOption
	setting  bool // the widgets are being filled, not changed by a person
}

var _ fyne.Tappable = (*metricItem)(nil)

// polarityNames are the directions as they stand under “Better when”.
var polarityNames = map[metric.Polarity]string{
	metric.HigherBetter: say.Key("higher"), metric.LowerBetter: say.Key("lower"), metric.Neutral: say.Key("neutral"),
}

// directions are the directions in the order they are offered.
var directions = []metric.Polarity{metric.HigherBetter, metric.LowerBetter, metric.Neutral}

func directionNames() []string {
	names := make([]string, len(directions))
	for i, p := range directions {
		names[i] = say.T(polarityNames[p])
	}
	return names
}

func newMetricItem(s *Screen) *metricItem {
	m := &metricItem{screen: s, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	m.title = look.NewElided("", look.Quiet)
	m.all = look.NewLink("", m.onAll)
	m.heading = look.Inset(look.Between(m.title, m.all), 4, 0, 6, 12)
	m.take = widget.NewCheck("", m.onTake)
	m.name = look.NewElided("", look.Strong)
	m.actual = look.NewElided("", look.Style{Size: look.SizeSmall, Bold: true, Align: fyne.TextAlignTrailing})
	m.plan = look.NewElided("", look.Style{Size: look.SizeSmall, Color: look.Muted, Align: fyne.TextAlignTrailing})
	m.course = look.NewSpark()
	m.unit = look.NewChip(nil, "", m.onUnit)
	m.polarity = look.NewChip(directionNames(), "", m.onPolarity)
	cells := container.New(columnLayout{s.list}, m.take, m.name, m.actual, m.plan, m.course, m.unit, m.polarity)
	m.parts = container.NewStack(m.ground,
		container.NewBorder(nil, nil, container.New(barWidth{}, m.bar), nil, nil), cells,
		container.NewBorder(nil, look.Rule(), nil, nil))
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is part of fyne.Widget.
func (m *metricItem) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(m.heading, m.parts))
}

// set shows an entry.
func (m *metricItem) set(e entryOf) {
	m.setting = true
	defer func() { m.setting = false }()
	m.entry = e
	show(m.heading, e.found == nil)
	show(m.parts, e.found != nil)
	if e.found == nil {
		m.setHeading(e.table)
		return
	}
	l, f, recipe := m.screen.list, e.found, e.table.Recipe.Metrics[e.found.RawName]
	doubt := openDoubt(e.table, f)
	m.take.SetChecked(!f.Skipped)
	m.name.SetText(f.Metric.Name)
	m.name.SetStyle(look.Strong)
	if f.Skipped {
		m.name.SetStyle(look.Quiet)
	}
	actual, plan := shownValues(f.Metric, m.screen.p.Settings.Locale)
	if doubt != nil && actual != "" {
		actual += " ?"
	}
	course := courseOf(f.Metric)
	if f.Skipped {
		actual, plan, course = "", "", nil
	}
	m.actual.SetText(actual)
	m.plan.SetText(plan)
	m.course.SetValues(course)
	m.units = unitOptions(f, m.screen.p.Settings)
	names := make([]string, 0, len(m.units)+1)
	for _, o := range m.units {
		names = append(names, say.T(o.text))
	}
	m.unit.SetOptions(append(names, say.T(otherUnit)))
	m.unit.SetSelected(say.T(presentUnit(f).text))
	m.unit.SetMarked(recipe.Unit != nil || recipe.Scale != 0)
	m.polarity.SetSelected(say.T(polarityNames[f.Metric.Polarity]))
	m.polarity.SetMarked(recipe.Polarity != nil)
	show(m.unit, !f.Skipped)
	show(m.polarity, !f.Skipped)
	m.paint(l, doubt != nil && !f.Skipped)
	m.parts.Refresh()
}

func (m *metricItem) setHeading(t *sheet.Table) {
	m.title.SetText(tableHeading(t))
	listed := m.screen.list.under(t)
	what := say.T("all")
	if len(listed) < len(t.Metrics) {
		what = say.F("these %d", len(listed))
	}
	if anyTaken(listed) {
		m.all.SetText(say.F("Leave out %s", what))
	} else {
		m.all.SetText(say.F("Take %s", what))
	}
}

// paint shows whether the row is marked, in doubt, or has the cursor.
func (m *metricItem) paint(l *metricList, doubtful bool) {
	k := l.keyOf(m.entry)
	m.ground.FillColor, m.bar.FillColor = color.Transparent, color.Transparent
	switch {
	case l.marked[k]:
		m.ground.FillColor = look.Color(look.AccentSoft)
	case doubtful:
		m.ground.FillColor = look.Color(look.WarnSoft)
	case l.chosen == k:
		m.ground.FillColor = look.Color(theme.ColorNameHover)
	}
	if l.chosen == k {
		m.bar.FillColor = look.Color(look.Hairline)
		if l.focused {
			m.bar.FillColor = look.Color(look.Accent)
		}
	}
	m.ground.Refresh()
	m.bar.Refresh()
}

// Tapped gives the row the cursor; with Shift it marks the rows up to it, with Ctrl it marks it too.
func (m *metricItem) Tapped(*fyne.PointEvent) {
	if m.entry.found == nil {
		return
	}
	l := m.screen.list
	l.takeFocus()
	k := l.keyOf(m.entry)
	switch {
	case look.ShiftHeld():
		l.markTo(k)
	case look.ControlHeld():
		l.toggle(k)
	case l.chosen == k && len(l.marked) == 0:
		m.screen.details.open()
	default:
		l.unmark()
	}
	m.screen.choose(m.entry.table, m.entry.found)
}

func (m *metricItem) onTake(on bool) {
	if !m.setting {
		m.screen.setTaken(m.screen.list.with(m.key()), on)
	}
}

func (m *metricItem) key() key { return m.screen.list.keyOf(m.entry) }

func (m *metricItem) onAll() {
	var keys []key
	listed := m.screen.list.under(m.entry.table)
	for _, f := range listed {
		keys = append(keys, keyOf(m.screen.reading, m.entry.table, f))
	}
	m.screen.setTaken(keys, !anyTaken(listed))
}

func anyTaken(found []*sheet.Found) bool {
	return slices.ContainsFunc(found, func(f *sheet.Found) bool { return !f.Skipped })
}

func (m *metricItem) onUnit(text string) {
	keys := m.screen.list.with(m.key())
	if text == say.T(otherUnit) {
		m.unit.SetSelected(say.T(presentUnit(m.entry.found).text))
		m.screen.pickUnit(keys)
		return
	}
	for _, o := range m.units {
		if say.T(o.text) == text {
			m.screen.setUnit(keys, o)
			return
		}
	}
}

func (m *metricItem) onPolarity(text string) {
	for _, p := range directions {
		if say.T(polarityNames[p]) == text {
			m.screen.setPolarity(m.screen.list.with(m.key()), p)
		}
	}
}

// tableHeading names a table among several: where it lies and how it was read.
func tableHeading(t *sheet.Table) string {
	name := t.Range.String()
	if t.Sheet.Name != "" {
		name = t.Sheet.Name + " · " + name
	}
	return fmt.Sprintf("%s · %s", name, t.Layout.Info().Title(t.Grain))
}
