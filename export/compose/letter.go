package compose

import (
	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/layout"
	"throughline/export/page"
)

// Letter is a brief as a mail holds it: texts in the order of the page, and the chart as a drawing of its own.
type Letter struct {
	Language, Strip, Headline string
	Ask                       []Said
	Figures                   []KeyFigure
	Beats                     []Beat
	Quote                     []string // the words and who said them
	Takeaway                  string
	Chart                     *page.Page // nil without one
	ChartAlt                  string
	Sources                   []string
	Theme                     page.Theme
}

// Said is a word and what is said under it.
type Said struct{ Word, Text string }

// KeyFigure is one number of the strip, with what it is compared with.
type KeyFigure struct {
	Name, Value string
	Changes     []Compared
}

// Compared is a comparison: an arrow where the number moved, and the colour of its sense.
type Compared struct {
	Arrow, Text string
	Color       page.Color
}

// Beat is one beat of the story.
type Beat struct{ Name, Lead, Body string }

// chartPage is the size of a chart in a mail, in points.
var chartPage = page.Size{W: 450, H: 300}

// LetterOf sets a brief out as a mail.
func LetterOf(f *page.Fonts, b *brief.Brief, o Options) *Letter {
	o.Profile = brief.OnePage
	c := newComposer(f, b, o)
	l := &Letter{
		Language: b.Settings.Locale, Headline: page.Clean(c.Plain("headline")), Theme: *c.Theme,
		Strip: block.StripLine(c.View), Takeaway: c.Plain(brief.TakeawayPlace), Sources: block.SourceTexts(c.View),
	}
	for _, part := range block.AskTexts(c.View) {
		l.Ask = append(l.Ask, Said{part[0], part[1]})
	}
	for _, h := range c.Key {
		l.Figures = append(l.Figures, c.keyFigure(h))
	}
	for _, k := range brief.Beats {
		beat := Beat{c.T(k.String()), c.Plain(brief.PlaceOf(k, "lead")), c.Plain(brief.PlaceOf(k, "body"))}
		if beat.Lead != "" || beat.Body != "" {
			l.Beats = append(l.Beats, beat)
		}
	}
	if c.Evidence.Quote != nil {
		l.Quote = block.QuoteTexts(c.View)
	}
	if v := c.Evidence.Visual; v != nil {
		p := layout.NewPage(chartPage, 0)
		p.Fonts = c.Fonts
		if block.DrawChart(c.View, p, p.Box) {
			l.Chart, l.ChartAlt = p.Page, v.Alt()
		}
	}
	return l
}

func (c *composer) keyFigure(h *block.Hero) KeyFigure {
	k := KeyFigure{Name: h.Name, Value: h.Value.Text}
	if h.Apart {
		k.Name += " · " + h.When
	}
	colors := map[int]page.Color{1: c.Theme.Good, -1: c.Theme.Bad, 0: c.Theme.Muted}
	for _, ch := range h.Changes {
		said := Compared{Text: block.ChangeText(c.View, ch), Color: colors[ch.Good]}
		switch ch.Moved {
		case 1:
			said.Arrow = "▲"
		case -1:
			said.Arrow = "▼"
		}
		k.Changes = append(k.Changes, said)
	}
	return k
}
