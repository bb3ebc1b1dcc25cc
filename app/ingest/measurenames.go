package ingest

import (
	"cmp"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
)

// nameMeasures names the metrics of measures, each differently.
func (b *body) nameMeasures(measures []*eventMeasure) {
	taken := map[string]bool{}
	for _, m := range measures {
		m.name = b.measureName(m)
		if taken[lexicon.PlainKey(m.name)] && m.column != nil {
			m.name += " (" + m.column.called + ")"
		}
		taken[lexicon.PlainKey(m.name)] = true
	}
}

// measureName says what a measure's numbers are: "Orders", "Revenue", "Average handling time", "Customers", "Refunded share".
func (b *body) measureName(m *eventMeasure) string {
	if m.Operation == brief.CountRows {
		return b.eventsName()
	}
	name := lexicon.ColumnName(m.column.head, m.column.called)
	switch m.Operation {
	case brief.Average:
		if m.column.kind == flagColumn {
			return lexicon.Capital(lexicon.FlagSubject(name)) + " share"
		}
		if _, said := lexicon.HasWord(name, lexicon.AverageWords); said {
			return lexicon.Capital(name)
		}
		return "Average " + lexicon.Small(name)
	case brief.Median:
		return "Median " + lexicon.Small(name)
	case brief.Distinct:
		return lexicon.Capital(lexicon.Plural(lexicon.Subject(name)))
	case brief.Ratio:
		return lexicon.Capital(name) + " per " + lexicon.Small(lexicon.Singular(lexicon.ColumnName(m.over.head, m.over.called)))
	case brief.Sum:
		if m.column.kind == flagColumn {
			return lexicon.Capital(lexicon.FlagSubject(name)) + " (count)"
		}
	}
	return lexicon.Capital(name)
}

// eventsName names the events: by their ID column, or by a title, sheet or file that does.
func (b *body) eventsName() string {
	for _, e := range b.survey().columns {
		if e.identifies() {
			if name := lexicon.NounOf(e.head); name != "" {
				return lexicon.Capital(lexicon.Plural(name))
			}
		}
	}
	best := ""
	for _, line := range b.context("").Titles {
		name := lexicon.WithoutFillers(line)
		if words := len(strings.Fields(name)); words == 0 || words > 3 || len([]rune(line)) > 40 {
			continue
		}
		if strings.HasSuffix(strings.ToLower(name), "s") {
			return lexicon.Capital(name)
		}
		best = cmp.Or(best, name)
	}
	switch {
	case best == "":
		return "Rows"
	case lexicon.EventNouns[strings.ToLower(best)]:
		return lexicon.Capital(lexicon.Plural(best))
	}
	return lexicon.Capital(best)
}
