package block

import (
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/export/page"
)

// raisedDigits are the digits of a raised number.
var raisedDigits = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

// raised writes the number of a note as it stands in a text.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return raisedDigits[r-'0'] }, strconv.Itoa(n))
}

// notedSpans returns a field for setting, as spans does, with the raised numbers of its notes: at the end of each sentence
// those of the sources that its figures come from, but for the ones in without.
func (v *View) notedSpans(place brief.Place, style page.Style, without []string) []page.Span {
	spans := v.spans(place, style)
	t := v.Texts[place]
	if !slices.ContainsFunc(t.Pieces, func(p figure.Piece) bool { return p.Entry != nil }) {
		return spans
	}
	var out []page.Span
	var due []string // sources of the sentence so far
	bounds := brief.SentenceBounds(t.String())
	trimmed := len(t.String()) - len(strings.TrimLeft(t.String(), " \t\n")) // by which the first span was shortened
	at, next := trimmed, 0
	for i, s := range spans {
		if e := t.Pieces[i].Entry; e != nil && e.Source != "" && !slices.Contains(due, e.Source) && !slices.Contains(without, e.Source) {
			due = append(due, e.Source)
		}
		for next < len(bounds) && bounds[next][1] <= at+len(s.Text) {
			cut := max(bounds[next][1]-at, 0)
			part := s
			part.Text = strings.TrimRight(s.Text[:cut], " \t\n")
			out = append(out, part)
			out = append(out, v.marks(due, style)...)
			s.Text, at, due, next = s.Text[len(part.Text):], at+len(part.Text), nil, next+1
		}
		if s.Text != "" {
			out = append(out, s)
		}
		at += len(s.Text)
	}
	return out
}

// marks are the raised numbers of sources, each a link to its note.
func (v *View) marks(sources []string, style page.Style) []page.Span {
	numbers := make([]int, 0, len(sources))
	for _, source := range sources {
		if i, ok := v.Notes.Numbers[source]; ok {
			numbers = append(numbers, i)
		}
	}
	slices.Sort(numbers)
	style.Face = page.Regular
	style.Color = v.Theme.Muted
	var spans []page.Span
	for k, i := range numbers {
		if k > 0 {
			spans = append(spans, page.Span{Text: ",", Style: style})
		}
		link := v.Notes.link(v.Notes.Sources[i].Source.ID)
		spans = append(spans, page.Span{Text: raised(i + 1), Style: style, Anchor: link.Anchor, Words: link.Words})
	}
	return spans
}

// sourcesOf lists the sources of the figures in a field.
func (v *View) sourcesOf(place brief.Place) []string {
	var sources []string
	for _, p := range v.Texts[place].Pieces {
		if p.Entry != nil && p.Entry.Source != "" {
			sources = append(sources, p.Entry.Source)
		}
	}
	return sources
}
