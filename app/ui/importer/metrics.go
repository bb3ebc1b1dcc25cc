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

// entryOf is one item of the list: a metric, or with a nil found the heading of a table.
type entryOf struct {
	table *sheet.Table
	found *sheet.Found
}

// longTable is how many metrics a table has before they are left out or taken all at once, and searched.
const longTable = 12

// entriesOf lists the metrics of a reading whose names hold a text, those of each table under a heading where there are
// several tables or many metrics.
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
		if len(found) > 0 && (len(r.Tables) > 1 || len(t.Metrics) > longTable) {
			entries = append(entries, entryOf{table: t})
		}
		entries = append(entries, found...)
	}
	return entries
}

// metricList is the list of what was found, a card for each metric. The chosen one is open: it shows the reasons for
// what was decided, and its name and target can be typed.
type metricList struct {
	widget.BaseWidget

	screen  *Screen
	entries []entryOf
	chosen  key
	pile    *look.Pile
}

func newMetricList(s *Screen) *metricList {
	l := &metricList{screen: s}
	l.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(l.entries) },
		Height: l.entryHeight,
		Make:   func() fyne.CanvasObject { return newMetricItem(s) },
		Update: func(i int, o fyne.CanvasObject) {
			e := l.entries[i]
			o.(*metricItem).set(e, l.isChosen(e))
		},
		Gap: 8,
	})
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *metricList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.pile) }

func (l *metricList) setEntries(entries []entryOf) {
	l.entries = entries
	l.pile.Refresh()
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

// choose opens the card of a metric.
func (l *metricList) choose(k key) {
	l.chosen = k
	l.pile.Refresh()
}

// reveal scrolls to the open card.
func (l *metricList) reveal() {
	for i, e := range l.entries {
		if l.isChosen(e) {
			l.pile.Reveal(i)
		}
	}
}

func (l *metricList) isChosen(e entryOf) bool {
	return e.found != nil && keyOf(l.screen.reading, e.table, e.found) == l.chosen
}

func (l *metricList) heightAt(width float32) float32 { return l.pile.HeightAt(width) }

func (l *metricList) entryHeight(i int, width float32) float32 {
	e := l.entries[i]
	switch {
	case e.found == nil:
		return headingHeight
	case l.isChosen(e):
		return cardHeight + detailsHeight(e.found, width, l.screen.p.Settings.Locale)
	}
	return cardHeight
}

const (
	cardHeight    float32 = 44
	headingHeight float32 = 32
	detailPad     float32 = 14
	fieldsHeight  float32 = 58
)

// metricItem shows one entry: the heading of a table, or the card of a metric.
type metricItem struct {
	widget.BaseWidget

	screen *Screen
	entry  entryOf

	heading *fyne.Container
	title   *look.Text
	all     *look.Button

	card     *look.Tile
	parts    *fyne.Container
	take     *widget.Check
	name     *look.Text
	unit     *look.Chip
	polarity *look.Chip
	target   *look.Text
	details  *fyne.Container
	rename   *look.Field
	retarget *look.Field
	holds    *look.Chip
	check    *look.Dot // where something about the metric should be looked at
	why      *look.Flow
	units    []unitOption
	setting  bool // the widgets are being filled, not changed by a person
}

func newMetricItem(s *Screen) *metricItem {
	m := &metricItem{screen: s}
	m.title = look.NewElided("", look.Style{Size: look.SizeSmall, Bold: true, Color: look.Muted})
	m.all = look.NewPlain("", m.onAll)
	m.heading = look.Between(m.title, m.all)

	m.take = widget.NewCheck("", m.onTake)
	m.name = look.NewElided("", look.Strong)
	m.unit = look.NewChip(nil, "", m.onUnit)
	m.polarity = look.NewChip([]string{
		say.T(metric.HigherBetter.Label()), say.T(metric.LowerBetter.Label()), say.T(metric.Neutral.Label()),
	}, "", m.onPolarity)
	m.target = look.NewElided("", look.Style{Size: look.SizeSmall, Color: look.Muted, Align: fyne.TextAlignTrailing})
	m.rename = look.NewField(m.onName)
	m.retarget = look.NewField(m.onTarget)
	m.retarget.SetPlaceHolder(say.T("none"))
	m.why = look.NewFlow(look.Caption)
	var labels []string
	for _, sc := range scenarios {
		labels = append(labels, say.T(sc.Label()))
	}
	m.holds = look.NewChip(labels, "", m.onScenario)
	m.check = look.NewDot(look.Consider)
	fields := container.New(fieldsLayout{},
		look.Column(2, look.NewText(say.T("Name"), look.Caption), m.rename),
		look.Column(2, look.NewText(say.T("Target"), look.Caption), m.retarget),
		look.Column(2, look.NewText(say.T("Holds"), look.Caption), look.Inset(container.New(choiceRow{}, m.holds), 3, 0, 0, 0)))
	m.details = container.New(detailsLayout{}, fields, m.why)
	m.parts = container.New(cardLayout{}, m.take, m.name, m.unit, m.polarity, m.target, m.details, m.check)
	m.card = look.NewBareTile("", m.parts, m.onPress)
	m.card.SetBordered(true)
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is part of fyne.Widget.
func (m *metricItem) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(m.heading, m.card))
}

