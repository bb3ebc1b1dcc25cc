package ingest

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// metaUses maps the kinds of metaColumns to uses.
var metaUses = map[string]use{
	"unit": useUnit, "currency": useCurrency, "owner": useOwner, "definition": useDefinition, "scenario": useScenario, "ignore": useIgnored, "index": useIgnored,
}

// metaReasons say why the columns of a kind that has no use are left out.
var metaReasons = map[string]reason{"ignore": holdsWords, "index": countsRows}

// useRest gives the columns without a period their use and notes those left out.
func (b *body) useRest(w wideSigns, grain metric.Grain) {
	firstValue := b.firstValue()
	other := map[int]bool{} // columns of another grain
	for _, k := range w.axis.Other {
		other[b.cols[w.cols[k]].n] = true
	}
	for _, c := range b.cols {
		if c.use != useIgnored || c.filled() == 0 {
			continue
		}
		kind, isMeta := lexicon.MetaColumns[lexicon.PlainKey(c.head)]
		switch {
		case isMeta:
			c.use, c.leftOut = metaUses[kind], metaReasons[kind]
		case c.numeric():
			b.useNumbersBeside(c, grain, c.n < firstValue, other[c.n])
		case c.n >= firstValue && b.hasLabels():
			c.leftOut = holdsWords
		case b.allScenarios(c):
			c.use = useScenario
		default:
			c.use = useLabel
		}
	}
}

// useNumbersBeside gives a column of numbers without a period its use: a level to reach, or a name where it stands before
// the values and holds codes.
func (b *body) useNumbersBeside(c *column, grain metric.Grain, before, otherGrain bool) {
	_, word, isScenario := b.scenarioOf(c.head)
	switch {
	case isScenario && lexicon.ScenarioNames[word] == metric.PL:
		c.use = useTarget
	case b.indexColumn(c):
		c.leftOut = countsRows
	case before && b.codeColumn(c):
		c.use = useLabel
	default:
		b.noteColumn(c, grain, otherGrain, isScenario)
	}
}

// noteColumn says why a column of numbers beside the periods was left out.
func (b *body) noteColumn(c *column, grain metric.Grain, isOther, isScenario bool) {
	kind := grain.String()
	if grain == metric.GrainNone {
		kind = "period"
	}
	why := "it is not one of the " + kind + "s"
	code := "column-left-out"
	switch {
	case isOther:
		why = "it spans more or less than one of the " + kind + "s"
		code = "total-column"
	case lexicon.IsTotal(c.head):
		why, code = "it is worked out from the others", "total-column"
	case isScenario:
		why = "it has no period of its own"
	}
	b.note(brief.Info, code, sheet.Address(b.r.lastHeader(), c.n), "%s was left out: %s.", columnLabel(c), why)
	b.markColumn(c, sheet.LeftOut)
}

// firstValue is the column in which the values begin.
func (b *body) firstValue() int {
	for _, c := range b.cols {
		if c.use == useValue {
			return c.n
		}
	}
	return b.r.col1
}

func (b *body) hasLabels() bool {
	for _, c := range b.cols {
		if c.use == useLabel {
			return true
		}
	}
	return false
}

// indexColumn recognises a column that only counts its rows.
func (b *body) indexColumn(c *column) bool {
	if c.head != "" && lexicon.MetaColumns[lexicon.PlainKey(c.head)] != "index" && !strings.HasPrefix(strings.ToLower(c.head), "unnamed") {
		return false
	}
	want, seen := 0.0, 0
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		v := b.g.number(row, c.n).Value
		if seen == 0 {
			want = v
		}
		if v != want || seen == 0 && v != 0 && v != 1 {
			return false
		}
		want++
		seen++
	}
	return seen > 2
}

// codeColumn recognises numbers that name things, an ID or a postcode, by the last word of the header: "Order number" names
// orders, "Number of orders" and "Phone calls" count.
func (b *body) codeColumn(c *column) bool {
	words := lexicon.Tokens(lexicon.HeadWords(c.head))
	if len(words) == 0 || !lexicon.CodeColumns[words[len(words)-1]] && (len(words) > 1 || !lexicon.PlaceCodes[words[0]]) {
		return false
	}
	if own := lexicon.Tokens(lexicon.SplitCamel(c.parts[len(c.parts)-1])); len(words) == 1 || len(own) == 1 {
		if lexicon.NumberWords[words[len(words)-1]] {
			return false // "number" beside "percent", under the name of what is counted
		}
	}
	return b.wholeNumbers(c)
}

// wholeNumbers reports a column without fractions.
func (b *body) wholeNumbers(c *column) bool {
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.fact(row, c.n) == isNumber {
			if v := b.g.number(row, c.n).Value; v != float64(int64(v)) {
				return false
			}
		}
	}
	return true
}

// allScenarios reports whether a column of words holds nothing but scenarios.
func (b *body) allScenarios(c *column) bool {
	found := map[metric.Scenario]bool{}
	for row := range b.g.rows(b.r.first, b.r.last) {
		text := b.g.text(row, c.n)
		if text == "" {
			continue
		}
		sc, _, ok := b.scenarioOf(text)
		if !ok {
			return false
		}
		found[sc] = true
	}
	return len(found) > 0
}

// dateColumn recognises dates that lost their format: "Hire Date" over 39690.
func (b *body) dateColumn(c *column) bool {
	if _, ok := lexicon.HasWord(c.head, lexicon.DatedWords); !ok {
		return false
	}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.fact(row, c.n) == isNumber {
			if v := b.g.number(row, c.n).Value; v < 3653 || v > 73_051 { // 1910 to 2100
				return false
			}
		}
	}
	return true
}
