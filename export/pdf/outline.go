package pdf

import (
	"fmt"

	"throughline/export/page"
)

// outlineItem is a bookmark in the tree of bookmarks. Fields that point at others are positions in the list, or -1.
type outlineItem struct {
	title                           string
	page                            int // object number
	y                               float64
	parent, prev, next, first, last int
	below                           int // all items under this one
}

// outlineItems returns the bookmarks of the document as a tree, in the order of the pages. A bookmark deeper than the one
// before it by more than one level stands one level deeper.
func outlineItems(d *page.Document, pages []int) []outlineItem {
	var items []outlineItem
	var path []int // the last item on each level
	for i, p := range d.Pages {
		for _, m := range p.Bookmarks {
			level := max(0, min(m.Level, len(path)))
			it := outlineItem{
				title: page.Clean(m.Title), page: pages[i], y: p.Size.H - max(m.Y, 0),
				parent: -1, prev: -1, next: -1, first: -1, last: -1,
			}
			n := len(items)
			if level < len(path) {
				it.prev = path[level]
				items[it.prev].next = n
			}
			if level > 0 {
				it.parent = path[level-1]
				up := &items[it.parent]
				if up.first < 0 {
					up.first = n
				}
				up.last = n
			}
			for _, above := range path[:level] {
				items[above].below++
			}
			path = append(path[:level], n)
			items = append(items, it)
		}
	}
	return items
}

// addOutline adds the bookmarks and returns the number of their root, or 0 when there are none. All levels are open.
func (f *file) addOutline(d *page.Document, pages []int) int {
	items := outlineItems(d, pages)
	if len(items) == 0 {
		return 0
	}
	root := len(f.objects)
	number := func(i int) int { return root + 1 + i } // -1 is the root
	last := 0
	for i, it := range items {
		if it.parent < 0 {
			last = i
		}
	}
	f.add(fmt.Appendf(nil, "<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", number(0), number(last), len(items)))
	for _, it := range items {
		b := fmt.Appendf(nil, "<</Title %s /Parent %d 0 R", textString(it.title), number(it.parent))
		for _, ref := range []struct {
			key string
			to  int
		}{{"Prev", it.prev}, {"Next", it.next}, {"First", it.first}, {"Last", it.last}} {
			if ref.to >= 0 {
				b = fmt.Appendf(b, " /%s %d 0 R", ref.key, number(ref.to))
			}
		}
		if it.below > 0 {
			b = fmt.Appendf(b, " /Count %d", it.below)
		}
		b = fmt.Appendf(b, " /Dest [%d 0 R /XYZ 0 ", it.page)
		b = appendNum(b, it.y)
		f.add(append(b, " null]>>"...))
	}
	return root
}
