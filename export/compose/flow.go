package compose

import (
	"math"

	"throughline/app/brief"
	"throughline/export/page"
)

// typeset is the scale of type and space that a flow is set in.
type typeset struct {
	margin   float64
	side     float64 // the width of the column at the left that holds the names of beats
	title    float64 // of a section; its line and the space around it
	density  density // of beats and evidence
	leading  float64 // of the body
	small    float64 // tables, definitions and sources
	row      float64 // the height of a table's row of one line
	mostHigh float64 // the most a chart may take of a page's height
}

// The scales: one to read on paper, one to read from a chair.
var (
	onPaper = typeset{
		margin: margin, side: 96, title: 15, leading: 16, small: 9.25, row: 20, mostHigh: 0.5,
		density: density{name: 10, lead: 13.5, body: 11.25, gap: 22, hero: 50, quote: 16, change: 11.5, by: 10.5},
	}
	onScreen = typeset{
		margin: 46, side: 150, title: 28, leading: 24, small: 14, row: 30, mostHigh: 0.75,
		density: density{name: 14, lead: 22, body: 17, gap: 30, hero: 88, quote: 26, change: 18, by: 16},
	}
)

// item is a block of a flow that is never divided: a line of text, a row of a table, a chart.
type item struct {
	before float64 // the space above it, none at the top of a page
	height float64
	keep   bool    // it stays on the page of the item after it
	fresh  bool    // it begins a section that may begin a page; see Profile.fresh
	give   float64 // how much lower it may become where that saves a page
	grow   float64 // how much higher it may become where its page has room
	head   *item   // the head of its table, which is drawn again at the top of a further page
	draw   func(s *sheet, box page.Rect)

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

	contents []contentsLine
	tocAt    func() // draws the contents, once all pages are known
}

// contentsLine is a section with where it begins.
type contentsLine struct {
	title  string
	anchor string
	page   int // from 1
}

const (
	headStrip = 26.0 // of a further page, above its text
	footStrip = 24.0 // below the text
)

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

// pour gives items their places, from a height on a page on. Pages may be made shorter, by share, to fill the last one.
func (fl *flow) pour(items []*item, at int, y, share float64, tight bool) []placed {
	out := make([]placed, 0, len(items))
	blank := y <= fl.top(at)+0.01 // nothing stands on the page yet
	height := func(it *item) float64 {
		if tight {
			return it.height - it.give
		}
		return it.height
	}
	for i := 0; i < len(items); {
		j := i
		for j < len(items)-1 && items[j].keep {
			j++
		}
		need := 0.0
		for k := i; k <= j; k++ {
			if need += height(items[k]); k > i || !blank {
				need += items[k].before
			}
		}
		room := fl.top(at) + (fl.limit()-fl.top(at))*share
		used := (y - fl.top(at)) / (fl.limit() - fl.top(at))
		if !blank && (y+need > room+0.01 || items[i].fresh && used > fl.profile.fresh) {
			at, y, blank = at+1, fl.top(at+1), true
		}
		for k := i; k <= j; k++ {
			it := items[k]
			h := height(it)
			// What stays together and is higher than a page is divided after all.
			if !blank && k > i && y+it.before+h > fl.limit()+0.01 {
				at, y, blank = at+1, fl.top(at+1), true
			}
			if !blank {
				y += it.before
			}
			p := placed{item: it, page: at, h: h}
			if it.head != nil && blank {
				p.head = true
				y += it.head.height
			}
			p.y = y
			out = append(out, p)
			y += h
			blank = false
		}
		i = j + 1
	}
	return out
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

// loosen gives the room that is left on each page to the items that may grow.
func (fl *flow) loosen(out []placed) {
	for i := 0; i < len(out); {
		j := i
		growth := 0.0
		for ; j < len(out) && out[j].page == out[i].page; j++ {
			growth += out[j].grow
		}
		last := out[j-1]
		room := fl.limit() - last.y - last.h
		share := 0.0
		if growth > 0 {
			share = min(max(room, 0)/growth, 1)
		}
		shift := 0.0
		for k := i; k < j; k++ {
			out[k].y += shift
			more := out[k].grow * share
			out[k].h += more
			shift += more
		}
		i = j
	}
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
			s.page.As(page.Artifact, func() { p.item.head.draw(s, head) })
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
func grid(h float64) float64 { return math.Ceil(h/2-1e-6) * 2 }

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
			s.page.Lines(box.X+dx, box.Y+leading/2+size*0.33, leading, []page.Line{l})
			s.page.End()
		}
		items[i] = it
	}
	return items
}

// titled puts the heading of a section above its items.
func (fl *flow) titled(sec section, items []*item) []*item {
	if len(items) == 0 {
		return nil
	}
	if sec.title == "" {
		items[0].fresh = sec.fresh
		return items
	}
	style := page.Style{Face: page.SemiBold, Size: fl.set.title, Color: fl.theme.Ink}
	items[0].before = max(items[0].before, fl.set.title*0.5)
	fl.contents = append(fl.contents, contentsLine{title: sec.title, anchor: anchorOf(sec.title)})
	line := len(fl.contents) - 1
	head := &item{before: fl.set.title * 1.9, height: grid(fl.set.title * 1.35), keep: true, fresh: sec.fresh}
	head.draw = func(s *sheet, box page.Rect) {
		s.page.Anchors = append(s.page.Anchors, page.Anchor{Name: fl.contents[line].anchor, Y: box.Y})
		fl.contents[line].page = len(fl.sheets)
		s.bookmark(sec.title, 1, box.Y)
		s.as(page.H2, "", func() {
			s.page.Text(box.X, box.Y+fl.set.title*0.9, fl.fonts.Run(sec.title, style), page.Left)
		})
	}
	return append([]*item{head}, items...)
}

// document lays a profile out whose sections flow.
func (c *composer) flowing(size page.Size) []*page.Page {
	fl := &flow{composer: c, size: size, set: &onPaper}
	if c.profile.slides {
		fl.set = &onScreen
		fl.slides()
	}
	var early, all []*item
	for _, sec := range c.profile.sections {
		if sec.late {
			fl.lay(early)
			early = nil
			fl.late(sec)
			continue
		}
		items := fl.titled(sec, sec.build(fl))
		early, all = append(early, items...), append(all, items...)
	}
	fl.lay(early)
	if len(fl.sheets) == 0 {
		fl.sheet(0)
	}
	if most := c.profile.Most; most > 0 && len(fl.sheets) > most {
		fl.tooMany(all)
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

// late lays a section out that tells of the pages before it; it begins a page of its own.
func (fl *flow) late(sec section) {
	items := fl.titled(sec, sec.build(fl))
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

// anchorOf names the place of a section.
func anchorOf(title string) string { return "section-" + title }
