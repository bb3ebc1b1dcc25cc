package compose_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/figure"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// Every figure on every page is a link that names the cells it was computed from, their date, and how.
func TestAFigureIsFollowedToItsCell(t *testing.T) {
	t.Parallel()
	for _, profile := range compose.Profiles() {
		doc, ledger, _ := compose.PagesWithLedger(pagetest.Fonts(t), sample(), compose.Options{Profile: profile.ID})
		followed := 0
		for _, p := range doc.Pages {
			for _, op := range p.Ops {
				x, ok := op.(*page.Text)
				if !ok || x.Entry == 0 {
					continue
				}
				e := &ledger.Entries[x.Entry-1]
				if e.Role == figure.RoleChart || e.Source == "" {
					continue
				}
				followed++
				want := []string{e.Metric, e.File, e.Sheet, e.AsOf.Label(), e.Formula}
				leads := func(l page.Link) bool {
					return l.Box.Overlaps(x.Run.Box(x.At.X, x.At.Y)) &&
						!slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(l.Words, w) })
				}
				if !slices.ContainsFunc(p.Links, leads) {
					t.Errorf("%s: no link on “%s” names %q", profile.ID, x.Run.Text, want)
				}
			}
		}
		if followed < 5 {
			t.Errorf("%s: only %d figures", profile.ID, followed)
		}
	}
}
