package ingest

import (
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// readAxis reads cells as periods of one grain: the grain most of them have, dates being put into weeks, months,
// quarters or years by the distance between them.
func (g *grid) readAxis(cells [][2]int, ctx axisContext) axis {
	rs := make([]reading, len(cells))
	for i, c := range cells {
		if g.stop() {
			return axis{at: make([]metric.Period, len(cells)), rest: make([]string, len(cells))}
		}
		rs[i] = g.readPeriodCell(c[0], c[1], ctx)
	}
	a := axis{at: make([]metric.Period, len(cells)), rest: make([]string, len(cells))}
	schoolYears(g, cells, rs)
	a.settleDateOrder(g.canceller, rs, orderSaid(g.order, ctx.header), ctx.by.Order)
	a.settleDays(rs, ctx.header+leads(rs))
	a.settleYears(rs, ctx)
	for i := range rs {
		rs[i].period = setFiscal(rs[i].period, ctx.by.FiscalStart)
	}
	a.settleGrain(rs)
	fiscal := 0
	for i := range rs {
		a.rest[i] = rs[i].rest
		switch p := rs[i].period; {
		case p.IsZero():
		case p.Grain == a.grain:
			a.at[i] = p
			if p.Fiscal {
				fiscal++
			}
		default:
			a.other = append(a.other, i)
		}
	}
	if fiscal > 0 && fiscal < a.found {
		a.keepKind(fiscal*2 > a.found)
	}
	return a
}

// settleGrain takes the grain that most cells have, of two the finer one.
func (a *axis) settleGrain(rs []reading) {
	counts := map[metric.Grain]int{}
	for i := range rs {
		if !rs[i].period.IsZero() {
			counts[rs[i].period.Grain]++
		}
	}
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		if counts[grain] > a.found {
			a.grain, a.found = grain, counts[grain]
		}
	}
}

// keepKind leaves the fiscal or the calendar periods aside, which do not order among each other.
func (a *axis) keepKind(fiscal bool) {
	for i, p := range a.at {
		if !p.IsZero() && p.Fiscal != fiscal {
			a.at[i] = metric.Period{}
			a.other = append(a.other, i)
			a.found--
		}
	}
}

// readPeriodCell reads one cell as far as it goes alone.
func (g *grid) readPeriodCell(row, col int, ctx axisContext) reading {
	text := g.text(row, col)
	switch c := g.cell(row, col); c.Kind {
	case sheet.Date:
		return readPeriodDate(c)
	case sheet.Number:
		return readPeriodNumber(c.Number, ctx.header)
	case sheet.Blank, sheet.Bool, sheet.Error:
		text = g.label(row, col)
	}
	if text = lexicon.Tidy(text); text == "" {
		return reading{}
	}
	if r, ok := readPeriodText(text); ok {
		return r
	}
	switch {
	case g.fact(row, col) == isNumber:
		return readPeriodNumber(g.number(row, col).Value, ctx.header)
	case ctx.parts:
		return readPeriodInside(text)
	}
	return reading{}
}
