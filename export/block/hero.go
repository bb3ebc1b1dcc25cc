package block

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

const (
	heroDrop        = 0.86 // from the name's baseline to the number's
	heroFoot        = 4.0
	heroTrim        = 0.035 // by which a large number is set to the left, so that its stem stands in the column
	heroTrimFrom    = 30.0
	commaDrop       = 0.23  // how far a comma hangs below the number, in its size
	changeRise      = 0.425 // of a comparison over the middle of its line
	changeBase      = 0.29  // from the foot of a comparison's line to its baseline
	leastChange     = 10.0  // between the number and the first comparison
	leastChangeSize = 7.5   // the type of a comparison, at least
	basisGap        = 0.45
	basisAscent     = 0.75

	mostNameLines = 5 // of the hero's name
)

// The places of the hero and of what it stands on.
const (
	HeroPlace    = brief.HeroPlace
	countedPlace = brief.Place("evidence.n")
	againstPlace = brief.Place("evidence.against")
)

// countedMark stands before what a hero was counted over: "n = 1,204 trials". A writer may have put it there.
const countedMark = "n = "

// changeGap is the space between the hero's number, whose comma hangs down, and what it is compared with.
func changeGap(d layout.Density, size float64) float64 {
	return max(leastChange, size*commaDrop-d.Change*changeRise)
}

// heroSize returns the size in which the number fits the column.
func heroSize(v *View, d layout.Density, width float64) float64 {
	size := d.Hero
	if w := v.Fonts.Width(v.Evidence.Hero.Value.Text, page.Style{Face: page.SemiBold, Size: size}); w > width {
		size *= width / w
	}
	return size
}

func heroName(v *View, d layout.Density, width float64) []page.Line {
	h := v.Evidence.Hero
	spans := []page.Span{{Text: h.Name, Style: d.NameStyle(v.Theme)}}
	if h.When != "" {
		spans = append(spans, page.Span{
			Text: "   " + unbroken(h.When), Style: page.Style{Size: d.Name, Color: v.Theme.Muted},
		})
	}
	return v.Wrap(spans, width)
}

func heroHeight(v *View, d layout.Density, width float64) float64 {
	h := nameHeight(d) + float64(min(len(heroName(v, d, width)), mostNameLines)-1)*d.Name*layout.NameLeading
	h += heroSize(v, d, width) * heroDrop
	if n := len(v.Evidence.Hero.Changes); n > 0 {
		h += changeGap(d, heroSize(v, d, width)) + float64(n)*d.Change*layout.ChangeLeading
	}
	h += basisHeight(d, len(basisLines(v, d, width)))
	return h + heroFoot
}

// drawHero draws the name, the number, and what it is compared with.
func drawHero(v *View, p *layout.Page, d layout.Density, box page.Rect) {
	h := v.Evidence.Hero
	p.Bookmark("Evidence: "+h.Name+" "+h.Value.Text, 1, box.Y)
	name := heroName(v, d, box.W)
	if len(name) > mostNameLines {
		v.TooLong(HeroPlace, name[mostNameLines:], "its name has "+visual.CountWord(mostNameLines)+" lines")
		name = name[:mostNameLines]
	}
	y := box.Y + nameHeight(d)
	p.FieldLines(page.H2, string(HeroPlace), box.X, y, d.Name*layout.NameLeading, name)
	y += float64(len(name)-1) * d.Name * layout.NameLeading

	size := heroSize(v, d, box.W)
	run := v.Fonts.Run(h.Value.Text, page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.Ink})
	y += size * heroDrop
	// Large type is set a little to the left, so that its stem and not its side bearing stands in the column.
	p.AsField(page.Paragraph, string(HeroPlace), func() {
		drawNumber(p, box.X-trim(size), y, run, v.linkOf(h.Value), v.LineOf[h.Value])
	})
	y += changeGap(d, size)
	for _, ch := range h.Changes {
		y += d.Change * layout.ChangeLeading
		drawChange(v, p, string(HeroPlace), d.Change, ch, box.X, y-d.Change*changeBase, box.W)
	}
	drawBasis(p, d, basisLines(v, d, box.W), box.X, y)
}

