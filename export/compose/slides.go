package compose

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// slides makes the pages of a deck with one message each: title, ask, beats, evidence.
func (c *composer) slides(fl *layout.Flow) {
	c.titleSlide(fl)
	c.askSlide(fl)
	for _, k := range c.told() {
		if k != brief.Evidence {
			c.beatSlide(fl, k)
		}
	}
	c.evidenceSlide(fl)
	fl.Y, fl.Appendix = fl.Limit(), len(fl.Pages)
}

// slide begins a page with its kicker, and answers the room below it.
func (c *composer) slide(fl *layout.Flow, kicker string, place brief.Place) (*layout.Page, page.Rect) {
	s := fl.Page(len(fl.Pages))
	s.FillRect(page.Rect{X: s.Box.X, Y: s.Box.Y, W: layout.RuleLength, H: layout.SlideRule}, c.Theme.Accent)
	style := page.Style{Face: page.SemiBold, Size: slideKicker, Color: c.Theme.Accent}
	s.AsField(page.H2, string(place), func() { s.Text(s.Box.X, s.Box.Y+kickerBase, c.Fonts.Run(kicker, style), page.Left) })
	top := s.Box.Y + slideTop
	return s, page.Rect{X: s.Box.X, Y: top, W: s.Box.W, H: fl.Limit() - top - slideFoot}
}

// titleSlide opens the deck with the headline.
func (c *composer) titleSlide(fl *layout.Flow) {
	s := fl.Page(0)
	s.FillRect(page.Rect{X: s.Box.X, Y: s.Box.Y, W: s.Box.W, H: layout.TitleRule}, c.Theme.Accent)
	strip := page.Style{Size: slideStrip, Color: c.Theme.Muted}
	s.Y = s.Box.Y + openingStrip
	c.logo(s, page.Rect{X: s.Box.X, Y: s.Box.Y + openingLogo, W: s.Box.W, H: openingHigh}, 2*logoWidth)
	s.AsField(page.Paragraph, "settings.classification", func() {
		c.oneLine(s, "settings.classification", c.brief.Settings.Classification, strip, s.Box.W-2*logoWidth-openingGap)
	})
	if !c.has("headline") {
		return
	}
	lines, size, _ := c.fitted("headline", page.Style{Face: c.Theme.Headline, Color: c.Theme.Ink}, s.Box.W*openingWidth, titleSizes)
	leading := size * openingLead
	height := size + float64(len(lines)-1)*leading
	y := s.Box.Y + (fl.Limit()-s.Box.Y-height)*openingUpper
	s.Bookmark(c.plain("headline"), 0, s.Box.Y)
	y = s.Paragraph(s.Box.X-size*slideTrim, y, layout.Paragraph{Role: page.H1, Field: "headline", Size: size, Leading: leading, Lines: layout.HangingPunctuation(lines)})
	var words []string
	if asOf := c.asOfWords(); asOf != "" {
		words = append(words, "Data as of "+asOf)
	}
	if v := strings.TrimSpace(c.brief.Settings.Version); v != "" {
		words = append(words, v)
	}
	if len(words) > 0 {
		line := c.Fonts.Wrap([]page.Span{{Text: strings.Join(words, " · "), Style: page.Style{Size: openingSmall, Color: c.Theme.Muted}}}, s.Box.W)
		s.Paragraph(s.Box.X, y+openingAbove, layout.Paragraph{
			Role: page.Paragraph, Field: "settings.version", Size: openingSmall, Leading: openingLine, Lines: line[:1],
		})
	}
}

