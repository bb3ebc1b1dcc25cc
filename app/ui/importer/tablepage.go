package importer

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// tablePageName names the page of the present table; empty where there is none.
func tablePageName(t *sheet.Table) string {
	switch {
	case t == nil:
		return ""
	case t.Layout.Info().Aggregates:
		return say.T("Events")
	}
	return say.T("Table")
}

// tablePage is what can be corrected about the present table as a whole: its cells, its periods, what is left out of it,
// and how its events become metrics.
type tablePage struct {
	object fyne.CanvasObject

	screen *Screen
	table  *sheet.Table
	column *fyne.Container

	cells  *look.Field
	year   *look.Field
	order  *look.Chip
	fiscal *look.Chip
	out    *fyne.Container
	outs   *fyne.Container // the section of what is left out

	events *eventsForm
}

// The words of choices that leave something as it was read.
var asRead = say.Key("as read")

var dateOrders = []struct {
	order metric.DateOrder
	words string
}{
	{metric.DateOrderUnknown, asRead},
	{metric.DayMonthYear, "day/month/year"},
	{metric.MonthDayYear, "month/day/year"},
	{metric.YearMonthDay, "year-month-day"},
}

func newTablePage(s *Screen) *tablePage {
	p := &tablePage{screen: s}
	p.cells = look.NewField(p.onCells)
	p.year = look.NewField(p.onYear)
	p.year.SetPlaceHolder(say.T(asRead))
	var orders []string
	for _, o := range dateOrders {
		orders = append(orders, say.T(o.words))
	}
	p.order = look.NewChip(orders, say.T(asRead), p.onOrder)
	months := []string{say.T(asRead)}
	for m := time.January; m <= time.December; m++ {
		months = append(months, say.T(m.String()))
	}
	p.fiscal = look.NewChip(months, say.T(asRead), p.onFiscal)
	p.out = look.Column(4)
	p.outs = section(say.T("Left out by hand"), p.out)
	p.events = newEventsForm(p)
	p.column = look.Column(18,
		p.events.object,
		section(say.T("Cells"),
			formRow(say.T("Range"), p.cells),
			look.NewParagraph(say.T("Or select cells and press R. M shows all that can be done with a cell."), look.Caption)),
		section(say.T("Periods"),
			formRow(say.T("Year of the first, where none is written"), p.year),
			formRow(say.T("Dates in digits"), p.order),
			formRow(say.T("Fiscal years begin in"), p.fiscal)),
		p.outs)
	p.object = container.NewVScroll(look.Inset(p.column, 0, 2, 3, 14))
	return p
}

// section puts rows under a heading.
func section(heading string, rows ...fyne.CanvasObject) *fyne.Container {
	return look.Column(8, append([]fyne.CanvasObject{look.NewText(heading, look.Strong)}, rows...)...)
}

// formRow sets what is asked at the left and the control at the right.
func formRow(label string, control fyne.CanvasObject) *fyne.Container {
	return container.New(formLayout{}, look.NewElided(label, look.Small), control)
}

// formLayout gives a label a little more than half the width; a choice keeps its own width, a field takes the rest.
type formLayout struct{}

