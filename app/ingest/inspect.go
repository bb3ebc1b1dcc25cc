package ingest

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Inspection is what the importer understood of a file, in the stable shape that inspect --json prints. Lists are never
// null.
type Inspection struct {
	File   string           `json:"file"`
	Kind   string           `json:"kind"`
	SHA256 string           `json:"sha256"`
	Tables []InspectedTable `json:"tables"`
	Doubts []metric.Doubt   `json:"doubts"`
	Notes  []brief.Note     `json:"notes"`
}

// InspectedTable is one table of an Inspection.
type InspectedTable struct {
	Sheet      string `json:"sheet"`
	Range      string `json:"range"`
	HeaderRows []int  `json:"headerRows"`
	Layout     string `json:"layout"`
	Grain      string `json:"grain"`
	Rows       int    `json:"rows"`
	Cells      int    `json:"cells"`
	// Aggregation is how the rows of a table of single events, whose layout is printed as "long", were put together.
	Aggregation *brief.Aggregation `json:"aggregation,omitempty"`
	Metrics     []InspectedMetric  `json:"metrics"`
	Decisions   []sheet.Decision   `json:"decisions"`
	Notes       []brief.Note       `json:"notes"`
}

// InspectedMetric is one metric in one scenario; a metric with a plan is listed twice.
type InspectedMetric struct {
	Name     string           `json:"name"`
	Unit     string           `json:"unit"`
	Currency string           `json:"currency,omitempty"`
	Symbol   string           `json:"symbol,omitempty"`
	Polarity string           `json:"polarity"`
	Scenario string           `json:"scenario"`
	Target   *float64         `json:"target,omitempty"`
	Why      []string         `json:"why"`
	Points   []InspectedPoint `json:"points"`
}

// InspectedPoint is one value with its period or category and its cell. Percentages are fractions.
type InspectedPoint struct {
	Period   string  `json:"period,omitempty"`
	Category string  `json:"category,omitempty"`
	Value    float64 `json:"value"`
	Cell     string  `json:"cell"`
	// Since and Through are days, of a point that speaks of a part of its period only.
	Since   string `json:"since,omitempty"`
	Through string `json:"through,omitempty"`
}

// Inspect lays a reading out for inspect --json. Metrics left out by the recipe are not listed.
func Inspect(r *sheet.Reading) Inspection {
	out := Inspection{
		File: r.Workbook.File, Kind: r.Workbook.Kind, SHA256: r.Workbook.SHA256,
		Tables: []InspectedTable{}, Doubts: r.Doubts(), Notes: append([]brief.Note{}, r.Notes...),
	}
	for _, t := range r.Tables {
		it := InspectedTable{
			Sheet: t.Sheet.Name, Range: t.Range.String(), HeaderRows: append([]int{}, t.HeaderRows...), Layout: t.Layout.Info().Code,
			Grain: t.Grain.String(), Rows: t.Rows, Cells: t.Cells, Metrics: []InspectedMetric{},
			Decisions: append([]sheet.Decision{}, t.Decisions...), Notes: append([]brief.Note{}, t.Notes...),
		}
		if t.Layout.Info().Aggregates {
			it.Aggregation = t.Recipe.Events
		}
		for _, f := range t.Metrics {
			if !f.Skipped {
				it.Metrics = append(it.Metrics, inspectMetric(f)...)
			}
		}
		out.Tables = append(out.Tables, it)
	}
	return out
}

// inspectMetric lists a metric once for each scenario.
func inspectMetric(f *sheet.Found) []InspectedMetric {
	var out []InspectedMetric
	for _, s := range f.Metric.Series {
		m := InspectedMetric{
			Name: f.Metric.Name, Unit: f.Metric.Unit.Kind.String(), Currency: f.Metric.Unit.Currency, Symbol: f.Metric.Unit.Symbol,
			Polarity: f.Metric.Polarity.String(), Scenario: s.Scenario.String(), Why: append([]string{}, f.Why...),
			Points: make([]InspectedPoint, len(s.Points)),
		}
		if f.Metric.Target != nil {
			m.Target = &f.Metric.Target.Value
		}
		for i, p := range s.Points {
			since, through, _ := s.Partial(p.Period)
			m.Points[i] = InspectedPoint{
				Period: p.Period.String(), Category: p.Category, Value: p.Value, Cell: p.Cell, Since: since.String(), Through: through.String(),
			}
		}
		out = append(out, m)
	}
	return out
}

