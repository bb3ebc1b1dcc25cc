package compose

import (
	"math"

	"throughline/app/brief"
	"throughline/export/page"
)

// item is a block of a flow that is never divided: a line of text, a row of a table, a chart.
type item struct {
	before float64 // the space above it, none at the top of a page
	height float64
	keep   bool    // it stays on the page of the item after it
	fresh  float64 // of the first of a section: the share of a page over which it begins a new one
	give   float64 // how much lower it may become where that saves a page
	grow   float64 // how much higher it may become where its page has room
	air    float64 // how much more space it may have above it on a full page, where a section ends before the page does
	head   *item   // the head of its table, which is drawn again at the top of a further page
	draw   func(s *sheet, box page.Rect)
	again  func(s *sheet, box page.Rect) // of a head: draws it once more, for the eye alone

	// A line of a text of the brief knows which it is, so that a brief that is too long can be told by the words over.
	place brief.Place
	line  page.Line
}

// flow lays items out over as many pages as they take.
type flow struct {
	*composer
	size   page.Size
	set    *typeset
	sheets []*sheet
	y      float64 // where the next item begins on the last sheet

	appendix int // the first sheet after the slides
	contents []contentsLine
	tocItem  *item  // their place, nil in a profile without
	tocAt    func() // draws the contents, once all pages are known
}

// width is that of the text.
func (fl *flow) width() float64 { return fl.size.W - 2*fl.set.margin }

// top and limit are where the text of a page begins and ends.
func (fl *flow) top(pageIndex int) float64 {
	if pageIndex == 0 {
		return fl.set.margin
	}
	return fl.set.margin + headStrip
}

func (fl *flow) limit() float64 { return fl.size.H - fl.set.margin - footStrip }

// placed is an item with its place.
type placed struct {
	*item
	page int // counted from 0
	y, h float64
	head bool // the head of the item's table is drawn above it again
}

// pouring is items on their way to their places.
type pouring struct {
	*flow
	share float64 // of the height of a page that is filled
	tight bool    // items that may be lower are
	at    int     // the page, counted from 0
	y     float64 // where the next item begins
	blank bool    // nothing stands on the page yet
	out   []placed
}

// pour gives items their places, from a height on a page on. Pages may be made shorter, by share, to fill the last one.
func (fl *flow) pour(items []*item, at int, y, share float64, tight bool) []placed {
	p := &pouring{flow: fl, share: share, tight: tight, at: at, y: y, blank: y <= fl.top(at)+0.01, out: make([]placed, 0, len(items))}
	for i := 0; i < len(items); {
		j := i + 1
		for j < len(items) && items[j-1].keep {
			j++
		}
		p.together(items[i:j])
		i = j
	}
	return p.out
}

func (p *pouring) height(it *item) float64 {
	if p.tight {
		return it.height - it.give
	}
	return it.height
}

// turn goes on on a new page.
func (p *pouring) turn() { p.at, p.y, p.blank = p.at+1, p.top(p.at+1), true }

// together places items that stay on one page, on the next one where this has no room for them.
func (p *pouring) together(items []*item) {
	need := 0.0
	for i, it := range items {
		if need += p.height(it); i > 0 || !p.blank {
			need += it.before
		}
	}
	whole := p.limit() - p.top(p.at)
	fresh := items[0].fresh
	if !p.blank && (p.y+need > p.top(p.at)+whole*p.share+0.01 || fresh > 0 && (p.y-p.top(p.at))/whole > fresh) {
		p.turn()
	}
	for i, it := range items {
		h := p.height(it)
		// What stays together and is higher than a page is divided after all.
		if !p.blank && i > 0 && p.y+it.before+h > p.limit()+0.01 {
			p.turn()
		}
		head := it.head != nil && p.blank
		switch {
		case head:
			p.y += it.head.height
		case !p.blank:
			p.y += it.before
		}
		p.out = append(p.out, placed{item: it, page: p.at, y: p.y, h: h, head: head})
		p.y += h
		p.blank = false
	}
}

