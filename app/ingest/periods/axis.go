package periods

import (
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Read reads cells as periods of one grain: the grain most of them have, dates being put into weeks, months, quarters or
// years by the distance between them.
func Read(cells Cells, ctx Context) Axis {
	n := cells.Len()
	rs := make([]reading, n)
	a := Axis{At: make([]metric.Period, n), Rest: make([]string, n)}
	for i := range rs {
		if ctx.Stop() {
			return a
		}
		rs[i] = readCell(cells, i, ctx)
	}
	schoolYears(cells, rs)
	a.settleShortYears(cells, rs, ctx)
	a.settleDateOrder(rs, ctx)
	a.settleDays(rs, ctx.Header+leads(rs))
	a.settleYears(rs, ctx)
	for i := range rs {
		rs[i].period = setFiscal(rs[i].period, ctx.By.FiscalStart)
	}
	a.settleGrain(rs)
	fiscal := 0
	for i := range rs {
		a.Rest[i] = rs[i].rest
		switch p := rs[i].period; {
		case p.IsZero():
		case p.Grain == a.Grain:
			a.At[i] = p
			if p.Fiscal {
				fiscal++
			}
		default:
			a.Other = append(a.Other, i)
		}
	}
	if fiscal > 0 && fiscal < a.Found {
		a.keepKind(fiscal*2 > a.Found)
	}
	return a
}

// settleGrain takes the grain that most cells have, of two the finer one.
func (a *Axis) settleGrain(rs []reading) {
	counts := map[metric.Grain]int{}
	for i := range rs {
		if !rs[i].period.IsZero() {
			counts[rs[i].period.Grain]++
		}
	}
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		if counts[grain] > a.Found {
			a.Grain, a.Found = grain, counts[grain]
		}
	}
}

// keepKind leaves the fiscal or the calendar periods aside, which do not order among each other.
func (a *Axis) keepKind(fiscal bool) {
	for i, p := range a.At {
		if !p.IsZero() && p.Fiscal != fiscal {
			a.At[i] = metric.Period{}
			a.Other = append(a.Other, i)
			a.Found--
		}
	}
}

// readCell reads one cell as far as it goes alone.
func readCell(cells Cells, i int, ctx Context) reading {
	c := cells.Cell(i)
	text := strings.TrimSpace(c.Text)
	switch c.Kind {
	case sheet.Date:
		return readDate(c)
	case sheet.Number:
		return readNumber(c.Number, ctx.Header)
	case sheet.Blank, sheet.Bool, sheet.Error:
		text = cells.Label(i)
	}
	if text = lexicon.Tidy(text); text == "" {
		return reading{}
	}
	if r, ok := readText(text); ok {
		return r
	}
	v, isNumber := cells.Number(i)
	switch {
	case isNumber:
		return readNumber(v, ctx.Header)
	case ctx.Parts:
		return readInside(text)
	case ctx.Beside != nil:
		if r := readInside(text); r.rest != "" && ctx.Beside(r.rest) {
			return r
		}
	}
	return reading{}
}
