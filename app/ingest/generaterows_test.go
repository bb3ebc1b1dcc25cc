package ingest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// makeSample makes up a workbook: its traits first, then its rows.
func makeSample(seed uint64) *sample {
	r := rand.New(rand.NewPCG(seed, 7))
	s := &sample{}
	file := pick(r, s, "file", []named[string]{{"xlsx", "x"}, {"csv", "c"}, {"csv;", ";"}})
	s.xlsx, s.comma = file == "x", file == ";"
	s.layout = pick(r, s, "layout", []named[brief.Layout]{{"wide", brief.Wide}, {"tall", brief.Tall}, {"long", brief.Long}})
	c := calendar{xlsx: true}
	for c.xlsx && !s.xlsx || c.above && s.layout != brief.Wide || c.period == nil {
		c = calendars[r.IntN(len(calendars))].is
	}
	s.traits = append(s.traits, "periods "+fmt.Sprint(c.text(c.period(9))))
	s.grain = c.grain
	n := 4 + r.IntN(9)
	scenarios := pick(r, s, "scenario", []named[string]{{"none", ""}, {"none", ""}, {"in names", "names"}, {"second header", "header"}, {"column", "column"}})
	if scenarios == "header" && (s.layout != brief.Wide || c.above) || scenarios == "column" && s.layout == brief.Tall {
		scenarios = ""
	}
	g := &writer{s: s, r: r, c: c, n: n, scenarios: scenarios, units: s.layout != brief.Tall && r.IntN(3) == 0}
	g.choose()
	g.titles()
	switch s.layout {
	case brief.Wide:
		g.wide()
	case brief.Tall:
		g.tall()
	default:
		g.long()
	}
	g.notes()
	return s
}

// writer writes a sample's rows.
type writer struct {
	s         *sample
	r         *rand.Rand
	c         calendar
	n         int
	scenarios string
	units     bool
	series    []*series
}

// choose picks the metrics, the wording of their units and their numbers.
func (g *writer) choose() {
	order := g.r.Perm(len(repertoire))
	for _, i := range order[:2+g.r.IntN(5)] {
		x := &series{reported: repertoire[i], stored: map[metric.Scenario][]float64{}}
		for {
			w := wordings[x.kind][g.r.IntN(len(wordings[x.kind]))]
			if w.is.xlsx && !g.s.xlsx || w.is.column && !g.units {
				continue
			}
			x.wording = w.is
			g.s.traits = append(g.s.traits, "unit "+w.name)
			break
		}
		x.raw = x.before + x.name + x.after
		x.plan = g.scenarios != "" && (g.scenarios != "names" || g.r.IntN(2) == 0)
		g.fill(x, metric.AC)
		if x.plan {
			g.fill(x, metric.PL)
		}
		g.series = append(g.series, x)
	}
}

// fill makes up the numbers of a scenario, and keeps what they stand for as the truth.
func (g *writer) fill(x *series, sc metric.Scenario) {
	m := trueMetric{name: x.name + x.remark, scenario: sc, unit: metric.Unit{Kind: x.kind, Currency: x.currency}, values: map[string]float64{}}
	for i := range g.n {
		v := x.value(g.r)
		x.stored[sc] = append(x.stored[sc], v)
		m.values[g.c.period(i).String()] = v * x.factor
	}
	g.s.truth = append(g.s.truth, m)
}

func (g *writer) add(row ...any) { g.s.rows = append(g.s.rows, row) }

// titles writes what stands above the header.
func (g *writer) titles() {
	switch {
	case g.c.title != "":
		g.add(g.c.title)
	case g.r.IntN(2) == 0:
		g.s.traits = append(g.s.traits, "title")
		g.add("Product metrics")
		if g.r.IntN(2) == 0 {
			g.add("Prepared by the analytics team")
		}
	default:
		return
	}
	if g.r.IntN(2) == 0 {
		g.s.traits = append(g.s.traits, "blank line below the title")
		g.add()
	}
}

// notes writes what stands below the table.
func (g *writer) notes() {
	if g.r.IntN(2) == 0 {
		return
	}
	g.s.traits = append(g.s.traits, "notes")
	if g.r.IntN(2) == 0 {
		g.add()
	}
	g.add("Source: data warehouse, as of last night")
	g.add("* preliminary")
}

// headed remembers the header rows: the last one written, and those above it that belong to it.
func (g *writer) headed(levels int) {
	for i := len(g.s.rows) - levels; i < len(g.s.rows); i++ {
		g.s.header = append(g.s.header, i+1)
	}
}

func scenarioWord(sc metric.Scenario) string {
	return map[metric.Scenario]string{metric.AC: "Actual", metric.PL: "Plan"}[sc]
}

