package ingest

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// wide reads one metric per row, its values under the periods.
func (b *builder) wide(w wideSigns) {
	b.t.Layout, b.axis = brief.Wide, w.axis
	b.t.Grain = w.axis.grain
	months := b.bareMonths(w)
	if w.years != nil && months != nil {
		w.years.use = useYear
		b.t.Grain = months[0].Grain
		b.axis.why, b.axis.doubt, b.axis.undated = "", "", 0
	}
	for k, i := range w.cols {
		c := b.cols[i]
		_, bare := metric.ParseBarePeriod(c.parts[w.row])
		if w.named || !c.period.IsZero() || months != nil && months[k].Within > 0 || months == nil && w.axis.undated > 0 && bare {
			c.use = useValue
		}
	}
	b.useRest(w)
	b.flipMatrix(&w)
	b.wideHeader(w)
	undated := w.axis.undated > 0 && w.years == nil
	switch {
	case w.named:
		b.note(brief.Warning, "no-period", sheet.Address(b.r.header[w.row], b.firstValue()),
			"Neither the header nor a line above names a period, so each metric was read by the names of its columns; write the month above the table (“March 2026”) and import again.")
	case undated:
		b.t.Grain = metric.GrainNone
		b.note(brief.Warning, "no-year", sheet.Address(b.r.header[w.row], b.firstValue()),
			"The periods in row %d have no year, so they were read as names without an order in time; write the year into the header or the title (“Jan 2026”) and import again.",
			b.r.header[w.row])
	}
	b.noteAxis(sheet.Address(b.r.header[w.row], b.firstValue()))
	quals := b.qualifiers(w)
	b.dropDerived(quals)
	section, headings := "", 0
	var last *strand
	byName := map[string]*strand{}
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.filled(row, b.r.col1, b.r.col2) == 0 {
			continue
		}
		name := b.rowName(row)
		if !b.hasValues(row) {
			if name = withoutSpacedFootnote(name, b.footnotes); name != "" && !b.noteShape(name) {
				if headings++; headings > 1 {
					name = section + ": " + name // a heading under a heading
				}
				section = name
			}
			b.markText(row)
			continue
		}
		if b.repeatsHeader(row) {
			b.leaveOutRow(row, "repeated-header", fmt.Sprintf("%s was left out: it repeats the header.", rowLabel(row, name)))
			continue
		}
		headings = 0
		b.t.Rows++
		last = b.wideRow(row, name, section, last, byName, w, quals, months, undated)
	}
}

// dropDerived leaves out the columns of a period that are worked out from others beside them: a variance between actual
// and plan.
func (b *builder) dropDerived(quals map[int]qualifier) {
	for _, c := range b.cols {
		q := quals[c.n]
		if _, isDelta := hasWord(q.measure, deltaWords); c.use != useValue || q.measure == "" || !isDelta && !isTotal(q.measure) {
			continue
		}
		c.use = useIgnored
		b.limited(brief.Info, "total-column", sheet.Address(b.r.header[len(b.r.header)-1], c.n),
			fmt.Sprintf("%s was left out: it is worked out from the others.", columnLabel(c)))
		b.markColumn(c, sheet.LeftOut)
	}
}

// bareMonths are the months, quarters or weeks of the value columns where their year stands in a column of its own.
func (b *builder) bareMonths(w wideSigns) []metric.BarePeriod {
	if w.years == nil || w.axis.undated == 0 && w.axis.why == "" {
		return nil
	}
	out := make([]metric.BarePeriod, len(w.cols))
	any := false
	for k, i := range w.cols {
		bare, ok := metric.ParseBarePeriod(b.cols[i].parts[w.row])
		if ok && (!any || bare.Grain == out[firstBare(out)].Grain) {
			out[k] = bare
			any = true
		}
	}
	if !any {
		return nil
	}
	grain := out[firstBare(out)].Grain
	for k := range out {
		out[k].Grain = grain
	}
	return out
}

func firstBare(bs []metric.BarePeriod) int {
	for i := range bs {
		if bs[i].Within > 0 {
			return i
		}
	}
	return 0
}

// flipMatrix recognises years across and months down: both together date one series.
func (b *builder) flipMatrix(w *wideSigns) {
	if w.axis.grain != metric.Year {
		return
	}
	for _, c := range b.cols {
		if c.use != useLabel {
			continue
		}
		bare, rows := 0, 0
		for row := b.r.first; row <= b.r.last; row++ {
			if text := b.g.text(row, c.n); text != "" && b.hasValues(row) && !isTotal(text) {
				rows++
				if _, ok := metric.ParseBarePeriod(text); ok {
					bare++
				}
			}
		}
		if rows > 1 && bare == rows {
			w.flipped = true
			c.use = useKey
			return
		}
	}
}

