package block

import (
	"fmt"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
	"throughline/export/words"
)

// View is a brief as its blocks print it: its texts resolved, its evidence and notes gathered. Blocks read it; what they
// find on the way they tell, and the numbers they draw they enter into the ledger.
type View struct {
	layout.Typesetter
	Words    *words.Words  // of the page's language
	Picture  *page.Picture // the logo; nil without one
	Brief    *brief.Brief
	Day      time.Time // on which numbers are stale; zero: measured against the brief itself
	Figures  *figure.Resolver
	ByHand   []figure.Entry // the numbers typed by hand
	Texts    map[brief.Place]figure.Text
	LineOf   map[*figure.Entry]int // the line of the ledger that each figure is, from 1
	Key      []*Hero               // the strip of key figures, the hero first
	Evidence *Exhibits
	Told     [4]*visual.Chart // by beat: what it tells, as a chart; nil where it tells nothing over time, or by category
	Notes    *Notes
	Table    []*Row          // the metrics that the profile shows beside those of the evidence
	Charts   []*visual.Chart // of the appendix
	Findings []brief.Finding
}

// T returns words of the page's own in its language.
func (v *View) T(english string) string { return v.Words.T(english) }

// Plain returns a field's text as it is printed, without the space around it.
func (v *View) Plain(place brief.Place) string { return strings.TrimSpace(v.Texts[place].String()) }

// Has reports whether a field prints anything.
func (v *View) Has(place brief.Place) bool { return v.Plain(place) != "" }

// spans returns a field's text for setting: figures lead to their source notes, and one that did not resolve stands out.
func (v *View) spans(place brief.Place, style page.Style) []page.Span {
	t := v.Texts[place]
	spans := make([]page.Span, 0, len(t.Pieces))
	for i, p := range t.Pieces {
		s := page.Span{Text: p.Text, Style: style}
		if i == 0 {
			s.Text = strings.TrimLeft(s.Text, " \t\n")
		}
		switch {
		case p.Entry != nil:
			s = v.Printed(s, p.Entry)
		case len(t.Findings) > 0 && isToken(p.Text):
			s.Style.Color = v.Theme.Warn
		}
		spans = append(spans, s)
	}
	return spans
}

// isToken reports whether a text is one figure as it was written.
func isToken(text string) bool {
	tokens, _ := figure.Scan(text)
	return len(tokens) == 1 && tokens[0].Raw == text
}

// Printed makes a span print a figure: it leads to the figure's source, and knows its line of the ledger.
func (v *View) Printed(s page.Span, e *figure.Entry) page.Span {
	s.Entry = v.LineOf[e]
	link := v.linkOf(e)
	s.Anchor, s.Words = link.Anchor, link.Words
	return s
}

// Problem notes an error.
func (v *View) Problem(place brief.Place, code, fix, format string, args ...any) {
	v.Findings = append(v.Findings, brief.Finding{
		Severity: brief.Error, Code: code, Place: place, Text: say.F(format, args...), Fix: say.T(fix),
	})
}

// TooLong tells how many words of a text found no room; over are the lines that hold them.
func (v *View) TooLong(place brief.Place, over []page.Line, why string) {
	n := wordsIn(over)
	words := "words"
	if n == 1 {
		words = "word"
	}
	label := brief.Label(place)
	v.Problem(place, "too-long", fmt.Sprintf("Take out %d %s, or say it in shorter ones.", n, words),
		"%s is %d %s too long for this page: %s.", label, n, words, why)
}

// wordsIn counts the words of lines, at least one.
func wordsIn(lines []page.Line) int {
	n := 0
	for _, l := range lines {
		n += len(strings.Fields(layout.Text(l)))
	}
	return max(n, 1)
}

// Quietly runs what is only tried out, and forgets what it told.
func (v *View) Quietly(try func()) {
	told := len(v.Findings)
	try()
	v.Findings = v.Findings[:told]
}

func (v *View) fiscalStart() time.Month { return max(v.Brief.Settings.FiscalStart, time.January) }

// The places of what no field of the brief is typed into: the source notes, and the table of figures.
const (
	SourcesPlace = brief.Place("sources")
	FiguresPlace = brief.Place("figures")
	FiguresStrip = brief.FiguresPlace
)

// AsOf returns the last day that the numbers of the brief run to: of the ones printed, or where none is printed of all. It
// is zero where no number has a date.
func (v *View) AsOf() time.Time { last, _ := v.freshest(); return last }

// asOfWords is AsOf as the page says it, "" where no number has a date. Sources that end on different days are told by the
// first and the last of these.
func (v *View) asOfWords() string {
	_, words := v.freshest()
	return words
}

func (v *View) freshest() (last time.Time, words string) {
	var first time.Time
	var firstWords string
	take := func(s *sourceNote) {
		if s.latest.IsZero() {
			return
		}
		end, said := s.asOf(v.fiscalStart()), s.asOfWords(v)
		if first.IsZero() || end.Before(first) {
			first, firstWords = end, said
		}
		if end.After(last) {
			last, words = end, said
		}
	}
	for _, s := range v.Notes.Sources {
		take(s)
	}
	if last.IsZero() {
		for _, m := range v.Brief.Metrics {
			if p, ok := m.Actual().Latest(); ok {
				take(&sourceNote{Source: v.Brief.Source(m.Actual().Source), latest: Known(m.Actual(), p.Period)})
			}
		}
		return last, words
	}
	if !first.Equal(last) {
		words = firstWords + "\u2013" + words
	}
	return last, words
}

// fitted breaks a field into even lines of the first size in which it takes no more than that size's. Where none does it
// answers the lines there is room for in the last, tells how many words are over, and answers false.
func fitted(v *View, place brief.Place, style page.Style, width float64, sizes []layout.TextSize) (lines []page.Line, size float64, whole bool) {
	lines, size, over := v.Fit(func(size float64) []page.Span {
		style.Size = size
		return v.spans(place, style)
	}, width, sizes)
	if over != nil {
		v.TooLong(place, over, fmt.Sprintf("it has %s lines here", visual.CountWord(len(lines))))
	}
	return lines, size, over == nil
}
