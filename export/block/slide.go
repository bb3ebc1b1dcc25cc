package block

import (
	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

const (
	slideKicker  = 16.0
	kickerBase   = 24.0 // from the top of the slide to the kicker's baseline, and to the room below it
	slideTop     = 36.0
	slideFoot    = 8.0
	slideGap     = 30.0 // between columns and blocks
	slideTrim    = 0.03 // by which large type is set to the left; see heroTrim
	messageWidth = 0.94 // of a slide
	bodyWidth    = 0.8  // of a body, or a number, alone
)

var messageSizes = []layout.TextSize{{Size: 34, Lines: 1}, {Size: 32, Lines: 2}, {Size: 30, Lines: 2}, {Size: 28, Lines: 2}} // of a slide

// newSlide begins a page with its kicker, and answers the room below it.
func newSlide(v *View, fl *layout.Flow, kicker string, place brief.Place) (*layout.Page, page.Rect) {
	s := fl.Page(len(fl.Pages))
	s.FillRect(page.Rect{X: s.Box.X, Y: s.Box.Y, W: layout.RuleLength, H: layout.SlideRule}, v.Theme.Accent)
	style := page.Style{Face: page.SemiBold, Size: slideKicker, Color: v.Theme.Accent}
	s.AsField(page.H2, string(place), func() { s.Text(s.Box.X, s.Box.Y+kickerBase, v.Fonts.Run(kicker, style), page.Left) })
	top := s.Box.Y + slideTop
	return s, page.Rect{X: s.Box.X, Y: top, W: s.Box.W, H: fl.Limit() - top - slideFoot}
}

// drawMessage draws the lead of a beat as the message of its slide, and answers the room below.
func drawMessage(v *View, p *layout.Page, k brief.BeatKind, room page.Rect) page.Rect {
	bookmarkBeat(v, p, k, p.Box.Y)
	place := brief.PlaceOf(k, "lead")
	if !v.Has(place) {
		return room
	}
	lines, size, _ := fitted(v, place, page.Style{Face: page.SemiBold, Color: v.Theme.Ink}, room.W*messageWidth, messageSizes)
	y := p.Paragraph(room.X, room.Y, layout.Paragraph{
		Role: page.Paragraph, Field: string(place), Size: size, Leading: size * layout.HeadlineLeading, Lines: layout.HangingPunctuation(lines),
	}) + slideGap
	room.H -= y - room.Y
	room.Y = y
	return room
}

// fitBody breaks the body of a beat into lines of the largest type that fits the box, and answers how to draw it at a height.
func fitBody(v *View, p *layout.Page, k brief.BeatKind, box page.Rect, sizes []float64, why string) (height float64, draw func(y float64)) {
	place := brief.PlaceOf(k, "body")
	if !v.Has(place) {
		return 0, func(float64) {}
	}
	var lines []page.Line
	var size float64
	most := 0
	for _, size = range sizes {
		lines = v.Wrap(v.spans(place, page.Style{Size: size, Color: v.Theme.Ink}), box.W)
		if most = max(int((box.H-size*layout.LineHeight)/(size*layout.SlideLeading))+1, 1); len(lines) <= most && !layout.Severed(lines) {
			break
		}
	}
	if len(lines) > most {
		v.TooLong(place, lines[most:], why)
		lines = lines[:most]
	}
	return size*layout.LineHeight + float64(len(lines)-1)*size*layout.SlideLeading, func(y float64) {
		p.Paragraph(box.X, y, layout.Paragraph{
			Role: page.Paragraph, Field: string(place), Size: size, Leading: size * layout.SlideLeading, Lines: lines,
		})
	}
}
