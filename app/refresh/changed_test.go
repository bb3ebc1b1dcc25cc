package refresh_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/refresh"
	"throughline/app/sheet"
)

// line is a metric of a workbook in the making: its values by month, from January 2026 on, and the format of its cells.
type line struct {
	name, format string
	values, plan []float64
}

// state is a workbook in the making, that mutations work on: the lines of its first sheet and of its second.
type state struct {
	lines, others []line
	down          bool // months in rows
	from          int  // the first month, 0 for January
	title         string
}

func (s state) clone() state {
	copied := func(lines []line) []line {
		lines = slices.Clone(lines)
		for i := range lines {
			lines[i].values, lines[i].plan = slices.Clone(lines[i].values), slices.Clone(lines[i].plan)
		}
		return lines
	}
	s.lines, s.others = copied(s.lines), copied(s.others)
	return s
}

// until returns the state with its first n months.
func (s state) until(n int) state {
	s = s.clone()
	for _, lines := range [][]line{s.lines, s.others} {
		for i := range lines {
			lines[i].values = lines[i].values[:n]
			if lines[i].plan != nil {
				lines[i].plan = lines[i].plan[:n]
			}
		}
	}
	return s
}

// The bases are of three trades, each with eight months of which a brief knows seven: months across, months down, and
// months across on a sheet of another name.
var bases = map[string]state{
	"veterinary practice": {title: "Practice", lines: []line{
		{"Consultations", "#,##0", []float64{1480, 1512, 1467, 1530, 1555, 1542, 1590, 1611}, nil},
		{"Takings", "€#,##0", []float64{96500, 98200, 95900, 101300, 103800, 102700, 106100, 107900}, []float64{95000, 97000, 99000, 101000, 103000, 104000, 105000, 106000}},
		{"Missed appointments", "0.0%", []float64{0.061, 0.059, 0.063, 0.058, 0.057, 0.06, 0.056, 0.055}, nil},
		{"Wait", `0 "min"`, []float64{24, 23, 26, 25, 22, 23, 21, 20}, nil},
	}, others: []line{{"Vaccinations", "#,##0", []float64{410, 422, 405, 431, 444, 439, 452, 460}, nil}, {"Chips set", "#,##0", []float64{120, 131, 125, 128, 140, 137, 133, 142}, nil}}},
	"brewery": {title: "Brewing", down: true, lines: []line{
		{"Hectolitres", "#,##0", []float64{5120, 5210, 5480, 5630, 5790, 6010, 6140, 6090}, nil},
		{"Duty paid", "$#,##0", []float64{214000, 219500, 228100, 233900, 241000, 249800, 254600, 252300}, []float64{210000, 218000, 226000, 236000, 243000, 251000, 256000, 257000}},
		{"Returns", "0.00%", []float64{0.0121, 0.0118, 0.0125, 0.0119, 0.0115, 0.0117, 0.0112, 0.0114}, nil},
		{"Tank time", `0.0 "h"`, []float64{312, 305, 318, 309, 301, 298, 304, 296}, nil},
	}, others: []line{{"Tours", "#,##0", []float64{212, 230, 251, 248, 277, 301, 322, 318}, nil}, {"Shop visitors", "#,##0", []float64{1810, 1902, 2044, 2101, 2233, 2410, 2507, 2488}, nil}}},
	"city transit": {title: "Network 2026", lines: []line{
		{"Boardings", "#,##0", []float64{3210400, 3188200, 3302100, 3288900, 3340700, 3401200, 3377500, 3420800}, nil},
		{"Fare income", "£#,##0", []float64{4102000, 4088000, 4190000, 4179000, 4231000, 4302000, 4288000, 4335000}, []float64{4150000, 4150000, 4200000, 4200000, 4250000, 4250000, 4300000, 4310000}},
		{"Late arrivals", "0.0%", []float64{0.142, 0.151, 0.138, 0.144, 0.139, 0.133, 0.136, 0.131}, nil},
		{"Repair", `0.0 "h"`, []float64{6.2, 6.4, 5.9, 6.1, 5.8, 5.7, 5.9, 5.6}, nil},
	}, others: []line{{"Complaints", "#,##0", []float64{640, 655, 618, 627, 601, 588, 597, 575}, nil}, {"Lost items", "#,##0", []float64{1204, 1188, 1231, 1219, 1256, 1280, 1267, 1291}, nil}}},
}

func (s state) sheets() []page {
	pages := []page{{s.title, s.table(s.lines)}}
	if s.others != nil {
		pages = append(pages, page{"Visitors", s.table(s.others)})
	}
	return pages
}

// table lays lines out, months across or down.
func (s state) table(lines []line) [][]any {
	months := 0
	var named []line
	for _, l := range lines {
		named = append(named, line{l.name, l.format, l.values, nil})
		if l.plan != nil {
			named = append(named, line{l.name + " Plan", l.format, l.plan, nil})
		}
		months = max(months, len(l.values))
	}
	rows := make([][]any, 1+len(named))
	rows[0] = []any{"Month"}
	for i := range months {
		rows[0] = append(rows[0], time.Month(s.from + i + 1).String()[:3]+" 2026")
	}
	for r, l := range named {
		rows[r+1] = []any{l.name}
		for _, v := range l.values {
			if math.IsNaN(v) {
				rows[r+1] = append(rows[r+1], "")
			} else {
				rows[r+1] = append(rows[r+1], sheet.Cell{Kind: sheet.Number, Number: v, Text: fmt.Sprint(v), Format: l.format})
			}
		}
	}
	if !s.down {
		return rows
	}
	turned := make([][]any, months+1)
	for c := range turned {
		for r := range rows {
			turned[c] = append(turned[c], rows[r][c])
		}
	}
	return turned
}

