package compose

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

// slides makes the pages of a deck with one message each: title, ask, beats, evidence.
func (fl *flow) slides() {
	fl.titleSlide()
	fl.askSlide()
	for _, k := range fl.told() {
		if k != brief.Evidence {
			fl.beatSlide(k)
		}
	}
	fl.evidenceSlide()
	fl.y, fl.appendix = fl.limit(), len(fl.sheets)
}

// slide begins a page with its kicker, and answers the room below it.
func (fl *flow) slide(kicker string, place brief.Place) (*sheet, page.Rect) {
	s := fl.sheet(len(fl.sheets))
	s.page.FillRect(page.Rect{X: s.box.X, Y: s.box.Y, W: ruleLength, H: slideRule}, fl.theme.Accent)
	style := page.Style{Face: page.SemiBold, Size: slideKicker, Color: fl.theme.Accent}
	s.as(page.H2, place, func() { s.page.Text(s.box.X, s.box.Y+kickerBase, fl.fonts.Run(kicker, style), page.Left) })
	top := s.box.Y + slideTop
	return s, page.Rect{X: s.box.X, Y: top, W: s.box.W, H: fl.limit() - top - slideFoot}
}

// block draws lines and answers the y below them.
func (p *sheet) block(role page.Role, place brief.Place, x, y, size, leading float64, lines []page.Line) float64 {
	if len(lines) == 0 {
		return y
	}
	p.lines(role, place, x, y+size*slideAscent, leading, lines)
	return y + size*slideLine + float64(len(lines)-1)*leading
}

// titleSlide opens the deck with the headline.
func (fl *flow) titleSlide() {
	s := fl.sheet(0)
	s.page.FillRect(page.Rect{X: s.box.X, Y: s.box.Y, W: s.box.W, H: titleRule}, fl.theme.Accent)
	strip := page.Style{Size: slideStrip, Color: fl.theme.Muted}
	s.y = s.box.Y + openingStrip
	s.logo(page.Rect{X: s.box.X, Y: s.box.Y + openingLogo, W: s.box.W, H: openingHigh}, 2*logoWidth)
	s.as(page.Paragraph, "settings.classification", func() {
		s.oneLine("settings.classification", fl.brief.Settings.Classification, strip, s.box.W-2*logoWidth-openingGap)
	})
	if !fl.has("headline") {
		return
	}
	lines, size, _ := s.fitted("headline", fl.theme.Headline, fl.theme.Ink, s.box.W*openingWidth, titleSizes)
	leading := size * openingLead
	height := size + float64(len(lines)-1)*leading
	y := s.box.Y + (fl.limit()-s.box.Y-height)*openingUpper
	s.bookmark(fl.plain("headline"), 0, s.box.Y)
	y = s.block(page.H1, "headline", s.box.X-size*slideTrim, y, size, leading, hung(lines))
	var words []string
	if asOf := fl.asOfWords(); asOf != "" {
		words = append(words, "Data as of "+asOf)
	}
	if v := strings.TrimSpace(fl.brief.Settings.Version); v != "" {
		words = append(words, v)
	}
	if len(words) > 0 {
		line := fl.fonts.Wrap([]page.Span{{Text: strings.Join(words, " · "), Style: page.Style{Size: openingSmall, Color: fl.theme.Muted}}}, s.box.W)
		s.block(page.Paragraph, "settings.version", s.box.X, y+openingAbove, openingSmall, openingLine, line[:1])
	}
}

// askSlide sets the decision wanted large, with who decides by when below it.
func (fl *flow) askSlide() {
	var rest []askPart
	for _, a := range askParts[1:] {
		if fl.has(a.place) {
			rest = append(rest, a)
		}
	}
	if !fl.has("ask.what") && len(rest) == 0 {
		return
	}
	s, room := fl.slide("The decision", "ask.what")
	s.bookmark("The decision: "+fl.plain("ask.what"), 1, s.box.Y)
	lines, size, _ := s.fitted("ask.what", page.SemiBold, fl.theme.Ink, room.W*decisionWidth, decisionSizes)
	leading := size * decisionLead
	height := size + float64(max(len(lines)-1, 0))*leading
	if len(rest) > 0 {
		height += slideGap + decisionGap + answerHigh
	}
	y := room.Y + (room.H-height)*decisionUpper
	y = s.block(page.Paragraph, "ask.what", room.X, y, size, leading, lines) + slideGap + decisionGap
	width := (room.W*answersWidth - slideGap*answersGap) / 2
	for i, a := range rest {
		box := page.Rect{X: room.X + float64(i)*(width+slideGap*answersGap), Y: y, W: width, H: answerHigh}
		s.page.FillRoundRect(box, slideCorner, fl.theme.AccentTint)
		label := fl.fonts.Run(a.word, page.Style{Face: page.SemiBold, Size: answerLabel, Color: fl.theme.Accent})
		s.as(page.Paragraph, a.place, func() {
			s.page.Text(box.X+tilePad, box.Y+tilePad+answerBase, label, page.Left)
			s.page.Gap()
			answer, size, _ := s.fitted(a.place, page.Regular, fl.theme.Ink, box.W-2*tilePad, answerSizes)
			s.page.Lines(box.X+tilePad, box.Y+tilePad+answerDrop+size*answerAscent, size*answerLead, answer)
		})
	}
}

