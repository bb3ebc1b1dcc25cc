package chart

import (
	"math"
	"strings"

	"throughline/export/page"
)

// Phrase is a stretch of a chart's message. Entry is the line of the ledger that it prints, 0 for words.
type Phrase struct {
	Text  string
	Entry int
}

const (
	titleGap     = 10.0
	titleLeading = 1.28
	messageMore  = 2.0 // in points, by which a message is larger than a name
)

// Says returns the message in words, empty for a chart without one.
func (s *Spec) Says() string {
	var b strings.Builder
	for _, p := range s.Message {
		b.WriteString(p.Text)
	}
	return strings.TrimSpace(b.String())
}

// measure is the line of who, what and when under a message: "Trial conversion · percent, monthly · Jan–Oct 2026, actual".
func (s *Spec) measure() string {
	var parts []string
	for i, t := range s.Title {
		if i == 1 && len(t) > 1 && t[:1] == strings.ToUpper(t[:1]) && t[1:2] == strings.ToLower(t[1:2]) {
			t = strings.ToLower(t[:1]) + t[1:] // not a currency, EUR
		}
		if t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " · ")
}

// title draws the message over a line of who, what and when or, without a message, three lines; each may wrap. In a low
// chart the second and the third of the three are one line.
func (w *work) title() {
	lines, height := w.titleLines(false)
	gap := titleGap
	if w.free.H-height-gap < w.spec.leastHeight(w.free.W) {
		gap = 6
		if low, h := w.titleLines(true); h < height {
			lines, height = low, h
		}
	}
	y := w.free.Y
	for _, line := range lines {
		if first := line.Fragments[0]; w.out.Name.W == 0 && (len(w.spec.Message) == 0 || first.Run.Style.Size < w.theme.ChartTitle) {
			w.out.Name = page.Rect{X: w.free.X, Y: y, W: line.Width, H: lineHeight(first.Run.Style)}
		}
		for _, f := range line.Fragments {
			w.label(page.Rect{X: w.free.X + f.X, Y: y, W: f.Run.Width, H: lineHeight(f.Run.Style)}, f.Run, Says{})
			w.out.over.Prints(f.Span.Entry)
		}
		if line.Gap {
			w.out.over.Gap()
		}
		y += line.Fragments[0].Run.Style.Size * titleLeading
	}
	w.cut(height + gap)
}

// titleLines wraps the title, and answers its height.
func (w *work) titleLines(low bool) (lines []page.Line, height float64) {
	head := page.Style{Face: page.SemiBold, Size: w.theme.ChartTitle, Color: w.theme.Ink}
	under := page.Style{Size: w.theme.ChartTitle - 1.5, Color: w.theme.Muted}
	add := func(spans []page.Span) {
		for _, l := range w.balancedSpans(spans, w.free.W, 3) {
			if len(l.Fragments) > 0 {
				lines = append(lines, l)
				height += l.Fragments[0].Run.Style.Size * titleLeading
			}
		}
	}
	t := w.spec.Title
	texts := t[:]
	switch {
	case len(w.spec.Message) > 0:
		head.Size += messageMore
		texts = []string{w.spec.measure()}
		var spans []page.Span
		for _, p := range w.spec.Message {
			spans = append(spans, page.Span{Text: p.Text, Style: head, Entry: p.Entry})
		}
		add(spans)
	case low:
		texts = []string{t[0], strings.Trim(t[1]+" · "+t[2], " ·")}
	}
	for i, text := range texts {
		style := under
		if i == 0 && len(w.spec.Message) == 0 {
			style = head
		}
		add([]page.Span{{Text: text, Style: style}})
	}
	return lines, height
}

// titleHeight is about how high the title is at a width.
func (s *Spec) titleHeight(width float64) float64 {
	h := 0.0
	add := func(text string, letter, line float64) {
		if text != "" {
			h += line * math.Ceil(float64(len([]rune(text)))*letter/max(width, 1))
		}
	}
	if m := s.Says(); m != "" {
		add(m, 6.6, 16.7)
		add(s.measure(), 4.7, 12.2)
		return h
	}
	for i, text := range s.Title {
		if i == 0 {
			add(text, 5.8, 14.1)
			continue
		}
		add(text, 4.7, 12.2)
	}
	return h
}
