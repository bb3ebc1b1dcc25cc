package block

import (
	"slices"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// Slides are a slide for each beat: its lead as the message, and large what it tells, with its body beside it.
var Slides = Block{Name: "beats", Slides: beatSlides}

const (
	chartFactor   = 1.6  // how much larger a chart is than on paper
	railLead      = 0.04 // by how much the words beside a chart begin below its top, of the room
	takeawaySize  = 20.0
	takeawayPad   = 12.0
	takeawayEdge  = 6.0 // the width of the accent at its left
	takeawayAbove = 16.0
	bodyWidth     = 0.86 // of a body alone
	aloneUpper    = 0.3  // of the free room above words that have the slide to themselves
	bodyBelow     = 24.0
)

var (
	railShares = []float64{0.28, 0.33, 0.38, 0.44, 0.5} // of the width, for the words beside a chart: the least that holds them
	railBody   = []float64{20, 19, 18, 17, 16}
	aloneBody  = []float64{38, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16}
	aloneLeads = []layout.TextSize{{Size: 64, Lines: 3}, {Size: 56, Lines: 3}, {Size: 48, Lines: 4}, {Size: 42, Lines: 4}, {Size: 36, Lines: 5}}
	quoteSizes = []float64{38, 34, 30, 27, 24, 22, 20}
)

func beatSlides(v *View, fl *layout.Flow, f Fit) {
	for _, k := range brief.Beats {
		if !slices.Contains(stops(v), k.String()) {
			continue
		}
		if k == brief.Evidence && v.Evidence.Quote != nil {
			quoteSlide(v, fl, f)
			if v.Evidence.Visual != nil {
				chartSlide(v, fl)
			}
			continue
		}
		beatSlide(v, fl, k, f)
	}
}

// beatSlide shows one beat: its lead as the message, the chart of what it tells, and its body in a rail beside that.
func beatSlide(v *View, fl *layout.Flow, k brief.BeatKind, f Fit) {
	of := v.Told[k]
	if k == brief.Evidence {
		of = v.Evidence.Visual
	}
	s, room := newSlide(v, fl, k.String(), brief.PlaceOf(k, "lead"))
	bookmarkBeat(v, s, k, s.Box.Y)
	if k == brief.Evidence {
		room.H -= drawTakeaway(v, s, room)
	}
	if of == nil {
		wordsSlide(v, s, k, room, f)
		return
	}
	room = drawMessage(v, s, page.H3, brief.PlaceOf(k, "lead"), room, messageSizes)
	big := room
	if rail := railOf(v, k, room); rail.W > 0 {
		big.W = rail.X - railGap - room.X
		rail.Y += rail.H * railLead
		rail.H -= rail.H * railLead
		_, draw := fitBody(v, s, k, rail, railBody, f.Why)
		draw(rail.Y)
	}
	drawChartOf(v, s, of, big, chartFactor)
}

// railOf returns the column at the right for the words of a beat: the narrowest in which its body fits; of no width where
// the beat has no body.
func railOf(v *View, k brief.BeatKind, room page.Rect) page.Rect {
	rail := room
	rail.W = 0
	if !v.Has(brief.PlaceOf(k, "body")) {
		return rail
	}
	least := railBody[len(railBody)-1]
	for _, share := range railShares {
		rail.W = room.W * share
		rail.X = room.Right() - rail.W
		lines := v.Wrap(v.notedSpans(brief.PlaceOf(k, "body"), page.Style{Size: least}, nil), rail.W)
		if float64(len(lines))*least*layout.SlideLeading <= room.H*(1-railLead) {
			break
		}
	}
	return rail
}

// wordsSlide shows a beat that tells no number over time: its lead large, its body under it.
func wordsSlide(v *View, s *layout.Page, k brief.BeatKind, room page.Rect, f Fit) {
	lead := brief.PlaceOf(k, "lead")
	sizes := aloneLeads
	if v.Has(brief.PlaceOf(k, "body")) {
		sizes = append([]layout.TextSize{{Size: 52, Lines: 2}, {Size: 46, Lines: 2}, {Size: 40, Lines: 3}}, messageSizes...)
	}
	below := room
	high := measured(v, s, func(p *layout.Page) { p.Y = drawMessage(v, p, page.H3, lead, page.Rect{W: room.W}, sizes).Y })
	below.W *= bodyWidth
	below.H -= high
	words, _ := fitBody(v, s, k, below, aloneBody, f.Why)
	room.Y += max(room.H-high-words, 0) * aloneUpper
	rest := drawMessage(v, s, page.H3, lead, room, sizes)
	rest.W *= bodyWidth
	rest.H = below.H
	v.Quietly(func() {
		_, draw := fitBody(v, s, k, rest, aloneBody, f.Why)
		draw(rest.Y)
	})
}

// drawTakeaway draws what is to be remembered in a bar at the foot of the room, and answers the height that takes.
func drawTakeaway(v *View, s *layout.Page, room page.Rect) float64 {
	const place = brief.TakeawayPlace
	if !v.Has(place) {
		return 0
	}
	lines, size, _ := fitted(v, place, page.Style{Face: page.SemiBold, Color: v.Theme.Ink}, room.W-4*takeawayPad,
		[]layout.TextSize{{Size: takeawaySize, Lines: 1}, {Size: takeawaySize - 2, Lines: 2}})
	high := 2*takeawayPad + size*layout.LineHeight + float64(len(lines)-1)*size*layout.LeadLeading
	box := page.Rect{X: room.X, Y: room.Bottom() - high, W: room.W, H: high}
	s.FillRect(box, v.Theme.AccentTint)
	s.FillRect(page.Rect{X: box.X, Y: box.Y, W: takeawayEdge, H: box.H}, v.Theme.Rule)
	s.Paragraph(box.X+takeawayEdge+takeawayPad, box.Y+takeawayPad, layout.Paragraph{
		Role: page.Paragraph, Field: string(place), Size: size, Leading: size * layout.LeadLeading, Lines: lines,
	})
	return high + takeawayAbove
}

// quoteSlide shows a quote over the whole slide, with the words of its beat below.
func quoteSlide(v *View, fl *layout.Flow, f Fit) {
	s, room := newSlide(v, fl, brief.Evidence.String(), brief.PlaceOf(brief.Evidence, "lead"))
	bookmarkBeat(v, s, brief.Evidence, s.Box.Y)
	if v.Evidence.Visual == nil {
		room.H -= drawTakeaway(v, s, room)
	}
	room = drawMessage(v, s, page.H3, brief.PlaceOf(brief.Evidence, "lead"), room, messageSizes)
	body := room
	body.W *= bodyWidth
	var d layout.Density
	for _, size := range quoteSizes {
		d = layout.Density{Quote: size, By: 16}
		body.H = max(room.H-measureQuote(v, d, room.W).height-bodyBelow, 0)
		lines := v.Wrap(v.notedSpans(brief.PlaceOf(brief.Evidence, "body"), page.Style{Size: 18}, nil), body.W)
		if float64(len(lines))*18*layout.SlideLeading <= body.H {
			break
		}
	}
	high, draw := fitBody(v, s, brief.Evidence, body, aloneBody[5:], f.Why)
	top := room
	top.H = measureQuote(v, d, room.W).height
	top.H = min(top.H, room.H-bodyBelow-high)
	top.Y += max(room.H-top.H-bodyBelow-high, 0) * aloneUpper
	drawQuote(v, s, d, top)
	draw(top.Bottom() + bodyBelow)
}

// chartSlide shows the chart over the whole slide, with what is to be remembered of it.
func chartSlide(v *View, fl *layout.Flow) {
	s, room := newSlide(v, fl, brief.Evidence.String(), brief.PlaceOf(brief.Evidence, "lead"))
	room.H -= drawTakeaway(v, s, room)
	drawChartOf(v, s, v.Evidence.Visual, room, chartFactor)
}

// drawChartOf draws a chart, and tells what it left out where the writer chose it.
func drawChartOf(v *View, s *layout.Page, of *visual.Chart, box page.Rect, factor float64) {
	if l := drawFigure(v, s, of, box, factor); l != nil && of == v.Evidence.Visual {
		tellLeftOut(v, l)
	}
}