// message draws the lead of a beat as the message of its slide, and answers the room below.
func (p *sheet) message(k brief.BeatKind, room page.Rect) page.Rect {
	p.bookmarkBeat(k, p.box.Y)
	place := brief.PlaceOf(k, "lead")
	if !p.has(place) {
		return room
	}
	lines, size, _ := p.fitted(place, page.SemiBold, p.theme.Ink, room.W*messageWidth, messageSizes)
	y := p.block(page.Paragraph, place, room.X, room.Y, size, size*headlineLeading, hung(lines)) + slideGap
	room.H -= y - room.Y
	room.Y = y
	return room
}

// bodyIn breaks the body of a beat into lines of the largest type that fits the box, and answers how to draw it at a height.
func (p *sheet) bodyIn(k brief.BeatKind, box page.Rect, sizes []float64) (height float64, draw func(y float64)) {
	place := brief.PlaceOf(k, "body")
	if !p.has(place) {
		return 0, func(float64) {}
	}
	var lines []page.Line
	var size float64
	most := 0
	for _, size = range sizes {
		lines = p.wrap(p.spans(place, page.Style{Size: size, Color: p.theme.Ink}), box.W)
		if most = max(int((box.H-size*slideLine)/(size*slideLeading))+1, 1); len(lines) <= most && !severed(lines) {
			break
		}
	}
	if len(lines) > most {
		p.tooLong(place, lines[most:], "it has one slide")
		lines = lines[:most]
	}
	return size*slideLine + float64(len(lines)-1)*size*slideLeading, func(y float64) {
		p.block(page.Paragraph, place, box.X, y, size, size*slideLeading, lines)
	}
}

// beatSlide shows one beat: its lead as the message, its body, and the metrics it speaks of as tiles.
func (fl *flow) beatSlide(k brief.BeatKind) {
	s, room := fl.slide(k.String(), brief.PlaceOf(k, "lead"))
	room = s.message(k, room)
	rows := fl.spokenOf(k)
	body, tiles := room, room
	sizes := tilesBody
	switch {
	case len(rows) == 0:
		body.W, sizes = room.W*bodyWidth, aloneBody
	case fl.has(brief.PlaceOf(k, "body")):
		body.W = room.W * besideTiles
		tiles.X = body.Right() + slideGap*tilesGap
		tiles.W = room.Right() - tiles.X
	default:
		tiles.W = room.W * tilesAlone
	}
	height, draw := s.bodyIn(k, body, sizes)
	each := 0.0
	if n := float64(len(rows)); n > 0 {
		each = min((room.H-tileGap*(n-1))/n, mostTile)
		height = max(height, each*n+tileGap*(n-1))
	}
	top := room.Y + (room.H-height)*optical
	draw(top)
	for i, row := range rows {
		fl.tile(s, row, page.Rect{X: tiles.X, Y: top + float64(i)*(each+tileGap), W: tiles.W, H: each})
	}
}

