package ingest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"throughline/app/book"
	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// evidence is what the values of a metric have in common.
type evidence struct {
	n, percent, percentText, currency, duration, integers, shortened, units int
	first, most                                                             float64 // the first value, and the largest absolute one
	negative                                                                bool
	code, format, unit, decorated                                           string
	scaled                                                                  bool
	literal                                                                 bool // the format writes a percent sign behind what is one already
}

func (e evidence) whole() bool { return e.integers == e.n }

// rate reports fractions that a word for rates can be true of; some rates pass 100%.
func (e evidence) rate(word string) bool {
	return !e.whole() && (e.most <= 1 || lexicon.RetentionWords[word] && e.most <= fractionLimit)
}

// weigh looks at every value of the metric and the format it is stored in.
func (b *body) weigh(values []value, g *metricCandidate) evidence {
	var e evidence
	for _, v := range values {
		if g.candidates[v.candidate].target {
			continue
		}
		if e.n++; e.n == 1 {
			e.first = v.number.Value
		}
		f, number := b.formatOf(v.format), v.number
		switch {
		case f.Percent:
			e.percent++
			e.format = f.Code
		case number.Percent, f.Unit == "%":
			e.percentText++
			e.literal = e.literal || f.Unit == "%"
		case f.Currency != "":
			e.currency++
			e.code, e.format = f.Currency, f.Code
		case number.Currency != "":
			e.currency++
			e.code, e.decorated = number.Currency, b.g.text(v.at.row, v.at.col)
		case f.Duration:
			e.duration++
			e.format = f.Code
		}
		if f.Thousands > 0 {
			e.shortened++
		}
		if unit := cmp.Or(number.Unit, f.Unit); unit != "" {
			e.unit = unit
			e.units++
		}
		e.scaled = e.scaled || number.Scale != 1
		if whole := lexicon.Rounded(number.Value * number.Scale * max(g.hint.Scale, 1)); whole == math.Trunc(whole) {
			e.integers++
		}
		e.most = max(e.most, math.Abs(number.Value))
		e.negative = e.negative || number.Value < 0
	}
	return e
}

// decideUnit finds a metric's unit: what was corrected by hand, then the number format, then signs written with the
// numbers, then the header, then the line above the table, then the words of the name.
func (b *body) decideUnit(g *metricCandidate, values []value, change brief.MetricRecipe) unitDecision {
	e := b.weigh(values, g)
	d := b.unitFrom(g, e)
	if change.Unit != nil && *change.Unit != d.unit {
		was := d.unit.Kind
		d.unit = *change.Unit
		d.said = nil
		d.unitIs(sheet.High, "unit", byHand)
		switch {
		case d.unit.Kind == metric.Percent && was != metric.Percent:
			d.scale = 1
			if e.most > fractionLimit && e.percent == 0 {
				d.scale = 0.01
			}
		case d.unit.Kind != metric.Percent && was == metric.Percent:
			d.scale = 1
		}
	}
	if change.Scale != 0 {
		d.scale = change.Scale
		d.said = slices.DeleteFunc(d.said, func(x sheet.Decision) bool { return x.What == sheet.AboutScale })
		d.say(sheet.AboutScale, sheet.High, "scale", byHand)
	}
	return d
}

// fractionLimit parts fractions from percentages among numbers whose header says percent: retention of 1.18 is a
// fraction, of 118 a percentage.
const fractionLimit = 1.5

