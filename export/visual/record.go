package visual

import (
	"math"
	"strings"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
)

// Record enters every number that a drawn chart prints into the ledger, with the cells it came from. The round values of an
// axis are not entered: they are a ruler, not data. It answers the lines of the ledger by the number of their label.
func (v *Chart) Record(l *chart.Layout) map[int]int {
	lines := map[int]int{}
	for i, label := range l.Labels {
		says := label.Says
		if says.What == chart.Nothing || says.What == chart.Tick {
			continue
		}
		m, value, ok := v.valueOf(says)
		if !ok {
			continue
		}
		value.Unit = says.Unit // without what the title says once for all labels
		p := figure.Printed{
			Place: v.Place, Role: figure.RoleChart, Text: says.Format.Measured(value), Metric: m.Name, View: says.What.String(),
			Value: value, Format: says.Format,
		}
		if says.Adjusted {
			p.Text, p.Adjusted = label.Text, p.Text
		}
		v.maker.Figures.Record(p)
		lines[i] = len(v.maker.Figures.Ledger())
	}
	return lines
}

// valueOf returns the measured value that a label tells.
func (v *Chart) valueOf(says chart.Says) (*metric.Metric, metric.Value, bool) {
	if m, ok := v.madeOf(says); ok {
		return v.make(m, says)
	}
	now, ok := v.origin(says.Series, says.Step)
	if !ok {
		return nil, metric.Value{}, false
	}
	switch says.What {
	case chart.Level:
		return now.metric, now.metric.Of(now.series, now.point), true
	case chart.Change, chart.Growth:
		base, ok := v.baseOf(says, now)
		if v.Spec.Kind == chart.Waterfall && now.base == nil || !ok {
			// A part of a waterfall: its change is a value of its own.
			return now.metric, now.metric.Of(now.series, now.point), says.What == chart.Change
		}
		d := now.metric.Between(now.series, now.point, base.series, base.point)
		if says.What == chart.Change {
			return now.metric, d, true
		}
		r, err := now.metric.Relative(d)
		return now.metric, r, err == nil
	}
	return nil, metric.Value{}, false
}

// madeOf returns what a label's number is made of, where it is made of others of the chart.
func (v *Chart) madeOf(says chart.Says) (made, bool) {
	sum := made{op: metric.OpTotal}
	for _, step := range says.Steps { // one bar of a waterfall for several steps
		sum.of = append(sum.of, cell{says.Series, step})
	}
	if sum.of != nil {
		return sum, true
	}
	if says.What == chart.Share {
		share := made{metric.OpShare, []cell{{says.Series, says.Step}}}
		for i := range v.Spec.Series {
			if i != says.Series {
				share.of = append(share.of, cell{i, says.Step})
			}
		}
		return share, true
	}
	if m, ok := v.made[cell{says.Series, says.Step}]; ok || says.Series != chart.SumSeries || says.What != chart.Level {
		return m, ok && says.What == chart.Level
	}
	if _, stated := v.from[cell{chart.SumSeries, says.Step}]; stated {
		return sum, false
	}
	for i := range v.Spec.Series {
		sum.of = append(sum.of, cell{i, says.Step})
	}
	return sum, true
}

// origin returns where a number comes from. The target of a chart along time is one for all its steps.
func (v *Chart) origin(series, step int) (origin, bool) {
	o, ok := v.from[cell{series, step}]
	if ok || series != chart.TargetSeries {
		return o, ok
	}
	if first, found := v.from[cell{0, v.lastStep()}]; found && first.metric.Target != nil {
		m := first.metric
		return origin{metric: m, series: targetSeries(m), point: targetPoint(m, first.point.Period)}, true
	}
	return origin{}, false
}

// lastStep returns the last step with a value.
func (v *Chart) lastStep() int {
	for i := len(v.Spec.Steps) - 1; i >= 0; i-- {
		if _, ok := v.from[cell{0, i}]; ok {
			return i
		}
	}
	return 0
}

// baseOf returns what a change is counted from.
func (v *Chart) baseOf(says chart.Says, now origin) (origin, bool) {
	switch {
	case now.base != nil && says.Base == 0 && says.Against == 0:
		return origin{now.metric, now.series, *now.base, nil}, true
	case says.Against != says.Series && says.Against != 0 || says.Against == 0 && says.Series > 0:
		step := says.Base
		if says.Against == chart.TargetSeries {
			step = says.Series // a bullet keeps the target of each row
		}
		return v.origin(says.Against, step)
	case says.Base != says.Step:
		return v.origin(says.Series, says.Base)
	}
	return origin{}, false
}

// make computes a number that the chart makes of others.
func (v *Chart) make(m made, says chart.Says) (*metric.Metric, metric.Value, bool) {
	value := metric.Value{Kind: metric.Level, Op: m.op, Unit: says.Unit}
	var first *metric.Metric
	var numbers []float64
	for i, c := range m.of {
		o, ok := v.origin(c.series, c.step)
		if !ok {
			return nil, value, false
		}
		part := o.metric.Of(o.series, o.point)
		if i == 0 {
			first, value.Period = o.metric, part.Period
		} else {
			value.Formula += " + "
		}
		value.Terms = append(value.Terms, part.Terms...)
		value.Formula += o.point.Cell
		numbers = append(numbers, part.Number)
	}
	number, ok := m.op.Compute(numbers)
	if value.Number = number; m.op == metric.OpAverage {
		value.Formula = "average(" + strings.ReplaceAll(value.Formula, " + ", ", ") + ")"
	}
	return first, value, ok && first != nil
}

// TieNumbers ties the texts of a drawn chart to the lines of the ledger that its labels are.
func TieNumbers(ops []page.Op, l *chart.Layout, lines map[int]int) {
	const near = 1e-6
	for _, op := range ops {
		t, ok := op.(*page.Text)
		if !ok {
			continue
		}
		box := t.Run.Box(t.At.X, t.At.Y)
		for i, line := range lines {
			at := l.Labels[i].Box
			if l.Labels[i].Text == t.Run.Text && math.Abs(at.X-box.X) < near && math.Abs(at.Y-box.Y) < near {
				t.Entry = line
			}
		}
	}
}
