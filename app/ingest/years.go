package ingest

import (
	"fmt"
	"strings"

	"throughline/app/metric"
)

// schoolYears reads 2009-10, 2010-11, 2011-12 as years, although 2009-10 alone is October 2009: every one of several
// ends in the year after the one it begins with.
func schoolYears(g *grid, cells [][2]int, rs []reading) {
	texts := map[string]bool{}
	for _, c := range cells {
		if text := tidy(g.text(c[0], c[1])); schoolYear.MatchString(text) {
			texts[text] = true
			if (int(text[2]-'0')*10+int(text[3]-'0')+1)%100 != int(text[5]-'0')*10+int(text[6]-'0') {
				return
			}
		}
	}
	if len(texts) < 2 {
		return
	}
	for i, c := range cells {
		if text := tidy(g.text(c[0], c[1])); texts[text] {
			if p, ok := metric.ParsePeriod(strings.Replace(text, "-", "/", 1)); ok && p.Grain == metric.Month {
				year, _ := p.Parts()
				rs[i].period = metric.FiscalYearOf(year + 1)
			}
		}
	}
}

// settleYears gives months, quarters and weeks without a year theirs: the year beside each, or the one in the titles,
// counted on where the sequence starts over.
func (a *axis) settleYears(rs []reading, ctx axisContext) {
	var run []int // cells that wait for a year, in order
	for i := range rs {
		if rs[i].bare.Grain == metric.GrainNone {
			continue
		}
		if i < len(ctx.years) && !ctx.years[i].IsZero() {
			rs[i].period = rs[i].bare.In(ctx.years[i].N)
			rs[i].period.Fiscal = ctx.years[i].Fiscal && rs[i].bare.Grain == metric.Quarter
			continue
		}
		run = append(run, i)
	}
	endFiscalYears(rs, ctx)
	if len(run) == 0 {
		return
	}
	year, ends, from, ok := yearIn(ctx.titles)
	if !ok {
		a.undated = len(run)
		return
	}
	wraps := 0
	years := make([]int, len(run))
	for k, i := range run {
		if k > 0 && rs[i].bare.Grain == rs[run[k-1]].bare.Grain && rs[i].bare.Within < rs[run[k-1]].bare.Within {
			wraps++
		}
		years[k] = wraps
	}
	first := year
	if ends {
		first = year - wraps
	}
	for k, i := range run {
		rs[i].period = rs[i].bare.In(first + years[k])
		if ends && rs[i].bare.Grain == metric.Quarter {
			rs[i].period.Fiscal = true // a quarter of FY26
		}
	}
	a.why = fmt.Sprintf("The periods name no year; %d was taken from “%s”.", year, short(from))
	switch {
	case wraps > 0:
		a.doubt = fmt.Sprintf("The periods run over the turn of a year; with “%s” the first was taken to lie in %d.", short(from), first)
	case ends && rs[run[0]].bare.Grain == metric.Month && rs[run[0]].bare.Within > 1:
		a.doubt = fmt.Sprintf("“%s” may begin in the year before; its months were taken to lie in %d.", short(from), first)
	}
}

// endFiscalYears moves the months of a fiscal year that come before its turn into the year before: November of FY26,
// where January follows it.
func endFiscalYears(rs []reading, ctx axisContext) {
	for i := len(rs) - 2; i >= 0; i-- {
		if i+1 >= len(ctx.years) || !ctx.years[i].Fiscal || ctx.years[i] != ctx.years[i+1] || rs[i].bare.Grain != metric.Month {
			continue
		}
		if next := rs[i+1].period; next.Grain == metric.Month && !rs[i].period.Before(next) {
			rs[i].period = rs[i].period.Add(-12)
		}
	}
}

// yearIn finds the year a table is about in the lines around it, the nearest first. ends says that it is the year the
// sequence ends in: FY26, 2025/26. A line with several years tells nothing.
func yearIn(titles []string) (year int, ends bool, from string, ok bool) {
	for _, t := range titles {
		if m := spanInText.FindStringSubmatch(t); m != nil {
			if p, ok := metric.ParsePeriod(m[1] + "/" + m[2]); ok && p.Fiscal {
				y, _ := p.Parts()
				return y, true, t, true
			}
		}
		if m := fiscalInText.FindStringSubmatch(t); m != nil {
			if p, isYear := metric.ParsePeriod("FY" + m[1]); isYear {
				y, _ := p.Parts()
				return y, true, t, true
			}
		}
		years := map[string]bool{}
		for _, m := range yearInText.FindAllStringSubmatch(t, -1) {
			years[m[1]] = true
		}
		if len(years) == 1 {
			for y := range years {
				p, _ := metric.ParsePeriod(y)
				return p.N, false, t, true
			}
		}
	}
	return 0, false, "", false
}
