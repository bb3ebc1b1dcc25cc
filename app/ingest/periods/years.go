package periods

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
)

var (
	fiscalInText = regexp.MustCompile(`(?i)\b(?:fy|fiscal(?: year)?)\s?'?(\d{4}|\d{2})\b`)
	spanInText   = regexp.MustCompile(`\b((?:19|20)\d{2})\s?[/–-]\s?((?:19|20)?\d{2})\b`)
	yearInText   = regexp.MustCompile(`(?:^|[^\d.,])((?:19|20)\d{2})(?:$|[^\d.,])`)
)

// yearPatterns are the ways a year is named in a line.
var yearPatterns = []*regexp.Regexp{fiscalInText, spanInText, yearInText}

// WithoutYears takes the years out of a line: the name of what it is about, whatever the year.
func WithoutYears(line string) string {
	for _, pattern := range yearPatterns {
		line = pattern.ReplaceAllString(line, " ")
	}
	return line
}

var schoolYear = regexp.MustCompile(`^\d{4}-?\d{2}$`)

// SpansYears reports 2009-10 or 200910 as two years that follow each other.
func SpansYears(text string) bool {
	if !schoolYear.MatchString(text) {
		return false
	}
	end := text[len(text)-2:]
	return (int(text[2]-'0')*10+int(text[3]-'0')+1)%100 == int(end[0]-'0')*10+int(end[1]-'0')
}

// schoolYears reads 2009-10, 2010-11, 2011-12 as years, although 2009-10 alone is October 2009, and 200910 as programs write
// it: every one of several ends in the year after the one it begins with. One alone is a year where it is no month.
func schoolYears(cells Cells, rs []reading) {
	texts := map[string]bool{}
	months := true
	for i := range rs {
		text := lexicon.Tidy(cells.Cell(i).Text)
		switch {
		case !schoolYear.MatchString(text):
		case !SpansYears(text):
			return
		default:
			texts[text] = true
			months = months && text[len(text)-2:] <= "12"
		}
	}
	if len(texts) == 0 || len(texts) < 2 && months {
		return
	}
	for i := range rs {
		if text := lexicon.Tidy(cells.Cell(i).Text); texts[text] {
			if year, err := strconv.Atoi(text[:4]); err == nil && Plausible(metric.YearOf(year)) {
				rs[i] = reading{period: metric.FiscalYearOf(year + 1)}
			}
		}
	}
}

// settleYears gives months, quarters and weeks without a year theirs: the year beside each, or the one in the titles,
// counted on where the sequence starts over.
func (a *Axis) settleYears(rs []reading, ctx Context) {
	continueYears(rs, ctx)
	run := settleYearsBeside(rs, ctx)
	endFiscalYears(rs, ctx)
	if len(run) == 0 {
		return
	}
	year, ends, from, ok := yearIn(ctx.Titles)
	if !ok && ctx.By.Year == 0 && ctx.Neighbour.Year > 0 {
		year, ok = a.askNeighbour(rs[run[0]].bare, ctx), true
		if ok = year > 0; !ok {
			a.Undated = len(run)
			return
		}
		from = ctx.Neighbour.Where
	}
	switch {
	case ctx.By.Year > 0:
		a.countYears(rs, run, ctx)
		a.Why = fmt.Sprintf("The periods name no year; %d was set at import.", ctx.By.Year)
		return
	case !ok:
		a.Undated = len(run)
		return
	case ends && ctx.By.FiscalStart > 1:
		for _, i := range run {
			rs[i].period = inFiscalYear(rs[i].bare, year, ctx.By.FiscalStart)
		}
		a.Why = fmt.Sprintf("The periods name no year; “%s” does, and it begins in %s, as set at import.", lexicon.Short(from), time.Month(ctx.By.FiscalStart))
		return
	}
	a.countFromTitle(rs, run, ctx, year, ends, from)
}

// countFromTitle gives the periods of a run the year of a title, and the years next to it where the sequence starts
// over. The run ends in that year where the title names the year by its end, and begins in it otherwise.
func (a *Axis) countFromTitle(rs []reading, run []int, ctx Context, year int, ends bool, from string) {
	turns := yearTurns(rs, run, ctx.Groups)
	first, wraps := year, slices.Max(turns)
	if ends {
		first = year - wraps
	}
	why := fmt.Sprintf("The periods name no year; %d was taken from “%s”.", year, lexicon.Short(from))
	switch start := rs[run[0]].bare; {
	case wraps > 0:
		first = a.askYear(ctx, start, first, fmt.Sprintf(
			"The periods run over the turn of a year; with “%s” the first was taken to lie in %d.", lexicon.Short(from), first))
	case ends && start.Grain == metric.Month && start.Within > 1:
		first = a.askYear(ctx, start, first, fmt.Sprintf(
			"“%s” may begin in the year before; its months were taken to lie in %d.", lexicon.Short(from), first))
	}
	for k, i := range run {
		rs[i].period = rs[i].bare.In(first + turns[k])
		if ends && rs[i].bare.Grain == metric.Quarter {
			rs[i].period.Fiscal = true // a quarter of FY26
		}
	}
	a.Why = why
}

