package block

import (
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

const (
	trackerSize = 16.0
	trackerBase = 12.0 // from the top of the slide to the tracker's baseline
	trackerRule = 8.0  // from there to the rule under the part that is told
	trackerGap  = 26.0 // between the names
	slideTop    = 34.0 // from the top of the slide to its message
	slideFoot   = 6.0
	slideGap    = 18.0 // between a message and what it tells
	railGap     = 34.0 // between a chart and the words beside it
	sourceSize  = 11.5
	sourceRoom  = 0.6 // of the width, for the sources at the foot of a slide
)

// messageSizes are the sizes of a slide's message.
var messageSizes = []layout.TextSize{{Size: 34, Lines: 1}, {Size: 32, Lines: 2}, {Size: 30, Lines: 2}, {Size: 28, Lines: 2}, {Size: 25, Lines: 3}}

// decisionName is what the tracker calls the first slide.
const decisionName = "Decision"

// stops lists the parts of a deck by the names of the tracker, in order.
func stops(v *View) []string {
	names := []string{decisionName}
	for _, k := range brief.Beats {
		e := v.Evidence
		if slices.Contains(told(v), k) || k == brief.Evidence && (e.Quote != nil || e.Visual != nil) {
			names = append(names, k.String())
		}
	}
	return names
}

// newSlide begins a page with the tracker, and answers the room below it. The part that the slide tells is its heading.
func newSlide(v *View, fl *layout.Flow, name string, place brief.Place) (*layout.Page, page.Rect) {
	s := fl.Page(len(fl.Pages))
	x, base := s.Box.X, s.Box.Y+trackerBase
	for _, stop := range stops(v) {
		style := page.Style{Size: trackerSize, Color: v.Theme.Muted}
		if stop != name {
			s.As(page.Artifact, func() { x = s.Text(x, base, v.Fonts.Run(v.T(stop), style), page.Left).Right() + trackerGap })
			continue
		}
		style.Face, style.Color = page.SemiBold, v.Theme.Accent
		run := v.Fonts.Run(v.T(stop), style)
		s.AsField(page.H2, string(place), func() { s.Text(x, base, run, page.Left) })
		s.FillRect(page.Rect{X: x, Y: base + trackerRule, W: run.Width, H: layout.RuleHeight}, v.Theme.Rule)
		x += run.Width + trackerGap
	}
	top := s.Box.Y + slideTop
	return s, page.Rect{X: s.Box.X, Y: top, W: s.Box.W, H: fl.Limit() - top - slideFoot}
}

// NameSources names on each page of a deck, at its foot, the sources of what it shows, and on the last one all: there links
// to them lead.
func NameSources(v *View, fl *layout.Flow) {
	for i, s := range fl.Pages {
		var numbers []int
		if i == len(fl.Pages)-1 {
			for n, note := range v.Notes.Sources {
				numbers = append(numbers, n+1)
				s.Anchors = append(s.Anchors, page.Anchor{Name: v.Notes.anchor(note.Source.ID), Y: s.Box.Bottom() - 2*sourceSize})
			}
		}
		for _, l := range s.Links {
			if n, err := strconv.Atoi(strings.TrimPrefix(l.Anchor, anchorName)); err == nil && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
		slices.Sort(numbers)
		drawSources(v, s, numbers)
	}
}

// drawSources draws the names of sources in a line at the foot of a slide.
func drawSources(v *View, s *layout.Page, numbers []int) {
	var spans []page.Span
	style := page.Style{Size: sourceSize, Color: v.Theme.Muted}
	for i, n := range numbers {
		if i > 0 {
			spans = append(spans, page.Span{Text: "  ·  ", Style: style})
		}
		note := v.Notes.Sources[n-1]
		spans = append(spans, page.Span{Text: raised(n) + "\u00a0" + note.read(v), Style: style})
	}
	if lines := v.Fonts.Wrap(spans, s.Box.W*sourceRoom); len(lines) > 0 {
		base := s.Box.Bottom() - sourceSize*page.Descent - layout.RunningFoot
		s.FieldLines(page.Paragraph, string(SourcesPlace), s.Box.X, base, 0, lines[:1])
	}
}

// drawMessage draws a text as the message of its slide, and answers the room below.
func drawMessage(v *View, s *layout.Page, role page.Role, place brief.Place, room page.Rect, sizes []layout.TextSize) page.Rect {
	if !v.Has(place) {
		return room
	}
	lines, size, _ := fitted(v, place, page.Style{Face: v.Theme.Headline, Color: v.Theme.Ink}, room.W, sizes)
	y := s.Paragraph(room.X, room.Y, layout.Paragraph{
		Role: role, Field: string(place), Size: size, Leading: size * layout.HeadlineLeading, Lines: layout.HangingPunctuation(lines),
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
		lines = v.Wrap(v.notedSpans(place, page.Style{Size: size, Color: v.Theme.Ink}, nil), box.W)
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
