package compose

import (
	"fmt"
	"sort"
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

// running draws what every page has: its number, and on further pages the strip. Somebody who does not see the page misses
// nothing by it.
func (fl *flow) running(s *sheet, i int) {
	size := max(leastSize, fl.set.small*runningSize)
	style := page.Style{Size: size, Color: fl.theme.Muted}
	base := s.box.Bottom() - size*page.Descent - runningFoot
	st := fl.brief.Settings
	s.page.As(page.Artifact, func() {
		number := fl.fonts.Run(fmt.Sprintf("%d / %d", i+1, len(fl.sheets)), style)
		s.page.Text(s.box.Right(), base, number, page.Right)
		rule := base - size*runningRule
		s.page.StrokeLine(s.box.X, rule, s.box.Right(), rule, page.Stroke{Color: fl.theme.Hairline, Width: tableRule})
		var left []string
		if asOf := fl.asOfWords(); asOf != "" {
			left = append(left, "Data as of "+asOf)
		}
		for _, t := range []string{st.Version, st.Classification} {
			if t = strings.TrimSpace(t); t != "" {
				left = append(left, t)
			}
		}
		width := s.box.W - number.Width - runningGap
		if i == 0 {
			return // it says so itself
		}
		if lines := fl.fonts.Wrap([]page.Span{{Text: strings.Join(left, "  ·  "), Style: style}}, width); len(lines) > 0 {
			s.page.Lines(s.box.X, base, 0, lines[:1])
		}
		if i >= fl.appendix {
			s.page.FillRect(page.Rect{X: s.box.X, Y: s.box.Y, W: ruleLength, H: ruleHeight}, fl.theme.Accent)
		}
	})
}

// leastLines is what a text that is too long is not cut below: past that it is not the text that is too much.
const leastLines = 3

// tooMany tells by how many words the texts are too long for the pages the profile has.
func (fl *flow) tooMany(items []*item) {
	most := fl.profile.Most
	pages := func(limit int) int {
		count := map[brief.Place]int{}
		var kept []*item
		for _, it := range items {
			if it.place != "" {
				if count[it.place]++; count[it.place] > limit {
					continue
				}
			}
			kept = append(kept, it)
		}
		return fl.count(kept)
	}
	longest := 0
	lines := map[brief.Place][]page.Line{}
	for _, it := range items {
		if it.place != "" {
			lines[it.place] = append(lines[it.place], it.line)
			longest = max(longest, len(lines[it.place]))
		}
	}
	why := fmt.Sprintf("a %s has %s pages", inSentence(fl.profile.Label), countWord(most))
	// The most lines of each text with which the pages suffice.
	limit := leastLines + sort.Search(max(longest-leastLines, 0), func(n int) bool { return pages(leastLines+n+1) > most })
	if limit < longest && pages(limit) <= most {
		for _, f := range fl.brief.Fields() {
			if l := lines[f.Place]; len(l) > limit {
				fl.tooLong(f.Place, l[limit:], why)
			}
		}
		return
	}
	fl.problem(sourcesPlace, "too-many-pages", "Use fewer metrics in the text, shorten their definitions, or choose the pre-read or the full pack.",
		"The %s takes %d pages, and %s.", inSentence(fl.profile.Label), len(fl.sheets), why)
}
