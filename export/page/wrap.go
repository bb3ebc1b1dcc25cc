package page

import (
	"sort"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// Span is a stretch of text in one style. Anchor or URI, where set, make it a link, with Words to say where to. Entry is the
// line of the ledger that it prints; see Text.
type Span struct {
	Text   string
	Style  Style
	Anchor string
	URI    string
	Words  string
	Entry  int
}

// Fragment is a shaped piece of a line, all from one span.
type Fragment struct {
	X    float64 // from the line's left
	Run  *Run
	Span *Span
}

// Line is one line of wrapped text.
type Line struct {
	Fragments []Fragment
	Width     float64
	Gap       bool // blanks stood at its end
}

// Wrap breaks spans into lines no wider than width, by the Unicode line breaking rules (UAX #14); a word that is wider
// than a whole line is cut between characters. Spaces at a line's end take no room.
func (f *Fonts) Wrap(spans []Span, width float64) []Line {
	w := newWrapper(f, spans, width)
	var seg segmenter.Segmenter
	seg.Init(w.text)
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		if end := l.Offset + len(l.Text); !leadsNumber(w.text, end) && !leadsUnit(w.text, end) {
			w.add(end)
		}
	}
	w.emit()
	return w.lines
}

// leadsNumber reports whether the rune before end is a sign or a currency that belongs to what follows: UAX #14 breaks
// between the minus and the dollar of "−$300k".
func leadsNumber(text []rune, end int) bool {
	if end == 0 || end >= len(text) || text[end] == ' ' {
		return false
	}
	r := text[end-1]
	return r == '\u2212' || r == '+' || unicode.Is(unicode.Sc, r) && unicode.IsDigit(text[end])
}

// units are what a blank before does not part from its number: "3.1 pp" is read as one.
var units = map[string]bool{"%": true, "‰": true, "pp": true, "pts": true, "k": true, "M": true, "bn": true, "m": true, "x": true}

// leadsUnit reports whether a number and a blank stand before end, and a unit after it.
func leadsUnit(text []rune, end int) bool {
	if end < 2 || end >= len(text) || text[end-1] != ' ' || !unicode.IsDigit(text[end-2]) {
		return false
	}
	to := end
	for to < len(text) && (unicode.IsLetter(text[to]) || text[to] == '%' || text[to] == '‰') {
		to++
	}
	if unicode.Is(unicode.Sc, text[end]) {
		return end+1 == len(text) || !unicode.IsDigit(text[end+1]) // "5 €", but not the € of "in 2026 €5"
	}
	return units[string(text[end:to])]
}

// Balance breaks spans into as many lines as Wrap does, but of lengths as even as can be, so that a headline never ends
// in a line of one word.
func (f *Fonts) Balance(spans []Span, width float64) []Line {
	lines := f.Wrap(spans, width)
	if len(lines) < 2 {
		return lines
	}
	const steps = 8 // halves the slack to 1/256 of the width
	lo, hi := width/float64(len(lines)), width
	for range steps {
		mid := (lo + hi) / 2
		if tried := f.Wrap(spans, mid); len(tried) == len(lines) && widest(tried) <= mid {
			lines, hi = tried, mid
		} else {
			lo = mid
		}
	}
	return lines
}

func widest(lines []Line) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, l.Width)
	}
	return w
}

// wrapper fills one line after the other from a text whose characters belong to spans.
type wrapper struct {
	fonts *Fonts
	spans []Span
	width float64
	text  []rune
	owner []int // the span of each rune
	lines []Line

	start, end int // the line being filled, in runes
	// taken is about how much of the width the line being filled takes: the widths of its stretches, each on its own.
	taken float64
}

// surely is the share of the width below which taken is enough to know that a line has room: what shaping a line as a
// whole adds, kerning over the blanks between its words, is far less than the rest.
const surely = 0.9

func newWrapper(f *Fonts, spans []Span, width float64) *wrapper {
	w := &wrapper{fonts: f, spans: spans, width: width}
	for i, s := range spans {
		for _, r := range Clean(s.Text) {
			w.text = append(w.text, r)
			w.owner = append(w.owner, i)
		}
	}
	return w
}