// unitFrom decides the unit and scale by what the file says.
func (b *body) unitFrom(g *metricCandidate, e evidence) unitDecision {
	d := unitDecision{scale: 1}
	b.readLoneM(g, e)
	h := g.hint
	switch {
	case e.n == 0:
		return d
	case e.percent > 0 && e.percent*5 > e.n:
		d.unit.Kind = metric.Percent
		d.unitIs(sheet.High, "percent", "number format %s", e.format)
		return d
	case e.percentText > 0 && (e.percent+e.percentText)*5 > e.n:
		d.unit.Kind = metric.Percent
		d.unitIs(sheet.High, "percent", "written with a %% sign")
		if e.literal {
			d.scale = 0.01
		}
		return d
	case e.duration*2 > e.n:
		d.unit, d.scale = metric.Unit{Kind: metric.Duration, Symbol: "h"}, 24
		d.unitIs(sheet.High, "duration in hours", "number format %s", e.format)
		return d
	case h.Percent:
		b.percentByHeader(g, e, &d)
		return d
	case e.currency*2 > e.n || h.Currency != "":
		b.currencyBy(g, e, &d)
	case h.Known:
		d.unit = metric.Unit{Kind: h.Kind, Symbol: h.Symbol}
		d.unitIs(sheet.High, h.Kind.String(), "the header says “%s”", h.Words)
	default:
		b.unitFromWords(g, e, &d)
	}
	b.scaleFrom(g, e, &d)
	return d
}

// readLoneM reads “(m)” behind a name by what that counts: millions of money, people or things, minutes of what takes time,
// metres of distances. Of anything else it is in doubt.
func (b *body) readLoneM(g *metricCandidate, e evidence) {
	h := &g.hint
	if !h.MayBeOther() {
		return
	}
	reading := "millions"
	_, money := lexicon.IsMoney(g.name)
	_, span := lexicon.HasWord(g.name, lexicon.SpanWords)
	_, distance := lexicon.HasWord(g.name, lexicon.LengthWords)
	switch {
	case money || e.currency > 0 || lexicon.IsCounted(g.name) || b.unit.Scale != 0:
	case span:
		reading = "minutes"
	case distance:
		reading = "metres"
	default:
		first := book.PlainNumber(e.first)
		reading = b.ask(metric.Doubt{
			Kind: metric.FactorDoubt, Metric: g.raw, Cell: g.firstCell(), Read: reading, Effect: "×1,000,000",
			Readings: []metric.DoubtReading{
				{Reading: "millions", Value: book.PlainNumber(e.first * 1e6)},
				{Reading: "minutes", Value: first + " min"},
				{Reading: "metres", Value: first + " m"},
				{Reading: "plain", Value: first},
			},
			Text: fmt.Sprintf("“(m)” of “%s” may be millions, minutes or metres; it was taken for millions.", lexicon.Short(g.name)),
		})
	}
	switch reading {
	case "minutes":
		*h = lexicon.Hint{Kind: metric.Duration, Known: true, Symbol: "min", Words: h.Words}
	case "metres":
		*h = lexicon.Hint{Kind: metric.Number, Known: true, Symbol: "m", Words: h.Words}
	case "plain":
		*h = lexicon.Hint{}
	}
}

// percentByHeader takes plain numbers for percentages because the header says so, or for fractions where they are small.
func (b *body) percentByHeader(g *metricCandidate, e evidence, d *unitDecision) {
	d.unit.Kind, d.scale = metric.Percent, 0.01
	d.unitIs(sheet.High, "percent", "the header says “%s”", g.hint.Words)
	if e.most > fractionLimit || e.most == 0 {
		return
	}
	doubt := metric.Doubt{
		Kind: metric.FactorDoubt, Metric: g.raw, Cell: g.firstCell(), Read: "fractions", Effect: "×100",
		Readings: []metric.DoubtReading{{Reading: "fractions", Value: percentShown(e.most)}, {Reading: "percentages", Value: percentShown(e.most / 100)}},
		Text: fmt.Sprintf("The values of “%s” are at most %s, so they were taken for fractions (0.5 is 50%%); they may be percentages (0.5 is 0.5%%).",
			lexicon.Short(g.name), book.PlainNumber(e.most)),
	}
	if b.ask(doubt) == "fractions" {
		d.scale = 1
		d.say(sheet.AboutScale, sheet.Low, "scale 1", "no value is above %s, so they were taken for fractions", book.PlainNumber(e.most))
	}
}

