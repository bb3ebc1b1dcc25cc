package compose

import (
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// footBlock is the foot of the page, broken into lines: the source notes at the left, definitions at the right.
type footBlock struct {
	sources, definitions []footNote
	height               float64
	width, aside         float64 // of the two columns; aside is 0 where there is one
}

// footNote is one numbered or named note.
type footNote struct {
	number string
	anchor string
	lines  []page.Line
}

// sourcesPlace is the foot of the page, which no field of the brief is typed into.
const sourcesPlace = brief.Place("sources")

// measureFoot breaks the notes into lines. With definitions, or many sources, the foot keeps to the columns of the body.
func (c *composer) measureFoot(p *layout.Page) *footBlock {
	f := &footBlock{width: p.Box.W - footAside}
	text := page.Style{Size: footSize, Color: c.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: footSize, Color: c.Theme.Muted}
	if len(c.notes.definitions)+len(c.notes.byHand) > 0 {
		f.width = p.Box.W*leftShare - layout.Gutter/2
		f.aside = p.Box.W - f.width - layout.Gutter - footNumber
		if len(c.notes.sources) == 0 {
			f.width, f.aside = 0, p.Box.W-footAside
		}
	}
	for i, s := range c.notes.sources {
		f.sources = append(f.sources, footNote{
			number: strconv.Itoa(i + 1), anchor: c.notes.anchor(s.source.ID),
			lines: c.Wrap([]page.Span{{Text: s.text(c.fiscalStart()), Style: text}}, f.width-footIndent),
		})
	}
	for _, d := range c.notes.definitions {
		f.definitions = append(f.definitions, footNote{lines: c.Wrap([]page.Span{
			{Text: d.name, Style: strong}, {Text: "  " + d.meaning, Style: text},
		}, f.aside)})
	}
	for _, t := range c.notes.byHand {
		f.definitions = append(f.definitions, footNote{lines: c.Wrap([]page.Span{{Text: t, Style: text}}, f.aside)})
	}
	most := int((p.Size.H*mostFoot - footHead) / footLeading)
	c.cutFoot(f, most)
	n := max(countLines(f.sources), countLines(f.definitions), 1)
	f.height = footHead + float64(n-1)*footLeading + footSize*layout.Descent
	return f
}

func countLines(notes []footNote) int {
	n := 0
	for _, x := range notes {
		n += len(x.lines)
	}
	return n
}

// cutFoot takes off the lines past the most the foot may have, and tells about them.
func (c *composer) cutFoot(f *footBlock, most int) {
	for _, column := range []*[]footNote{&f.sources, &f.definitions} {
		var over []page.Line
		for countLines(*column) > most {
			last := &(*column)[len(*column)-1]
			over = append(over, last.lines[len(last.lines)-1])
			if last.lines = last.lines[:len(last.lines)-1]; len(last.lines) == 0 {
				*column = (*column)[:len(*column)-1]
			}
		}
		if len(over) > 0 {
			c.tooLong(sourcesPlace, over, "shorten the definitions, or use fewer metrics and sources")
		}
	}
}

// drawFoot draws the hairline, the notes and the page number.
func (c *composer) drawFoot(p *layout.Page, f *footBlock) {
	p.StrokeLine(p.Box.X, p.Foot, p.Box.Right(), p.Foot, page.Stroke{Color: c.Theme.Hairline, Width: layout.FootRule})
	muted := page.Style{Size: footSize, Color: c.Theme.Muted}
	y := p.Foot + footHead
	if len(f.sources) > 0 {
		p.Bookmark("Sources", 1, p.Foot)
	}
	p.As(page.List, func() {
		for _, n := range f.sources {
			p.Anchors = append(p.Anchors, page.Anchor{Name: n.anchor, Y: y - footLeading})
			number := c.Fonts.Run(n.number, page.Style{Face: page.SemiBold, Size: footSize, Color: c.Theme.Accent})
			p.As(page.ListItem, func() {
				p.As(page.ListLabel, func() { p.Text(p.Box.X, y, number, page.Left) })
				y = p.FieldLines(page.ListBody, string(sourcesPlace), p.Box.X+footIndent, y, footLeading, n.lines)
			})
		}
	})
	y = p.Foot + footHead
	x := p.Box.X
	if f.width > 0 && f.aside > 0 {
		x += f.width + layout.Gutter
	}
	for _, n := range f.definitions {
		y = p.FieldLines(page.Paragraph, string(sourcesPlace), x, y, footLeading, n.lines)
	}
	p.As(page.Artifact, func() {
		p.Text(p.Box.Right(), p.Foot+footHead, c.Fonts.Run("1 / 1", muted), page.Right)
	})
}

// plainNotes writes the notes as lines of text.
func (c *composer) plainNotes() []string {
	var out []string
	for i, s := range c.notes.sources {
		out = append(out, strconv.Itoa(i+1)+". "+s.text(c.fiscalStart()))
	}
	for _, d := range c.notes.definitions {
		out = append(out, strings.Join([]string{d.name, d.meaning}, ": "))
	}
	return append(out, c.notes.byHand...)
}
