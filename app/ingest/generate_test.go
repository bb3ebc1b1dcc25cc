package ingest

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// A sample is a workbook made up at random, with what is true of it. Its traits are those that RELIABILITY.md counts in
// real files, each chosen on its own, so that their combinations are met too.
type sample struct {
	rows   [][]any
	merged []sheet.Range
	traits []string
	xlsx   bool
	comma  bool // decimal commas, fields parted by semicolons

	layout brief.Layout
	grain  metric.Grain
	header []int
	truth  []trueMetric
}

// trueMetric is a metric in one scenario: its values in their unit, by period or category.
type trueMetric struct {
	name     string
	scenario metric.Scenario
	unit     metric.Unit
	values   map[string]float64
}

// pick chooses one of some spellings and remembers it as a trait.
func pick[T any](r *rand.Rand, s *sample, trait string, of []named[T]) T {
	n := of[r.IntN(len(of))]
	s.traits = append(s.traits, trait+" "+n.name)
	return n.is
}

type named[T any] struct {
	name string
	is   T
}

// reported is a metric people report, with the size of its numbers.
type reported struct {
	name  string
	kind  metric.Kind
	size  float64
	whole bool
}

var repertoire = []reported{
	{"Signups", metric.Count, 4000, true},
	{"Active users", metric.Count, 90_000, true},
	{"Support tickets", metric.Count, 700, true},
	{"Deployments", metric.Count, 60, true},
	{"Revenue", metric.Currency, 4_000_000, false},
	{"ARR", metric.Currency, 30_000_000, false},
	{"Support cost", metric.Currency, 90_000, false},
	{"Bookings", metric.Currency, 2_000_000, false},
	{"Churn rate", metric.Percent, 0.05, false},
	{"Trial conversion", metric.Percent, 0.2, false},
	{"Gross margin", metric.Percent, 0.8, false},
	{"Net revenue retention", metric.Percent, 1.1, false},
	{"Time to restore", metric.Duration, 30, false},
	{"NPS", metric.Number, 60, true},
}

// wording is how a metric's unit is written: around its name, in a unit column, or in the cells.
type wording struct {
	before, after string  // around the name
	remark        string  // what stays of these in the name
	unit          string  // in a unit column
	factor        float64 // what a stored value stands for
	format        string  // of the cells in a workbook
	cell          func(string) string
	currency      string
	xlsx, column  bool // only in a workbook; only where there is a unit column
}

func dressed(before, after string) func(string) string {
	return func(digits string) string { return before + digits + after }
}

var wordings = map[metric.Kind][]named[wording]{
	metric.Count: {{"plain", wording{factor: 1}}, {"'000", wording{after: " ('000)", factor: 1000}}, {"format #,##0", wording{factor: 1, format: "#,##0", xlsx: true}}},
	metric.Currency: {
		{"($k)", wording{after: " ($k)", factor: 1000, currency: "USD"}},
		{"(€m)", wording{after: " (€m)", factor: 1e6, currency: "EUR"}},
		{", EUR", wording{after: ", EUR", factor: 1, currency: "EUR"}},
		{"Mio. €", wording{after: " Mio. €", factor: 1e6, currency: "EUR"}},
		{"in USD thousands", wording{after: " in USD thousands", factor: 1000, currency: "USD"}},
		{"(net of VAT, £)", wording{after: " (net of VAT, £)", remark: " (net of VAT)", factor: 1, currency: "GBP"}},
		{"format $", wording{factor: 1, format: `"$"#,##0.00`, currency: "USD", xlsx: true}},
		{"format [$€-407]", wording{factor: 1, format: `#,##0 [$€-407]`, currency: "EUR", xlsx: true}},
		{"signs in cells", wording{factor: 1, cell: dressed("€", ""), currency: "EUR"}},
		{"unit column", wording{unit: "$k", factor: 1000, currency: "USD", column: true}},
	},
	metric.Percent: {
		{"%", wording{after: " %", factor: 0.01}},
		{"(in %)", wording{after: " (in %)", factor: 0.01}},
		{"signs in cells", wording{factor: 0.01, cell: dressed("", "%")}},
		{"format 0.0%", wording{factor: 1, format: "0.0%", xlsx: true}},
		{"unit column", wording{unit: "%", factor: 0.01, column: true}},
	},
	metric.Duration: {{"(hours)", wording{after: " (hours)", factor: 1}}, {"words in cells", wording{factor: 1, cell: dressed("", " hours")}}, {"unit column", wording{unit: "h", factor: 1, column: true}}},
	metric.Number:   {{"plain", wording{factor: 1}}},
}

// calendar is how periods are written.
type calendar struct {
	grain  metric.Grain
	period func(i int) metric.Period
	text   func(p metric.Period) any
	title  string // a line that names what the periods leave out
	above  bool   // the year stands in a row of its own over months or quarters
	xlsx   bool
}

func months(i int) metric.Period   { return metric.MonthOf(2025, 1).Add(i + 3) }
func january(i int) metric.Period  { return metric.MonthOf(2026, 1).Add(i) }
func quarters(i int) metric.Period { return metric.QuarterOf(2024, 3).Add(i) }
func fiscals(i int) metric.Period  { return metric.FiscalQuarterOf(2025, 3).Add(i) }
func weeks(i int) metric.Period    { return metric.WeekOf(2026, 3).Add(i) }
func years(i int) metric.Period    { return metric.YearOf(2016).Add(i) }

