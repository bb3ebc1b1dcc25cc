package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/book"
	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// settlePercents decides the plain numbers among percentages: 0.023 among 2.1% and 1.9% is a fraction like these, 2.3 is
// likelier a percentage that somebody typed without its sign, which is asked.
func (b *tableStep) settlePercents(g *metricCandidate, values []value, d *unitDecision) {
	if d.unit.Kind != metric.Percent {
		return
	}
	var signed []float64
	var plain []int
	for i, v := range values {
		if b.isPercent(v) {
			signed = append(signed, math.Abs(d.apply(v)))
		} else {
			plain = append(plain, i)
		}
	}
	if len(signed) == 0 || len(plain) == 0 {
		return
	}
	usual := middle(signed)
	for _, i := range plain {
		v := &values[i]
		x := math.Abs(v.number.Value)
		if x == 0 || usual == 0 {
			continue
		}
		if apart(x, usual) < apart(x/100, usual) && x <= fractionLimit {
			v.factor = 1
			continue
		}
		cell := sheet.Address(v.at.row, v.at.col)
		doubt := metric.Doubt{
			Kind: metric.FactorDoubt, Key: sheet.DoubtKey(metric.FactorDoubt, g.raw, v.at.period.String()+v.at.category), Metric: g.raw, Cell: cell, Alone: true,
			Read: "percentage", Effect: "×100",
			Readings: []metric.DoubtReading{{Reading: "percentage", Value: percentShown(v.number.Value / 100)}, {Reading: "fraction", Value: percentShown(v.number.Value)}},
			Text: fmt.Sprintf("%s of “%s” is %s without a percent sign among percentages; it was taken for %s, and may be %s.",
				cell, lexicon.Short(g.name), book.PlainNumber(v.number.Value), percentShown(v.number.Value/100), percentShown(v.number.Value)),
		}
		v.factor = 1
		if b.ask(doubt) == "percentage" {
			v.factor = 0.01
		}
	}
}

// isPercent reports a value whose format or text shows a percent sign.
func (b *body) isPercent(v value) bool {
	f := b.formatOf(v.format)
	return f.Percent || f.Unit == "%" || v.number.Percent
}

// apart is how many orders of magnitude two numbers lie apart.
func apart(x, y float64) float64 { return math.Abs(math.Log10(x / y)) }

// middle is the middle one of some numbers, 0 of none.
func middle(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// leapLow and leapHigh are between which a value counts as a thousand times its neighbours.
const (
	leapLow  = 300
	leapHigh = 3300
)

// doubtLeaps asks about values that are a thousand times what stands beside them, or a thousandth: of the other values of
// the metric, which lie close together, or of its plan.
func (b *tableStep) doubtLeaps(f *sheet.Found) {
	if f.Skipped || f.Metric.Unit.Kind == metric.Percent {
		return
	}
	for _, s := range f.Metric.Series {
		if len(s.Points) < 4 || b.grain == metric.GrainNone {
			continue
		}
		usual := middle(sizesOf(s.Points, -1))
		for i := range s.Points {
			if s.Points[i].Value == 0 || !isLeap(s.Points[i].Value, usual) {
				continue
			}
			if others, ok := closeTogether(s.Points, i); ok {
				b.doubtLeap(f, &s.Points[i], others, "its neighbours are around")
			}
		}
	}
	actual := f.Metric.In(metric.AC)
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if other := f.Metric.In(sc); actual != nil && other != nil && len(actual.Points) > 0 {
			b.doubtScenario(f, actual, other)
		}
	}
}

// closeTogether returns the usual size of the points but one, where these lie within a factor of eight of each other.
func closeTogether(points []metric.Point, but int) (float64, bool) {
	sizes := sizesOf(points, but)
	if len(sizes) < 3 {
		return 0, false
	}
	usual := middle(sizes)
	return usual, slices.Max(sizes) < usual*8 && slices.Min(sizes) > usual/8
}

// sizesOf are the sizes of points but one, zeros aside.
func sizesOf(points []metric.Point, but int) []float64 {
	sizes := make([]float64, 0, len(points))
	for i := range points {
		if i != but && points[i].Value != 0 {
			sizes = append(sizes, math.Abs(points[i].Value))
		}
	}
	return sizes
}

func isLeap(value, usual float64) bool {
	r := math.Abs(value / usual)
	return r >= leapLow && r <= leapHigh || 1/r >= leapLow && 1/r <= leapHigh
}

// doubtLeap asks about one value, and puts it right where the answer says so.
func (b *tableStep) doubtLeap(f *sheet.Found, p *metric.Point, usual float64, beside string) {
	if p.Value == 0 || !isLeap(p.Value, usual) {
		return
	}
	factor, effect := 1000.0, "×1000"
	if math.Abs(p.Value) > usual {
		factor, effect = 0.001, "÷1000"
	}
	other := lexicon.Rounded(p.Value * factor)
	reading := b.ask(metric.Doubt{
		Kind: metric.FactorDoubt, Key: sheet.DoubtKey(metric.FactorDoubt, f.RawName, p.Period.String()+p.Category), Metric: f.RawName, Cell: p.Cell, Alone: true,
		Read: "as written", Effect: effect,
		Readings: []metric.DoubtReading{{Reading: "as written", Value: book.PlainNumber(p.Value)}, {Reading: effect, Value: book.PlainNumber(other)}},
		Text:     fmt.Sprintf("%s of “%s” is %s, and %s %s; it was taken as written.", p.Cell, lexicon.Short(f.Metric.Name), book.PlainNumber(p.Value), beside, book.PlainNumber(usual)),
	})
	if reading == effect {
		p.Value = other
	}
}