// drawNumber draws a number that is a line of the ledger, and leads to its source where the notes have one.
func drawNumber(p *layout.Page, x, y float64, run *page.Run, link page.Link, line int) {
	if link.Anchor != "" {
		p.TextLink(x, y, run, page.Left, link)
	} else {
		p.Text(x, y, run, page.Left)
	}
	p.Prints(line)
}

// drawChange draws one comparison: a triangle, the signed difference in the colour of its sense, and with what.
func drawChange(v *View, p *layout.Page, field string, size float64, ch Change, x, y, width float64) {
	color := v.Theme.Ink
	switch ch.Good {
	case 1:
		color = v.Theme.Good
	case -1:
		color = v.Theme.Bad
	}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: color}
	text := ch.Entry.Text
	if ch.Moved == 0 {
		strong.Color, text = v.Theme.Muted, v.T("No change")
	} else {
		layout.HeroArrow.Draw(p, x, y, size, ch.Moved > 0, color)
		x += layout.HeroArrow.Width(size)
		width -= layout.HeroArrow.Width(size)
	}
	said := v.Printed(page.Span{Text: text, Style: strong}, ch.Entry)
	if text != ch.Entry.Text {
		said.Entry = 0 // “No change” is no number
	}
	against := page.Span{Text: " " + ch.Against, Style: page.Style{Size: size, Color: v.Theme.Muted}}
	natural := v.Fonts.Width(said.Text, said.Style) + v.Fonts.Width(against.Text, against.Style)
	if natural > width { // a line alone, a little smaller where it has to be
		said.Style.Size = max(said.Style.Size*width/natural, leastChangeSize)
		against.Style.Size = said.Style.Size
		width += 0.5 // what rounding takes
	}
	lines := v.Fonts.Wrap([]page.Span{said, against}, width)
	p.FieldLines(page.Paragraph, field, x, y, size*layout.ChangeLeading, lines[:1])
}

// basis returns what the hero was counted over and what it is compared with, "n = 1,204 trials · vs Q2, same cohort", as
// words and figures; nil where the brief says neither.
func basis(v *View, style page.Style) []page.Span {
	var spans []page.Span
	if v.Has(countedPlace) {
		if counted := strings.ToLower(v.Plain(countedPlace)); !strings.HasPrefix(strings.ReplaceAll(counted, " ", ""), "n=") {
			spans = append(spans, page.Span{Text: countedMark, Style: style})
		}
		spans = append(spans, v.spans(countedPlace, style)...)
	}
	if v.Has(againstPlace) {
		if len(spans) > 0 {
			spans = append(spans, page.Span{Text: " · ", Style: style})
		}
		spans = append(spans, v.spans(againstPlace, style)...)
	}
	return spans
}

// basisText is the basis in one line of plain text.
func basisText(v *View) string {
	var b strings.Builder
	for _, s := range basis(v, page.Style{}) {
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

// basisLines breaks the basis into lines under the hero.
func basisLines(v *View, d layout.Density, width float64) []page.Line {
	spans := basis(v, page.Style{Size: d.By, Color: v.Theme.Muted})
	if spans == nil {
		return nil
	}
	return v.Wrap(spans, width)
}

func basisHeight(d layout.Density, lines int) float64 {
	if lines == 0 {
		return 0
	}
	return d.By * (basisGap + layout.BasisLeading*float64(lines))
}

// drawBasis draws the basis below y.
func drawBasis(p *layout.Page, d layout.Density, lines []page.Line, x, y float64) {
	if len(lines) > 0 {
		p.FieldLines(page.Paragraph, string(countedPlace), x, y+d.By*(basisGap+layout.BasisLeading*basisAscent), d.By*layout.BasisLeading, lines)
	}
}

// trim is by how much a large number is set to the left, so that its stem stands in the column.
func trim(size float64) float64 {
	if size > heroTrimFrom {
		return size * heroTrim
	}
	return 0
}

func heroText(v *View, h *Hero) []string {
	name := h.Name
	if h.When != "" {
		name += ", " + h.When
	}
	lines := []string{name + ": " + h.Value.Text}
	for _, ch := range h.Changes {
		lines = append(lines, ChangeText(v, ch))
	}
	if h == v.Evidence.Hero {
		lines = append(lines, basisText(v))
	}
	return lines
}
