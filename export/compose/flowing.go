package compose

import (
	"fmt"
	"sort"

	"throughline/export/layout"
	"throughline/export/page"
)

// flowing lays a profile out whose sections flow from page to page.
func (c *composer) flowing(size page.Size) []*page.Page {
	fl, items := c.roomiest(size)
	if c.profile.slides {
		c.slides(fl)
	}
	fl.Lay(items)
	for _, sec := range c.profile.sections {
		if !sec.late {
			continue
		}
		if late := c.titled(fl, sec); len(late) > 0 {
			fl.Next()
			fl.Lay(late)
		}
	}
	if most := c.profile.Most; most > 0 && len(fl.Pages) > most {
		c.tooMany(fl, items)
	}
	return fl.Finish(c.runningWords())
}

// roomiest begins a flow in the largest type in which it takes no more pages than in the smallest, or than the profile is
// meant to have.
func (c *composer) roomiest(size page.Size) (*layout.Flow, []*layout.Item) {
	begin := func(set *layout.Scale) (*layout.Flow, []*layout.Item) {
		fl := &layout.Flow{Typesetter: c.Typesetter, Size: size, Scale: set}
		return fl, c.build(fl)
	}
	if c.profile.slides {
		return begin(&layout.OnScreen)
	}
	last := len(layout.OnPaper) - 1
	fl, items := begin(&layout.OnPaper[last])
	most := max(fl.Count(items), c.profile.least)
	for i := range layout.OnPaper[:last] {
		if larger, tried := begin(&layout.OnPaper[i]); larger.Count(tried) <= most {
			return larger, tried
		}
	}
	return fl, items
}

// build makes the items of all sections but the late ones.
func (c *composer) build(fl *layout.Flow) []*layout.Item {
	var items []*layout.Item
	for _, sec := range c.profile.sections {
		if sec.late {
			fl.Late++
			continue
		}
		items = append(items, c.titled(fl, sec)...)
	}
	fl.FinishBuilding()
	return items
}

// titled builds the items of a section, under its heading.
func (c *composer) titled(fl *layout.Flow, sec section) []*layout.Item {
	return fl.Section(sec.title, sec.fresh, func() []*layout.Item { return sec.build(c, fl) })
}

// leastLines is what a text that is too long is not cut below: past that it is not the text that is too much.
const leastLines = 3

// tooMany tells by how many words the texts are too long for the pages the profile has.
func (c *composer) tooMany(fl *layout.Flow, items []*layout.Item) {
	most := c.profile.Most
	pages := func(limit int) int {
		count := map[string]int{}
		var kept []*layout.Item
		for _, it := range items {
			if it.Field != "" {
				if count[it.Field]++; count[it.Field] > limit {
					continue
				}
			}
			kept = append(kept, it)
		}
		return fl.Count(kept)
	}
	longest := 0
	lines := map[string][]page.Line{}
	for _, it := range items {
		if it.Field != "" {
			lines[it.Field] = append(lines[it.Field], it.Line)
			longest = max(longest, len(lines[it.Field]))
		}
	}
	why := fmt.Sprintf("a %s has %s pages", inSentence(c.profile.Label), countWord(most))
	// The most lines of each text with which the pages suffice.
	limit := leastLines + sort.Search(max(longest-leastLines, 0), func(n int) bool { return pages(leastLines+n+1) > most })
	if limit < longest && pages(limit) <= most {
		for _, f := range c.brief.Fields() {
			if l := lines[string(f.Place)]; len(l) > limit {
				c.tooLong(f.Place, l[limit:], why)
			}
		}
		return
	}
	c.problem(sourcesPlace, "too-many-pages", "Use fewer metrics in the text, shorten their definitions, or choose the pre-read or the full pack.",
		"The %s takes %d pages, and %s.", inSentence(c.profile.Label), len(fl.Pages), why)
}