// set shows an entry, open where it is the chosen one.
func (m *metricItem) set(e entryOf, chosen bool) {
	m.setting = true
	defer func() { m.setting = false }()
	another := m.entry.found == nil || e.found == nil || m.entry.found.RawName != e.found.RawName
	m.entry = e
	show(m.heading, e.found == nil)
	show(m.card, e.found != nil)
	if e.found == nil {
		m.title.SetText(tableHeading(e.table))
		listed := m.screen.list.under(e.table)
		what := "all"
		if len(listed) < len(e.table.Metrics) {
			what = say.F("these %d", len(listed))
		}
		if anyTaken(listed) {
			m.all.SetText(say.F("Leave out %s", what))
		} else {
			m.all.SetText(say.F("Take %s", what))
		}
		return
	}
	f, recipe := e.found, e.table.Recipe.Metrics[e.found.RawName]
	locale := m.screen.p.Settings.Locale
	m.take.SetChecked(!f.Skipped)
	m.name.SetText(f.Metric.Name)
	m.name.SetStyle(look.Strong)
	if f.Skipped {
		m.name.SetStyle(look.Quiet)
	}
	m.units = unitOptions(f, m.screen.p.Settings)
	names := make([]string, len(m.units))
	for i, o := range m.units {
		names[i] = say.T(o.text)
	}
	m.unit.SetOptions(names)
	m.unit.SetSelected(say.T(presentUnit(f).text))
	m.unit.SetMarked(recipe.Unit != nil || recipe.Scale != 0)
	m.polarity.SetSelected(say.T(f.Metric.Polarity.Label()))
	m.polarity.SetMarked(recipe.Polarity != nil)
	m.target.SetText(targetText(f.Metric, locale))
	show(m.unit, !f.Skipped)
	show(m.polarity, !f.Skipped)
	m.card.SetLabel(f.Metric.Name)
	m.card.SetActive(chosen)
	show(m.details, chosen)
	show(m.check, !f.Skipped && toCheck(e.table, f))
	show(m.holds, len(f.Metric.Series) == 1)
	if chosen {
		if len(f.Metric.Series) == 1 {
			m.holds.SetSelected(say.T(f.Metric.Series[0].Scenario.Label()))
		}
		m.holds.SetMarked(recipe.Scenario != nil)
		m.rename.Put(f.Metric.Name, another)
		m.retarget.Put(typedTarget(f.Metric, locale), another)
		m.why.SetText(reasons(f, locale))
	}
	m.parts.Refresh() // the chips have other widths now
}

// onPress opens the card, with the caret in the name: that is what a name is pressed for.
func (m *metricItem) onPress() {
	m.screen.choose(m.entry.table, m.entry.found)
	if c := fyne.CurrentApp().Driver().CanvasForObject(m.rename); c != nil {
		c.Focus(m.rename)
		m.rename.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (m *metricItem) correct(change func(*brief.Recipe)) {
	m.screen.chosen = keyOf(m.screen.reading, m.entry.table, m.entry.found)
	m.screen.correct(m.entry.table, change)
}

func (m *metricItem) onTake(on bool) {
	if !m.setting {
		m.correct(skip(!on, m.entry.found.RawName))
	}
}

func (m *metricItem) onAll() {
	listed := m.screen.list.under(m.entry.table)
	var raws []string
	for _, f := range listed {
		raws = append(raws, f.RawName)
	}
	m.screen.correct(m.entry.table, skip(anyTaken(listed), raws...))
}

func anyTaken(found []*sheet.Found) bool {
	return slices.ContainsFunc(found, func(f *sheet.Found) bool { return !f.Skipped })
}

func (m *metricItem) onUnit(text string) {
	for _, o := range m.units {
		if say.T(o.text) == text {
			m.correct(reunit(m.entry.found.RawName, o.unit, o.scale))
			return
		}
	}
}

func (m *metricItem) onPolarity(text string) {
	for _, p := range []metric.Polarity{metric.HigherBetter, metric.LowerBetter, metric.Neutral} {
		if say.T(p.Label()) == text {
			m.correct(repolarize(m.entry.found.RawName, p))
		}
	}
}

func (m *metricItem) onScenario(label string) {
	for _, sc := range scenarios {
		if say.T(sc.Label()) == label {
			m.correct(rescenario(m.entry.found.RawName, &sc))
		}
	}
}

func (m *metricItem) onName(text string) bool {
	if text == m.entry.found.Metric.Name {
		return true
	}
	m.correct(rename(m.entry.found.RawName, text))
	return true
}

func (m *metricItem) onTarget(text string) bool {
	f, locale := m.entry.found.Metric, m.screen.p.Settings.Locale
	if text == typedTarget(f, locale) {
		return true
	}
	if text == "" {
		m.correct(retarget(m.entry.found.RawName, nil))
		return true
	}
	v, ok := metric.Format{Locale: locale}.Entered(text, f.Unit)
	if ok {
		m.correct(retarget(m.entry.found.RawName, &v))
	}
	return ok
}

// typedTarget is the target as it can be typed again, in full.
func typedTarget(m *metric.Metric, locale string) string {
	if m.Target == nil {
		return ""
	}
	return metric.Format{Locale: locale, Style: metric.Full}.Value(m.Target.Value, m.Unit)
}

// tableHeading names a table among several: where it lies and how it was read.
func tableHeading(t *sheet.Table) string {
	name := t.Range.String()
	if t.Sheet.Name != "" {
		name = t.Sheet.Name + " · " + name
	}
	return fmt.Sprintf("%s · %s", name, t.Layout.Info().Title(t.Grain))
}
