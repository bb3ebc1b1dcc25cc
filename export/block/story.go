package block

import (
	"math"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Story is the beats: each with its name, the sentence it leads with, and what that rests on.
var Story = Block{Name: "story", Column: storyColumn, Flow: storyItems, Text: storyText}

const (
	storySide    = 8.6  // of the column with the names of beats, where the story has the whole width, in sizes of the name
	fewBeats     = 2    // that stand over the whole width, above the chart
	leastLetters = 14.5 // the least width of a column, in sizes of its body: narrower, its lines are torn

	mostGap = 96.0 // between two beats: more looks like something is missing

	leadAscent = 0.76

	flowLeadLeading = 1.33 // of leads that flow from page to page
	flowBodyAbove   = 4.0
	beatAir         = 34.0 // more space above a beat, on a page that is not filled
)

// wideBeats breaks the beats into lines over the whole width, their names beside them.
func wideBeats(v *View, told []brief.BeatKind, d layout.Density, width float64) *beats {
	b := measureBeats(v, told, d, width-sideOf(d))
	b.height = float64(len(told)-1) * d.Gap
	for i := range b.list {
		b.list[i].height = textHeight(d, b.list[i]) - d.Lead*(leadDrop-leadAscent)
		b.height += b.list[i].height
	}
	return b
}

// sideOf is the width of the column that holds the names of beats, where the story has the whole width.
func sideOf(d layout.Density) float64 { return d.Name * storySide }

func drawWideBeats(v *View, p *layout.Page, b *beats, box page.Rect, why string) {
	d := b.density
	stackBeats(v, p, b, box, why, func(one beat, y float64) {
		base := y + d.Lead*leadAscent
		drawBeatName(v, p, one.kind, d, box.X, base)
		drawBeatText(p, one, d, box.X+sideOf(d), base-d.Lead*leadDrop)
	})
}

// drawBeats draws the beats under each other over the height of the box.
func drawBeats(v *View, p *layout.Page, b *beats, box page.Rect, why string) {
	d := b.density
	stackBeats(v, p, b, box, why, func(one beat, y float64) {
		base := y + nameHeight(d)
		if base+d.Body <= box.Bottom() {
			drawBeatName(v, p, one.kind, d, box.X, base)
			drawBeatText(p, one, d, box.X, base)
		}
	})
}

// stackBeats draws the beats from the top of the box down, with equal space between them. Those that the box
// cannot hold are cut off, and told.
func stackBeats(v *View, p *layout.Page, b *beats, box page.Rect, why string, draw func(one beat, y float64)) {
	cutBeats(v, b, box.H, why)
	gap := b.density.Gap
	if n := len(b.list) - 1; n > 0 {
		gap = min(max(gap, gap+(box.H-b.height)/float64(n)), mostGap)
	}
	y := box.Y
	for _, one := range b.list {
		bookmarkBeat(v, p, one.kind, y)
		draw(one, y)
		y += one.height + gap
	}
}

// cutBeats takes lines off the longest bodies until the beats fit, and tells how many words that was of each. The leads stay: a
// page that does not even hold those is told by the bodies that are gone.
func cutBeats(v *View, b *beats, room float64, why string) {
	d := b.density
	over := map[int]int{} // lines over, by beat
	whole := make([][]page.Line, len(b.list))
	for i := range b.list {
		whole[i] = b.list[i].body
	}
	for b.height > room+0.01 {
		long := 0
		for i := range b.list {
			if len(b.list[i].body) > len(b.list[long].body) {
				long = i
			}
		}
		one := &b.list[long]
		if len(one.body) == 0 {
			break
		}
		was := textHeight(d, *one)
		one.body = one.body[:len(one.body)-1]
		saved := was - textHeight(d, *one)
		one.height -= saved
		b.height -= saved
		over[long]++
	}
	for i := range b.list {
		if n := over[i]; n > 0 {
			place := brief.PlaceOf(b.list[i].kind, "body")
			v.TooLong(place, whole[i][len(whole[i])-n:], why)
		}
	}
	// Leads alone may still be too much, of which the last ones are not drawn.
	for b.height > room+0.01 && len(b.list) > 0 {
		last := b.list[len(b.list)-1]
		v.TooLong(brief.PlaceOf(last.kind, "lead"), last.lead, "the beats before it fill the page")
		b.list = b.list[:len(b.list)-1]
		b.height -= last.height + d.Gap
	}
}

// storyColumn is the beats under each other, or over the whole width where there are few.
func storyColumn(v *View, p *layout.Page, f Fit) *layout.Column {
	kinds := told(v)
	if len(kinds) == 0 {
		return nil
	}
	narrow := func(d layout.Density, width float64) *beats { return measureBeats(v, kinds, d, width) }
	wide := func(d layout.Density, width float64) *beats { return wideBeats(v, kinds, d, width) }
	return &layout.Column{
		Brief: len(kinds) <= fewBeats,
		Narrow: layout.Form{
			Least: func(d layout.Density, width float64) float64 {
				if width < leastLetters*d.Body {
					return math.Inf(1)
				}
				return narrow(d, width).height
			},
			Draw: func(d layout.Density, box page.Rect) { drawBeats(v, p, narrow(d, box.W), box, f.Why) },
		},
		Wide: layout.Form{
			Least: func(d layout.Density, width float64) float64 { return wide(d, width).height },
			Draw:  func(d layout.Density, box page.Rect) { drawWideBeats(v, p, wide(d, box.W), box, f.Why) },
		},
	}
}

// storyItems makes the beats, each with its name in the column at the left. The evidence stands in its own section where it has
// anything but words to show.
func storyItems(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
	var items []*layout.Item
	for _, k := range told(v) {
		if k == brief.Evidence && wordsBeside(v, fl) {
			continue
		}
		items = append(items, beatItems(v, fl, k)...)
	}
	return items
}

// beatItems makes the lines of one beat.
func beatItems(v *View, fl *layout.Flow, k brief.BeatKind) []*layout.Item {
	d := fl.Scale.Density
	side, width := fl.Scale.Side, fl.Width()-fl.Scale.Side
	lead, body := brief.PlaceOf(k, "lead"), brief.PlaceOf(k, "body")
	leads := v.Wrap(v.notedSpans(lead, d.LeadStyle(v.Theme), v.sourcesOf(body)), width)
	bodies := v.Wrap(v.notedSpans(body, d.BodyStyle(v.Theme), nil), width)
	items := layout.Paragraph{
		Role: page.H3, Field: string(lead), Lines: leads, Indent: side,
		Size: d.Lead, Leading: layout.Grid(d.Lead * flowLeadLeading), Keep: len(bodies) > 0,
	}.Items()
	items = append(items, layout.Paragraph{
		Role: page.Paragraph, Field: string(body), Lines: bodies, Indent: side,
		Size: d.Body, Leading: fl.Scale.Leading, Before: flowBodyAbove,
	}.Items()...)
	if len(items) == 0 {
		return nil
	}
	first := items[0]
	begin := enterBeat(v, fl, k)
	size := d.Body
	if len(leads) > 0 {
		size = d.Lead
	}
	first.Before, first.Air = d.Gap, beatAir
	text := first.Draw
	first.Draw = func(s *layout.Page, box page.Rect) {
		if box.Y-s.Box.Y > layout.HeadStrip+1 {
			rule := box.Y - d.Gap/2
			s.StrokeLine(box.X, rule, box.Right(), rule, page.Stroke{Color: v.Theme.Hairline, Width: layout.FineRule})
		}
		begin(s, box.Y)
		bookmarkBeat(v, s, k, box.Y)
		drawBeatName(v, s, k, d, box.X, box.Y+first.Height/2+size*layout.Middle)
		text(s, box)
	}
	return items
}

func storyText(v *View) [][]string {
	var paragraphs [][]string
	for _, k := range told(v) {
		lead, body := v.Plain(brief.PlaceOf(k, "lead")), v.Plain(brief.PlaceOf(k, "body"))
		paragraphs = append(paragraphs, []string{strings.ToUpper(v.T(k.String())), lead, body})
	}
	return paragraphs
}