// leastLast is the share of the last page that must be filled, or the pages before it are made shorter or tighter.
const leastLast = 0.3

// settle pours the items, and looks for the better of the ways to do so: charts a little lower where that saves a page, and
// pages of even length where the last would be nearly empty.
func (fl *flow) settle(items []*item, at int, y float64) []placed {
	out := fl.pour(items, at, y, 1, false)
	if len(out) == 0 || out[len(out)-1].page == at {
		return out
	}
	if tight := fl.pour(items, at, y, 1, true); tight[len(tight)-1].page < out[len(out)-1].page {
		return tight
	}
	if fl.filled(out) >= leastLast {
		return out
	}
	for share := 0.96; share > 0.6; share -= 0.04 {
		even := fl.pour(items, at, y, share, false)
		if even[len(even)-1].page > out[len(out)-1].page {
			break
		}
		if fl.filled(even) >= leastLast {
			return even
		}
	}
	return out
}

// filled returns the share of the last page that is filled.
func (fl *flow) filled(out []placed) float64 {
	last := out[len(out)-1]
	return (last.y + last.h - fl.top(last.page)) / (fl.limit() - fl.top(last.page))
}

// loosen gives the room that is left on each page to the items that may grow, and on all pages but the last to the space
// above those that may have more of it.
func (fl *flow) loosen(out []placed) {
	for i := 0; i < len(out); {
		j := i
		for j < len(out) && out[j].page == out[i].page {
			j++
		}
		last := j == len(out)
		more, air := 0.0, 0.0
		for _, p := range out[i:j] {
			more += p.grow
			if !last {
				air += p.air
			}
		}
		room := max(fl.limit()-out[j-1].y-out[j-1].h, 0)
		growing := share(room, more)
		airing := share(room-more*growing, air)
		shift := 0.0
		for k := i; k < j; k++ {
			if !last {
				shift += out[k].air * airing
			}
			out[k].y += shift
			out[k].h += out[k].grow * growing
			shift += out[k].grow * growing
		}
		i = j
	}
}

// share returns how much of what is wanted there is room for, from 0 to 1.
func share(room, wanted float64) float64 {
	if wanted <= 0 {
		return 0
	}
	return min(room/wanted, 1)
}

// lay pours items and draws them.
func (fl *flow) lay(items []*item) {
	if len(items) == 0 {
		return
	}
	at := max(len(fl.sheets)-1, 0)
	if len(fl.sheets) == 0 {
		fl.y = fl.top(0)
	}
	out := fl.settle(items, at, fl.y)
	fl.loosen(out)
	for _, p := range out {
		s := fl.sheet(p.page)
		box := page.Rect{X: s.box.X, Y: p.y, W: s.box.W, H: p.h}
		if p.head {
			head := box
			head.Y, head.H = box.Y-p.item.head.height, p.item.head.height
			p.item.head.again(s, head)
		}
		p.draw(s, box)
		fl.y = p.y + p.h
	}
}

// sheet returns a page, making those up to it.
func (fl *flow) sheet(i int) *sheet {
	for len(fl.sheets) <= i {
		fl.sheets = append(fl.sheets, fl.newSheet(fl.size, fl.set.margin))
	}
	return fl.sheets[i]
}

// grid rounds a height up to the rhythm of the page.
func grid(h float64) float64 { return math.Ceil(h/rhythm-1e-6) * rhythm }

// paragraph makes the lines of a text items: the first two and the last two stay together, and as keep says the last one
// with what follows.
func (fl *flow) paragraph(role page.Role, place brief.Place, lines []page.Line, dx, size, leading, before float64, keep bool) []*item {
	items := make([]*item, len(lines))
	var element *page.Element
	for i, l := range lines {
		it := &item{height: leading, place: place, line: l}
		n := len(lines)
		it.keep = i == 0 && n > 1 || i == n-2 || i == n-1 && keep
		if i == 0 {
			it.before = before
		}
		it.draw = func(s *sheet, box page.Rect) {
			if element == nil {
				element = s.page.Begin(role)
				element.Field = string(place)
			} else {
				s.page.Continue(element)
			}
			s.page.Lines(box.X+dx, box.Y+leading/2+size*middle, leading, []page.Line{l})
			s.page.End()
		}
		items[i] = it
	}
	return items
}

