package block

import (
	"strconv"

	"throughline/export/layout"
	"throughline/export/page"
)

// Foot is the foot of a fixed page: the source notes at the left, what the metrics mean at the right.
var Foot = Block{Name: "notes", Foot: notesFooter, Text: notesText}

const (
	footSize    = 8.0
	footLeading = 10.4
	footIndent  = 11.0
	footHead    = 13.5 // from the hairline to the first baseline
	footAside   = 40.0 // kept free for the page's number beside one column
	footNumber  = 34.0 // and beside two
	footShare   = 0.5  // of the sources beside definitions
	mostFoot    = 0.24 // of the page's height
)

func notesFooter(v *View, p *layout.Page, f Fit) (height float64, draw func()) {
	notes := measureFoot(v, p, f.Why)
	return notes.height, func() { drawFoot(v, p, notes) }
}

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

// measureFoot breaks the notes into lines. With definitions, or many sources, the foot keeps to the columns of the body.
func measureFoot(v *View, p *layout.Page, why string) *footBlock {
	f := &footBlock{width: p.Box.W - footAside}
	text := page.Style{Size: footSize, Color: v.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: footSize, Color: v.Theme.Muted}
	if len(v.Notes.Definitions)+len(v.Notes.ByHand) > 0 {
		f.width = p.Box.W*footShare - layout.Gutter/2
		f.aside = p.Box.W - f.width - layout.Gutter - footNumber
		if len(v.Notes.Sources) == 0 {
			f.width, f.aside = 0, p.Box.W-footAside
		}
	}
	for i, s := range v.Notes.Sources {
		f.sources = append(f.sources, footNote{
			number: strconv.Itoa(i + 1), anchor: v.Notes.anchor(s.Source.ID),
			lines: v.Wrap([]page.Span{{Text: s.read(v), Style: text}}, f.width-footIndent),
		})
	}
	for _, d := range v.Notes.Definitions {
		f.definitions = append(f.definitions, footNote{lines: v.Wrap([]page.Span{
			{Text: d.Name, Style: strong}, {Text: "  " + d.Meaning, Style: text},
		}, f.aside)})
	}
	for _, t := range v.Notes.ByHand {
		f.definitions = append(f.definitions, footNote{lines: v.Wrap([]page.Span{{Text: t, Style: text}}, f.aside)})
	}
	most := int((p.Size.H*mostFoot - footHead) / footLeading)
	cutFoot(v, f, most, why)
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
func cutFoot(v *View, f *footBlock, most int, why string) {
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
			v.TooLong(SourcesPlace, over, why)
		}
	}
}

// drawFoot draws the hairline, the notes and the page number.
func drawFoot(v *View, p *layout.Page, f *footBlock) {
	p.StrokeLine(p.Box.X, p.Foot, p.Box.Right(), p.Foot, page.Stroke{Color: v.Theme.Hairline, Width: layout.FootRule})
	muted := page.Style{Size: footSize, Color: v.Theme.Muted}
	y := p.Foot + footHead
	if len(f.sources) > 0 {
		p.Bookmark("Sources", 1, p.Foot)
	}
	p.As(page.List, func() {
		for _, n := range f.sources {
			p.Anchors = append(p.Anchors, page.Anchor{Name: n.anchor, Y: y - footLeading})
			number := v.Fonts.Run(n.number, page.Style{Face: page.SemiBold, Size: footSize, Color: v.Theme.Accent})
			p.As(page.ListItem, func() {
				p.As(page.ListLabel, func() { p.Text(p.Box.X, y, number, page.Left) })
				y = p.FieldLines(page.ListBody, string(SourcesPlace), p.Box.X+footIndent, y, footLeading, n.lines)
			})
		}
	})
	y = p.Foot + footHead
	x := p.Box.X
	if f.width > 0 && f.aside > 0 {
		x += f.width + layout.Gutter
	}
	for _, n := range f.definitions {
		y = p.FieldLines(page.Paragraph, string(SourcesPlace), x, y, footLeading, n.lines)
	}
	p.As(page.Artifact, func() {
		p.Text(p.Box.Right(), p.Foot+footHead, v.Fonts.Run("1 / 1", muted), page.Right)
	})
}

func notesText(v *View) [][]string {
	lines := []string{v.T("SOURCES")}
	for i, s := range v.Notes.Sources {
		lines = append(lines, strconv.Itoa(i+1)+". "+s.text(v))
	}
	for _, d := range v.Notes.Definitions {
		lines = append(lines, d.Name+": "+d.Meaning)
	}
	if lines = append(lines, v.Notes.ByHand...); len(lines) == 1 {
		return nil
	}
	return [][]string{lines}
}
