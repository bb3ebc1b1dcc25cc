package brief

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/app/part"
)

// write writes the lines of a chart: "chart:" and what is said of it.
func (c *Chart) write(w *strings.Builder) {
	line := func(key, value string) {
		if value = part.OneLine(value); value != "" {
			fmt.Fprintf(w, "%s: %s\n", key, value)
		}
	}
	fmt.Fprintf(w, "chart: %s %s\n", c.Kind, part.WriteList(c.Metrics))
	line("title", c.Title)
	if !(Span{c.From, c.To}).IsZero() {
		line("period", writeWindow(Span{c.From, c.To}))
	}
	if !c.Difference.IsZero() {
		line("difference", part.OneLine(c.Difference.From)+" → "+part.OneLine(c.Difference.To))
	}
	line("highlight", c.Highlight)
	if len(c.Quadrants) > 0 {
		fmt.Fprintf(w, "quadrants: %s\n", part.WriteList(c.Quadrants))
	}
	for _, a := range c.Annotations {
		fmt.Fprintf(w, "annotate: %s — %s\n", dashed.Replace(part.OneLine(a.At)), part.OneLine(a.Text))
	}
	line("alt", c.Alt)
}

// dashed and undashed keep a dash in a category apart from the one that ends it.
var (
	dashed   = strings.NewReplacer(`\`, `\\`, "—", `\—`)
	undashed = strings.NewReplacer(`\\`, `\`, `\—`, "—")
)

// writeWindow writes a window of periods: "Jan 2025 → Oct 2026", and either half alone.
func writeWindow(s Span) string {
	from, to := part.OneLine(s.From), part.OneLine(s.To)
	switch {
	case to == "":
		return "from " + from
	case from == "":
		return "to " + to
	}
	return from + " → " + to
}

// chartKeys are the lines that say more of a chart; they stand after its "chart:" line.
var chartKeys = map[string]func(*storyReader, string){
	"title":      func(r *storyReader, value string) { r.story.Evidence.Chart.Title = value },
	"period":     (*storyReader).window,
	"difference": (*storyReader).difference,
	"highlight":  func(r *storyReader, value string) { r.story.Evidence.Chart.Highlight = value },
	"quadrants":  (*storyReader).quadrants,
	"annotate":   (*storyReader).annotation,
	"alt":        func(r *storyReader, value string) { r.story.Evidence.Chart.Alt = value },
}

// chart reads "KIND METRIC, METRIC".
func (r *storyReader) chart(value string) {
	kind, metrics, _ := strings.Cut(value, " ")
	chart := &Chart{Kind: ChartKind(strings.ReplaceAll(strings.ToLower(kind), "×", "x")), Metrics: part.ReadList(metrics, -1)}
	switch {
	case !slices.Contains(ChartKinds, chart.Kind):
		r.mistake("“%s” is no chart; write %s and then the metric", kind, kindNames())
	case strings.TrimSpace(metrics) == "":
		r.mistake("the chart names no metric; write “chart: %s METRIC”", kind)
	default:
		r.story.Evidence.Chart = chart
	}
}

var (
	halfLine = regexp.MustCompile(`^(?i:(from|to))\s+(.*)$`) // one end of a window
	arrow    = regexp.MustCompile(`\s*(?:→|->|\s(?i:to)\s|\s[–—]\s)\s*`)
	fromWord = regexp.MustCompile(`^(?i:from\s+)+`)
)

// window reads the "period:" line.
func (r *storyReader) window(value string) {
	c := r.story.Evidence.Chart
	if span, ok := ParseSpan(value); ok {
		c.From, c.To = span.From, span.To
		return
	}
	switch m := halfLine.FindStringSubmatch(value); {
	case m == nil:
	case strings.EqualFold(m[1], "from"):
		c.From = m[2]
		return
	default:
		c.To = m[2]
		return
	}
	r.mistake("“%s” is no window of periods; write “period: from Jan 2026 to Oct 2026”", value)
}

func (r *storyReader) difference(value string) {
	span, ok := ParseSpan(value)
	if !ok {
		r.mistake("“%s” is no pair of periods; write “difference: Jan 2026 → Oct 2026”", value)
		return
	}
	r.story.Evidence.Chart.Difference = span
}

// ParseSpan reads a pair of periods, "Jan 2026 → Oct 2026", in the ways people write it; false where the text names none.
func ParseSpan(value string) (Span, bool) {
	at := arrow.FindStringIndex(value)
	if at == nil {
		return Span{}, false
	}
	s := Span{strings.TrimSpace(fromWord.ReplaceAllString(value[:at[0]], "")), strings.TrimSpace(value[at[1]:])}
	return s, s.From != "" && s.To != ""
}

func (r *storyReader) quadrants(value string) {
	if names := part.ReadList(value, -1); len(names) <= 4 {
		r.story.Evidence.Chart.Quadrants = names
		return
	}
	r.mistake("a 2×2 has four fields; name upper left, upper right, lower left and lower right")
}

// annotation reads "PERIOD — TEXT". An em dash in the place has a backslash before it.
func (r *storyReader) annotation(value string) {
	c := r.story.Evidence.Chart
	if len(c.Annotations) == MostAnnotations {
		r.mistake("a chart carries at most %d annotations; keep the ones that matter", MostAnnotations)
		return
	}
	for i := range len(value) {
		if strings.HasPrefix(value[i:], "—") && !part.Hidden(value, i) {
			at := strings.TrimSpace(undashed.Replace(value[:i]))
			c.Annotations = append(c.Annotations, Annotation{At: at, Text: strings.TrimSpace(value[i+len("—"):])})
			return
		}
	}
	if at, text, ok := strings.Cut(value, " - "); ok {
		c.Annotations = append(c.Annotations, Annotation{At: strings.TrimSpace(at), Text: strings.TrimSpace(text)})
		return
	}
	r.mistake("the annotation is not of the form “annotate: Sep 2026 — TEXT”")
}
