package ingest

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// qualifier is what a header says beside its period: a scenario, a unit, a measure.
type qualifier struct {
	scenario metric.Scenario
	word     string
	measure  string
	hint     lexicon.Hint
	bound    bool // the measure is one end of a range whose other end stands beside it
}

// extremeWords are the ends of a range that stand beside each other under one period, by what they are called in names.
var extremeWords = map[string]string{
	"min": "minimum", "max": "maximum", "minimum": "minimum", "maximum": "maximum", "lower": "lower", "upper": "upper", "low": "low", "high": "high",
}

// hasExtremes reports a level of the header with both ends of a range: "min" there is no minutes, and "max" no total.
func (b *body) hasExtremes(h int, w wideSigns) bool {
	ends := map[string]bool{}
	for _, i := range w.cols {
		part := b.cols[i].parts[h]
		if h == w.row {
			part = b.cols[i].rest
		}
		ends[extremeWords[lexicon.PlainKey(part)]] = true
	}
	return ends["minimum"] && ends["maximum"] || ends["lower"] && ends["upper"] || ends["low"] && ends["high"]
}

// saysOneThing recognises a level that says the same over every period: a title inside the header, which tells nothing
// apart.
func (b *body) saysOneThing(h int, w wideSigns) bool {
	text, n := "", 0
	for _, i := range w.cols {
		c := b.cols[i]
		if c.use != useValue {
			continue
		}
		if n++; n == 1 {
			text = c.parts[h]
		}
		if c.parts[h] != text {
			return false
		}
	}
	_, isUnit := lexicon.ReadHint(text)
	_, _, isScenario := b.scenarioOf(text)
	return n > 1 && !isUnit && !isScenario
}

func (q qualifier) key() string { return q.word + "\x00" + q.measure }

// qualifiers reads the header cells of the value columns that are not their period.
func (b *body) qualifiers(w wideSigns) map[int]qualifier {
	out := map[int]qualifier{}
	for h := range b.r.header {
		counts := h != w.row && (b.countsPeriods(h, w) || b.saysOneThing(h, w))
		extremes := b.hasExtremes(h, w)
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
			if bound := extremeWords[lexicon.PlainKey(part)]; extremes && bound != "" {
				q.measure, q.bound = lexicon.JoinParts([]string{q.measure, bound}), true
			} else {
				b.addLevel(&q, part, b.unitRows[h] || h == w.row)
			}
			out[c.n] = q
		}
	}
	for _, i := range w.cols {
		if sc, ok := b.by.columns[b.cols[i].n]; ok {
			q := out[b.cols[i].n]
			q.scenario, q.word = sc, byHand
			out[b.cols[i].n] = q
		}
	}
	return out
}

// addLevel reads one level of the header: a scenario, a unit, or the name of a measure; another period says nothing more.
func (b *body) addLevel(q *qualifier, part string, mayBeUnit bool) {
	if sc, word, ok := b.scenarioOf(part); ok {
		q.scenario, q.word = sc, word
		return
	}
	if got, ok := lexicon.ReadHint(part); ok && mayBeUnit {
		q.hint = got
		return
	}
	if p, ok := metric.ParsePeriod(part); ok && periods.Plausible(p) {
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
func (b *body) countsPeriods(h int, w wideSigns) bool {
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

// qualified is a row's candidate with what a header says of it.
func (b *body) qualified(base seriesCandidate, q qualifier) *seriesCandidate {
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
	s.hint = s.hint.Over(q.hint)
	return &s
}

// dropDerived leaves out the columns of a period that are worked out from others beside them: a variance between actual
// and plan.
func (b *body) dropDerived(quals map[int]qualifier) {
	for _, c := range b.cols {
		q := quals[c.n]
		if _, isDelta := lexicon.HasWord(q.measure, lexicon.DeltaWords); c.use != useValue || q.measure == "" || q.bound || !isDelta && !lexicon.IsTotal(q.measure) {
			continue
		}
		c.use = useIgnored
		b.limited(brief.Info, "total-column", sheet.Address(b.r.lastHeader(), c.n),
			fmt.Sprintf("%s was left out: it is worked out from the others.", columnLabel(c)))
		b.markColumn(c, sheet.LeftOut)
	}
}

// bareMonths are the months, quarters or weeks of the value columns where their year stands in a column of its own.
func (b *body) bareMonths(w wideSigns) []metric.BarePeriod {
	if w.years == nil || w.axis.Undated == 0 && w.axis.Why == "" {
		return nil
	}
	out := make([]metric.BarePeriod, len(w.cols))
	found := false
	for k, i := range w.cols {
		bare, ok := metric.ParseBarePeriod(b.cols[i].parts[w.row])
		if ok && (!found || bare.Grain == out[firstBare(out)].Grain) {
			out[k] = bare
			found = true
		}
	}
	if !found {
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
func (b *body) flipMatrix(w wideSigns) bool {
	if w.axis.Grain != metric.Year {
		return false
	}
	for _, c := range b.cols {
		if c.use != useLabel {
			continue
		}
		bare, rows := 0, 0
		for row := range b.g.rows(b.r.first, b.r.last) {
			if text := b.g.text(row, c.n); text != "" && b.hasValues(row) && !lexicon.IsTotal(text) {
				rows++
				if _, ok := metric.ParseBarePeriod(text); ok {
					bare++
				}
			}
		}
		if rows > 1 && bare == rows {
			c.use = useKey
			return true
		}
	}
	return false
}
