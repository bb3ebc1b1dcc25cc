package chart

import (
	"fmt"
	"math"
	"strings"
)

// kindWords are what people call the forms.
var kindWords = map[Kind]string{
	Line: "Line chart", Column: "Column chart", Variance: "Columns of actual values with their differences", Stacked: "Stacked columns",
	Bar: "Bar chart", Waterfall: "Waterfall", Bullet: "Bullet charts", Dumbbell: "Dumbbell chart", Slope: "Slope chart",
	Scatter: "Scatter", Quadrants: "2×2", Sparkline: "Sparklines", Multiples: "Small multiples",
}

// mostTold is how many rows a description tells one by one.
const mostTold = 6

// Alt describes the chart to those who do not see it: its form, what it shows, and the values that a reader would carry
// away. Every number is formatted as the chart's labels are.
func (s *Spec) Alt() string {
	var title []string
	for _, t := range s.Title {
		if t != "" {
			title = append(title, t)
		}
	}
	out := []string{kindWords[s.Kind] + ": " + strings.Join(title, "; ") + "."}
	switch {
	case check(s) != nil:
		return out[0]
	case s.Cloud != nil:
		out = append(out, s.altOfCloud()...)
	case s.Panels != nil:
		out = append(out, s.altOfPanels()...)
	case s.Kind == Slope || s.Kind == Dumbbell:
		out = append(out, s.altOfPairs()...)
	case s.Kind == Bar || s.Kind == Waterfall:
		out = append(out, s.altOfRows()...)
	case s.Kind == Stacked:
		out = append(out, s.altOfStack()...)
	default:
		out = append(out, s.altOfCourse(s.main(), "")...)
		for _, x := range s.Series[1:] {
			if i := lastIndex(x.Values); i >= 0 {
				out = append(out, fmt.Sprintf("%s: %s in %s.", scenarioWords[x.Scenario], s.tell(x.Values[i]), s.stepName(i)))
			}
		}
	}
	if s.Target != nil {
		out = append(out, "Target: "+s.tell(*s.Target)+".")
	}
	for _, r := range s.Remarks {
		at := s.remarkName(r.Step)
		out = append(out, strings.TrimRight(at+": "+r.Text, ".")+".")
	}
	return strings.Join(out, " ")
}

func (s *Spec) remarkName(step int) string {
	switch {
	case s.Cloud != nil:
		return s.Cloud.Dots[step].Name
	case s.Panels != nil:
		return s.Panels[step].Name
	}
	return s.stepName(step)
}

func (s *Spec) tell(v float64) string { return s.agree(s.Unit, s.labelled()).Value(v, s.Unit) }

// altOfCourse tells a course: its first and latest value, the extremes between them, and the change.
func (s *Spec) altOfCourse(values []float64, name string) []string {
	first, last := firstIndex(values), lastIndex(values)
	if name != "" {
		name += ": "
	}
	if first == last {
		return []string{fmt.Sprintf("%s%s in %s.", name, s.tell(values[last]), s.stepName(last))}
	}
	f := s.agree(s.Unit, s.labelled())
	change := ", unchanged"
	if !f.Alike(values[first], values[last], s.Unit) {
		d := values[last] - values[first]
		f.Signed = true
		change = ", a change of " + f.Value(d, s.Unit.Difference())
	}
	out := []string{fmt.Sprintf("%sfrom %s in %s to %s in %s%s.",
		name, s.tell(values[first]), s.stepName(first), s.tell(values[last]), s.stepName(last), change)}
	if name == "" {
		out[0] = "From" + strings.TrimPrefix(out[0], "from")
	}
	lo, hi := extent(values)
	if l := index(values, lo); l != first && l != last {
		out = append(out, fmt.Sprintf("Lowest: %s in %s.", s.tell(lo), s.stepName(l)))
	}
	if h := index(values, hi); h != first && h != last {
		out = append(out, fmt.Sprintf("Highest: %s in %s.", s.tell(hi), s.stepName(h)))
	}
	gaps := 0
	for _, v := range values[first:last] {
		if math.IsNaN(v) {
			gaps++
		}
	}
	if gaps > 0 {
		out = append(out, fmt.Sprintf("%d without a value.", gaps))
	}
	return out
}

