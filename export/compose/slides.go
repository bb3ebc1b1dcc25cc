package compose

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

// The sizes of a deck, in points: nothing that is to be read from a chair is set below 16.
const (
	slideStrip   = 13.0
	slideKicker  = 15.0
	slideLeading = 1.42
	slideGap     = 30.0 // between columns and blocks
	chartFactor  = 1.5  // how much larger a chart is than on paper
	tilePad      = 16.0
	mostTiles    = 3
	mostTile     = 150.0 // the height of a tile
)

var (
	titleSizes  = []headlineSize{{50, 2}, {46, 3}, {42, 3}, {38, 4}, {34, 4}}
	leadSizes   = []headlineSize{{34, 1}, {32, 2}, {30, 2}, {28, 2}}
	askSizes    = []headlineSize{{38, 2}, {34, 3}, {30, 4}, {28, 4}}
	answerSizes = []headlineSize{{24, 1}, {20, 2}, {18, 2}}
	bodySizes   = []float64{24, 22, 20, 18, 16}
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
	fl.y = fl.limit()
}

// slide begins a page with its kicker, and answers the room below it.
func (fl *flow) slide(kicker string, place brief.Place) (*sheet, page.Rect) {
	s := fl.sheet(len(fl.sheets))
	s.page.FillRect(page.Rect{X: s.box.X, Y: s.box.Y, W: 36, H: 3}, fl.theme.Accent)
	style := page.Style{Face: page.SemiBold, Size: slideKicker, Color: fl.theme.Accent}
	s.as(page.H2, place, func() { s.page.Text(s.box.X, s.box.Y+24, fl.fonts.Run(kicker, style), page.Left) })
	top := s.box.Y + 36
	return s, page.Rect{X: s.box.X, Y: top, W: s.box.W, H: fl.limit() - top - 8}
}

// block draws lines and answers the y below them.
func (p *sheet) block(role page.Role, place brief.Place, x, y, size, leading float64, lines []page.Line) float64 {
	if len(lines) == 0 {
		return y
	}
	p.lines(role, place, x, y+size*0.8, leading, lines)
	return y + size*1.02 + float64(len(lines)-1)*leading
}