// askSlide sets the decision wanted large, with who decides by when below it.
func (c *composer) askSlide(fl *layout.Flow) {
	var rest []askPart
	for _, a := range askParts[1:] {
		if c.has(a.place) {
			rest = append(rest, a)
		}
	}
	if !c.has("ask.what") && len(rest) == 0 {
		return
	}
	s, room := c.slide(fl, "The decision", "ask.what")
	s.Bookmark("The decision: "+c.plain("ask.what"), 1, s.Box.Y)
	lines, size, _ := c.fitted("ask.what", page.Style{Face: page.SemiBold, Color: c.Theme.Ink}, room.W*decisionWidth, decisionSizes)
	leading := size * decisionLead
	height := size + float64(max(len(lines)-1, 0))*leading
	if len(rest) > 0 {
		height += slideGap + decisionGap + answerHigh
	}
	y := room.Y + (room.H-height)*decisionUpper
	y = s.Paragraph(room.X, y, layout.Paragraph{Role: page.Paragraph, Field: "ask.what", Size: size, Leading: leading, Lines: lines}) + slideGap + decisionGap
	width := (room.W*answersWidth - slideGap*answersGap) / 2
	for i, a := range rest {
		box := page.Rect{X: room.X + float64(i)*(width+slideGap*answersGap), Y: y, W: width, H: answerHigh}
		s.FillRoundRect(box, layout.SlideCorner, c.Theme.AccentTint)
		label := c.Fonts.Run(a.word, page.Style{Face: page.SemiBold, Size: answerLabel, Color: c.Theme.Accent})
		s.AsField(page.Paragraph, string(a.place), func() {
			s.Text(box.X+tilePad, box.Y+tilePad+answerBase, label, page.Left)
			s.Gap()
			answer, size, _ := c.fitted(a.place, page.Style{Face: page.Regular, Color: c.Theme.Ink}, box.W-2*tilePad, answerSizes)
			s.Lines(box.X+tilePad, box.Y+tilePad+answerDrop+size*answerAscent, size*answerLead, answer)
		})
	}
}

// message draws the lead of a beat as the message of its slide, and answers the room below.
func (c *composer) message(p *layout.Page, k brief.BeatKind, room page.Rect) page.Rect {
	c.bookmarkBeat(p, k, p.Box.Y)
	place := brief.PlaceOf(k, "lead")
	if !c.has(place) {
		return room
	}
	lines, size, _ := c.fitted(place, page.Style{Face: page.SemiBold, Color: c.Theme.Ink}, room.W*messageWidth, messageSizes)
	y := p.Paragraph(room.X, room.Y, layout.Paragraph{
		Role: page.Paragraph, Field: string(place), Size: size, Leading: size * layout.HeadlineLeading, Lines: layout.HangingPunctuation(lines),
	}) + slideGap
	room.H -= y - room.Y
	room.Y = y
	return room
}

// bodyIn breaks the body of a beat into lines of the largest type that fits the box, and answers how to draw it at a height.
func (c *composer) bodyIn(p *layout.Page, k brief.BeatKind, box page.Rect, sizes []float64) (height float64, draw func(y float64)) {
	place := brief.PlaceOf(k, "body")
	if !c.has(place) {
		return 0, func(float64) {}
	}
	var lines []page.Line
	var size float64
	most := 0
	for _, size = range sizes {
		lines = c.Wrap(c.spans(place, page.Style{Size: size, Color: c.Theme.Ink}), box.W)
		if most = max(int((box.H-size*layout.LineHeight)/(size*layout.SlideLeading))+1, 1); len(lines) <= most && !layout.Severed(lines) {
			break
		}
	}
	if len(lines) > most {
		c.tooLong(place, lines[most:], "it has one slide")
		lines = lines[:most]
	}
	return size*layout.LineHeight + float64(len(lines)-1)*size*layout.SlideLeading, func(y float64) {
		p.Paragraph(box.X, y, layout.Paragraph{
			Role: page.Paragraph, Field: string(place), Size: size, Leading: size * layout.SlideLeading, Lines: lines,
		})
	}
}

