package compose

import (
	"strconv"
	"strings"

	"throughline/app/brief"
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
func (p *sheet) measureFoot() *footBlock {
	f := &footBlock{width: p.box.W - footAside}
	text := page.Style{Size: footSize, Color: p.theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: footSize, Color: p.theme.Muted}
	if len(p.notes.definitions)+len(p.notes.byHand) > 0 {
		f.width = p.box.W*leftShare - gutter/2
		f.aside = p.box.W - f.width - gutter - footNumber
		if len(p.notes.sources) == 0 {
			f.width, f.aside = 0, p.box.W-footAside
		}
	}
	for i, s := range p.notes.sources {
		f.sources = append(f.sources, footNote{
			number: strconv.Itoa(i + 1), anchor: p.notes.anchor(s.source.ID),
			lines: p.wrap([]page.Span{{Text: s.text(p.fiscalStart()), Style: text}}, f.width-footIndent),
		})
	}
	for _, d := range p.notes.definitions {
		f.definitions = append(f.definitions, footNote{lines: p.wrap([]page.Span{
			{Text: d.name, Style: strong}, {Text: "  " + d.meaning, Style: text},
		}, f.aside)})
	}
	for _, t := range p.notes.byHand {
		f.definitions = append(f.definitions, footNote{lines: p.wrap([]page.Span{{Text: t, Style: text}}, f.aside)})
	}
	most := int((p.page.Size.H*mostFoot - footHead) / footLeading)
	p.cutFoot(f, most)
	n := max(countLines(f.sources), countLines(f.definitions), 1)
	f.height = footHead + float64(n-1)*footLeading + footSize*descent
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
func (p *sheet) cutFoot(f *footBlock, most int) {
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
			p.tooLong(sourcesPlace, over, "shorten the definitions, or use fewer metrics and sources")
		}
	}
}

// drawFoot draws the hairline, the notes and the page number.
func (p *sheet) drawFoot(f *footBlock) {
	p.page.StrokeLine(p.box.X, p.foot, p.box.Right(), p.foot, page.Stroke{Color: p.theme.Hairline, Width: footRule})
	muted := page.Style{Size: footSize, Color: p.theme.Muted}
	y := p.foot + footHead
	if len(f.sources) > 0 {
		p.bookmark("Sources", 1, p.foot)
	}
	p.page.As(page.List, func() {
		for _, n := range f.sources {
			p.page.Anchors = append(p.page.Anchors, page.Anchor{Name: n.anchor, Y: y - footLeading})
			number := p.fonts.Run(n.number, page.Style{Face: page.SemiBold, Size: footSize, Color: p.theme.Accent})
			p.page.As(page.ListItem, func() {
				p.page.As(page.ListLabel, func() { p.page.Text(p.box.X, y, number, page.Left) })
				y = p.lines(page.ListBody, sourcesPlace, p.box.X+footIndent, y, footLeading, n.lines)
			})
		}
	})
	y = p.foot + footHead
	x := p.box.X
	if f.width > 0 && f.aside > 0 {
		x += f.width + gutter
	}
	for _, n := range f.definitions {
		y = p.lines(page.Paragraph, sourcesPlace, x, y, footLeading, n.lines)
	}
	p.page.As(page.Artifact, func() {
		p.page.Text(p.box.Right(), p.foot+footHead, p.fonts.Run("1 / 1", muted), page.Right)
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