// wide writes a metric per row.
func (g *writer) wide() {
	lead := []any{"Metric"}
	if g.units {
		lead = append(lead, "Unit")
	}
	if g.scenarios == "column" {
		lead = append(lead, "Scenario")
	}
	spaced := g.r.IntN(5) == 0 && g.scenarios != "header" && !g.c.above
	if spaced {
		g.s.traits = append(g.s.traits, "spacer columns")
	}
	above, header := make([]any, len(lead)), slices.Clone(lead)
	lastYear := 0
	for i := range g.n {
		p := g.c.period(i)
		year, _ := p.Parts()
		switch {
		case g.scenarios == "header":
			above, header = append(above, g.c.text(p), nil), append(header, "Actual", "Plan")
			if g.s.xlsx && g.r.IntN(2) == 0 {
				row, col := len(g.s.rows)+1, len(header)-1
				g.s.merged = append(g.s.merged, sheet.Range{Row1: row, Col1: col, Row2: row, Col2: col + 1})
			}
		case g.c.above && year != lastYear:
			above, header, lastYear = append(above, year), append(header, g.c.text(p)), year
		case spaced:
			above, header = append(above, nil, nil), append(header, g.c.text(p), nil)
		default:
			above, header = append(above, nil), append(header, g.c.text(p))
		}
	}
	total := g.r.IntN(3) == 0 && g.scenarios != "header"
	if total {
		g.s.traits = append(g.s.traits, "total column")
		header = append(header, "YTD")
	}
	if g.scenarios == "header" || g.c.above {
		g.add(above...)
		g.add(header...)
		g.headed(2)
	} else {
		g.add(header...)
		g.headed(1)
	}
	for i, x := range g.series {
		if i == 2 && g.r.IntN(3) == 0 {
			g.s.traits = append(g.s.traits, "blank row inside")
			g.add()
		}
		g.wideRows(x, spaced, total)
	}
	g.comparison()
}

func (g *writer) wideRows(x *series, spaced, total bool) {
	for _, sc := range []metric.Scenario{metric.AC, metric.PL} {
		if x.stored[sc] == nil || sc == metric.PL && g.scenarios == "header" {
			continue
		}
		name := x.raw
		if sc == metric.PL && g.scenarios == "names" {
			name = x.before + x.name + " plan" + x.after
		}
		row := []any{name}
		if g.units {
			row = append(row, x.unit)
		}
		if g.scenarios == "column" {
			row = append(row, scenarioWord(sc))
		}
		sum := 0.0
		for i, v := range x.stored[sc] {
			sum += v
			row = append(row, g.s.cellOf(x, v))
			if g.scenarios == "header" {
				row = append(row, g.s.cellOf(x, x.stored[metric.PL][i]))
			}
			if spaced {
				row = append(row, nil)
			}
		}
		if total {
			row = append(row, g.s.cellOf(x, math.Round(sum*1000)/1000))
		}
		g.add(row...)
	}
}

// comparison adds a row that only compares, which is no metric.
func (g *writer) comparison() {
	if g.r.IntN(4) > 0 {
		return
	}
	g.s.traits = append(g.s.traits, "comparison row")
	row := []any{"MoM change %"}
	for len(row) < 3 {
		row = append(row, nil)
	}
	for range g.n {
		row = append(row, g.s.cellOf(&series{}, float64(g.r.IntN(30))))
	}
	g.add(row[:min(len(row), len(g.s.rows[g.s.header[len(g.s.header)-1]-1]))]...)
}

// tall writes a metric per column.
func (g *writer) tall() {
	header := []any{pick(g.r, g.s, "key", []named[string]{{"Period", "Period"}, {"Date", "Date"}, {"blank", ""}})}
	type col struct {
		*series
		sc metric.Scenario
	}
	var cols []col
	for _, x := range g.series {
		header, cols = append(header, x.raw), append(cols, col{x, metric.AC})
		if x.plan {
			header, cols = append(header, x.before+x.name+" (Plan)"+x.after), append(cols, col{x, metric.PL})
		}
	}
	comment := g.r.IntN(3) == 0
	if comment {
		g.s.traits = append(g.s.traits, "comments")
		header = append(header, "Comment")
	}
	g.add(header...)
	g.headed(1)
	for i := range g.n {
		row := []any{g.c.text(g.c.period(i))}
		for _, c := range cols {
			row = append(row, g.s.cellOf(c.series, c.stored[c.sc][i]))
		}
		if comment && i == 1 {
			row = append(row, "launch")
		}
		g.add(row...)
	}
	if g.r.IntN(3) == 0 {
		g.s.traits = append(g.s.traits, "total row")
		row := []any{"Total"}
		for _, c := range cols {
			row = append(row, g.s.cellOf(c.series, math.Round(c.size)))
		}
		g.add(row...)
	}
}

// long writes a row per metric and period.
func (g *writer) long() {
	header := []any{"Period", "Metric", "Value"}
	if g.units {
		header = append(header, "Unit")
	}
	if g.scenarios == "column" {
		header = append(header, "Scenario")
	}
	g.add(header...)
	g.headed(1)
	for _, x := range g.series {
		for _, sc := range []metric.Scenario{metric.AC, metric.PL} {
			for i, v := range x.stored[sc] {
				name := x.raw
				if sc == metric.PL && g.scenarios == "names" {
					name = x.before + x.name + " plan" + x.after
				}
				row := []any{g.c.text(g.c.period(i)), name, g.s.cellOf(x, v)}
				if g.units {
					row = append(row, x.unit)
				}
				if g.scenarios == "column" {
					row = append(row, scenarioWord(sc))
				}
				g.add(row...)
			}
		}
	}
}
