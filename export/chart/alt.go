package chart

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
)

// mostTold is how many rows a description tells one by one.
const mostTold = 12

// Alt describes the chart to those who do not see it: its form, what it shows, and the values that a reader would carry
// away. Every number is formatted as the chart's labels are.
func (s *Spec) Alt() string {
	var title []string
	for _, t := range s.Title {
		if t != "" {
			title = append(title, t)
		}
	}
	text := "Chart: "
	if s.Kind != nil {
		text = s.Kind.String() + ": "
	}
	var out []string
	if m := s.Says(); m != "" {
		out = append(out, strings.TrimRight(m, ".")+".")
	}
	out = append(out, text+strings.Join(title, "; ")+".")
	if check(s) != nil {
		return strings.Join(out, " ")
	}
	out = append(out, s.Kind.describe(s)...)
	if s.Target != nil {
		out = append(out, "Target: "+s.tell(*s.Target)+".")
	}
	out = append(out, s.altOfMarked()...)
	for _, x := range s.Spans {
		out = append(out, fmt.Sprintf("%s to %s: %s.", s.stepName(x.From), s.stepName(x.To), strings.TrimRight(x.Text, ".")))
	}
	for _, r := range s.Remarks {
		at := s.remarkName(r.Step)
		out = append(out, strings.TrimRight(at+": "+r.Text, ".")+".")
	}
	return monthsInFull(strings.Join(out, " "))
}

// months are the short names of months beside a year or another month, which are read aloud letter by letter otherwise.
var months = regexp.MustCompile(`\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(–| to | and | \d{4})`)

// monthsInFull writes the months of a text in full: "January–October 2026".
func monthsInFull(text string) string {
	return months.ReplaceAllStringFunc(text, func(m string) string {
		if t, err := time.Parse("Jan", m[:3]); err == nil {
			return t.Month().String() + m[3:]
		}
		return m
	})
}

// altOfMarked tells what the chart points at: the difference between two steps, and what is highlighted.
func (s *Spec) altOfMarked() []string {
	var out []string
	values := s.main()
	if d := s.Difference; d != nil && s.Kind != Stacked && d.To < len(values) && d.From < len(values) && s.Kind != Waterfall {
		f := s.agree(s.Unit, s.labelled())
		f.Signed = true
		if change := values[d.To] - values[d.From]; !math.IsNaN(change) {
			out = append(out, fmt.Sprintf("Marked: %s from %s to %s.", f.Value(change, s.Unit.Difference()), s.stepName(d.From), s.stepName(d.To)))
		}
	}
	if s.Highlight == "" {
		return out
	}
	text := "Highlighted: " + s.Highlight
	for i := range s.Steps {
		if i < len(values) && s.stepName(i) == s.Highlight && len(s.Series) != 2 && !math.IsNaN(values[i]) {
			text += ", " + s.tell(values[i])
		}
	}
	return append(out, text+".")
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