// percentShown writes a fraction in percent.
func percentShown(v float64) string { return book.PlainNumber(lexicon.Rounded(v*100)) + "%" }

// currencyBy takes the currency of the header, otherwise that of the number formats or of signs beside the numbers.
func (b *body) currencyBy(g *metricCandidate, e evidence, d *unitDecision) {
	h := g.hint
	code, why := e.code, "number format "+e.format
	if e.decorated != "" {
		why = fmt.Sprintf("written as “%s”", lexicon.Short(e.decorated))
	}
	if h.Currency != "" {
		code, why = h.Currency, fmt.Sprintf("the header says “%s”", h.Words)
	}
	sure := sheet.Medium // a sign that several countries share
	d.unit.Kind = metric.Currency
	switch {
	case code == currency.Shared:
		b.sharedSign = true
	case code == "JPY" && !strings.Contains(why, "JPY") && strings.ContainsAny(why, "¥￥") && !strings.Contains(why, "-411]"):
		d.unit.Currency = b.askYen(g, e)
	default:
		d.unit.Currency, sure = code, sheet.High
	}
	d.unitIs(sure, "currency", "%s", why)
}

// askYen tells yen from yuan, which share a sign: by the script of the sheet where that tells, otherwise it asks.
func (b *body) askYen(g *metricCandidate, e evidence) string {
	kana, han := b.g.writes(unicode.Hiragana, unicode.Katakana), b.g.writes(unicode.Han)
	switch {
	case kana:
		return "JPY"
	case han:
		return "CNY"
	}
	shown := book.PlainNumber(e.first)
	return b.ask(metric.Doubt{
		Kind: metric.CurrencyDoubt, Key: sheet.DoubtKey(metric.CurrencyDoubt, "yen"), Metric: g.raw, Cell: g.firstCell(), Read: "JPY", Effect: "JPY or CNY",
		Readings: []metric.DoubtReading{{Reading: "JPY", Value: "JPY " + shown}, {Reading: "CNY", Value: "CNY " + shown}},
		Text:     "“¥” is the sign of the yen and of the yuan; it was taken for the yen.",
	})
}

// writes reports whether a sheet has a letter of some scripts.
func (g *grid) writes(scripts ...*unicode.RangeTable) bool {
	for _, row := range g.sheet.Rows[:min(len(g.sheet.Rows), wordRows)] {
		for i := range row {
			if row[i].Kind == sheet.Text && strings.ContainsFunc(row[i].Text, func(r rune) bool { return unicode.In(r, scripts...) }) {
				return true
			}
		}
	}
	return false
}

// unitFromWords reads the unit in the format's literal, the line above the table and the name.
func (b *body) unitFromWords(g *metricCandidate, e evidence, d *unitDecision) {
	if u, ok := lexicon.UnitWords[strings.ToLower(strings.TrimSpace(e.unit))]; ok && u.Symbol != "" && e.units*2 > e.n {
		d.unit = metric.Unit{Kind: u.Kind, Symbol: u.Symbol}
		d.unitIs(sheet.High, u.Kind.String(), "written with “%s”", e.unit)
		return
	}
	name := cmp.Or(g.candidates[0].measure, g.name)                       // the segment “No income” makes no money of the people counted in it
	name, _, _ = strings.Cut(strings.ReplaceAll(name, "_", " "), " per ") // "revenue per conversion" is money
	rate, isRate := lexicon.HasWord(name, lexicon.RateWords)
	money, isMoney := lexicon.IsMoney(name)
	switch {
	case isRate && e.rate(rate):
		d.unit.Kind = metric.Percent
		around := "between 0 and 1"
		if e.most > 1 {
			around = "around 1"
		}
		d.unitIs(sheet.Medium, "percent", "“%s” with values %s", rate, around)
	case !isRate && isMoney:
		d.unit.Kind = metric.Currency
		b.currencyOfMoney(e, money, d)
	case b.tableUnitGives(g, name) && (!isRate || e.most > mostPercent):
		d.unit.Kind = metric.Currency
		b.currencyOfMoney(e, b.unit.Words, d)
	case (e.whole() || g.hint.Scale > 1) && !e.negative: // thousands of users may be rounded
		d.countUnless(name)
	default:
		d.unitIs(sheet.Medium, "number", "nothing says more")
	}
}

