package compose

import (
	"throughline/app/brief"
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
	density density
	list    []beat
	height  float64 // with the least gaps
}

func (d density) leadStyle(t *page.Theme) page.Style {
	return page.Style{Face: page.SemiBold, Size: d.lead, Color: t.Ink}
}

func (d density) bodyStyle(t *page.Theme) page.Style { return page.Style{Size: d.body, Color: t.Ink} }

func (d density) nameStyle(t *page.Theme) page.Style {
	return page.Style{Face: page.SemiBold, Size: d.name, Color: t.Accent}
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
func (p *sheet) measureBeats(told []brief.BeatKind, d density, width float64) *beats {
	b := &beats{density: d}
	for i, k := range told {
		one := beat{
			kind: k,
			lead: p.wrap(p.spans(brief.PlaceOf(k, "lead"), d.leadStyle(p.theme)), width),
			body: p.wrap(p.spans(brief.PlaceOf(k, "body"), d.bodyStyle(p.theme)), width),
		}
		one.height = d.nameHeight() + d.textHeight(one)
		b.list = append(b.list, one)
		b.height += one.height
		if i > 0 {
			b.height += d.gap
		}
	}
	return b
}

// nameHeight is the height of the beat's name down to its baseline.
func (d density) nameHeight() float64 { return d.name * nameAscent }

// textHeight is the height of lead and body below the name's baseline.
func (d density) textHeight(b beat) float64 {
	h := 0.0
	if n := len(b.lead); n > 0 {
		h += d.lead*leadDrop + float64(n-1)*d.lead*leadLeading
	}
	if n := len(b.body); n > 0 {
		h += d.body*bodyDrop + float64(n-1)*d.body*bodyLeading
	}
	return h + d.body*descent
}

// spread returns the height that the beats take with the widest gaps that the room allows.
func (b *beats) spread(room float64) float64 {
	return min(room, b.height+float64(len(b.list)-1)*(mostGap-b.density.gap))
}

// drawBeats draws the beats over the height of the box. What is over the bottom is not drawn, and told.
func (p *sheet) drawBeats(b *beats, box page.Rect, bottom float64) {
	d := b.density
	p.stack(b, box, func(one beat, y float64) {
		base := y + d.nameHeight()
		if base+d.body <= bottom {
			p.beatName(one.kind, d, box.X, base)
			p.beatText(one, d, box.X, base)
		}
	})
}

// stack draws the beats from the top of the box down, with equal space between them and a fine rule in it. Those that the
// box cannot hold are cut off, and told.
func (p *sheet) stack(b *beats, box page.Rect, draw func(one beat, y float64)) {
	b.cut(p, box.H)
	gap := b.density.gap
	if n := len(b.list) - 1; n > 0 {
		gap = min(max(gap, gap+(box.H-b.height)/float64(n)), mostGap)
	}
	y := box.Y
	for i, one := range b.list {
		if i > 0 {
			rule := y - gap/2
			p.page.StrokeLine(box.X, rule, box.Right(), rule, page.Stroke{Color: p.theme.Hairline, Width: fineRule})
		}
		p.bookmarkBeat(one.kind, y)
		draw(one, y)
		y += one.height + gap
	}
}

// beatName draws the name of a beat, which heads it.
func (p *sheet) beatName(k brief.BeatKind, d density, x, base float64) {
	p.as(page.H2, brief.PlaceOf(k, "lead"), func() {
		p.page.Text(x, base, p.fonts.Run(k.String(), d.nameStyle(p.theme)), page.Left)
	})
}

// beatText draws lead and body below the baseline of the beat's name.
func (p *sheet) beatText(b beat, d density, x, base float64) {
	if n := len(b.lead); n > 0 {
		base += d.lead * leadDrop
		p.lines(page.Paragraph, brief.PlaceOf(b.kind, "lead"), x, base, d.lead*leadLeading, b.lead)
		base += float64(n-1) * d.lead * leadLeading
	}
	if len(b.body) > 0 {
		p.lines(page.Paragraph, brief.PlaceOf(b.kind, "body"), x, base+d.body*bodyDrop, d.body*bodyLeading, b.body)
	}
}

func (p *sheet) bookmarkBeat(k brief.BeatKind, y float64) {
	title := k.String()
	if lead := p.plain(brief.PlaceOf(k, "lead")); lead != "" {
		title += ": " + lead
	}
	p.bookmark(title, 1, y)
}

// cut takes lines off the longest bodies until the beats fit, and tells how many words that was of each. The leads stay: a
// page that does not even hold those is told by the bodies that are gone.
func (b *beats) cut(p *sheet, room float64) {
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
		was := d.textHeight(*one)
		one.body = one.body[:len(one.body)-1]
		saved := was - d.textHeight(*one)
		one.height -= saved
		b.height -= saved
		over[long]++
	}
	for i := range b.list {
		if n := over[i]; n > 0 {
			place := brief.PlaceOf(b.list[i].kind, "body")
			p.tooLong(place, whole[i][len(whole[i])-n:], "the beats share one page")
		}
	}
	// Leads alone may still be too much, of which the last ones are not drawn.
	for b.height > room+0.01 && len(b.list) > 0 {
		last := b.list[len(b.list)-1]
		p.tooLong(brief.PlaceOf(last.kind, "lead"), last.lead, "the beats before it fill the page")
		b.list = b.list[:len(b.list)-1]
		b.height -= last.height + d.gap
	}
}

// storyAlone lays the beats out over the whole width, their names beside them, where there is no evidence yet.
func (p *sheet) storyAlone(told []brief.BeatKind, room page.Rect) {
	column := room
	column.X += storySide
	column.W -= storySide
	var d density
	var b *beats
	for _, d = range densities {
		b = p.measureBeats(told, d, column.W)
		b.height = float64(len(told)-1) * d.gap
		for i := range b.list {
			b.list[i].height = d.textHeight(b.list[i]) - d.lead*(leadDrop-leadAscent)
			b.height += b.list[i].height
		}
		if b.height <= room.H {
			break
		}
	}
	p.stack(b, room, func(one beat, y float64) {
		base := y + d.lead*leadAscent
		p.beatName(one.kind, d, room.X, base)
		p.beatText(one, d, column.X, base-d.lead*leadDrop)
	})
}
