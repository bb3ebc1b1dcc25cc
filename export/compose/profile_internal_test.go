package compose

import (
	"slices"
	"testing"

	"throughline/export/block"
)

// A profile that showed a block in a form the block does not have would crash on the first page.
func TestProfilesShowBlocksInFormsTheyHave(t *testing.T) {
	t.Parallel()
	var shown []string
	check := func(p *Profile, where string, sections []section, has func(*section) bool) {
		for i := range sections {
			s := &sections[i]
			shown = append(shown, s.Name)
			if s.Name == "" || !has(s) {
				t.Errorf("%s shows the block “%s” %s, a form it does not have", p.ID, s.Name, where)
			}
		}
	}
	for i := range profiles {
		p := &profiles[i]
		check(p, "in the head", p.head, func(s *section) bool { return s.Head != nil })
		check(p, "on a slide", p.slides, func(s *section) bool { return s.Slides != nil })
		check(p, "in a flow", p.sections, func(s *section) bool { return s.Flow != nil })
		if p.fixed() {
			columns := []section{p.left, p.right}
			check(p, "as a column", columns, func(s *section) bool { return s.Column != nil })
			check(p, "in the foot", []section{p.foot}, func(s *section) bool { return s.Foot != nil })
		} else if len(p.sections) == 0 {
			t.Errorf("%s has neither fixed places nor sections", p.ID)
		}
	}
	var listed []string
	for _, b := range block.All {
		if slices.Contains(listed, b.Name) {
			t.Errorf("two blocks are called “%s”", b.Name)
		}
		if listed = append(listed, b.Name); !slices.Contains(shown, b.Name) {
			t.Errorf("no profile shows the block “%s”", b.Name)
		}
	}
	for _, name := range shown {
		if !slices.Contains(listed, name) {
			t.Errorf("the block “%s” is not in the list", name)
		}
	}
}
