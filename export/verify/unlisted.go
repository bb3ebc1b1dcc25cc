package verify

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
)

// Unlisted is a number that a chart or a table of figures prints and that is no line of the ledger, and neither a date, a
// name nor a mark of an axis. A PDF as it was exported has none.
type Unlisted struct {
	Text  string      `json:"text"`
	Place brief.Place `json:"place,omitempty"`
	Page  int         `json:"page"` // from 1
}

var (
	numeral = regexp.MustCompile(`\d+(?:[.,'’\x{a0}\x{202f}]\d+)*`)
	// A day is written with its month and year, an ISO date with hyphens; a year alone is no number, which would have its
	// thousands marked.
	dated = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|(?:\d{1,2}\.?[\s\x{a0}]+)?\p{L}+\.?[\s\x{a0}]+(?:19|20)\d{2}|\b(?:Q|H|W|KW|FY|T|S)[\s\x{a0}]?\d{1,4}\b|\b(?:19|20)\d{2}\b`)
	// What a chart says of itself: how many things it has no room for.
	ofItself = regexp.MustCompile(`\b\d+ of \d+\b|\b\d+ (?:more|others?|further)\b`)
)

// mostSaid bounds the work for a record that somebody made up.
const mostSaid = 1 << 20

// unlisted looks for numbers in charts and tables that nothing accounts for. Sentences of the brief are not looked at: a
// number typed in one is a line of the ledger, or no number by the rules of figure.
func (v *verifier) unlisted() {
	known := v.accounted()
	for n, p := range v.record.Pages {
		for i := range p.Texts {
			t := &p.Texts[i]
			if t.Entry > 0 || !isDrawn(t.Place) || !strings.ContainsAny(t.Text, "0123456789") || onRuler(&p, t) {
				continue
			}
			if !known.covers(t.Text) {
				v.report.Unlisted = append(v.report.Unlisted, Unlisted{strings.TrimSpace(t.Text), t.Place, n + 1})
			}
		}
	}
}

// isDrawn reports whether a place holds numbers that the program draws: charts, the key figures and their table. All others
// hold what somebody wrote, or tell of the brief.
func isDrawn(p brief.Place) bool {
	return p == brief.ChartPlace || p == brief.FiguresPlace || p == brief.HeroPlace || p == "figures"
}

// numbers are those that something accounts for, in the characters in which they are written.
type numbers map[string]bool

func (k numbers) add(texts ...string) {
	for _, text := range texts {
		if len(k) < mostSaid {
			for _, n := range numeral.FindAllString(text, -1) {
				k[n] = true
			}
		}
	}
}

// covers reports whether every number of a text is accounted for.
func (k numbers) covers(text string) bool {
	text = ofItself.ReplaceAllString(dated.ReplaceAllString(strings.TrimSpace(text), ""), "")
	return !slices.ContainsFunc(numeral.FindAllString(text, -1), func(n string) bool { return !k[n] })
}

// accounted gathers the numbers that the ledger lists, and those in names, cells and the sentences of the brief.
func (v *verifier) accounted() numbers {
	k := numbers{}
	for i := range v.record.Ledger.Entries {
		e := &v.record.Ledger.Entries[i]
		k.add(e.Text, e.Adjusted, e.Reason, e.View, e.Formula, e.Metric, e.File, e.Sheet, e.AsOf.Label(), e.Base.Label())
		k.add(e.Cells...)
		for _, t := range e.Terms {
			k.add(t.Category, t.Period.Label(), t.Cell)
		}
	}
	for _, s := range v.record.Ledger.Sources {
		k.add(s.File, s.Sheet, s.Range)
	}
	for _, m := range v.snapshot.Metrics {
		k.add(m.Name)
		for _, s := range m.Series {
			for _, p := range s.Points {
				k.add(p.Category, p.Period.Label(), p.Cell)
			}
		}
	}
	for _, p := range v.record.Pages {
		for _, t := range p.Texts {
			if !isDrawn(t.Place) {
				k.add(t.Text)
			}
		}
	}
	return k
}

// onRuler reports whether a text is a mark of a chart's axis: at least one other stands in its column, higher up for a larger
// number, or in its row, further right for a larger one.
func onRuler(p *Page, t *Printed) bool {
	value, ok := rulerValue(t.Text)
	if !ok {
		return false
	}
	const row = 4.0 // points that the ends of numbers differ by in one column
	return slices.ContainsFunc(p.Texts, func(o Printed) bool {
		n, ok := rulerValue(o.Text)
		if !ok || o.Entry != 0 || o.Place != t.Place {
			return false
		}
		x, right, y := o.X-t.X, o.X+o.Reach-t.X-t.Reach, o.Y-t.Y
		column := math.Abs(x) < row || math.Abs(right) < row
		return column && y*(n-value) < 0 || math.Abs(y) < row && x*(n-value) > 0
	})
}

// rulerValue reads a number of an axis, with the letters that stand for thousands and more.
func rulerValue(text string) (float64, bool) {
	at := numeral.FindStringIndex(text)
	if at == nil || len(numeral.FindAllString(text, 2)) > 1 {
		return 0, false
	}
	digits := numeral.FindString(text)
	if i := strings.LastIndexAny(digits, ".,"); i >= 0 && len(digits)-i != 4 { // not before thousands
		digits = digits[:i] + "·" + digits[i+1:]
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == '·':
			return '.'
		case r >= '0' && r <= '9':
			return r
		}
		return -1
	}, digits)
	value, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, false
	}
	for suffix, by := range map[string]float64{"k": 1e3, "M": 1e6, "bn": 1e9, "B": 1e9} {
		if strings.HasSuffix(strings.TrimSpace(text), suffix) {
			value *= by
		}
	}
	if strings.ContainsAny(text[:at[0]], "-−–") {
		value = -value
	}
	return value, true
}