// mostPercent is the most that a percentage of something usually is.
const mostPercent = 150

// currencyOfMoney names the currency of an amount that only its name tells for money.
func (b *body) currencyOfMoney(e evidence, word string, d *unitDecision) {
	switch {
	case e.code != "" && e.code != currency.Shared:
		d.unit.Currency = e.code
		d.unitIs(sheet.Medium, "currency", "some values carry its sign")
	case b.unit.Currency != "" && b.unit.Currency != currency.Shared:
		d.unit.Currency = b.unit.Currency
		d.unitIs(sheet.Medium, "currency", "%s says “%s”", b.unit.place, b.unit.Words)
	default:
		d.unitIs(sheet.Low, "currency", "“%s” is an amount of money; the file names no currency", word)
	}
}

// tableUnitGives reports whether a currency that is said once for the table is the unit of a metric: of every one but those
// of people and things, and those that say a unit of their own.
func (b *body) tableUnitGives(g *metricCandidate, name string) bool {
	_, scored := lexicon.HasWord(name, lexicon.ScoreWords)
	return b.unit.everything && b.unit.Currency != "" && !lexicon.IsCounted(name) && !scored && !g.hint.Known
}

// countUnless takes whole numbers for counts, unless the name says that they are scores.
func (d *unitDecision) countUnless(name string) {
	if word, ok := lexicon.HasWord(name, lexicon.CountWords); ok {
		d.unit.Kind = metric.Count
		d.unitIs(sheet.Medium, "count", "whole numbers of “%s”", word)
		return
	}
	if _, scored := lexicon.HasWord(name, lexicon.ScoreWords); scored {
		d.unitIs(sheet.Medium, "number", "nothing says more")
		return
	}
	d.unit.Kind = metric.Count
	d.unitIs(sheet.Medium, "count", "whole numbers")
}

// scaleFrom decides the factor of the stored values. A number format that shortens what it shows, 1,200,000 as "1,200",
// is what the header describes: the values are whole.
func (b *body) scaleFrom(g *metricCandidate, e evidence, d *unitDecision) {
	h := g.hint
	from, sure := "the header says", sheet.High
	if h.Scale == 0 && b.unit.Scale != 0 && b.sheetUnitCovers(g, d) {
		h, from, sure = b.unit.Hint, b.unit.place+" says", sheet.Medium
	}
	switch {
	case h.Scale == 0:
	case e.shortened*2 > e.n:
		d.say(sheet.AboutScale, sheet.Medium, "scale 1", "the number format shortens whole values, as “%s” says", h.Words)
	case e.scaled:
		d.say(sheet.AboutScale, sheet.High, "scale 1", "the numbers are written with their own scale")
	default:
		d.scale = h.Scale
		d.say(sheet.AboutScale, sure, "× "+book.PlainNumber(h.Scale), "%s “%s”", from, h.Words)
	}
	if d.scale != 1 && d.unit.Kind == metric.Count && h.Currency != "" {
		d.unit.Kind = metric.Currency
	}
}

// sheetUnitCovers reports whether the unit said once for the table speaks of a metric: of its money, where it names a currency or the
// metric is money, otherwise of every number. It does not speak of another currency, nor of an amount for each of something.
func (b *body) sheetUnitCovers(g *metricCandidate, d *unitDecision) bool {
	u := d.unit
	switch {
	case u.Kind == metric.Percent, u.Kind == metric.Duration, u.Symbol != "", g.hint.Known:
		return false
	case u.Kind != metric.Currency:
		return b.unit.Currency == ""
	case b.unit.Currency != "" && g.hint.Currency != "" && b.unit.Currency != g.hint.Currency:
		d.say(sheet.AboutScale, sheet.Medium, "scale 1", "the table’s unit is of another currency")
		return false
	}
	if word, ok := lexicon.HasWord(g.name, lexicon.ItemWords); ok {
		d.say(sheet.AboutScale, sheet.Low, "scale 1", "“%s” is an amount for one of them, which “%s” for the table was taken not to mean", word, b.unit.Words)
		return false
	}
	return true
}