// spokenOf lists the metrics over time that the figures of a beat are of.
func (fl *flow) spokenOf(k brief.BeatKind) []*tableRow {
	var rows []*tableRow
	for _, e := range fl.composer.figures.Ledger() {
		if e.Place != brief.PlaceOf(k, "lead") && e.Place != brief.PlaceOf(k, "body") {
			continue
		}
		for _, row := range fl.table {
			if strings.EqualFold(row.metric.Name, e.Metric) && !slices.Contains(rows, row) && len(rows) < mostTiles {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// tile draws a metric on a ground of its own: name, value and change at the left, its course at the right.
func (fl *flow) tile(s *sheet, row *tableRow, box page.Rect) {
	s.page.FillRoundRect(box, slideCorner, fl.theme.AccentTint)
	inner := box.Inset(tilePad, min(tilePad, box.H*tilePadShare))
	muted := page.Style{Size: tileText, Color: fl.theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: tileText, Color: fl.theme.Muted}
	name := fl.fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}, {Text: "  " + unbroken(row.asOf), Style: muted}}, inner.W)
	if len(name) > 1 {
		name = fl.fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}}, inner.W)
		name = name[:min(len(name), 2)]
	}
	named := tileText + float64(len(name)-1)*tileText*tileLead
	changes := row.shownChanges()
	room := inner.H - named - tileAbove
	size := min(tileValue, (room-float64(len(changes))*(tileText+tileBetween))/page.CapHeight)
	if size < leastValue && len(changes) > 0 { // a low tile has the value alone
		changes, size = nil, min(tileValue, room/page.CapHeight)
	}
	style := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Ink}
	width := inner.W * valueWidth
	if w := fl.fonts.Width(row.cells[0].text, style); w > width {
		style.Size *= width / w
	}
	height := named + tileAbove + style.Size*page.CapHeight + float64(len(changes))*(tileText+tileBetween)
	y := inner.Y + max(inner.H-height, 0)/2
	y = s.block(page.Paragraph, figuresPlace, inner.X, y, tileText, tileText*tileLead, name)
	spark := page.Rect{X: inner.X + width + tileCourse, Y: y + courseTrim}
	spark.W, spark.H = inner.Right()-spark.X, max(inner.Bottom()-spark.Y-courseTrim, 0)
	y += tileAbove + style.Size*page.CapHeight
	s.as(page.Paragraph, figuresPlace, func() {
		s.page.Text(inner.X-style.Size*slideTrim, y, fl.fonts.Run(row.cells[0].text, style), page.Left)
		s.page.Prints(fl.recorded(row, 0))
	})
	for _, i := range changes {
		y += tileText + tileBetween
		fl.tileChange(s, row, i, inner.X, y-changeTrim, width, tileText)
	}
	fl.course(s, row, spark, courseFactor)
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
func (fl *flow) tileChange(s *sheet, row *tableRow, i int, x, y, width, size float64) {
	cell := fl.numberOf(row, i)
	against := compared[i].title
	if compared[i].view == "change" {
		against = "vs " + row.cells[i].value.Base.Label()
	}
	number := cell.lines[0].Fragments[0].Span
	style := number.Style
	style.Face, style.Size = page.SemiBold, size
	run := fl.fonts.Run(number.Text, style)
	s.as(page.Paragraph, figuresPlace, func() {
		if cell.moved != 0 {
			tileArrow.draw(s, x, y, size, cell.moved > 0, cell.color)
			x += tileArrow.width(size)
			width -= tileArrow.width(size)
		}
		s.page.Text(x, y, run, page.Left)
		s.page.Prints(fl.recorded(row, i))
		s.page.Gap()
		words := fl.fonts.Run(against, page.Style{Size: size, Color: fl.theme.Muted})
		if run.Width+againstGap+words.Width <= width {
			s.page.Text(x+run.Width+againstGap, y, words, page.Left)
		}
	})
}

// evidenceSlide shows the evidence: hero or quote with its words at the left, the chart large at the right.
func (fl *flow) evidenceSlide() {
	e := fl.evidence
	if e.hero == nil && e.quote == nil && e.chart == nil {
		if slices.Contains(fl.told(), brief.Evidence) {
			fl.beatSlide(brief.Evidence)
		}
		return
	}
	s, room := fl.slide(brief.Evidence.String(), brief.PlaceOf(brief.Evidence, "lead"))
	room = s.message(brief.Evidence, room)
	if e.chart == nil {
		fl.evidenceAlone(s, room)
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
	if !hasTop && !fl.has(brief.PlaceOf(brief.Evidence, "body")) {
		right = room
	}
	body := left
	if hasTop {
		top := left
		top.H = min(s.topHeight(fl.set.density, left.W), left.H)
		if fl.has(brief.PlaceOf(brief.Evidence, "body")) {
			top.H = min(top.H, left.H-leastWords-slideGap*wordsAbove)
		}
		s.drawTop(fl.set.density, top)
		body.Y = top.Bottom() + slideGap*wordsAbove
		body.H = left.Bottom() - body.Y
	}
	_, draw := s.bodyIn(brief.Evidence, body, chartBody)
	draw(body.Y)
	best := e.chart.BestHeight(right.W/chartFactor) * chartFactor * chartEase
	right.H = min(right.H, max(best, room.H*chartHigh))
	s.drawChart(right, chartFactor)
}

// evidenceAlone shows hero or quote over the whole slide, with its words below.
func (fl *flow) evidenceAlone(s *sheet, room page.Rect) {
	width := room.W * bodyWidth
	words := page.Rect{X: room.X, Y: room.Y, W: width, H: room.H * underEvident}
	if !fl.has(brief.PlaceOf(brief.Evidence, "body")) {
		words.H = 0
	}
	below, draw := s.bodyIn(brief.Evidence, words, evidentBody)
	if below > 0 {
		below += slideGap
	}
	var d density
	for _, d = range aloneSizes {
		if s.topHeight(d, width)+below <= room.H {
			break
		}
	}
	top := page.Rect{X: room.X, W: width, H: min(s.topHeight(d, width), room.H-below)}
	top.Y = room.Y + max(room.H-top.H-below, 0)*optical
	s.drawTop(d, top)
	draw(top.Bottom() + slideGap)
}