// beatSlide shows one beat: its lead as the message, its body, and the metrics it speaks of as tiles.
func (c *composer) beatSlide(fl *layout.Flow, k brief.BeatKind) {
	s, room := c.slide(fl, k.String(), brief.PlaceOf(k, "lead"))
	room = c.message(s, k, room)
	rows := c.spokenOf(k)
	body, tiles := room, room
	sizes := tilesBody
	switch {
	case len(rows) == 0:
		body.W, sizes = room.W*bodyWidth, aloneBody
	case c.has(brief.PlaceOf(k, "body")):
		body.W = room.W * besideTiles
		tiles.X = body.Right() + slideGap*tilesGap
		tiles.W = room.Right() - tiles.X
	default:
		tiles.W = room.W * tilesAlone
	}
	height, draw := c.bodyIn(s, k, body, sizes)
	each := 0.0
	if n := float64(len(rows)); n > 0 {
		each = min((room.H-tileGap*(n-1))/n, mostTile)
		height = max(height, each*n+tileGap*(n-1))
	}
	top := room.Y + (room.H-height)*layout.Optical
	draw(top)
	for i, row := range rows {
		c.tile(fl, s, row, page.Rect{X: tiles.X, Y: top + float64(i)*(each+tileGap), W: tiles.W, H: each})
	}
}

// spokenOf lists the metrics over time that the figures of a beat are of.
func (c *composer) spokenOf(k brief.BeatKind) []*tableRow {
	var rows []*tableRow
	for _, e := range c.figures.Ledger() {
		if e.Place != brief.PlaceOf(k, "lead") && e.Place != brief.PlaceOf(k, "body") {
			continue
		}
		for _, row := range c.table {
			if strings.EqualFold(row.metric.Name, e.Metric) && !slices.Contains(rows, row) && len(rows) < mostTiles {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// tile draws a metric on a ground of its own: name, value and change at the left, its course at the right.
func (c *composer) tile(fl *layout.Flow, s *layout.Page, row *tableRow, box page.Rect) {
	s.FillRoundRect(box, layout.SlideCorner, c.Theme.AccentTint)
	inner := box.Inset(tilePad, min(tilePad, box.H*tilePadShare))
	muted := page.Style{Size: tileText, Color: c.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: tileText, Color: c.Theme.Muted}
	name := c.Fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}, {Text: "  " + unbroken(row.asOf), Style: muted}}, inner.W)
	if len(name) > 1 {
		name = c.Fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}}, inner.W)
		name = name[:min(len(name), 2)]
	}
	named := tileText + float64(len(name)-1)*tileText*tileLead
	changes := row.shownChanges()
	room := inner.H - named - tileAbove
	size := min(tileValue, (room-float64(len(changes))*(tileText+tileBetween))/page.CapHeight)
	if size < leastValue && len(changes) > 0 { // a low tile has the value alone
		changes, size = nil, min(tileValue, room/page.CapHeight)
	}
	style := page.Style{Face: page.SemiBold, Size: size, Color: c.Theme.Ink}
	width := inner.W * valueWidth
	if w := c.Fonts.Width(row.cells[0].text, style); w > width {
		style.Size *= width / w
	}
	height := named + tileAbove + style.Size*page.CapHeight + float64(len(changes))*(tileText+tileBetween)
	y := inner.Y + max(inner.H-height, 0)/2
	y = s.Paragraph(inner.X, y, layout.Paragraph{Role: page.Paragraph, Field: string(figuresPlace), Size: tileText, Leading: tileText * tileLead, Lines: name})
	spark := page.Rect{X: inner.X + width + tileCourse, Y: y + courseTrim}
	spark.W, spark.H = inner.Right()-spark.X, max(inner.Bottom()-spark.Y-courseTrim, 0)
	y += tileAbove + style.Size*page.CapHeight
	s.AsField(page.Paragraph, string(figuresPlace), func() {
		s.Text(inner.X-style.Size*slideTrim, y, c.Fonts.Run(row.cells[0].text, style), page.Left)
		s.Prints(c.recorded(row, 0))
	})
	for _, i := range changes {
		y += tileText + tileBetween
		c.tileChange(fl, s, row, i, inner.X, y-changeTrim, width, tileText)
	}
	c.course(s, row, spark, courseFactor)
}

// shownChanges are the comparisons that a tile has room for: with the period before, or with the plan.
func (r *tableRow) shownChanges() []int {
	for i := 1; i < len(r.cells); i++ {
		if r.cells[i].text != "" {
			return []int{i}
		}
	}
	return nil
}