// askNeighbour doubts the year that a table was taken to share with the one beside it; 0 where it was settled as none.
func (a *Axis) askNeighbour(start metric.BarePeriod, ctx Context) int {
	n := ctx.Neighbour
	d := metric.Doubt{
		Kind: metric.PeriodDoubt, Key: "period-year", Read: strconv.Itoa(n.Year), Effect: "the year",
		Readings: []metric.DoubtReading{{Reading: strconv.Itoa(n.Year), Value: start.In(n.Year).Label()}, {Reading: "names", Value: "no year"}},
		Text:     fmt.Sprintf("The periods name no year; they were taken to lie in %d, as those of the table in %s do.", n.Year, n.Where),
	}
	for _, y := range []int{n.Year - 1, n.Year + 1} {
		d.Readings = append(d.Readings, metric.DoubtReading{Reading: strconv.Itoa(y), Value: start.In(y).Label()})
	}
	d.Settle(ctx.Settled)
	a.Doubts = append(a.Doubts, d)
	year, _ := strconv.Atoi(d.Read) // 0 for names
	return year
}

// askYear doubts the year that the first period of a run was taken to lie in, and returns the one that holds.
func (a *Axis) askYear(ctx Context, start metric.BarePeriod, year int, text string) int {
	d := metric.Doubt{Kind: metric.PeriodDoubt, Key: "period-year", Read: strconv.Itoa(year), Effect: "the year", Text: text}
	for _, y := range []int{year, year - 1, year + 1} {
		d.Readings = append(d.Readings, metric.DoubtReading{Reading: strconv.Itoa(y), Value: start.In(y).Label()})
	}
	d.Settle(ctx.Settled)
	a.Doubts = append(a.Doubts, d)
	year, _ = strconv.Atoi(d.Read) // one of the readings above
	return year
}

// countYears dates a run from its first year on.
func (a *Axis) countYears(rs []reading, run []int, ctx Context) {
	turns := yearTurns(rs, run, ctx.Groups)
	for k, i := range run {
		rs[i].period = rs[i].bare.In(ctx.By.Year + turns[k])
	}
}

// inFiscalYear dates a period of the fiscal year that ends in a year and begins in a month other than January.
func inFiscalYear(b metric.BarePeriod, year, start int) metric.Period {
	if b.Grain == metric.Month && b.Within >= start {
		year--
	}
	p := b.In(year)
	p.Fiscal = b.Grain == metric.Quarter
	return p
}

// continueYears dates months or quarters that follow one with its year, “1990-Jan, Feb, Mar … 1991-Jan”: in the same year, or
// in the next where they begin anew.
func continueYears(rs []reading, ctx Context) {
	last, group := metric.Period{}, ""
	for i := range rs {
		r := &rs[i]
		here := ""
		if i < len(ctx.Groups) {
			here = ctx.Groups[i]
		}
		beside := i < len(ctx.Years) && !ctx.Years[i].IsZero()
		switch {
		case !r.period.IsZero():
			last, group = r.period, here
		case r.bare.Grain != metric.GrainNone && r.bare.Grain == last.Grain && here == group && !beside:
			year, within := last.Parts()
			if r.bare.Within <= within {
				year++
			}
			r.period = r.bare.In(year)
			r.period.Fiscal = last.Fiscal
			last = r.period
		}
	}
}

// settleYearsBeside dates the periods that have their year in another row or column, and returns the others, in order.
func settleYearsBeside(rs []reading, ctx Context) (waiting []int) {
	for i := range rs {
		r := &rs[i]
		switch {
		case r.bare.Grain == metric.GrainNone, !r.period.IsZero():
		case i < len(ctx.Years) && !ctx.Years[i].IsZero():
			r.period = r.bare.In(ctx.Years[i].N)
			if r.period.Fiscal = ctx.Years[i].Fiscal && r.bare.Grain == metric.Quarter; ctx.Years[i].Fiscal && ctx.By.FiscalStart > 1 {
				r.period = inFiscalYear(r.bare, ctx.Years[i].N, ctx.By.FiscalStart)
			}
		default:
			waiting = append(waiting, i)
		}
	}
	return waiting
}

