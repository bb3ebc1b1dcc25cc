package layout

import "throughline/export/page"

// placed is an item with its place.
type placed struct {
	*Item
	page  int // counted from 0
	y, h  float64
	again bool // the head of the table it is a row of is drawn above it again
}

// paginator gives items their pages and places.
type paginator struct {
	flow  *Flow
	share float64 // of the height of a page that is filled
	tight bool    // items that may be lower are
	at    int     // the page, counted from 0
	y     float64 // where the next item begins
	blank bool    // nothing stands on the page yet
	out   []placed
}

// paginate gives items their places, from a height on a page on. Pages may be made shorter, by share, to fill the last one.
func (fl *Flow) paginate(items []*Item, at int, y, share float64, tight bool) []placed {
	p := &paginator{flow: fl, share: share, tight: tight, at: at, y: y, blank: y <= fl.Top(at)+0.01, out: make([]placed, 0, len(items))}
	for i := 0; i < len(items); {
		j := i + 1
		for j < len(items) && items[j-1].Keep {
			j++
		}
		p.placeGroup(items[i:j])
		i = j
	}
	return p.out
}

func (p *paginator) height(it *Item) float64 {
	if p.tight {
		return it.Height - it.Give
	}
	return it.Height
}

// newPage goes on at the top of a new page.
func (p *paginator) newPage() { p.at, p.y, p.blank = p.at+1, p.flow.Top(p.at+1), true }

// placeGroup places items that stay on one page, on the next one where this has no room for them.
func (p *paginator) placeGroup(items []*Item) {
	need := 0.0
	for i, it := range items {
		if need += p.height(it); i > 0 || !p.blank {
			need += it.Before
		}
	}
	top, limit := p.flow.Top(p.at), p.flow.Limit()
	whole := limit - top
	fresh := items[0].Fresh
	if !p.blank && (p.y+need > top+whole*p.share+0.01 || fresh > 0 && (p.y-top)/whole > fresh) {
		p.newPage()
	}
	for i, it := range items {
		h := p.height(it)
		// A group that is higher than a page is divided after all.
		if !p.blank && i > 0 && p.y+it.Before+h > limit+0.01 {
			p.newPage()
		}
		head := it.Head != nil && p.blank
		switch {
		case head:
			p.y += it.Head.Height
		case !p.blank:
			p.y += it.Before
		}
		p.out = append(p.out, placed{Item: it, page: p.at, y: p.y, h: h, again: head})
		p.y += h
		p.blank = false
	}
}

// settle gives items their places in the best of several ways: charts a little lower where that saves a page, and pages
// of even length where the last would be nearly empty.
func (fl *Flow) settle(items []*Item, at int, y float64) []placed {
	out := fl.paginate(items, at, y, 1, false)
	if len(out) == 0 || out[len(out)-1].page == at {
		return out
	}
	if tight := fl.paginate(items, at, y, 1, true); tight[len(tight)-1].page < out[len(out)-1].page {
		return tight
	}
	if fl.filled(out) >= fl.Scale.leastLast {
		return out
	}
	for share := 0.96; share > 0.6; share -= 0.04 {
		even := fl.paginate(items, at, y, share, false)
		if even[len(even)-1].page > out[len(out)-1].page {
			break
		}
		if fl.filled(even) >= fl.Scale.leastLast {
			return even
		}
	}
	return out
}

// filled returns the share of the last page that is filled.
func (fl *Flow) filled(out []placed) float64 {
	last := out[len(out)-1]
	return (last.y + last.h - fl.Top(last.page)) / (fl.Limit() - fl.Top(last.page))
}

// loosen gives the room that is left on each page to the items that may grow, and on all pages but the last to the space
// above those that may have more of it.
func (fl *Flow) loosen(out []placed) {
	for i := 0; i < len(out); {
		j := i
		for j < len(out) && out[j].page == out[i].page {
			j++
		}
		last := j == len(out)
		more, air := 0.0, 0.0
		for _, p := range out[i:j] {
			more += p.Grow
			if !last {
				air += p.Air
			}
		}
		room := max(fl.Limit()-out[j-1].y-out[j-1].h, 0)
		growing := portion(room, more)
		airing := portion(room-more*growing, air)
		shift := 0.0
		for k := i; k < j; k++ {
			if !last {
				shift += out[k].Air * airing
			}
			out[k].y += shift
			out[k].h += out[k].Grow * growing
			shift += out[k].Grow * growing
		}
		i = j
	}
}

// portion returns how much of what is wanted there is room for, from 0 to 1.
func portion(room, wanted float64) float64 {
	if wanted <= 0 {
		return 0
	}
	return min(room/wanted, 1)
}

// Count returns the number of pages that items take from the first one on.
func (fl *Flow) Count(items []*Item) int {
	if len(items) == 0 {
		return 1
	}
	out := fl.settle(items, 0, fl.Top(0))
	return out[len(out)-1].page + 1
}

// Lay gives items their places after what stands already, and draws them.
func (fl *Flow) Lay(items []*Item) {
	if len(items) == 0 {
		return
	}
	at := max(len(fl.Pages)-1, 0)
	if len(fl.Pages) == 0 {
		fl.Y = fl.Top(0)
	}
	out := fl.settle(items, at, fl.Y)
	fl.loosen(out)
	for _, p := range out {
		s := fl.Page(p.page)
		box := page.Rect{X: s.Box.X, Y: p.y, W: s.Box.W, H: p.h}
		if p.again {
			head := box
			head.Y, head.H = box.Y-p.Head.Height, p.Head.Height
			p.Head.Again(s, head)
		}
		p.Draw(s, box)
		fl.Y = p.y + p.h
	}
}
