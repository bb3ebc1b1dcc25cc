package ingest

import (
	"math"
	"strings"

	"throughline/app/sheet"
)

// isTotal reports whether a label is a total, an average or a change and nothing else.
func isTotal(label string) bool {
	key := plainKey(tidy(label))
	if totalWords[key] || sumWords[key] || totalWords[strings.Trim(key, "()%Δ ")] {
		return true
	}
	first, _, _ := strings.Cut(key, " ")
	return subtotalWords[first] || compares(key)
}

// compares reports a label of nothing but words of comparison: "MoM change", "Var. vs plan %".
func compares(label string) bool {
	derived := false
	for _, word := range strings.Fields(strings.NewReplacer("(", " ", ")", " ", ".", " ", "/", " ", ":", " ").Replace(strings.ToLower(label))) {
		switch {
		case derivedWords[word], derivedWords[strings.Trim(word, "%")]:
			derived = true
		case !comparedWords[word]:
			return false
		}
	}
	return derived
}

// isDerived reports a header beside periods that compares or adds them up.
func isDerived(label string) bool {
	_, derived := hasWord(label, derivedWords)
	return derived || sumToDate(label)
}

// derivedFrom returns what a name compares or adds up, "ARR" of "ARR vs plan" and "Cumulative ARR"; empty for none.
func derivedFrom(name string) string {
	var rest []string
	derived := false
	for _, word := range strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ").Replace(strings.ToLower(name))) {
		switch {
		case derivedWords[word], toDateWords[word]:
			derived = true
		case derived && comparedWords[word], word == "%":
		default:
			rest = append(rest, word)
		}
	}
	if !derived {
		return ""
	}
	return strings.Join(rest, " ")
}

// isSum reports whether a label is a total, alone or with what it adds: "United States Total".
func isSum(label string) bool {
	key := plainKey(tidy(label))
	if sumWords[key] {
		return true
	}
	words := strings.Fields(key)
	return len(words) > 1 && (words[0] == "total" || words[len(words)-1] == "total" || words[0] == "subtotal" || words[len(words)-1] == "subtotal")
}

// proveSum finds the rows right above that a row adds up, in every column where it has a number.
func (b *builder) proveSum(row int) (from, to int, ok bool) {
	var cols []int
	for _, c := range b.cols {
		if c.use == useValue && b.g.fact(row, c.n) == isNumber {
			cols = append(cols, c.n)
		}
	}
	if len(cols) == 0 {
		return 0, 0, false
	}
	cols = cols[:min(len(cols), 8)]
	sums := make([]float64, len(cols))
	for up := row - 1; up >= b.r.first && row-up < 2000; up-- {
		if b.t.Roles.At(up, b.r.col1) == sheet.LeftOut {
			continue
		}
		added := false
		for i, c := range cols {
			if b.g.fact(up, c) == isNumber {
				sums[i] += b.g.number(up, c).value
				added = true
			}
		}
		if !added {
			continue
		}
		if to == 0 {
			to = up
		}
		if up < to && b.sumsMatch(row, cols, sums) {
			return up, to, true
		}
	}
	return 0, 0, false
}

func (b *builder) sumsMatch(row int, cols []int, sums []float64) bool {
	for i, c := range cols {
		if !addsUp(b.g.number(row, c).value, sums[i]) {
			return false
		}
	}
	return true
}

// addsColumns reports whether a column adds two or more of the columns of numbers beside it, row by row.
func (b *builder) addsColumns(c *column) bool {
	var parts []*column
	for _, o := range b.cols {
		if o != c && o.use == useValue {
			parts = append(parts, o)
		}
	}
	rows := 0
	for row := b.r.first; row <= b.r.last && rows < 50; row++ {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		sum := 0.0
		for _, o := range parts {
			if b.g.fact(row, o.n) == isNumber {
				sum += b.g.number(row, o.n).value
			}
		}
		if !addsUp(b.g.number(row, c.n).value, sum) {
			return false
		}
		rows++
	}
	return rows > 1 && len(parts) > 1
}

// addsUp reports whether a total is a sum, but for what rounding the parts to whole numbers can make.
func addsUp(total, sum float64) bool {
	return math.Abs(total-sum) <= math.Max(math.Abs(total)*1e-4, 0.51)
}