func (s state) workbook(file string) *sheet.Workbook {
	return workbook(file, s.sheets()...)
}

// brief is a brief of a state that shows the latest value of every metric.
func (s state) brief(t *testing.T) *brief.Brief {
	t.Helper()
	b := briefOf(t, s.workbook("figures_jul.xlsx"))
	b.Headline = "How we are doing"
	b.Beats, b.Evidence = [4]brief.Beat{}, brief.Proof{}
	var told []string
	for _, m := range b.Metrics {
		told = append(told, "{"+m.Name+"}")
	}
	b.Beats[brief.Context].Body = "It is " + strings.Join(told, " and ") + "."
	if err := b.Validate(); err != nil {
		t.Fatal(err)
	}
	return b
}

// mutation is what happened to a workbook between two months, and what somebody has to be asked about: the line, by its
// place, and the words that say what is the matter. Where line is -1, a source is not renewed.
type mutation struct {
	name   string
	line   int
	words  string
	change func(s *state)
}

const last = 7 // the month that a brief does not know yet

var mutations = []mutation{
	{"the currency is another at equal values", 1, "money in CHF", func(s *state) { s.lines[1].format = `[$CHF] #,##0` }},
	{"the unit is another at equal values", 3, "in days", func(s *state) { s.lines[3].format = `0.0 "days"` }},
	{"the values are cumulative", 0, "cumulative", func(s *state) {
		for i := 1; i <= last; i++ {
			s.lines[0].values[i] += s.lines[0].values[i-1]
		}
	}},
	{"the old values are under a new name", 0, "stand under", func(s *state) {
		old := s.lines[0]
		old.name = "Gross " + old.name
		s.lines = append(s.lines, old)
		s.lines[0].values = scaled(old.values, 1.19)
	}},
	{"a name is used twice", 2, "more than once", func(s *state) {
		other := s.lines[2]
		other.values = scaled(other.values, 1.7)
		s.lines = append([]line{other}, s.lines...)
	}},
	{"plan and actual are swapped", 1, "stands as its", func(s *state) {
		s.lines[1].values, s.lines[1].plan = s.lines[1].plan, s.lines[1].values
	}},
	{"another firm", 0, "past values", func(s *state) {
		for i := range s.lines {
			for j := range s.lines[i].values {
				s.lines[i].values[j] *= 1.3 + 0.1*math.Sin(float64(i+3*j))
			}
		}
	}},
	{"the last value is a thousandth", 1, "1/1000", func(s *state) { s.lines[1].values[last] /= 1000 }},
	{"the last value is a thousandfold", 0, "1000", func(s *state) { s.lines[0].values[last] *= 1000 }},
	{"a percentage that lost its sign", 2, "100", func(s *state) { s.lines[2].values[last] *= 100 }},
	{"a zero at the end", 1, "far from", func(s *state) { s.lines[1].values[last] = 0 }},
	{"all signs are turned", 1, "opposite sign", func(s *state) { s.lines[1].values = scaled(s.lines[1].values, -1) }},
	{"the last sign is turned", 1, "far from", func(s *state) { s.lines[1].values[last] *= -1 }},
	{"a percentage became what is left of it", 2, "past values", func(s *state) {
		for i, v := range s.lines[2].values {
			s.lines[2].values[i] = 1 - v
		}
	}},
	{"a source is not there", -1, "is not renewed", func(s *state) { s.others = nil }},
	{"nothing for the newest month", 3, "no newer value", func(s *state) { s.lines[3].values[last] = math.NaN() }},
}

func scaled(values []float64, by float64) []float64 {
	all := slices.Clone(values)
	for i := range all {
		all[i] *= by
	}
	return all
}

// Every change that makes the new file say something else than the old one is asked about, in words that say what it is;
// what it did not touch is taken; and what nobody decided is found again by the coach.
func TestChangedWorkbooksAreAskedAbout(t *testing.T) {
	found, alarms := 0, 0
	for trade, base := range bases {
		for _, m := range mutations {
			t.Run(trade+", "+m.name, func(t *testing.T) {
				b := base.until(last).brief(t)
				changed := base.clone()
				m.change(&changed)
				r := read(t, b, changed.workbook("figures_aug.xlsx"), nil)
				v := r.Review(nil, time.Time{})
				name := base.others[0].name
				if m.line >= 0 {
					name = base.lines[m.line].name
				}
				said := strings.Join(v.Left, " ")
				for _, s := range v.Stale {
					said += s.Metric + ": " + s.Why
				}
				for _, row := range v.Metrics {
					switch {
					case row.Metric == name:
						said += row.Text
						if row.Decide && row.Decision != refresh.Keep {
							t.Errorf("%s is doubtful and taken", name)
						}
					case row.Decide && m.name != "another firm":
						alarms++
						t.Errorf("it is asked about %s: %s", row.Metric, row.Text)
					}
				}
				if !v.Open() || !strings.Contains(said, m.words) {
					t.Fatalf("open %v; of %s it is said: %s", v.Open(), name, said)
				}
				found++
				r.Apply(b, nil, imported)
				if err := b.Validate(); err != nil {
					t.Fatal(err)
				}
				said = ""
				for _, f := range coach.Review(b) {
					if f.Code == "stale" {
						said += f.Text
					}
				}
				if !strings.Contains(said, name+" has no value after") {
					t.Errorf("after it was accepted nothing is said of %s", name)
				}
				if m.line >= 0 && strings.Contains(said, base.others[0].name) {
					t.Errorf("after it was accepted it is said: %s", said)
				}
			})
		}
	}
	t.Logf("%d changed workbooks: %d found, %d false alarms", len(bases)*len(mutations), found, alarms)
}