// Describe writes what was understood for people to read: each table with its place, its metrics with unit, scenario,
// span and latest value, and then the notes.
func Describe(w io.Writer, r *sheet.Reading) error {
	var b strings.Builder
	doubts := r.Doubts()
	fmt.Fprintf(&b, "%s (%s)\n", r.Workbook.File, r.Workbook.Kind)
	if len(r.Tables) == 0 {
		b.WriteString("\nNo table was found.\n")
	}
	for _, t := range r.Tables {
		b.WriteByte('\n')
		if t.Sheet.Name != "" {
			fmt.Fprintf(&b, "Sheet “%s”, ", t.Sheet.Name)
		}
		fmt.Fprintf(&b, "%s · %s · %s · %s · %s read\n", t.Range, headerWords(t.HeaderRows), layoutWords(t), fault.Counted(t.Rows, "row"), fault.Counted(t.Cells, "cell"))
		rows := [][]string{{"metric", "unit", "scenario", "span", "latest"}}
		for _, f := range t.Metrics {
			if f.Skipped {
				continue
			}
			for _, s := range f.Metric.Series {
				rows = append(rows, []string{f.Metric.Name, unitLabel(f.Metric.Unit), s.Scenario.Label(), span(s.Points), latest(f.Metric.Unit, s.Points)})
			}
		}
		if len(rows) > 1 {
			writeColumns(&b, rows)
		}
		writeNotes(&b, beside(doubts, t.Notes))
	}
	if len(r.Notes) > 0 {
		b.WriteByte('\n')
		writeNotes(&b, r.Notes)
	}
	b.WriteString(DoubtLines(doubts))
	_, err := io.WriteString(w, b.String())
	return err
}

// beside returns the notes but those of doubts, which are listed with their readings.
func beside(doubts []metric.Doubt, notes []brief.Note) []brief.Note {
	return slices.DeleteFunc(slices.Clone(notes), func(n brief.Note) bool {
		return slices.ContainsFunc(doubts, func(d metric.Doubt) bool { return d.Text == n.Text })
	})
}

// DoubtLines lists the doubts that nobody has settled, each with its readings and the ID by which it is settled; empty for
// none.
func DoubtLines(doubts []metric.Doubt) string {
	var b strings.Builder
	for _, d := range doubts {
		if d.Settled {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("\nIn doubt\n")
		}
		fmt.Fprintf(&b, "  %s\n", d.Text)
		for _, r := range d.Readings {
			taken := ""
			if r.Reading == d.Read {
				taken = ", as it was read"
			}
			fmt.Fprintf(&b, "    --set %s=%s  %s%s\n", d.ID, quoted(r.Reading), r.Value, taken)
		}
	}
	return b.String()
}

// quoted puts a word with a blank or a sign of the shell in it into quotation marks.
func quoted(word string) string {
	if strings.ContainsAny(word, " $&()<>|;*?\"'") {
		return "'" + strings.ReplaceAll(word, "'", "") + "'"
	}
	return word
}

func headerWords(rows []int) string {
	switch len(rows) {
	case 0:
		return "no header row"
	case 1:
		return fmt.Sprintf("header in row %d", rows[0])
	}
	return fmt.Sprintf("header in rows %d–%d", rows[0], rows[len(rows)-1])
}

func layoutWords(t *sheet.Table) string { return t.Layout.Info().Inspected(t.Grain, len(t.Metrics)) }

func unitLabel(u metric.Unit) string {
	switch {
	case u.Currency != "":
		return u.Currency
	case u.Symbol != "":
		return u.Symbol
	}
	return u.Kind.String()
}

func span(points []metric.Point) string {
	if len(points) == 0 {
		return "no values"
	}
	first, last := points[0], points[len(points)-1]
	switch {
	case first.Period.IsZero():
		return fault.Counted(len(points), "value")
	case first.Period == last.Period:
		return first.Period.String()
	}
	return first.Period.String() + " – " + last.Period.String()
}

func latest(unit metric.Unit, points []metric.Point) string {
	if len(points) == 0 {
		return ""
	}
	if !points[0].Period.IsZero() {
		return shownValue(unit, points[len(points)-1])
	}
	var first []string // of categories, none is the latest
	for _, p := range points[:min(3, len(points))] {
		first = append(first, lexicon.Short(p.Category)+" "+shownValue(unit, p))
	}
	if len(points) > len(first) {
		first = append(first, "…")
	}
	return strings.Join(first, ", ")
}

func shownValue(unit metric.Unit, p metric.Point) string {
	if unit.Kind == metric.Percent {
		return strconv.FormatFloat(p.Value*100, 'f', 2, 64) + "%"
	}
	return book.PlainNumber(p.Value)
}

func writeColumns(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, row := range rows {
		b.WriteString("  ")
		for i, cell := range row {
			if i == len(row)-1 {
				b.WriteString(cell)
				break
			}
			b.WriteString(cell + strings.Repeat(" ", widths[i]-len([]rune(cell))+2))
		}
		b.WriteByte('\n')
	}
}

func writeNotes(b *strings.Builder, notes []brief.Note) {
	for _, n := range notes {
		b.WriteString("  " + string(n.Severity) + ": " + n.Text)
		if n.Cell != "" && !strings.Contains(n.Text, n.Cell) {
			b.WriteString(" (" + n.Cell + ")")
		}
		b.WriteByte('\n')
	}
}
