package ingest

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// noteSpan says what a reader of the series should know of its periods.
func (r *eventRun) noteSpan() {
	from, to := r.span()
	empty := to - from + 1
	seen := map[int]bool{}
	for k := range r.buckets {
		if !seen[k.period] {
			seen[k.period] = true
			empty--
		}
	}
	if empty > 0 {
		r.note(brief.Info, "periods-without-events", "", "%s no event: counts and sums are 0 there, averages and the like have a gap.", hasNo(empty, r.grain.String()))
	}
	r.noteAxis(periods.Axis{Doubts: r.date.days.Doubts}, sheet.Address(r.firstRow, r.date.n))
	if r.grain == metric.Day || r.date.days.Finest != metric.Day {
		return
	}
	first, last, quiet := r.edges()
	say := func(period, day int, verb string) {
		r.note(brief.Warning, "partial-period", "", "The events %s %s, so %s is not whole.", verb,
			metric.Period{Grain: metric.Day, N: day}.Label(), metric.Period{Grain: r.grain, N: period}.Label())
	}
	if r.short(from, first, quiet) {
		say(from, r.dayFirst, "begin on")
	}
	if r.short(to, last, quiet) {
		say(to, r.dayLast, "end on")
	}
}

func hasNo(n int, what string) string {
	if n == 1 {
		return "1 " + what + " has"
	}
	return fault.Counted(n, what) + " have"
}

// noteRows says how the events were taken, and which rows were not.
func (r *eventRun) noteRows() {
	if r.rows > 0 {
		r.note(brief.Info, "events-aggregated", sheet.Address(r.r.lastHeader(), r.date.n), "Each row is one event; %s were put together by %s of %s.",
			fault.Counted(r.rows, "row"), r.grain, lexicon.Small(columnLabel(r.date.column)))
	}
	if r.undated > 0 {
		at, _, _ := strings.Cut(r.undatedAt, " ")
		r.note(brief.Warning, "row-without-date", at, "%s left out: column %s holds no date there, first in %s.",
			lexicon.WasWere(r.undated, "row"), sheet.ColumnName(r.date.n), r.undatedAt)
	}
	if r.strays > 1 {
		r.note(brief.Warning, "stray-date", "", "%s left out: their dates lie decades from the others.", lexicon.WasWere(r.strays, "row"))
	}
	if r.turned > 0 {
		r.note(brief.Warning, "dates-disagree", "", "%s left out: the numbers of the date can only be read in another order of day and month than the others.", lexicon.WasWere(r.turned, "row"))
	}
}

// noteInputs says how many cells of the measured columns hold no number.
func (r *eventRun) noteInputs() {
	for _, in := range r.inputs {
		if in.kind == namedColumn || in.kind == partColumn || in.kind == rowIDColumn {
			continue
		}
		label := lexicon.Small(columnLabel(in.column))
		if n := in.errs + in.words; n > 0 {
			r.note(brief.Warning, "not-a-number", in.first, "%s no number: %s “%s”%s. The rows count, but add nothing to it.",
				holds(n, label), in.first, lexicon.Short(in.example), andOthers(n))
		}
		if in.blanks > 0 {
			r.note(brief.Info, "missing-values", sheet.Address(r.r.lastHeader(), in.n), "%s no value: missing, not zero.", holds(in.blanks, label))
		}
	}
}

// holds says that cells of a column hold something.
func holds(n int, label string) string {
	if n == 1 {
		return "1 cell of " + label + " holds"
	}
	return fault.Counted(n, "cell") + " of " + label + " hold"
}

func andOthers(n int) string {
	if n == 1 {
		return ""
	}
	return " and others"
}

// noteOffer names the columns that give no metric, as measures, as parts to break the events down by, or as neither, so that
// nothing of the table is passed over in silence.
func (r *eventRun) noteOffer() {
	used := map[int]bool{r.date.n: true}
	for _, m := range r.measures {
		for _, in := range []*input{m.in, m.overIn} {
			if in != nil {
				used[in.n] = true
			}
		}
	}
	if r.split != nil {
		used[r.split.n] = true
	}
	var measures, parts, others []string
	for _, e := range r.survey().columns {
		label := "“" + lexicon.Short(e.called) + "”"
		switch {
		case used[e.n]:
		case e.kind == addedColumn, e.kind == averagedColumn, e.kind == flagColumn, e.kind == namedColumn:
			measures = append(measures, label)
		case e.kind == partColumn:
			parts = append(parts, label)
		default:
			others = append(others, label)
		}
	}
	cell := sheet.Address(r.r.lastHeader(), r.r.col1)
	for _, x := range []struct {
		columns []string
		say     string
	}{
		{measures, "%s can be added up or averaged as well; choose so in the importer."},
		{parts, "The events can be broken down by %s; choose so in the importer."},
		{others, "%s gave no metric: it holds names, codes, dates or one and the same value."},
	} {
		if len(x.columns) > 0 {
			r.note(brief.Info, "columns-on-offer", cell, x.say, strings.Join(x.columns, ", "))
		}
	}
}