// add takes the unbreakable stretch that ends before rune end into the line being filled, or starts a new line with it.
func (w *wrapper) add(end int) {
	own := w.stretch(end)
	if w.end > w.start && !w.holds(end, own) {
		w.emit()
	}
	for w.end = end; !w.holds(end, own); w.end = end {
		w.end = w.cut(end)
		if w.end == end {
			break
		}
		w.emit()
		own = w.width // what is left of a stretch that was cut is measured exactly
	}
	w.taken += own
}

// stretch returns how wide the text from the line's end to end is on its own, with the blanks at its end. A long one is
// not shaped for that: it counts as wide as a line, which makes the line be measured exactly.
func (w *wrapper) stretch(end int) float64 {
	const long = 64
	if end-w.end > long {
		return w.width
	}
	return w.shaped(w.end, end).Width
}

// holds reports whether the line being filled has room up to end; own is the width of what comes to it.
func (w *wrapper) holds(end int, own float64) bool {
	if w.taken+own < surely*w.width {
		return true
	}
	_, wide := w.probe(end)
	return wide == 0
}

// probe returns how much of the line up to end surely has room, and where it surely has none; 0 where all of it has room.
// The pieces it tries double in length, so that a stretch of a million characters is not shaped whole for every line.
func (w *wrapper) probe(end int) (fits, wide int) {
	fits = w.start + 1
	for n := 64; w.start+n < end; n *= 2 {
		if w.line(w.start, w.start+n).Width > w.width {
			return fits, w.start + n
		}
		fits = w.start + n
	}
	if w.line(w.start, end).Width > w.width {
		return fits, end
	}
	return end, 0
}

// cut returns where to end the line inside a stretch that is wider than it: after as many characters as there is room
// for, at least one, and after the blanks that follow, which take no room at a line's end.
func (w *wrapper) cut(end int) int {
	fits, wide := w.probe(end)
	fits += sort.Search(wide-fits, func(i int) bool { return w.line(w.start, fits+i+1).Width > w.width })
	for fits > w.start+1 && fits < end && unicode.Is(unicode.M, w.text[fits]) {
		fits-- // an accent stays with its letter
	}
	for fits < end && w.text[fits] == ' ' {
		fits++
	}
	return fits
}

// emit ends the line being filled.
func (w *wrapper) emit() {
	if w.end == w.start {
		return
	}
	w.lines = append(w.lines, w.line(w.start, w.end))
	w.start, w.taken = w.end, 0
}

// line shapes the runes from..to, without the spaces at their end.
func (w *wrapper) line(from, to int) Line {
	end := to
	for end > from && w.text[end-1] == ' ' {
		end--
	}
	l := w.shaped(from, end)
	l.Gap = end < to
	return l
}

// shaped shapes the runes from..to.
func (w *wrapper) shaped(from, to int) Line {
	var l Line
	for i := from; i < to; {
		j := i + 1
		for j < to && w.owner[j] == w.owner[i] {
			j++
		}
		s := &w.spans[w.owner[i]]
		run := w.fonts.Run(string(w.text[i:j]), s.Style)
		l.Fragments = append(l.Fragments, Fragment{X: l.Width, Run: run, Span: s})
		l.Width += run.Width
		i = j
	}
	return l
}

// Lines draws wrapped text with the first baseline at y and the given leading, registers its links, and answers the
// baseline after the last line.
func (p *Page) Lines(x, y, leading float64, lines []Line) float64 {
	for _, l := range lines {
		for i, fr := range l.Fragments {
			if s := fr.Span; s.Anchor != "" || s.URI != "" {
				p.TextLink(x+fr.X, y, fr.Run, Left, Link{Anchor: s.Anchor, URI: s.URI, Words: s.Words})
			} else {
				p.Text(x+fr.X, y, fr.Run, Left)
			}
			p.Prints(fr.Span.Entry)
			if l.Gap && i == len(l.Fragments)-1 {
				p.Gap()
			}
		}
		y += leading
	}
	return y
}
