package compose

import (
	"fmt"
	"sort"
	"strings"

	"throughline/export/block"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// flowing lays a profile out whose sections flow from page to page.
func (c *composer) flowing() []*page.Page {
	fl, items := c.roomiest()
	for i := range c.profile.slides {
		s := &c.profile.slides[i]
		s.Slides(c.View, fl, s.fit)
	}
	if len(c.profile.slides) > 0 {
		fl.Y, fl.Appendix = fl.Limit(), len(fl.Pages)
	}
	fl.Lay(items)
	for i := range c.profile.sections {
		s := &c.profile.sections[i]
		if !s.Late {
			continue
		}
		if late := c.titled(fl, s); len(late) > 0 {
			fl.Next()
			fl.Lay(late)
		}
	}
	if most := c.profile.Most; most > 0 && len(fl.Pages) > most {
		c.tooMany(fl, items)
	}
	if len(c.profile.slides) > 0 {
		block.NameSources(c.View, fl)
	}
	return fl.Finish(strings.Join(block.StripWords(c.View), "  ·  "))
}

// roomiest begins a flow in the largest type in which it takes no more pages than in the smallest, or than the profile is
// meant to have. What is on the screen has one size.
func (c *composer) roomiest() (*layout.Flow, []*layout.Item) {
	begin := func(scale *layout.Scale) (*layout.Flow, []*layout.Item) {
		fl := &layout.Flow{Typesetter: c.Typesetter, Size: c.size, Scale: scale}
		return fl, c.build(fl)
	}
	if len(c.profile.slides) > 0 {
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

// build makes the items of the head and of all sections but the late ones.
func (c *composer) build(fl *layout.Flow) []*layout.Item {
	var items []*layout.Item
	if len(c.profile.head) > 0 {
		c.Quietly(func() {
			items = append(items, fl.Measured(func(p *layout.Page) { c.drawHead(p, fl.Scale.Density, 0) }))
		}) // what there is to tell is told when it is drawn
	}
	for i := range c.profile.sections {
		s := &c.profile.sections[i]
		if s.Late {
			fl.Late++
			continue
		}
		items = append(items, c.titled(fl, s)...)
	}
	fl.FinishBuilding()
	return items
}

// titled builds the items of a section, under its heading.
func (c *composer) titled(fl *layout.Flow, s *section) []*layout.Item {
	return fl.Section(c.T(s.heading()), s.fit.Fresh, func() []*layout.Item { return s.Flow(c.View, fl, s.fit) })
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
	why := fmt.Sprintf("a %s has %s pages", inSentence(c.profile.Label), visual.CountWord(most))
	// The most lines of each text with which the pages suffice.
	limit := leastLines + sort.Search(max(longest-leastLines, 0), func(n int) bool { return pages(leastLines+n+1) > most })
	if limit < longest && pages(limit) <= most {
		for _, f := range c.Brief.Fields() {
			if l := lines[string(f.Place)]; len(l) > limit {
				c.TooLong(f.Place, l[limit:], why)
			}
		}
		return
	}
	c.Problem(block.SourcesPlace, "too-many-pages", "Use fewer metrics in the text, shorten their definitions, or choose the pre-read or the full pack.",
		"The %s takes %d pages, and %s.", inSentence(c.profile.Label), len(fl.Pages), why)
}