// MinSize is part of fyne.Layout.
func (formLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (formLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := size.Width * 0.55
	h := o[0].MinSize().Height
	place(o[0], 0, (size.Height-h)/2, x-12, h)
	w, h := size.Width-x, o[1].MinSize().Height
	if _, field := o[1].(*look.Field); !field {
		w = min(w, o[1].MinSize().Width)
	}
	place(o[1], x, (size.Height-h)/2, w, h)
}

// show fills the page for a table; nil for none.
func (p *tablePage) show(t *sheet.Table) {
	another := p.table == nil || t == nil || placeOf(p.table) != placeOf(t)
	p.table = t
	if t == nil {
		return
	}
	r := t.Recipe
	p.cells.Put(t.Range.String(), another)
	year := ""
	if r.Periods.Year != 0 {
		year = strconv.Itoa(r.Periods.Year)
	}
	p.year.Put(year, another)
	for _, o := range dateOrders {
		if o.order == r.Periods.Order {
			p.order.SetSelected(say.T(o.words))
		}
	}
	p.order.SetMarked(r.Periods.Order != metric.DateOrderUnknown)
	month := say.T(asRead)
	if r.Periods.FiscalStart > 0 {
		month = say.T(time.Month(r.Periods.FiscalStart).String())
	}
	p.fiscal.SetSelected(month)
	p.fiscal.SetMarked(r.Periods.FiscalStart > 0)
	p.showOut(r)
	p.events.show(t)
	p.column.Refresh()
	p.object.Refresh()
}

// placeOf tells the tables of a workbook apart.
func placeOf(t *sheet.Table) string { return t.Sheet.Name + "\x00" + t.Range.String() }

// showOut lists the rows and columns left out by hand, each with a way back, and those that are hidden in the workbook.
func (p *tablePage) showOut(r brief.Recipe) {
	p.out.RemoveAll()
	for _, list := range []struct {
		what   string
		column bool
		keys   []string
	}{{say.T("Row"), false, r.SkipRows}, {say.T("Column"), true, r.SkipColumns}} {
		for _, key := range list.keys {
			name := list.what + " “" + key + "”"
			p.out.Add(look.Between(look.NewElided(name, look.Small), look.NewCompact(say.T("Take it"), func() {
				p.screen.correct(p.table, takeBack(key, list.column))
			})))
		}
	}
	if hidden := p.table.HiddenLines(); hidden != "" {
		name, do := say.F("Taken: %s", hidden), say.T("Leave them out")
		if r.LeaveHidden {
			name, do = say.F("Left out: %s", hidden), say.T("Take them")
		}
		p.out.Add(look.Between(look.NewElided(name, look.Small), look.NewCompact(do, func() {
			p.screen.correct(p.table, leaveHidden(!r.LeaveHidden))
		})))
	}
	show(p.outs, len(p.out.Objects) > 0)
}

func (p *tablePage) onCells(text string) bool {
	if text == "" {
		p.screen.correct(p.table, rerange(sheet.Range{}))
		return true
	}
	area, ok := sheet.ParseRange(text)
	if ok {
		p.screen.correct(p.table, rerange(area))
	}
	return ok
}

func (p *tablePage) onYear(text string) bool {
	year, ok := typedYear(text)
	if ok {
		p.screen.correct(p.table, reperiod(func(x *brief.Periods) { x.Year = year }))
	}
	return ok
}

// typedYear reads the year of the first period, 0 where nothing was typed; false for what is no year.
func typedYear(text string) (int, bool) {
	year, err := strconv.Atoi(text)
	return year, text == "" || err == nil && year >= 1900 && year <= 2199
}

func (p *tablePage) onOrder(words string) {
	for _, o := range dateOrders {
		if say.T(o.words) == words {
			p.screen.correct(p.table, reperiod(func(x *brief.Periods) { x.Order = o.order }))
		}
	}
}

func (p *tablePage) onFiscal(month string) {
	start := 0
	for m := time.January; m <= time.December; m++ {
		if say.T(m.String()) == month {
			start = int(m)
		}
	}
	p.screen.correct(p.table, reperiod(func(x *brief.Periods) { x.FiscalStart = start }))
}

// eventsForm is how the events of a table become metrics.
type eventsForm struct {
	object   *fyne.Container
	page     *tablePage
	date     *look.Chip
	grain    *look.Chip
	by       *look.Chip
	measures *fyne.Container
}

var noBreakdown = say.Key("nothing")

func newEventsForm(p *tablePage) *eventsForm {
	f := &eventsForm{page: p, measures: look.Column(6)}
	f.date = look.NewChip(nil, "", func(name string) { f.correct(func(a *brief.Aggregation) { a.Date = name }) })
	f.grain = look.NewChip(nil, "", func(name string) {
		if g, err := metric.GrainFromString(name); err == nil {
			f.correct(func(a *brief.Aggregation) { a.Grain = g })
		}
	})
	f.by = look.NewChip(nil, "", func(name string) {
		f.correct(func(a *brief.Aggregation) {
			if a.By = name; name == say.T(noBreakdown) {
				a.By = ""
			}
		})
	})
	f.object = section(say.T("Events become metrics"),
		formRow(say.T("Dated by"), f.date), formRow(say.T("One value for each"), f.grain), formRow(say.T("Broken down by"), f.by),
		look.NewText(say.T("Measured as"), look.Small), f.measures)
	return f
}

func (f *eventsForm) correct(change func(*brief.Aggregation)) {
	f.page.screen.correct(f.page.table, reaggregate(f.page.table, change))
}

// show fills the form, or hides it for a table of another layout.
func (f *eventsForm) show(t *sheet.Table) {
	show(f.object, t.Layout.Info().Aggregates && t.Events != nil && t.Recipe.Events != nil)
	if !f.object.Visible() {
		return
	}
	c, a := t.Events, t.Recipe.Events
	f.date.SetOptions(columnNames(c.Dates))
	f.date.SetSelected(a.Date)
	var grains []string
	for _, g := range c.Grains {
		grains = append(grains, say.T(g.String()))
	}
	f.grain.SetOptions(grains)
	f.grain.SetSelected(say.T(a.Grain.String()))
	f.by.SetOptions(append([]string{say.T(noBreakdown)}, columnNames(c.By)...))
	f.by.SetSelected(say.T(noBreakdown))
	if a.By != "" {
		f.by.SetSelected(a.By)
	}
	f.measures.RemoveAll()
	for i, m := range a.Measures {
		f.measures.Add(f.measureRow(c, i, m))
	}
	if next, ok := nextMeasure(c, a.Measures); ok {
		f.measures.Add(look.Line(0, look.NewCompact(say.T("Add a measure"), func() {
			f.correct(func(a *brief.Aggregation) { a.Measures = append(a.Measures, next) })
		})))
	}
}

func columnNames(columns []sheet.EventColumn) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return out
}

