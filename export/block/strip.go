package block

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Strip says whose the page is and how fresh its numbers are.
var Strip = Block{
	Name: "strip", Head: drawStrip,
	Text: func(v *View) [][]string { return [][]string{{strings.Join(StripWords(v), " · ")}} },
}

const (
	stripSize     = 9.0
	stripDrop     = 14.0 // from the rule to the baseline
	stripFoot     = 3.0  // below it
	stripGap      = 12.0 // between what stands at its left and at its right
	stripLogo     = 20.0 // the logo's height
	stripLogoDrop = 6.0
	logoWidth     = 96.0 // the widest that a logo is on a page that is read
	logoGap       = 14.0
)

// drawStrip says whose the page is and how fresh, under a rule: classification at the left, as-of and version at the right.
func drawStrip(v *View, p *layout.Page, _ Fit) {
	p.FillRect(page.Rect{X: p.Box.X, Y: p.Y, W: p.Box.W, H: v.Theme.RuleHeight}, v.Theme.Rule)
	p.Y += v.Theme.RuleHeight
	style := page.Style{Size: stripSize, Color: v.Theme.Muted}
	mark := drawLogo(v, p, page.Rect{X: p.Box.X, Y: p.Y + stripLogoDrop, W: p.Box.W, H: stripLogo}, logoWidth)
	end := p.Box.Right()
	if mark.W > 0 {
		end = mark.X - logoGap
		p.Y = mark.Y + mark.H/2 + style.Size*page.CapHeight/2 // beside the middle of the logo
	} else {
		p.Y += stripDrop
	}
	right := freshWords(v)
	fresh := v.Fonts.Run(strings.Join(right, " · "), style)
	p.AsField(page.Paragraph, "settings.classification", func() {
		drawLine(v, p, "settings.classification", v.Brief.Settings.Classification, style, end-p.Box.X-fresh.Width-stripGap)
	})
	if len(right) > 0 {
		p.AsField(page.Paragraph, "settings.version", func() { p.Text(end, p.Y, fresh, page.Right) })
	}
	p.Y = max(p.Y+stripFoot, mark.Bottom())
}

// drawLine draws a text that must fit on a line at the left of the page.
func drawLine(v *View, p *layout.Page, place brief.Place, text string, style page.Style, width float64) {
	lines := v.Fonts.Wrap([]page.Span{{Text: strings.TrimSpace(text), Style: style}}, width)
	if len(lines) == 0 {
		return
	}
	if len(lines) > 1 {
		v.TooLong(place, lines[1:], "it has a part of one line")
	}
	p.Lines(p.Box.X, p.Y, 0, lines[:1])
}

// drawLogo draws the logo at the right of a band, as large as the band's height and a width let it be, and answers where;
// without one, an empty box there.
func drawLogo(v *View, p *layout.Page, band page.Rect, width float64) page.Rect {
	if v.Picture == nil {
		return page.Rect{X: band.Right(), Y: band.Y}
	}
	room := page.Rect{X: band.Right() - width, Y: band.Y, W: width, H: band.H}
	box := v.Picture.Fit(room)
	p.Image(box, v.Picture, "Logo")
	return box
}

// freshWords say how fresh the page is: as of when its data is, and its version.
func freshWords(v *View) []string {
	var words []string
	if asOf := v.asOfWords(); asOf != "" {
		words = append(words, v.Words.F("Data as of %s", asOf))
	}
	if version := strings.TrimSpace(v.Brief.Settings.Version); version != "" {
		words = append(words, version)
	}
	return words
}

// StripWords is what the strip says, in a few words: how fresh the page is, and its classification.
func StripWords(v *View) []string {
	words := freshWords(v)
	if c := strings.TrimSpace(v.Brief.Settings.Classification); c != "" {
		words = append(words, c)
	}
	return words
}