// tileChange draws a comparison: a triangle, the difference, and with what.
func (c *composer) tileChange(fl *layout.Flow, s *layout.Page, row *tableRow, i int, x, y, width, size float64) {
	cell := c.numberOf(fl, row, i)
	against := compared[i].title
	if compared[i].view == "change" {
		against = "vs " + row.cells[i].value.Base.Label()
	}
	number := cell.Lines[0].Fragments[0].Span
	style := number.Style
	style.Face, style.Size = page.SemiBold, size
	run := c.Fonts.Run(number.Text, style)
	s.AsField(page.Paragraph, string(figuresPlace), func() {
		if cell.Moved != 0 {
			layout.TileArrow.Draw(s, x, y, size, cell.Moved > 0, cell.Color)
			x += layout.TileArrow.Width(size)
			width -= layout.TileArrow.Width(size)
		}
		s.Text(x, y, run, page.Left)
		s.Prints(c.recorded(row, i))
		s.Gap()
		words := c.Fonts.Run(against, page.Style{Size: size, Color: c.Theme.Muted})
		if run.Width+againstGap+words.Width <= width {
			s.Text(x+run.Width+againstGap, y, words, page.Left)
		}
	})
}

// evidenceSlide shows the evidence: hero or quote with its words at the left, the chart large at the right.
func (c *composer) evidenceSlide(fl *layout.Flow) {
	e := c.evidence
	if e.hero == nil && e.quote == nil && e.chart == nil {
		if slices.Contains(c.told(), brief.Evidence) {
			c.beatSlide(fl, brief.Evidence)
		}
		return
	}
	s, room := c.slide(fl, brief.Evidence.String(), brief.PlaceOf(brief.Evidence, "lead"))
	room = c.message(s, brief.Evidence, room)
	if e.chart == nil {
		c.evidenceAlone(s, room)
		return
	}
	hasTop := e.hero != nil || e.quote != nil
	left, right := room, room
	left.W = room.W * heroWidth
	if e.quote != nil {
		left.W = room.W * quoteWidth
	}
	right.X = left.Right() + slideGap*chartAside
	right.W = room.Right() - right.X
	if !hasTop && !c.has(brief.PlaceOf(brief.Evidence, "body")) {
		right = room
	}
	body := left
	if hasTop {
		top := left
		top.H = min(c.topHeight(fl.Scale.Density, left.W), left.H)
		if c.has(brief.PlaceOf(brief.Evidence, "body")) {
			top.H = min(top.H, left.H-leastWords-slideGap*wordsAbove)
		}
		c.drawTop(s, fl.Scale.Density, top)
		body.Y = top.Bottom() + slideGap*wordsAbove
		body.H = left.Bottom() - body.Y
	}
	_, draw := c.bodyIn(s, brief.Evidence, body, chartBody)
	draw(body.Y)
	best := e.chart.BestHeight(right.W/chartFactor) * chartFactor * chartEase
	right.H = min(right.H, max(best, room.H*chartHigh))
	c.drawChart(s, right, chartFactor)
}

// evidenceAlone shows hero or quote over the whole slide, with its words below.
func (c *composer) evidenceAlone(s *layout.Page, room page.Rect) {
	width := room.W * bodyWidth
	words := page.Rect{X: room.X, Y: room.Y, W: width, H: room.H * underEvident}
	if !c.has(brief.PlaceOf(brief.Evidence, "body")) {
		words.H = 0
	}
	below, draw := c.bodyIn(s, brief.Evidence, words, evidentBody)
	if below > 0 {
		below += slideGap
	}
	var d layout.Density
	for _, d = range aloneSizes {
		if c.topHeight(d, width)+below <= room.H {
			break
		}
	}
	top := page.Rect{X: room.X, W: width, H: min(c.topHeight(d, width), room.H-below)}
	top.Y = room.Y + max(room.H-top.H-below, 0)*layout.Optical
	c.drawTop(s, d, top)
	draw(top.Bottom() + slideGap)
}