// measureRow shows a measure with its operation and its columns, and takes it out.
func (f *eventsForm) measureRow(c *sheet.EventChoices, i int, m brief.Measure) fyne.CanvasObject {
	set := func(to brief.Measure) {
		f.correct(func(a *brief.Aggregation) {
			if i < len(a.Measures) {
				a.Measures[i] = to
			}
		})
	}
	words := []string{}
	for _, o := range operationsOf(c) {
		words = append(words, operationWords(o))
	}
	row := container.New(measureLayout{}, look.NewChip(words, operationWords(m.Operation), func(word string) {
		for _, o := range operationsOf(c) {
			if operationWords(o) == word {
				set(reoperated(c, m, o))
			}
		}
	}))
	if m.Operation != brief.CountRows {
		row.Add(look.NewChip(columnsFor(c, m.Operation), m.Column, func(name string) {
			to := m
			to.Column = name
			set(to)
		}))
	}
	if m.Operation == brief.Ratio {
		row.Add(look.NewText(say.T("to"), look.Small))
		row.Add(look.NewChip(columnsFor(c, brief.Ratio), m.Over, func(name string) {
			to := m
			to.Over = name
			set(to)
		}))
	}
	remove := look.NewCompact(say.T("Remove"), func() {
		f.correct(func(a *brief.Aggregation) { a.Measures = slices.Delete(a.Measures, i, i+1) })
	})
	if len(f.page.table.Recipe.Events.Measures) < 2 {
		remove.Disable() // a table without a measure has no metric
	}
	row.Add(remove)
	return row
}

// measureLayout lays a measure's operation and columns in a row, and what takes it out at the end. Columns whose names are
// too long share the room there is.
type measureLayout struct{}

// MinSize is part of fyne.Layout.
func (measureLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, o[0].MinSize().Height)
}

// Layout is part of fyne.Layout. The objects: the operation, the columns with words between them, the button.
func (measureLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 6
	isColumn := func(i int) bool {
		_, chip := o[i].(*look.Chip)
		return chip && i > 0
	}
	last := len(o) - 1
	room, columns := size.Width, float32(0)
	for i, c := range o {
		if isColumn(i) {
			columns++
			room -= gap
		} else {
			room -= c.MinSize().Width + gap
		}
	}
	x := float32(0)
	for i, c := range o {
		m := c.MinSize()
		if isColumn(i) {
			m.Width = min(m.Width, (room+gap)/columns)
		}
		if i == last {
			x = size.Width - m.Width
		}
		place(c, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + gap
	}
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
