package compose

import (
	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// beat is one beat, broken into lines.
type beat struct {
	kind       brief.BeatKind
	lead, body []page.Line
	height     float64
}

// beats are the beats of a column, in one density.
type beats struct {
	density layout.Density
	list    []beat
	height  float64 // with the least gaps
}

// told lists the beats that have something to say.
func (c *composer) told() []brief.BeatKind {
	var told []brief.BeatKind
	for _, k := range brief.Beats {
		if c.has(brief.PlaceOf(k, "lead")) || c.has(brief.PlaceOf(k, "body")) {
			told = append(told, k)
		}
	}
	return told
}

// measureBeats breaks the beats into lines of the column.
func (c *composer) measureBeats(told []brief.BeatKind, d layout.Density, width float64) *beats {
	b := &beats{density: d}
	for i, k := range told {
		one := beat{
			kind: k,
			lead: c.Wrap(c.spans(brief.PlaceOf(k, "lead"), d.LeadStyle(c.Theme)), width),
			body: c.Wrap(c.spans(brief.PlaceOf(k, "body"), d.BodyStyle(c.Theme)), width),
		}
		one.height = nameHeight(d) + textHeight(d, one)
		b.list = append(b.list, one)
		b.height += one.height
		if i > 0 {
			b.height += d.Gap
		}
	}
	return b
}

// nameHeight is the height of the beat's name down to its baseline.
func nameHeight(d layout.Density) float64 { return d.Name * nameAscent }

// textHeight is the height of lead and body below the name's baseline.
func textHeight(d layout.Density, b beat) float64 {
	h := 0.0
	if n := len(b.lead); n > 0 {
		h += d.Lead*leadDrop + float64(n-1)*d.Lead*layout.LeadLeading
	}
	if n := len(b.body); n > 0 {
		h += d.Body*bodyDrop + float64(n-1)*d.Body*layout.BodyLeading
	}
	return h + d.Body*layout.Descent
}

// spread returns the height that the beats take with the widest gaps that the room allows.
func (b *beats) spread(room float64) float64 {
	return min(room, b.height+float64(len(b.list)-1)*(mostGap-b.density.Gap))
}

// drawBeats draws the beats over the height of the box. What is over the bottom is not drawn, and told.
func (c *composer) drawBeats(p *layout.Page, b *beats, box page.Rect, bottom float64) {
	d := b.density
	c.stack(p, b, box, func(one beat, y float64) {
		base := y + nameHeight(d)
		if base+d.Body <= bottom {
			c.beatName(p, one.kind, d, box.X, base)
			c.beatText(p, one, d, box.X, base)
		}
	})
}

// stack draws the beats from the top of the box down, with equal space between them and a fine rule in it. Those that the
// box cannot hold are cut off, and told.
func (c *composer) stack(p *layout.Page, b *beats, box page.Rect, draw func(one beat, y float64)) {
	c.cutBeats(b, box.H)
	gap := b.density.Gap
	if n := len(b.list) - 1; n > 0 {
		gap = min(max(gap, gap+(box.H-b.height)/float64(n)), mostGap)
	}
	y := box.Y
	for i, one := range b.list {
		if i > 0 {
			rule := y - gap/2
			p.StrokeLine(box.X, rule, box.Right(), rule, page.Stroke{Color: c.Theme.Hairline, Width: layout.FineRule})
		}
		c.bookmarkBeat(p, one.kind, y)
		draw(one, y)
		y += one.height + gap
	}
}

// beatName draws the name of a beat, which heads it.
func (c *composer) beatName(p *layout.Page, k brief.BeatKind, d layout.Density, x, base float64) {
	p.AsField(page.H2, string(brief.PlaceOf(k, "lead")), func() {
		p.Text(x, base, c.Fonts.Run(k.String(), d.NameStyle(c.Theme)), page.Left)
	})
}

// beatText draws lead and body below the baseline of the beat's name.
func (c *composer) beatText(p *layout.Page, b beat, d layout.Density, x, base float64) {
	if n := len(b.lead); n > 0 {
		base += d.Lead * leadDrop
		p.FieldLines(page.Paragraph, string(brief.PlaceOf(b.kind, "lead")), x, base, d.Lead*layout.LeadLeading, b.lead)
		base += float64(n-1) * d.Lead * layout.LeadLeading
	}
	if len(b.body) > 0 {
		p.FieldLines(page.Paragraph, string(brief.PlaceOf(b.kind, "body")), x, base+d.Body*bodyDrop, d.Body*layout.BodyLeading, b.body)
	}
}

func (c *composer) bookmarkBeat(p *layout.Page, k brief.BeatKind, y float64) {
	title := k.String()
	if lead := c.plain(brief.PlaceOf(k, "lead")); lead != "" {
		title += ": " + lead
	}
	p.Bookmark(title, 1, y)
}

// cutBeats takes lines off the longest bodies until the beats fit, and tells how many words that was of each. The leads stay: a
// page that does not even hold those is told by the bodies that are gone.
func (c *composer) cutBeats(b *beats, room float64) {
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
			c.tooLong(place, whole[i][len(whole[i])-n:], "the beats share one page")
		}
	}
	// Leads alone may still be too much, of which the last ones are not drawn.
	for b.height > room+0.01 && len(b.list) > 0 {
		last := b.list[len(b.list)-1]
		c.tooLong(brief.PlaceOf(last.kind, "lead"), last.lead, "the beats before it fill the page")
		b.list = b.list[:len(b.list)-1]
		b.height -= last.height + d.Gap
	}
}

// storyAlone lays the beats out over the whole width, their names beside them, where there is no evidence yet.
func (c *composer) storyAlone(p *layout.Page, told []brief.BeatKind, room page.Rect) {
	column := room
	column.X += storySide
	column.W -= storySide
	var d layout.Density
	var b *beats
	for _, d = range layout.Densities {
		b = c.measureBeats(told, d, column.W)
		b.height = float64(len(told)-1) * d.Gap
		for i := range b.list {
			b.list[i].height = textHeight(d, b.list[i]) - d.Lead*(leadDrop-leadAscent)
			b.height += b.list[i].height
		}
		if b.height <= room.H {
			break
		}
	}
	c.stack(p, b, room, func(one beat, y float64) {
		base := y + d.Lead*leadAscent
		c.beatName(p, one.kind, d, room.X, base)
		c.beatText(p, one, d, column.X, base-d.Lead*leadDrop)
	})
}