// dayOrYear is a day or a year of two digits before a month: "26-Jan", which is what spreadsheets make of yy-mmm.
var dayOrYear = regexp.MustCompile(`^(\d{2})[- ]?\p{L}{3,9}$`)

// settleShortYears reads 26-Jan, 26-Feb, 26-Mar: with one number before different months they are likelier months of 2026 than
// the 26th of each, which is asked.
func (a *Axis) settleShortYears(cells Cells, rs []reading, ctx Context) {
	number, first := "", -1
	months := map[metric.BarePeriod]bool{}
	for i := range rs {
		text := lexicon.Tidy(cells.Cell(i).Text)
		m := dayOrYear.FindStringSubmatch(text)
		if m == nil {
			if !rs[i].period.IsZero() {
				return
			}
			continue
		}
		month, ok := metric.ParseBarePeriod(strings.Trim(text[2:], "- "))
		if !ok || number != "" && m[1] != number {
			return
		}
		if number = m[1]; first < 0 {
			first = i
		}
		months[month] = true
	}
	if len(months) < 2 || number < "10" || number > "31" {
		return
	}
	year, _ := strconv.Atoi(number)
	year += 2000
	text := lexicon.Tidy(cells.Cell(first).Text)
	month, _ := metric.ParseBarePeriod(strings.Trim(text[2:], "- "))
	d := metric.Doubt{
		Kind: metric.PeriodDoubt, Key: "period-day", Read: "year", Effect: "the year or the day",
		Readings: []metric.DoubtReading{
			{Reading: "year", Value: month.In(year).Label()},
			{Reading: "day", Value: number + " " + time.Month(month.Within).String()},
		},
		Text: fmt.Sprintf("“%s” may be %s or %s %s; the columns or rows were taken for months of %d.", text, month.In(year).Label(), number, time.Month(month.Within), year),
	}
	asYear := d.Settle(ctx.Settled) == "year"
	a.Doubts = append(a.Doubts, d)
	for i := range rs {
		text := lexicon.Tidy(cells.Cell(i).Text)
		if !dayOrYear.MatchString(text) {
			continue
		}
		if b, ok := metric.ParseBarePeriod(strings.Trim(text[2:], "- ")); ok && asYear {
			rs[i].period, rs[i].bare = b.In(year), metric.BarePeriod{}
		}
	}
}

// yearTurns counts, for each cell of a run, how often the sequence has started over up to it: January after December. Each
// group counts for itself, since the months of the next metric are those of the same year.
func yearTurns(rs []reading, run []int, groups []string) []int {
	turns := make([]int, len(run))
	last := map[string]int{} // by group, the place in the run
	for k, i := range run {
		group := ""
		if i < len(groups) {
			group = groups[i]
		}
		if at, begun := last[group]; begun {
			before, here := rs[run[at]].bare, rs[i].bare
			turns[k] = turns[at]
			if here.Grain == before.Grain && here.Within < before.Within {
				turns[k]++
			}
		}
		last[group] = k
	}
	return turns
}

// endFiscalYears moves the months of a fiscal year that come before its turn into the year before: November of FY26,
// where January follows it.
func endFiscalYears(rs []reading, ctx Context) {
	for i := len(rs) - 2; i >= 0; i-- {
		if i+1 >= len(ctx.Years) || !ctx.Years[i].Fiscal || ctx.Years[i] != ctx.Years[i+1] || rs[i].bare.Grain != metric.Month {
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
		if p, ok := fiscalYearIn(t); ok {
			y, _ := p.Parts()
			return y, true, t, true
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

// fiscalYearIn finds "2025/26" or "FY26" in a line.
func fiscalYearIn(line string) (metric.Period, bool) {
	if m := spanInText.FindStringSubmatch(line); m != nil {
		if p, ok := metric.ParsePeriod(m[1] + "/" + m[2]); ok && p.Fiscal {
			return p, true
		}
	}
	if m := fiscalInText.FindStringSubmatch(line); m != nil {
		return metric.ParsePeriod("FY" + m[1])
	}
	return metric.Period{}, false
}

// setFiscal makes the years and quarters of a recipe's fiscal year what they are: fiscal ones, or, where that begins in
// January, calendar ones.
func setFiscal(p metric.Period, start int) metric.Period {
	if start > 0 && (p.Grain == metric.Year || p.Grain == metric.Quarter) {
		p.Fiscal = start > 1
	}
	return p
}
