package compose_test

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// readAloud returns the elements of a document as they are read: role, field and words.
func readAloud(d *page.Document) []string {
	var out []string
	var words func(n *page.Node) string
	words = func(n *page.Node) string {
		var w []string
		for _, k := range n.Kids {
			switch {
			case k.Node != nil:
				w = append(w, words(k.Node))
			case k.Content != nil:
				for _, op := range d.Pages[k.Content.Page].Ops[k.Content.From:k.Content.To] {
					if t, ok := op.(*page.Text); ok {
						w = append(w, t.Run.Text)
					}
				}
			}
		}
		return strings.Join(strings.Fields(strings.Join(w, " ")), " ")
	}
	for _, n := range d.Structure() {
		said := words(n)
		if n.Role == page.Figure {
			said = n.Alt
		}
		out = append(out, strings.TrimSpace(string(n.Role)+" "+n.Field+": "+said))
	}
	return out
}

func TestPagesAreReadInTheOrderTheyAreSeen(t *testing.T) {
	t.Parallel()
	doc, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	var got []string
	for _, line := range readAloud(doc) {
		head, _, _ := strings.Cut(line, ":")
		got = append(got, strings.TrimSpace(head))
	}
	want := []string{
		"P settings.classification", "P settings.version", "H1 headline", "P ask.what", "P ask.from", "P ask.by",
		"P evidence.hero", "P evidence.hero", "P evidence.hero", "P evidence.hero",
		"P evidence.kpis", "P evidence.kpis", "P evidence.kpis", "P evidence.kpis", "P evidence.kpis", "P evidence.kpis", "P evidence.kpis",
		"H2 context.lead", "H3 context.lead", "P context.body", "H2 conflict.lead", "H3 conflict.lead", "P conflict.body",
		"H2 resolution.lead", "H3 resolution.lead", "P resolution.body", "H2 evidence.lead", "H3 evidence.lead", "P evidence.body",
		"Figure evidence.chart", "P", "L", "P sources",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reading order (-want +got):\n%s\n%s", diff, strings.Join(readAloud(doc), "\n"))
	}
}

// TestEveryTextIsTagged holds over odd briefs that no text is drawn which a reader of the structure would miss, and that
// within a column nothing above is read after what is below it.
func TestEveryTextIsTagged(t *testing.T) {
	t.Parallel()
	for seed := range int64(60) {
		b := sample()
		r := rand.New(rand.NewSource(seed))
		for k := range b.Beats {
			b.Beats[k].Body = prose(r, r.Intn(60), r.Intn(2) == 0)
			if r.Intn(4) == 0 {
				b.Beats[k] = brief.Beat{}
			}
		}
		switch r.Intn(4) {
		case 0:
			b.Evidence = brief.Proof{}
		case 1:
			b.Evidence.Hero = ""
			b.Evidence.Quote = &brief.Quote{Words: prose(r, 12, false), Role: "Admin", Date: "May 2026"}
		case 2:
			b.Headline, b.Ask = "", brief.Ask{}
		}
		doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
		for i, p := range doc.Pages {
			for _, x := range p.Untagged() {
				t.Errorf("seed %d, page %d: “%s” belongs to nothing", seed, i+1, x.Run.Text)
			}
			inOrder(t, seed, p)
		}
		if nodes := doc.Structure(); len(nodes) > 0 {
			for _, n := range nodes {
				if n.Role == page.Figure && (n.Alt == "" || n.Box.W <= 0) {
					t.Errorf("seed %d: a figure says nothing: %+v", seed, n.Element)
				}
			}
		}
	}
}

// inOrder checks that text read later stands lower, or to the right of what was read before.
func inOrder(t *testing.T, seed int64, p *page.Page) {
	t.Helper()
	var before *page.Text
	for _, m := range p.Marked() {
		if m.Element == nil || m.Element.Within(page.Figure) {
			continue
		}
		for _, op := range p.Ops[m.From:m.To] {
			x, ok := op.(*page.Text)
			if !ok {
				continue
			}
			if before != nil && x.At.Y < before.At.Y-1 && x.At.X < before.At.X+before.Run.Width {
				t.Errorf("seed %d: “%s” is read after “%s”, which is below it", seed, x.Run.Text, before.Run.Text)
			}
			before = x
		}
	}
}
