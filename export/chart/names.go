package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"throughline/export/page"
)

// fit wraps a text into at most so many lines; what is over ends in an ellipsis.
func (w *work) fit(text string, style page.Style, width float64, lines int) []*page.Run {
	return w.shorten(text, style, width, lines, 0)
}

const ellipsis = "…"

// shorten wraps a text into at most so many lines; of what is over the last line keeps its beginning and, for the share
// tail of its letters, its end.
func (w *work) shorten(text string, style page.Style, width float64, lines int, tail float64) []*page.Run {
	wrapped := w.balanced(text, style, width, lines)
	var runs []*page.Run
	for i, l := range wrapped {
		if len(l.Fragments) == 0 {
			continue
		}
		run := l.Fragments[0].Run
		if i < lines-1 || len(wrapped) <= lines {
			runs = append(runs, run)
			continue
		}
		var rest []string
		for _, more := range wrapped[i:] {
			if len(more.Fragments) > 0 {
				rest = append(rest, more.Fragments[0].Run.Text)
			}
		}
		return append(runs, w.squeeze([]rune(strings.Join(rest, " ")), style, width, tail))
	}
	return runs
}

// balanced wraps a text, and where it takes a few lines makes them about equally long: "Activated in / week one", not a
// word alone under a full line.
func (w *work) balanced(text string, style page.Style, width float64, lines int) []page.Line {
	return w.balancedSpans([]page.Span{{Text: text, Style: style}}, width, lines)
}

func (w *work) balancedSpans(spans []page.Span, width float64, lines int) []page.Line {
	text := ""
	for _, s := range spans {
		text += s.Text
	}
	wrap := func(width float64) []page.Line { return w.fonts.Wrap(spans, width) }
	best := wrap(width)
	n := len(best)
	if n < 2 || n > min(lines, 3) {
		return best
	}
	for lo, hi := width/float64(n), width; hi-lo > 2; {
		mid := (lo + hi) / 2
		if narrow := wrap(mid); len(narrow) == n && !breaksWords(text, narrow) {
			best, hi = narrow, mid
		} else {
			lo = mid
		}
	}
	return best
}

// breaksWords reports whether the lines of a text divide one of its words.
func breaksWords(text string, lines []page.Line) bool {
	words := strings.Fields(text)
	n := 0
	for _, l := range lines {
		for _, f := range l.Fragments {
			n += len(strings.Fields(f.Run.Text))
		}
	}
	return n != len(words)
}

// squeeze leaves letters out of a text until it is as wide as asked.
func (w *work) squeeze(letters []rune, style page.Style, width, tail float64) *page.Run {
	cut := func(keep int) *page.Run {
		end := int(float64(keep)*tail + 0.5)
		head := strings.TrimRight(string(letters[:keep-end]), " ")
		return w.fonts.Run(head+ellipsis+strings.TrimLeft(string(letters[len(letters)-end:]), " "), style)
	}
	lo, hi := 1, max(min(len(letters)-1, 200), 1) // the most letters that fit are among these
	for lo < hi {
		if mid := (lo + hi + 1) / 2; cut(mid).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return cut(lo)
}

// tails are the shares of a shortened name that are its end, in the order they are tried.
var tails = []float64{0, 0.5, 0.8, 1}

// fitAll wraps names as fit does, but so that names which differ still do: where the beginnings of shortened names are alike
// it keeps their ends, and where those are alike too it numbers them. cut reports whether any was shortened.
func (w *work) fitAll(names []string, style page.Style, width float64, lines int) (runs [][]*page.Run, cut bool) {
	for _, tail := range tails {
		runs, cut = runs[:0:0], false
		for _, name := range names {
			fitted := w.shorten(name, style, width, lines, tail)
			runs = append(runs, fitted)
			cut = cut || isCut(fitted)
		}
		if !cut || distinct(names, runs) {
			return runs, cut
		}
	}
	for i, name := range names {
		if isCut(runs[i]) {
			runs[i] = w.shorten(fmt.Sprintf("%d %s", i+1, name), style, width, lines, 0)
		}
	}
	return runs, cut
}

// distinct reports whether names that differ are printed differently.
func distinct(names []string, runs [][]*page.Run) bool {
	seen := map[string]string{}
	for i, name := range names {
		text := textOf(runs[i])
		if other, ok := seen[text]; ok && other != name {
			return false
		}
		seen[text] = name
	}
	return true
}

func textOf(runs []*page.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text + "\n")
	}
	return b.String()
}

// isCut reports whether a text was shortened.
func isCut(runs []*page.Run) bool {
	return len(runs) > 0 && strings.Contains(runs[len(runs)-1].Text, ellipsis)
}

func widestOf(runs []*page.Run) float64 {
	widest := 0.0
	for _, r := range runs {
		widest = max(widest, r.Width)
	}
	return widest
}

// highlighted returns the index of the name that is to stand out, −1 for none.
func (w *work) highlighted(names []string) int {
	if w.spec.Highlight == "" {
		return -1
	}
	return slices.IndexFunc(names, func(n string) bool {
		return strings.EqualFold(strings.TrimSpace(n), strings.TrimSpace(w.spec.Highlight))
	})
}

// sortedBy returns a copy in the order of a key.
func sortedBy[T any, K cmp.Ordered](all []T, key func(T) K) []T {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return out
}