// wideRow makes the strands of one row: one per scenario or measure that the headers tell apart.
func (b *builder) wideRow(row int, name, section string, last *strand, byName map[string]*strand, w wideSigns, quals map[int]qualifier, months []metric.BarePeriod, undated bool) *strand {
	base := strand{name: name, group: section}
	b.rowMeta(row, &base)
	year := 0
	if w.years != nil && months != nil {
		if b.g.fact(row, w.years.n) == isNumber {
			year = int(b.g.number(row, w.years.n).value)
		}
		if name == "" {
			base.name = b.tableName()
		}
	}
	var key metric.BarePeriod
	if w.flipped {
		for _, c := range b.cols {
			if c.use == useKey {
				text := b.g.text(row, c.n)
				var ok bool
				if key, ok = metric.ParseBarePeriod(text); !ok {
					b.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: it is not one of the periods.", rowLabel(row, text)))
					return last
				}
			}
		}
		base.name = b.tableName()
		b.t.Grain = key.Grain
	}
	if sc, word, ok := scenarioOf(base.name); ok && last != nil && base.word == "" && base.name != "" {
		base.scenario, base.word, base.name, base.group = sc, word, last.name, last.group
	}
	if base.name == "" {
		base.name = fmt.Sprintf("Row %d", row)
		b.note(brief.Warning, "row-without-name", sheet.Address(row, b.r.col1), "Row %d has values but no name; it is called “%s”.", row, base.name)
	}
	base.total = isTotal(base.name)
	series := map[string]*strand{}
	var first *strand
	for k, i := range w.cols {
		c := b.cols[i]
		if c.use != useValue {
			continue
		}
		at := place{row: row, col: c.n, period: c.period}
		switch {
		case year != 0 && months[k].Within > 0:
			at.period = months[k].In(year)
		case w.flipped:
			y, _ := c.period.Parts()
			at.period = key.In(y)
		case undated:
			at.period, at.category = metric.Period{}, c.parts[w.row]
		case c.period.IsZero():
			continue
		}
		q := quals[c.n]
		s := series[q.key()]
		if s == nil {
			s = b.qualified(base, q)
			if year != 0 || w.flipped {
				// Rows of other years, or other months, continue the same series.
				if known := byName[s.name+"\x00"+q.key()]; known != nil {
					s = known
				} else {
					byName[s.name+"\x00"+q.key()] = s
					b.strands = append(b.strands, s)
				}
			} else {
				b.strands = append(b.strands, s)
			}
			series[q.key()] = s
			if first == nil {
				first = s
			}
			b.markLabels(row)
		}
		s.places = append(s.places, at)
	}
	b.rowTargets(row, base)
	if base.word != "" && last != nil {
		return last
	}
	return first
}

// rowMeta reads the columns that describe the row's metric.
func (b *builder) rowMeta(row int, s *strand) {
	s.labelAt = [2]int{row, b.r.col1}
	for _, c := range b.cols {
		text := tidy(b.g.text(row, c.n))
		switch c.use {
		case useLabel:
			if text != "" && s.labelAt[1] == b.r.col1 {
				s.labelAt[1] = c.n
			}
		case useUnit:
			if h, ok := readHint(text); ok {
				s.hint = h
			}
		case useOwner:
			s.owner = text
		case useDefinition:
			s.meaning = text
		case useScenario:
			if sc, word, ok := scenarioOf(text); ok {
				s.scenario, s.word = sc, word
			}
		}
	}
}

// rowTargets takes the row's cells in target columns.
func (b *builder) rowTargets(row int, base strand) {
	for _, c := range b.cols {
		if c.use == useTarget && b.g.fact(row, c.n) == isNumber && base.word == "" {
			s := base
			s.target, s.places = true, []place{{row: row, col: c.n}}
			b.strands = append(b.strands, &s)
		}
	}
}

// qualifier is what a header says beside its period: a scenario, a unit, a measure.
type qualifier struct {
	scenario metric.Scenario
	word     string
	measure  string
	hint     hint
}

func (q qualifier) key() string { return q.word + "\x00" + q.measure }

// qualifiers reads the header cells of the value columns that are not their period.
func (b *builder) qualifiers(w wideSigns) map[int]qualifier {
	out := map[int]qualifier{}
	for h := range b.r.header {
		counts := h != w.row && b.countsPeriods(h, w)
		for _, i := range w.cols {
			c := b.cols[i]
			part := c.parts[h]
			if h == w.row {
				part = c.rest
			}
			if c.use != useValue || part == "" || counts {
				continue
			}
			q := out[c.n]
			q.add(part, b.unitRows[h] || h == w.row)
			out[c.n] = q
		}
	}
	return out
}

func (q *qualifier) add(part string, mayBeUnit bool) {
	if sc, word, ok := scenarioOf(part); ok {
		q.scenario, q.word = sc, word
		return
	}
	if got, ok := readHint(part); ok && mayBeUnit {
		q.hint = got
		return
	}
	if p, ok := metric.ParsePeriod(part); ok && plausible(p) {
		return
	}
	if _, ok := metric.ParseBarePeriod(part); ok {
		return
	}
	if q.measure != "" {
		part = q.measure + ": " + part
	}
	q.measure = part
}

// countsPeriods recognises a header row that only numbers the periods: week 1, 2, 3.
func (b *builder) countsPeriods(h int, w wideSigns) bool {
	if h >= len(b.r.header) {
		return false
	}
	for _, i := range w.cols {
		if c := b.cols[i]; c.use == useValue && b.g.fact(b.r.header[h], c.n) != isNumber && b.g.fact(b.r.header[h], c.n) != isBlank {
			return false
		}
	}
	return true
}

func (b *builder) qualified(base strand, q qualifier) *strand {
	s := base
	s.places = nil
	if q.word != "" && s.word == "" {
		s.scenario, s.word = q.scenario, q.word
	}
	if q.measure != "" {
		if s.name == "" {
			s.name = q.measure
		} else {
			s.name += " (" + q.measure + ")"
		}
	}
	s.hint = s.hint.over(q.hint)
	return &s
}
