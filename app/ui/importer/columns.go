package importer

import (
	"fyne.io/fyne/v2"

	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// columns says which columns the table of metrics has, and what they are called.
type columns struct {
	actual, plan, course string // the names of these columns; without a name there is no such column
}

// columnsOf names the columns by the periods of the metrics, where all have the same ones.
func columnsOf(entries []entryOf) columns {
	var last metric.Period
	one, planned, several := true, false, false
	for _, e := range entries {
		if e.found == nil {
			continue
		}
		m := e.found.Metric
		planned = planned || m.Target != nil || m.In(metric.PL) != nil
		s := m.Actual()
		p, ok := s.Latest()
		if !ok {
			continue
		}
		several = several || len(s.Points) > 1 && !p.Period.IsZero()
		one = one && (last.IsZero() || p.Period == last)
		last = p.Period
	}
	c := columns{actual: say.T("Latest")}
	if one && !last.IsZero() {
		c.actual = last.Label()
	}
	if planned {
		c.plan = say.T("Plan or target")
	}
	if several {
		c.course = say.T("Course")
	}
	return c
}

// names are the names of the columns after the first, in order.
func (c columns) names() [6]string {
	return [6]string{say.T("Metric"), c.actual, c.plan, c.course, say.T("Unit"), say.T("Better when")}
}

// shownValues are the latest actual value of a metric and what was planned for then, or its target, as they print.
func shownValues(m *metric.Metric, locale string) (actual, plan string) {
	format := metric.Format{Locale: locale}
	p, ok := m.Actual().Latest()
	switch {
	case !ok:
	case p.Period.IsZero() && len(m.Actual().Points) > 1:
		actual = plural(len(m.Actual().Points), say.Key("value"))
	default:
		actual = format.Value(p.Value, m.Unit)
	}
	planned := m.In(metric.PL)
	at, found := planned.At(p.Period)
	if !found || p.Period.IsZero() {
		at, found = planned.Latest()
	}
	switch {
	case m.Target != nil:
		plan = format.Value(m.Target.Value, m.Unit)
	case found:
		plan = format.Value(at.Value, m.Unit)
	}
	return actual, plan
}

// courseOf returns the actual values of a metric over time; none where it has no periods.
func courseOf(m *metric.Metric) []float64 {
	var values []float64
	if s := m.Actual(); s != nil {
		for _, p := range s.Points {
			if !p.Period.IsZero() {
				values = append(values, p.Value)
			}
		}
	}
	return values
}

// columnLayout lays the cells of a row, or of the head, into the columns of the table: what to take, name, actual, plan,
// course, unit, better when. Where there is little room the course goes first, then the plan, then the name is cut.
type columnLayout struct{ list *metricList }

// The measures of the table of metrics.
const (
	metricHeight   float32 = 36
	checkColumn    float32 = 20
	valueColumn    float32 = 74
	courseColumn   float32 = 64
	unitColumn     float32 = 108
	unitRoomy      float32 = 136 // where the row is wide
	roomyRow       float32 = 640
	polarityColumn float32 = 88
	columnGap      float32 = 10
	nameLeast      float32 = 110
)

// MinSize is part of fyne.Layout.
func (columnLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(rightLeast-8, metricHeight)
}

// The columns that give way, by their place.
const (
	planAt   = 3
	courseAt = 4
)

// Layout is part of fyne.Layout.
func (c columnLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	// The bar of the scroll lies over the right edge of the rows, and the head keeps the same edge.
	room := c.list.Size().Width - scrollBar
	widths := c.list.shown.widths(room)
	x := float32(6)
	for i, w := range widths {
		h := o[i].MinSize().Height
		if _, spark := o[i].(*look.Spark); spark {
			h = size.Height - 14
		}
		if i == planAt || i == courseAt {
			show(o[i], w > 0)
		}
		place(o[i], x, (size.Height-h)/2, w, h)
		if w > 0 {
			x += w + columnGap
		}
	}
}

// widths shares the width of a row among its columns.
func (c columns) widths(width float32) [7]float32 {
	w := [7]float32{checkColumn, 0, valueColumn, 0, 0, unitColumn, polarityColumn}
	if c.plan != "" {
		w[planAt] = valueColumn
	}
	if c.course != "" {
		w[courseAt] = courseColumn
	}
	if width >= roomyRow {
		w[5] = unitRoomy
	}
	for _, drop := range []int{courseAt, planAt} {
		w[1] = width - 12
		for i, x := range w {
			if i != 1 && x > 0 {
				w[1] -= x + columnGap
			}
		}
		if w[1] >= nameLeast {
			return w
		}
		w[1] += w[drop] + columnGap
		w[drop] = 0
	}
	w[1] = max(w[1], 40)
	return w
}

// scrollBar is the room at the right of the rows that the bar of the scroll takes.
const scrollBar float32 = 8

// barWidth is as wide as the bar before the row with the cursor.
type barWidth struct{}

// MinSize is part of fyne.Layout.
func (barWidth) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(3, 1) }

// Layout is part of fyne.Layout.
func (barWidth) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}