// layoutOf writes a period's first day, or its last, in a layout of package time.
func layoutOf(layout string, last bool) func(metric.Period) any {
	return func(p metric.Period) any {
		if last {
			return p.End(1).Format(layout)
		}
		return p.Start(1).Format(layout)
	}
}

// numbered writes the year and the number within it.
func numbered(format string, yearFirst bool, century int) func(metric.Period) any {
	return func(p metric.Period) any {
		year, within := p.Parts()
		if year %= century; yearFirst {
			return fmt.Sprintf(format, year, within)
		}
		return fmt.Sprintf(format, within, year)
	}
}

var calendars = []named[calendar]{
	{"Jan-26", calendar{grain: metric.Month, period: months, text: layoutOf("Jan-06", false)}},
	{"Jan 2026", calendar{grain: metric.Month, period: months, text: layoutOf("Jan 2006", false)}},
	{"January 2026", calendar{grain: metric.Month, period: months, text: layoutOf("January 2006", false)}},
	{"2026-01", calendar{grain: metric.Month, period: months, text: layoutOf("2006-01", false)}},
	{"2026M01", calendar{grain: metric.Month, period: months, text: numbered("%dM%02d", true, 10000)}},
	{"01/2026", calendar{grain: metric.Month, period: months, text: layoutOf("01/2006", false)}},
	{"31.01.2026", calendar{grain: metric.Month, period: months, text: layoutOf("02.01.2006", true)}},
	{"1/31/26", calendar{grain: metric.Month, period: months, text: layoutOf("1/2/06", true)}},
	{"2026-01-31", calendar{grain: metric.Month, period: months, text: layoutOf("2006-01-02", true)}},
	{"dates", calendar{grain: metric.Month, period: months, text: func(p metric.Period) any { return styled{Value: p.Start(1), Format: "mmm-yy"} }, xlsx: true}},
	{"end dates", calendar{grain: metric.Month, period: months, text: func(p metric.Period) any { return styled{Value: p.End(1), Format: "dd/mm/yyyy"} }, xlsx: true}},
	{"Jan under a title", calendar{grain: metric.Month, period: january, text: layoutOf("Jan", false), title: "KPI report 2026"}},
	{"Jan under a year", calendar{grain: metric.Month, period: months, text: layoutOf("Jan", false), above: true}},
	{"Q1 2026", calendar{grain: metric.Quarter, period: quarters, text: numbered("Q%d %d", false, 10000)}},
	{"Q1'26", calendar{grain: metric.Quarter, period: quarters, text: numbered("Q%d'%02d", false, 100)}},
	{"1Q26", calendar{grain: metric.Quarter, period: quarters, text: numbered("%dQ%02d", false, 100)}},
	{"2026-Q1", calendar{grain: metric.Quarter, period: quarters, text: numbered("%d-Q%d", true, 10000)}},
	{"Q1 under a year", calendar{grain: metric.Quarter, period: quarters, text: numbered("Q%d%.0d", false, 1), above: true}},
	{"FY26 Q1", calendar{grain: metric.Quarter, period: fiscals, text: numbered("FY%02d Q%d", true, 100)}},
	{"W05 2026", calendar{grain: metric.Week, period: weeks, text: numbered("W%02d %d", false, 10000)}},
	{"2026-W05", calendar{grain: metric.Week, period: weeks, text: numbered("%d-W%02d", true, 10000)}},
	{"KW 5 2026", calendar{grain: metric.Week, period: weeks, text: numbered("KW %d %d", false, 10000)}},
	{"years", calendar{grain: metric.Year, period: years, text: func(p metric.Period) any { return p.N }}},
}

// series is a metric of a sample on its way into rows.
type series struct {
	reported
	wording
	raw    string
	plan   bool // with a plan beside the actual
	stored map[metric.Scenario][]float64
}

// value makes up a stored number of few digits and, where it is whole, a whole one.
func (s *series) value(r *rand.Rand) float64 {
	v := s.size * (0.5 + r.Float64()) / s.factor
	if s.whole && s.factor == 1 {
		return math.Round(v)
	}
	digits := math.Pow(10, max(0, 3-math.Floor(math.Log10(math.Abs(v)))))
	return math.Round(v*digits) / digits
}

// cellOf writes a stored number as the sample's cells show it.
func (s *sample) cellOf(x *series, v float64) any {
	if s.xlsx && x.cell == nil {
		if x.format != "" {
			return styled{Value: v, Format: x.format}
		}
		return v
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if s.comma {
		text = strings.ReplaceAll(text, ".", ",")
	}
	if x.cell != nil {
		text = x.cell(text)
	}
	return text
}

// write stores the sample as a file and returns its path.
func (s *sample) write(t *testing.T) string {
	t.Helper()
	if s.xlsx {
		return workbook(t, []page{{Name: "KPIs", Rows: s.rows}}, func(f *excelize.File) {
			for _, m := range s.merged {
				must(t, f.MergeCell("KPIs", sheet.Address(m.Row1, m.Col1), sheet.Address(m.Row2, m.Col2)))
			}
		})
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if s.comma {
		w.Comma = ';'
	}
	width := 0
	for _, row := range s.rows {
		width = max(width, len(row))
	}
	for _, row := range s.rows {
		fields := make([]string, width)
		for i, v := range row {
			if v != nil {
				fields[i] = fmt.Sprint(v)
			}
		}
		must(t, w.Write(fields))
	}
	w.Flush()
	return textFile(t, "kpis.csv", b.String())
}