// shareCurrency gives the one currency a table names to its other amounts of money: those called so, and those in the
// accounting format that statements print without a sign between their totals.
func (b *tableStep) shareCurrency() {
	code := ""
	for _, f := range b.metrics {
		if c := f.Metric.Unit.Currency; c != "" {
			if code != "" && code != c {
				return
			}
			code = c
		}
	}
	if code == "" {
		return
	}
	for _, f := range b.metrics {
		u := &f.Metric.Unit
		if b.recipe.Metrics[f.RawName].Unit != nil {
			continue
		}
		switch {
		case u.Kind == metric.Currency && u.Currency == "":
			b.decide(f, sheet.Decision{What: sheet.AboutUnit, Answer: code, Why: "the only currency in the table", Sure: sheet.Medium})
		case (u.Kind == metric.Number || u.Kind == metric.Count) && u.Symbol == "" && b.accounting(f):
			b.decide(f, sheet.Decision{What: sheet.AboutUnit, Answer: code, Why: "the accounting format, in a table of that currency", Sure: sheet.Medium})
		default:
			continue
		}
		*u = metric.Unit{Kind: metric.Currency, Currency: code}
	}
}

// doubtCurrency asks for the currency of the amounts of money whose currency nothing in the file names. They print bare
// until it is said, and a currency that was said before holds for all of them.
func (b *tableStep) doubtCurrency() {
	var bare []*sheet.Found
	for _, f := range b.metrics {
		if u := f.Metric.Unit; u.Kind == metric.Currency && u.Currency == "" && b.recipe.Metrics[f.RawName].Unit == nil {
			bare = append(bare, f)
		}
	}
	if len(bare) == 0 {
		return
	}
	first := bare[0].Metric.Series[0].Points[0]
	names := make([]string, len(bare))
	for i, f := range bare {
		names[i] = "“" + lexicon.Short(f.Metric.Name) + "”"
	}
	codes, why := []string{"USD", "EUR", "GBP"}, "the file names no currency"
	if b.sharedSign {
		codes, why = []string{"SEK", "NOK", "DKK"}, "their sign is that of several currencies"
	}
	d := metric.Doubt{
		Kind: metric.CurrencyDoubt, Key: string(metric.CurrencyDoubt), Cell: first.Cell, Read: metric.NoCurrency, Effect: codes[0] + " or none",
		Text: fmt.Sprintf("%s: amounts of money, and %s; they print without one until it is chosen.", fault.First(names, ", "), why),
	}
	if len(bare) == 1 {
		d.Metric = bare[0].RawName
	}
	d.Readings = append(d.Readings, metric.DoubtReading{Reading: metric.NoCurrency, Value: book.PlainNumber(first.Value)})
	for _, code := range codes {
		d.Readings = append(d.Readings, metric.DoubtReading{Reading: code, Value: code + " " + book.PlainNumber(first.Value)})
	}
	code := b.ask(d)
	if code == metric.NoCurrency {
		return
	}
	for _, f := range bare {
		f.Metric.Unit.Currency = code
		b.decide(f, sheet.Decision{What: sheet.AboutUnit, Answer: code, Why: byHand, Sure: sheet.High})
	}
}

// accounting reports whether the first value of a metric shows negatives in parentheses.
func (b *tableStep) accounting(f *sheet.Found) bool {
	format := b.g.sheet.At(f.Cells.Row1, f.Cells.Col1).Format
	return strings.Contains(format, "_)") && strings.Contains(format, "(")
}
