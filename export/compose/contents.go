package compose

import (
	"fmt"
	"strconv"

	"throughline/app/brief"
	"throughline/export/page"
)

// contentsLine is a section, or a beat in it, with where it begins.
type contentsLine struct {
	title  string
	anchor string
	page   int // from 1
	beat   bool
	lead   []page.Line // of a beat
}

// height is that of the line.
func (l *contentsLine) height() float64 {
	if !l.beat {
		return contentsRow
	}
	return contentsBeat + float64(max(len(l.lead)-1, 0))*contentsSmall*contentsLeading
}

// toc makes the contents: a line for each section and each beat. Which there are is known when all are built, and the
// pages when all are drawn.
func (fl *flow) toc() []*item {
	fl.tocItem = &item{before: contentsAbove}
	fl.tocItem.draw = func(s *sheet, box page.Rect) { fl.tocAt = func() { fl.drawContents(s, box) } }
	return []*item{fl.tocItem}
}

// measureContents gives the contents their height, once the sections are built; late ones get their line.
func (fl *flow) measureContents() {
	if fl.tocItem == nil {
		return
	}
	h := contentsHead
	for i := range fl.contents {
		h += fl.contents[i].height()
	}
	for _, sec := range fl.profile.sections {
		if sec.late {
			h += contentsRow
		}
	}
	fl.tocItem.height = grid(h)
}

// entered adds a line to the contents, and answers what is to be called where it begins.
func (fl *flow) entered(l contentsLine) func(s *sheet, y float64) {
	at := len(fl.contents)
	l.anchor = "section-" + strconv.Itoa(at+1)
	fl.contents = append(fl.contents, l)
	return func(s *sheet, y float64) {
		s.page.Anchors = append(s.page.Anchors, page.Anchor{Name: l.anchor, Y: y})
		fl.contents[at].page = len(fl.sheets)
	}
}

// enterBeat adds a beat to the contents, with its lead.
func (fl *flow) enterBeat(k brief.BeatKind) func(s *sheet, y float64) {
	style := page.Style{Size: contentsSmall, Color: fl.theme.Muted}
	return fl.entered(contentsLine{
		title: k.String(), beat: true,
		lead: fl.wrap([]page.Span{{Text: fl.plain(brief.PlaceOf(k, "lead")), Style: style}}, fl.width()-contentsIndent-contentsNumber),
	})
}

// drawContents draws the contents: each line is a link over its whole width.
func (fl *flow) drawContents(s *sheet, box page.Rect) {
	name := page.Style{Face: page.SemiBold, Size: contentsSmall, Color: fl.theme.Accent}
	s.as(page.H2, "", func() { s.page.Text(box.X, box.Y+contentsTitle, fl.fonts.Run("Contents", name), page.Left) })
	y := box.Y + contentsHead
	s.page.As(page.List, func() {
		for i := range fl.contents {
			l := &fl.contents[i]
			row := page.Rect{X: box.X, Y: y, W: box.W, H: l.height()}
			s.page.As(page.ListItem, func() { fl.drawContentsLine(s, l, row) })
			y = row.Bottom()
			if i == len(fl.contents)-1 || !fl.contents[i+1].beat {
				s.page.StrokeLine(box.X, y, box.Right(), y, page.Stroke{Color: fl.theme.Hairline, Width: fineRule})
			}
		}
	})
}

func (fl *flow) drawContentsLine(s *sheet, l *contentsLine, row page.Rect) {
	style := page.Style{Size: contentsSize, Color: fl.theme.Ink}
	number := page.Style{Size: contentsSize, Color: fl.theme.Muted}
	base := row.Y + contentsBase
	if l.beat {
		style = page.Style{Size: contentsSmall, Color: fl.theme.Accent}
		number.Size = contentsSmall
		base = row.Y + contentsLow
	}
	link := page.Link{Box: row, Anchor: l.anchor, Words: fmt.Sprintf("%s, page %d", l.title, l.page)}
	link.Element = s.page.As(page.Reference, func() {
		s.page.Text(row.X, base, fl.fonts.Run(l.title, style), page.Left)
		s.page.Gap()
		if len(l.lead) > 0 {
			s.page.Lines(row.X+contentsIndent, base, contentsSmall*contentsLeading, l.lead)
			s.page.Gap()
		}
		s.page.Text(row.Right(), base, fl.fonts.Run(strconv.Itoa(l.page), number), page.Right)
	})
	link.After = len(s.page.Ops)
	s.page.Links = append(s.page.Links, link)
}
