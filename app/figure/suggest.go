package figure

import (
	"sort"
	"strings"

	"throughline/app/brief"
	"throughline/app/match"
	"throughline/app/metric"
)

// Suggestion is one figure the picker offers.
type Suggestion struct {
	Insert string // what goes into the text, braces included: "{Trial conversion | growth}"
	Label  string // "Trial conversion | growth"
	Value  string // what it prints now: "14%"
}

// Suggest answers the figures that fit what was typed after the opening brace, best first, at most limit of them. Every
// word of the query must be found in the metric's name or in the view, its letters in order; an empty query offers the
// latest value of each metric first. Views that a metric cannot answer are not offered. A period may be typed as a view,
// and behind a second bar the formats are offered that the figure can be printed in.
func (r *Resolver) Suggest(query string, limit int) []Suggestion {
	var candidates []candidate
	name, view, hasView := strings.Cut(query, "|")
	view, format, hasFormat := strings.Cut(view, "|")
	metrics := r.brief.Metrics
	if m := r.brief.Metric(name); hasView && m != nil { // it is named in full: no other is meant
		metrics = []*metric.Metric{m}
	}
	for _, m := range metrics {
		switch {
		case hasFormat:
			candidates = append(candidates, formatsFor(m, name, view, format)...)
		case hasView:
			candidates = append(candidates, viewsFor(m, name, view)...)
		default:
			candidates = append(candidates, figuresFor(m, query)...)
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[i].rank < candidates[j].rank })
	var suggestions []Suggestion
	for _, c := range candidates {
		if len(suggestions) >= limit {
			break
		}
		insert, label := Write(c.metric.Name, c.view, c.format), c.metric.Name+" | "+c.view
		switch {
		case c.format != "":
			label += " | " + c.format
		case c.view == "latest":
			insert = Write(c.metric.Name, "", "")
		}
		if value, ok := r.Preview(insert); ok {
			suggestions = append(suggestions, Suggestion{Insert: insert, Label: label, Value: value})
		}
	}
	return suggestions
}

// candidate is a figure that fits the query, before it is known whether its metric can answer it. The lower its rank,
// the earlier it is offered: how well the name fits comes first, then the view, then the order of Views.
type candidate struct {
	metric *metric.Metric
	view   string
	format string
	rank   int
}

const (
	nameWeight = 100
	viewWeight = 20 // more than there are Views, so that their order decides last
)

// figuresFor lists the figures of a metric that fit a query in which only the name, or the name and a view, were begun.
func figuresFor(m *metric.Metric, query string) []candidate {
	var found []candidate
	for i, v := range Views {
		rank, ok := match.Of(query, m.Name, v.Name)
		if !ok {
			continue
		}
		if onName, ok := match.Of(query, m.Name, ""); ok {
			rank = onName
		}
		found = append(found, candidate{metric: m, view: v.Name, rank: int(rank)*nameWeight + i})
	}
	return found
}

// viewsFor lists the figures of a metric whose name is done, where only the view is still open. A period is a view that
// no list has.
func viewsFor(m *metric.Metric, name, view string) []candidate {
	onName, ok := match.Of(name, m.Name, "")
	if !ok {
		return nil
	}
	var found []candidate
	if typed := strings.TrimSpace(view); typed != "" && !isView(typed) {
		if _, _, err := viewOf(m, typed); err == nil {
			found = append(found, candidate{metric: m, view: typed, rank: int(onName)})
		}
	}
	for i, v := range Views {
		if onView, ok := match.Of(view, v.Name, ""); ok {
			found = append(found, candidate{metric: m, view: v.Name, rank: int(onName)*nameWeight + int(onView)*viewWeight + i})
		}
	}
	return found
}

// formatsFor lists the figures of a metric whose name and view are done, where only the format is still open. One that is
// typed in full is the first.
func formatsFor(m *metric.Metric, name, view, format string) []candidate {
	onName, ok := match.Of(name, m.Name, "")
	if !ok {
		return nil
	}
	view, format = strings.TrimSpace(view), strings.TrimSpace(format)
	if view == "" {
		view = "latest"
	}
	if _, _, err := viewOf(m, view); err != nil {
		return nil
	}
	var found []candidate
	add := func(format string, rank int) {
		for _, c := range found {
			if c.format == format {
				return
			}
		}
		found = append(found, candidate{metric: m, view: view, format: format, rank: int(onName)*nameWeight + rank})
	}
	if _, unknown := styleOf(format); format != "" && unknown == "" {
		add(format, 0)
	}
	for i, f := range offeredFormats {
		if rank, ok := match.Of(format, f, ""); ok {
			add(f, int(rank)*viewWeight+i+1)
		}
	}
	return found
}

// offeredFormats are those of Formats as a figure can be written with them; other numbers of decimals can be typed.
var offeredFormats = []string{"0 decimals", "1 decimal", "2 decimals", "compact", "full", "index", "size", "points"}

func isView(text string) bool {
	for _, v := range Views {
		if strings.EqualFold(v.Name, text) {
			return true
		}
	}
	return false
}

// Preview returns what a figure prints on its own, and leaves the ledger alone.
func (r *Resolver) Preview(raw string) (string, bool) {
	p := r.parse(brief.Field{Text: raw})
	if len(p.figures) != 1 || p.figures[0] == nil {
		return "", false
	}
	a := p.figures[0]
	return a.print(r.printing(a, r.formats([]fieldFigures{p}))), true
}
