package block

import (
	"fmt"
	"strconv"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Contents lists the sections and beats with the pages they begin on.
var Contents = Block{Name: "contents", Flow: contentsItems}

const (
	contentsAbove  = 40.0
	contentsRow    = 26.0
	contentsBeat   = 20.0
	contentsIndent = 84.0
	contentsNumber = 40.0 // kept free for the page
	contentsSize   = 12.0
	contentsSmall  = 10.5
	contentsHead   = 24.0
	contentsTitle  = 10.0 // from the top to a baseline: of the word itself, of a section's line, of a beat's
	contentsBase   = 17.5
	contentsLow    = 12.0
)

// entryHeight is the height of an entry line in the contents.
func entryHeight(e *layout.Entry) float64 {
	if !e.Part {
		return contentsRow
	}
	return contentsBeat + float64(max(len(e.Lead)-1, 0))*contentsSmall*layout.ContentsLeading
}

// contentsItems makes the contents: a line for each section and each beat. Which there are is known when all are built, and on which
// pages they begin when all are drawn.
func contentsItems(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
	it := &layout.Item{Before: contentsAbove}
	fl.WhenBuilt(func() {
		h := contentsHead
		for i := range fl.Entries {
			h += entryHeight(&fl.Entries[i])
		}
		it.Height = layout.Grid(h + contentsRow*float64(fl.Late))
	})
	it.Draw = func(s *layout.Page, box page.Rect) { fl.WhenDrawn(func() { drawContents(v, fl, s, box) }) }
	return []*layout.Item{it}
}

// enterBeat adds a beat to the contents, with its lead.
func enterBeat(v *View, fl *layout.Flow, k brief.BeatKind) func(s *layout.Page, y float64) {
	style := page.Style{Size: contentsSmall, Color: v.Theme.Muted}
	return fl.Enter(layout.Entry{
		Title: v.T(k.String()), Part: true,
		Lead: v.Wrap([]page.Span{{Text: v.Plain(brief.PlaceOf(k, "lead")), Style: style}}, fl.Width()-contentsIndent-contentsNumber),
	})
}

// drawContents draws the contents: each line is a link over its whole width.
func drawContents(v *View, fl *layout.Flow, s *layout.Page, box page.Rect) {
	name := page.Style{Face: page.SemiBold, Size: contentsSmall, Color: v.Theme.Accent}
	s.AsField(page.H2, "", func() { s.Text(box.X, box.Y+contentsTitle, v.Fonts.Run(v.T("Contents"), name), page.Left) })
	y := box.Y + contentsHead
	s.As(page.List, func() {
		for i := range fl.Entries {
			l := &fl.Entries[i]
			row := page.Rect{X: box.X, Y: y, W: box.W, H: entryHeight(l)}
			s.As(page.ListItem, func() { drawContentsLine(v, s, l, row) })
			y = row.Bottom()
			if i == len(fl.Entries)-1 || !fl.Entries[i+1].Part {
				s.StrokeLine(box.X, y, box.Right(), y, page.Stroke{Color: v.Theme.Hairline, Width: layout.FineRule})
			}
		}
	})
}

func drawContentsLine(v *View, s *layout.Page, l *layout.Entry, row page.Rect) {
	style := page.Style{Size: contentsSize, Color: v.Theme.Ink}
	number := page.Style{Size: contentsSize, Color: v.Theme.Muted}
	base := row.Y + contentsBase
	if l.Part {
		style = page.Style{Size: contentsSmall, Color: v.Theme.Accent}
		number.Size = contentsSmall
		base = row.Y + contentsLow
	}
	link := page.Link{Box: row, Anchor: l.Anchor, Words: fmt.Sprintf("%s, page %d", l.Title, l.Page)}
	link.Element = s.As(page.Reference, func() {
		s.Text(row.X, base, v.Fonts.Run(l.Title, style), page.Left)
		s.Gap()
		if len(l.Lead) > 0 {
			s.Lines(row.X+contentsIndent, base, contentsSmall*layout.ContentsLeading, l.Lead)
			s.Gap()
		}
		s.Text(row.Right(), base, v.Fonts.Run(strconv.Itoa(l.Page), number), page.Right)
	})
	link.After = len(s.Ops)
	s.Links = append(s.Links, link)
}