// altOfRows tells rows one by one, and of many the extremes of the rest.
func (s *Spec) altOfRows() []string {
	var told []string
	var rest []float64
	f := s.agree(s.Unit, s.labelled())
	stated := s.stated(f)
	for i, v := range s.main() {
		switch {
		case math.IsNaN(v):
		case len(told) == mostTold:
			rest = append(rest, v)
		case s.Kind == Waterfall && !s.Steps[i].Total:
			signed := f
			signed.Signed = true
			told = append(told, s.stepName(i)+" "+signed.Value(stated[i], s.Unit.Difference()))
		default:
			told = append(told, s.stepName(i)+" "+s.tell(v))
		}
	}
	text := strings.Join(told, ", ")
	if len(rest) > 0 {
		lo, hi := extent(rest)
		text += fmt.Sprintf(", and %d more between %s and %s", len(rest), s.tell(lo), s.tell(hi))
	}
	return []string{text + "."}
}

func (s *Spec) altOfPairs() []string {
	var told []string
	more := 0
	for i := range s.Steps {
		from, to, ok := s.pairOf(i)
		switch {
		case !ok:
		case len(told) == mostTold:
			more++
		default:
			told = append(told, fmt.Sprintf("%s from %s to %s", s.stepName(i), s.tell(from), s.tell(to)))
		}
	}
	text := strings.Join(told, ", ")
	if more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return []string{s.Ends[0] + " to " + s.Ends[1] + ": " + text + "."}
}

// altOfStack tells the course of the total and the parts of the latest stack.
func (s *Spec) altOfStack() []string {
	sums := s.sums()
	out := s.altOfCourse(sums, "Total")
	last := lastIndex(sums)
	var parts []string
	for _, x := range s.Series {
		parts = append(parts, x.Name+" "+s.tell(x.Values[last]))
	}
	return append(out, "In "+s.stepName(last)+": "+strings.Join(parts, ", ")+".")
}

// altOfPanels tells the latest value of each metric, its target, and the change over the time shown.
func (s *Spec) altOfPanels() []string {
	var told []string
	for i := range s.Panels {
		p := &s.Panels[i]
		f := s.agree(p.Unit, p.values())
		first, last := firstIndex(p.Values), lastIndex(p.Values)
		text := p.Name + " " + f.Value(p.Values[last], p.Unit)
		if first < last && !f.Alike(p.Values[first], p.Values[last], p.Unit) {
			text += " from " + f.Value(p.Values[first], p.Unit)
		}
		if p.Target != nil {
			text += ", target " + f.Value(*p.Target, p.Unit)
		}
		told = append(told, text)
	}
	return []string{strings.Join(told, "; ") + "."}
}

func (s *Spec) altOfCloud() []string {
	c := s.Cloud
	var xs, ys []float64
	for _, d := range c.Dots {
		xs, ys = append(xs, d.X), append(ys, d.Y)
	}
	reach := func(a Axis, values []float64) string {
		lo, hi := extent(values)
		f := s.agree(a.Unit, []float64{lo, hi})
		return fmt.Sprintf("%s from %s to %s", a.Name, f.Value(lo, a.Unit), f.Value(hi, a.Unit))
	}
	out := []string{fmt.Sprintf("%d dots; %s, %s.", len(c.Dots), reach(c.X, xs), reach(c.Y, ys))}
	if c.Split == nil {
		return out
	}
	names := [4][]string{}
	for _, d := range c.Dots {
		k := 0
		if d.X > c.Split[0] {
			k = 1
		}
		if d.Y < c.Split[1] {
			k += 2
		}
		names[k] = append(names[k], d.Name)
	}
	for k, in := range names {
		if len(in) > 0 && k < len(c.Quadrants) {
			out = append(out, fmt.Sprintf("%s: %s.", c.Quadrants[k], strings.Join(in[:min(len(in), mostTold)], ", ")))
		}
	}
	return out
}