// titled builds the items of a section, under its heading.
func (fl *flow) titled(sec section) []*item {
	before := len(fl.contents)
	var begin func(*sheet, float64)
	if sec.title != "" {
		begin = fl.entered(contentsLine{title: sec.title})
	}
	items := sec.build(fl)
	if len(items) == 0 {
		fl.contents = fl.contents[:before]
		return nil
	}
	if sec.title == "" {
		items[0].fresh = sec.fresh
		return items
	}
	style := page.Style{Face: page.SemiBold, Size: fl.set.title, Color: fl.theme.Ink}
	items[0].before = max(items[0].before, fl.set.title*titleBelow)
	head := &item{before: fl.set.title * titleAbove, height: grid(fl.set.title * titleHeight), keep: true, fresh: sec.fresh}
	head.draw = func(s *sheet, box page.Rect) {
		begin(s, box.Y)
		s.bookmark(sec.title, 1, box.Y)
		s.as(page.H2, "", func() {
			s.page.Text(box.X, box.Y+fl.set.title*titleAscent, fl.fonts.Run(sec.title, style), page.Left)
		})
	}
	return append([]*item{head}, items...)
}

// flowing lays a profile out whose sections flow.
func (c *composer) flowing(size page.Size) []*page.Page {
	fl, items := c.roomiest(size)
	if c.profile.slides {
		fl.slides()
	}
	fl.lay(items)
	for _, sec := range c.profile.sections {
		if sec.late {
			fl.late(sec)
		}
	}
	fl.sheet(0)
	if most := c.profile.Most; most > 0 && len(fl.sheets) > most {
		fl.tooMany(items)
	}
	if fl.tocAt != nil {
		fl.tocAt()
	}
	pages := make([]*page.Page, len(fl.sheets))
	for i, s := range fl.sheets {
		fl.running(s, i)
		pages[i] = s.page
	}
	return pages
}

// roomiest begins a flow in the largest type in which it takes no more pages than in the smallest, or than the profile is
// meant to have.
func (c *composer) roomiest(size page.Size) (*flow, []*item) {
	if c.profile.slides {
		fl := &flow{composer: c, size: size, set: &onScreen}
		return fl, fl.build()
	}
	last := len(onPaper) - 1
	fl := &flow{composer: c, size: size, set: &onPaper[last]}
	items := fl.build()
	most := max(fl.count(items), c.profile.least)
	for i := range onPaper[:last] {
		larger := &flow{composer: c, size: size, set: &onPaper[i]}
		if tried := larger.build(); larger.count(tried) <= most {
			return larger, tried
		}
	}
	return fl, items
}

// build makes the items of all sections but the late ones.
func (fl *flow) build() []*item {
	var items []*item
	for _, sec := range fl.profile.sections {
		if !sec.late {
			items = append(items, fl.titled(sec)...)
		}
	}
	fl.measureContents()
	return items
}

// count returns the number of pages that items take from the first one on.
func (fl *flow) count(items []*item) int {
	if len(items) == 0 {
		return 1
	}
	out := fl.settle(items, 0, fl.top(0))
	return out[len(out)-1].page + 1
}

// late lays a section out that tells of the pages before it; it begins a page of its own.
func (fl *flow) late(sec section) {
	items := fl.titled(sec)
	if len(items) == 0 {
		return
	}
	if len(fl.sheets) > 0 {
		n := len(fl.sheets)
		fl.sheet(n)
		fl.y = fl.top(n)
	}
	fl.lay(items)
}
