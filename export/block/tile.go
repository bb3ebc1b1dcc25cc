package block

import (
	"throughline/export/layout"
	"throughline/export/page"
)

const (
	tilePad      = 16.0
	tilePadShare = 0.1
	tileGap      = 14.0
	mostTile     = 190.0 // the height of a tile
	tileText     = 16.0
	tileLead     = 1.2
	tileAbove    = 10.0 // the value
	tileBetween  = 12.0 // it and the change
	tileValue    = 56.0
	leastValue   = 22.0 // below that, a low tile has the value alone
	valueWidth   = 0.6
	tileTrend    = 16.0 // from the words to the course
	trendTrim    = 4.0
	trendFactor  = 1.6
	changeTrim   = 2.0
	againstGap   = 6.0
)

// drawTile draws a metric on a ground of its own: name, value and change at the left, its course at the right.
func drawTile(v *View, fl *layout.Flow, s *layout.Page, row *Row, box page.Rect) {
	s.FillRoundRect(box, layout.SlideCorner, v.Theme.AccentTint)
	inner := box.Inset(tilePad, min(tilePad, box.H*tilePadShare))
	muted := page.Style{Size: tileText, Color: v.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: tileText, Color: v.Theme.Muted}
	name := v.Fonts.Wrap([]page.Span{{Text: row.Metric.Name, Style: strong}, {Text: "  " + unbroken(row.AsOf), Style: muted}}, inner.W)
	if len(name) > 1 {
		name = v.Fonts.Wrap([]page.Span{{Text: row.Metric.Name, Style: strong}}, inner.W)
		name = name[:min(len(name), 2)]
	}
	named := tileText + float64(len(name)-1)*tileText*tileLead
	changes := row.shownChanges()
	room := inner.H - named - tileAbove
	size := min(tileValue, (room-float64(len(changes))*(tileText+tileBetween))/page.CapHeight)
	if size < leastValue && len(changes) > 0 { // a low tile has the value alone
		changes, size = nil, min(tileValue, room/page.CapHeight)
	}
	style := page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.Ink}
	width := inner.W * valueWidth
	if w := v.Fonts.Width(row.Cells[0].Text, style); w > width {
		style.Size *= width / w
	}
	height := named + tileAbove + style.Size*page.CapHeight + float64(len(changes))*(tileText+tileBetween)
	y := inner.Y + max(inner.H-height, 0)/2
	y = s.Paragraph(inner.X, y, layout.Paragraph{Role: page.Paragraph, Field: string(FiguresPlace), Size: tileText, Leading: tileText * tileLead, Lines: name})
	spark := page.Rect{X: inner.X + width + tileTrend, Y: y + trendTrim}
	spark.W, spark.H = inner.Right()-spark.X, max(inner.Bottom()-spark.Y-trendTrim, 0)
	y += tileAbove + style.Size*page.CapHeight
	s.AsField(page.Paragraph, string(FiguresPlace), func() {
		s.Text(inner.X-style.Size*slideTrim, y, v.Fonts.Run(row.Cells[0].Text, style), page.Left)
		s.Prints(recordCell(v, row, 0))
	})
	for _, i := range changes {
		y += tileText + tileBetween
		drawTileChange(v, fl, s, row, i, inner.X, y-changeTrim, width, tileText)
	}
	drawRowTrend(v, s, row, spark, trendFactor)
}

// shownChanges are the comparisons that a tile has room for: with the period before, or with the plan.
func (r *Row) shownChanges() []int {
	for i := 1; i < len(r.Cells); i++ {
		if r.Cells[i].Text != "" {
			return []int{i}
		}
	}
	return nil
}

// drawTileChange draws a comparison: a triangle, the difference, and with what.
func drawTileChange(v *View, fl *layout.Flow, s *layout.Page, row *Row, i int, x, y, width, size float64) {
	cell := numberCell(v, fl, row, i)
	against := Comparisons[i].Title
	if Comparisons[i].View == "change" {
		against = "vs " + row.Cells[i].Value.Base.Label()
	}
	number := cell.Lines[0].Fragments[0].Span
	style := number.Style
	style.Face, style.Size = page.SemiBold, size
	run := v.Fonts.Run(number.Text, style)
	s.AsField(page.Paragraph, string(FiguresPlace), func() {
		if cell.Moved != 0 {
			layout.TileArrow.Draw(s, x, y, size, cell.Moved > 0, cell.Color)
			x += layout.TileArrow.Width(size)
			width -= layout.TileArrow.Width(size)
		}
		s.Text(x, y, run, page.Left)
		s.Prints(recordCell(v, row, i))
		s.Gap()
		words := v.Fonts.Run(against, page.Style{Size: size, Color: v.Theme.Muted})
		if run.Width+againstGap+words.Width <= width {
			s.Text(x+run.Width+againstGap, y, words, page.Left)
		}
	})
}