// titleSlide opens the deck with the headline.
func (fl *flow) titleSlide() {
	s := fl.sheet(0)
	s.page.FillRect(page.Rect{X: s.box.X, Y: s.box.Y, W: s.box.W, H: 4}, fl.theme.Accent)
	strip := page.Style{Size: slideStrip, Color: fl.theme.Muted}
	s.y = s.box.Y + 26
	s.as(page.Paragraph, "settings.classification", func() {
		s.oneLine("settings.classification", fl.brief.Settings.Classification, strip, s.box.W)
	})
	if !fl.has("headline") {
		return
	}
	lines, size, _ := s.fitted("headline", page.SemiBold, fl.theme.Ink, s.box.W*0.92, titleSizes)
	leading := size * 1.14
	height := size + float64(len(lines)-1)*leading
	y := s.box.Y + (fl.limit()-s.box.Y-height)*0.42
	s.bookmark(fl.plain("headline"), 0, s.box.Y)
	y = s.block(page.H1, "headline", s.box.X-size*0.03, y, size, leading, lines)
	var words []string
	if asOf := fl.asOfWords(); asOf != "" {
		words = append(words, "Data as of "+asOf)
	}
	if v := strings.TrimSpace(fl.brief.Settings.Version); v != "" {
		words = append(words, v)
	}
	if len(words) > 0 {
		line := fl.fonts.Wrap([]page.Span{{Text: strings.Join(words, " · "), Style: page.Style{Size: 18, Color: fl.theme.Muted}}}, s.box.W)
		s.block(page.Paragraph, "settings.version", s.box.X, y+22, 18, 24, line[:1])
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
	lines, size, _ := s.fitted("ask.what", page.SemiBold, fl.theme.Ink, room.W*0.88, askSizes)
	leading := size * 1.18
	const card = 96.0
	height := size + float64(max(len(lines)-1, 0))*leading
	if len(rest) > 0 {
		height += slideGap + 12 + card
	}
	y := room.Y + (room.H-height)*0.36
	y = s.block(page.Paragraph, "ask.what", room.X, y, size, leading, lines) + slideGap + 12
	width := (room.W*0.66 - slideGap*0.6) / 2
	for i, a := range rest {
		box := page.Rect{X: room.X + float64(i)*(width+slideGap*0.6), Y: y, W: width, H: card}
		s.page.FillRoundRect(box, 8, fl.theme.AccentTint)
		label := fl.fonts.Run(a.word, page.Style{Face: page.SemiBold, Size: 16, Color: fl.theme.Accent})
		s.as(page.Paragraph, a.place, func() {
			s.page.Text(box.X+tilePad, box.Y+tilePad+12, label, page.Left)
			s.page.Gap()
			answer, size, _ := s.fitted(a.place, page.Regular, fl.theme.Ink, box.W-2*tilePad, answerSizes)
			s.page.Lines(box.X+tilePad, box.Y+tilePad+14+size*1.15, size*1.2, answer)
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
	lines, size, _ := p.fitted(place, page.SemiBold, p.theme.Ink, room.W*0.94, leadSizes)
	y := p.block(page.Paragraph, place, room.X, room.Y, size, size*1.16, lines) + slideGap
	room.H -= y - room.Y
	room.Y = y
	return room
}

// bodyIn draws the body of a beat in the largest type that fits the box, and answers the y below it.
func (p *sheet) bodyIn(k brief.BeatKind, box page.Rect, sizes []float64) float64 {
	place := brief.PlaceOf(k, "body")
	if !p.has(place) {
		return box.Y
	}
	var lines []page.Line
	var size float64
	most := 0
	for _, size = range sizes {
		lines = p.wrap(p.spans(place, page.Style{Size: size, Color: p.theme.Ink}), box.W)
		if most = max(int((box.H-size*1.02)/(size*slideLeading))+1, 1); len(lines) <= most {
			break
		}
	}
	if len(lines) > most {
		p.tooLong(place, lines[most:], "it has one slide")
		lines = lines[:most]
	}
	return p.block(page.Paragraph, place, box.X, box.Y, size, size*slideLeading, lines)
}

// beatSlide shows one beat: its lead as the message, its body, and the metrics it speaks of as tiles.
func (fl *flow) beatSlide(k brief.BeatKind) {
	s, room := fl.slide(k.String(), brief.PlaceOf(k, "lead"))
	room = s.message(k, room)
	rows := fl.spokenOf(k)
	if len(rows) == 0 {
		room.W *= 0.78
		s.bodyIn(k, room, bodySizes)
		return
	}
	body, tiles := room, room
	if fl.has(brief.PlaceOf(k, "body")) {
		body.W = room.W * 0.52
		tiles.X = body.Right() + slideGap*1.5
		tiles.W = room.Right() - tiles.X
		s.bodyIn(k, body, bodySizes)
	} else {
		tiles.W = room.W * 0.6
	}
	fl.tiles(s, rows, tiles)
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

// tiles draws metrics below each other: name, value, change, and course.
func (fl *flow) tiles(s *sheet, rows []*tableRow, room page.Rect) {
	const gap = 14.0
	n := float64(len(rows))
	height := min((room.H-gap*(n-1))/n, mostTile)
	for i, row := range rows {
		fl.tile(s, row, page.Rect{X: room.X, Y: room.Y + float64(i)*(height+gap), W: room.W, H: height})
	}
}

func (fl *flow) tile(s *sheet, row *tableRow, box page.Rect) {
	s.page.FillRoundRect(box, 8, fl.theme.AccentTint)
	inner := box.Inset(tilePad, min(tilePad, box.H*0.12))
	words := inner
	words.W = inner.W * 0.62
	spark := page.Rect{X: words.Right() + 12, W: inner.Right() - words.Right() - 12, H: inner.H * 0.62}
	spark.Y = inner.Y + (inner.H-spark.H)/2

	nameSize := 16.0
	name := fl.fonts.Wrap([]page.Span{
		{Text: row.metric.Name, Style: page.Style{Face: page.SemiBold, Size: nameSize, Color: fl.theme.Muted}},
		{Text: "  " + unbroken(row.asOf), Style: page.Style{Size: nameSize, Color: fl.theme.Muted}},
	}, inner.W)
	if len(name) > 1 {
		name = fl.fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: page.Style{Face: page.SemiBold, Size: nameSize, Color: fl.theme.Muted}}}, inner.W)
	}
	y := s.block(page.Paragraph, figuresPlace, inner.X, inner.Y, nameSize, nameSize*1.2, name[:min(len(name), 2)])
	spark.Y = max(spark.Y, y+6)
	spark.H = max(inner.Bottom()-spark.Y, 0)
	value := row.cells[0]
	changes := row.shownChanges()
	rest := inner.Bottom() - y
	changeSize := 16.0
	size := min(44, (rest-float64(len(changes))*changeSize*1.3)*0.95)
	if size < 22 && len(changes) > 0 { // a low tile has the value alone
		changes, size = nil, min(44, rest*0.9)
	}
	style := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Ink}
	if w := fl.fonts.Width(value.text, style); w > words.W {
		style.Size *= words.W / w
	}
	run := fl.fonts.Run(value.text, style)
	y += size * 0.86
	s.as(page.Paragraph, figuresPlace, func() {
		s.page.Text(inner.X, y, run, page.Left)
		s.page.Prints(fl.recorded(row, 0))
	})
	for _, i := range changes {
		y += changeSize * 1.4
		fl.tileChange(s, row, i, inner.X, y, words.W, changeSize)
	}
	fl.course(s, row, spark)
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
			side := size * 0.56
			s.page.FillTriangle(page.Rect{X: x, Y: y - side*1.02, W: side, H: side * 0.86}, cell.moved > 0, cell.color)
			x += side + 5
			width -= side + 5
		}
		s.page.Text(x, y, run, page.Left)
		s.page.Prints(fl.recorded(row, i))
		s.page.Gap()
		words := fl.fonts.Run(against, page.Style{Size: size, Color: fl.theme.Muted})
		if run.Width+6+words.Width <= width {
			s.page.Text(x+run.Width+6, y, words, page.Left)
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
	hasTop := e.hero != nil || e.quote != nil
	left, right := room, room
	left.W = room.W * 0.32
	if e.quote != nil || e.chart == nil {
		left.W = room.W * 0.44
	}
	right.X = left.Right() + slideGap*1.5
	right.W = room.Right() - right.X
	if !hasTop && !fl.has(brief.PlaceOf(brief.Evidence, "body")) {
		right = room
	}
	body := left
	if hasTop {
		s.drawTop(fl.set.density, left)
		used := s.topHeight(fl.set.density, left.W) + slideGap*0.7
		body.Y, body.H = left.Y+used, left.H-used
		if e.chart == nil {
			body = right
		}
	}
	s.bodyIn(brief.Evidence, body, []float64{18, 17, 16})
	if e.chart != nil {
		best := e.chart.BestHeight(right.W/chartFactor) * chartFactor * 1.2
		right.H = min(right.H, max(best, room.H*0.8))
		s.drawChart(right, chartFactor)
	}
}