// doubtScenario asks about a plan or a prior year that is a thousand times the actual, or a thousandth of it.
func (b *tableStep) doubtScenario(f *sheet.Found, actual, other *metric.Series) {
	var ratios []float64
	first := metric.Point{}
	for _, p := range other.Points {
		for _, a := range actual.Points {
			if a.Period == p.Period && a.Category == p.Category && a.Value != 0 && p.Value != 0 {
				if len(ratios) == 0 {
					first = p
				}
				ratios = append(ratios, math.Abs(p.Value/a.Value))
			}
		}
	}
	if len(ratios) == 0 || !isLeap(middle(ratios), 1) {
		return
	}
	factor, effect := 1000.0, "×1000"
	if middle(ratios) > 1 {
		factor, effect = 0.001, "÷1000"
	}
	label := other.Scenario.Label()
	reading := b.ask(metric.Doubt{
		Kind: metric.FactorDoubt, Key: sheet.DoubtKey(metric.FactorDoubt, f.RawName, label), Metric: f.RawName, Cell: first.Cell, Read: "as written", Effect: effect,
		Readings: []metric.DoubtReading{
			{Reading: "as written", Value: book.PlainNumber(first.Value)}, {Reading: effect, Value: book.PlainNumber(lexicon.Rounded(first.Value * factor))},
		},
		Text: fmt.Sprintf("The %s of “%s” is about %s times its actual values (%s); it was taken as written.", label, lexicon.Short(f.Metric.Name), book.PlainNumber(math.Round(middle(ratios)*1e4)/1e4), first.Cell),
	})
	if reading == effect {
		for i := range other.Points {
			other.Points[i].Value = lexicon.Rounded(other.Points[i].Value * factor)
		}
	}
}

// splitCurrencies takes a metric whose amounts are of several currencies apart, one metric for each, which are never added
// up: by the format of the cells, the sign in them, or the row's cell in a column of currencies.
func (b *tableStep) splitCurrencies(g *metricCandidate) []*metricCandidate {
	codes := map[string]int{}
	for _, s := range g.candidates {
		for i := range s.places {
			if b.g.fact(s.places[i].row, s.places[i].col) == isNumber {
				if code := b.placeCurrency(g, &s.places[i]); code != "" {
					codes[code]++
				}
			}
		}
	}
	if len(codes) < 2 {
		return []*metricCandidate{g}
	}
	var out []*metricCandidate
	parts := map[string]*metricCandidate{}
	for _, s := range g.candidates {
		for _, p := range s.places {
			code := b.placeCurrency(g, &p)
			if code == "" {
				code = "no currency"
			}
			part := parts[code]
			if part == nil {
				part = &metricCandidate{raw: g.raw + " (" + code + ")", name: g.name + " (" + code + ")", hint: g.hint}
				part.hint.Currency = ""
				parts[code] = part
				out = append(out, part)
			}
			part.place(s, p)
		}
	}
	b.limited(brief.Warning, "currencies-apart", g.firstCell(), fmt.Sprintf("“%s” holds amounts in several currencies (%s); each is a metric of its own, and none are added up.",
		lexicon.Short(g.name), currencyList(out, g.name)))
	return out
}

// placeCurrency is the currency of one amount: by the sign in its cell, else the format of the cell, else its row.
func (b *tableStep) placeCurrency(g *metricCandidate, p *place) string {
	c := b.g.sheet.At(p.row, p.col)
	if c.Kind == sheet.Text && saysMore(c.Text) {
		if code := b.g.numberOf(&c, p.col).Currency; code != "" && code != currency.Shared {
			return code
		}
	}
	if c.Format != "" {
		if code := b.formatOf(c.Format).Currency; code != "" && code != currency.Shared {
			return code
		}
	}
	return b.rowCurrency(g, p.row)
}

// saysMore reports a text with more in it than digits and their separators.
func saysMore(text string) bool { return strings.Trim(text, "0123456789.,-+() '") != "" }

// place adds a cell to the candidate's own copy of a run.
func (g *metricCandidate) place(s *seriesCandidate, p place) {
	for _, own := range g.candidates {
		if own.from == s {
			own.places = append(own.places, p)
			return
		}
	}
	own := *s
	own.from, own.places = s, []place{p}
	g.candidates = append(g.candidates, &own)
}

func currencyList(parts []*metricCandidate, name string) string {
	list := ""
	for i, g := range parts {
		if i > 0 {
			list += ", "
		}
		list += g.name[len(name)+2 : len(g.name)-1]
	}
	return list
}

// rowCurrency is the currency that a column of currencies says of a row's amounts of money; empty for a metric that is none.
func (b *body) rowCurrency(g *metricCandidate, row int) string {
	if b.coins == nil || g.hint.Known || g.hint.Percent {
		return ""
	}
	name := g.name
	if m := g.candidates[0].measure; m != "" {
		name = m
	}
	_, money := lexicon.IsMoney(name)
	_, rate := lexicon.HasWord(name, lexicon.RateWords)
	if !money && (rate || lexicon.IsCounted(name) || b.numericColumns() > 1) {
		return ""
	}
	return currency.Of(b.g.text(row, b.coins.n), "")
}

// currencyColumn returns the column that says the currency of each row: its header does, and its cells are codes or signs.
func (b *body) currencyColumn() *column {
	for _, c := range b.cols {
		if lexicon.MetaColumns[lexicon.PlainKey(lexicon.HeadWords(c.head))] != "currency" || c.texts == 0 {
			continue
		}
		named := 0
		for row := range b.g.rows(b.r.first, min(b.r.last, b.r.first+unitSample)) {
			if code := currency.Of(b.g.text(row, c.n), ""); code != "" && code != currency.Shared {
				named++
			}
		}
		if named*10 >= min(c.texts, unitSample)*9 {
			return c
		}
	}
	return nil
}
