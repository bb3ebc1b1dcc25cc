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
	slideKicker  = 16.0
	slideLeading = 1.42
	slideGap     = 30.0 // between columns and blocks
	chartFactor  = 1.7  // how much larger a chart is than on paper
	tilePad      = 16.0
	mostTiles    = 3
	tileGap      = 14.0
	mostTile     = 190.0 // the height of a tile
)

var (
	titleSizes  = []headlineSize{{50, 2}, {46, 3}, {42, 3}, {38, 4}, {34, 4}}
	leadSizes   = []headlineSize{{34, 1}, {32, 2}, {30, 2}, {28, 2}}
	askSizes    = []headlineSize{{38, 2}, {34, 3}, {30, 4}, {28, 4}}
	answerSizes = []headlineSize{{24, 1}, {20, 2}, {18, 2}}
	bodySizes   = []float64{30, 28, 26, 24, 22, 20, 18, 16} // of a body alone, of which the first are too large beside tiles
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
	s.logo(page.Rect{X: s.box.X, Y: s.box.Y + 14, W: s.box.W, H: 40}, 2*logoWidth)
	s.as(page.Paragraph, "settings.classification", func() {
		s.oneLine("settings.classification", fl.brief.Settings.Classification, strip, s.box.W-2*logoWidth-20)
	})
	if !fl.has("headline") {
		return
	}
	lines, size, _ := s.fitted("headline", fl.theme.Headline, fl.theme.Ink, s.box.W*0.92, titleSizes)
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
		if most = max(int((box.H-size*1.02)/(size*slideLeading))+1, 1); len(lines) <= most && !severed(lines) {
			break
		}
	}
	if len(lines) > most {
		p.tooLong(place, lines[most:], "it has one slide")
		lines = lines[:most]
	}
	return size*1.02 + float64(len(lines)-1)*size*slideLeading, func(y float64) {
		p.block(page.Paragraph, place, box.X, y, size, size*slideLeading, lines)
	}
}

// optical is the share of the free room that stands above a block: centred to the eye, which is a little above the middle.
const optical = 0.38

// beatSlide shows one beat: its lead as the message, its body, and the metrics it speaks of as tiles.
func (fl *flow) beatSlide(k brief.BeatKind) {
	s, room := fl.slide(k.String(), brief.PlaceOf(k, "lead"))
	room = s.message(k, room)
	rows := fl.spokenOf(k)
	body, tiles := room, room
	sizes := bodySizes[2:]
	switch {
	case len(rows) == 0:
		body.W, sizes = room.W*0.8, bodySizes
	case fl.has(brief.PlaceOf(k, "body")):
		body.W = room.W * 0.5
		tiles.X = body.Right() + slideGap*1.6
		tiles.W = room.Right() - tiles.X
	default:
		tiles.W = room.W * 0.6
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
	s.page.FillRoundRect(box, 8, fl.theme.AccentTint)
	inner := box.Inset(tilePad, min(tilePad, box.H*0.1))
	const nameSize, changeSize = 16.0, 16.0
	muted := page.Style{Size: nameSize, Color: fl.theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: nameSize, Color: fl.theme.Muted}
	name := fl.fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}, {Text: "  " + unbroken(row.asOf), Style: muted}}, inner.W)
	if len(name) > 1 {
		name = fl.fonts.Wrap([]page.Span{{Text: row.metric.Name, Style: strong}}, inner.W)
		name = name[:min(len(name), 2)]
	}
	named := nameSize + float64(len(name)-1)*nameSize*1.2
	changes := row.shownChanges()
	const above, between = 10.0, 12.0 // the value and the change
	room := inner.H - named - above
	size := min(56, (room-float64(len(changes))*(changeSize+between))/page.CapHeight)
	if size < 22 && len(changes) > 0 { // a low tile has the value alone
		changes, size = nil, min(56, room/page.CapHeight)
	}
	style := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Ink}
	width := inner.W * 0.6
	if w := fl.fonts.Width(row.cells[0].text, style); w > width {
		style.Size *= width / w
	}
	height := named + above + style.Size*page.CapHeight + float64(len(changes))*(changeSize+between)
	y := inner.Y + max(inner.H-height, 0)/2
	y = s.block(page.Paragraph, figuresPlace, inner.X, y, nameSize, nameSize*1.2, name)
	spark := page.Rect{X: inner.X + width + 16, Y: y + 4}
	spark.W, spark.H = inner.Right()-spark.X, max(inner.Bottom()-spark.Y-4, 0)
	y += above + style.Size*page.CapHeight
	s.as(page.Paragraph, figuresPlace, func() {
		s.page.Text(inner.X-style.Size*0.03, y, fl.fonts.Run(row.cells[0].text, style), page.Left)
		s.page.Prints(fl.recorded(row, 0))
	})
	for _, i := range changes {
		y += changeSize + between
		fl.tileChange(s, row, i, inner.X, y-2, width, changeSize)
	}
	fl.course(s, row, spark, 1.6)
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
	if e.chart == nil {
		fl.evidenceAlone(s, room)
		return
	}
	hasTop := e.hero != nil || e.quote != nil
	left, right := room, room
	left.W = room.W * 0.32
	if e.quote != nil {
		left.W = room.W * 0.44
	}
	right.X = left.Right() + slideGap*1.5
	right.W = room.Right() - right.X
	if !hasTop && !fl.has(brief.PlaceOf(brief.Evidence, "body")) {
		right = room
	}
	body := left
	if hasTop {
		top := left
		top.H = min(s.topHeight(fl.set.density, left.W), left.H)
		if fl.has(brief.PlaceOf(brief.Evidence, "body")) {
			const leastBody = 64.0 // two lines
			top.H = min(top.H, left.H-leastBody-slideGap*0.7)
		}
		s.drawTop(fl.set.density, top)
		body.Y = top.Bottom() + slideGap*0.7
		body.H = left.Bottom() - body.Y
	}
	_, draw := s.bodyIn(brief.Evidence, body, []float64{20, 18, 17, 16})
	draw(body.Y)
	best := e.chart.BestHeight(right.W/chartFactor) * chartFactor * 1.2
	right.H = min(right.H, max(best, room.H*0.8))
	s.drawChart(right, chartFactor)
}

// aloneSizes set the evidence of a slide without a chart, largest first.
var aloneSizes = []density{
	{name: 18, hero: 150, quote: 36, change: 22, by: 18},
	{name: 17, hero: 120, quote: 32, change: 20, by: 17},
	{name: 16, hero: 100, quote: 28, change: 19, by: 16},
	{name: 16, hero: 88, quote: 26, change: 18, by: 16},
}

// evidenceAlone shows hero or quote over the whole slide, with its words below.
func (fl *flow) evidenceAlone(s *sheet, room page.Rect) {
	width := room.W * 0.8
	words := page.Rect{X: room.X, Y: room.Y, W: width, H: room.H * 0.4}
	if !fl.has(brief.PlaceOf(brief.Evidence, "body")) {
		words.H = 0
	}
	below, draw := s.bodyIn(brief.Evidence, words, []float64{24, 22, 20, 18, 16})
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
