package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// outline writes a structure as a nested list, with the words of its texts.
func outline(d *page.Document) string {
	var b strings.Builder
	var walk func(n *page.Node, depth int)
	walk = func(n *page.Node, depth int) {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", depth), n.Role)
		for _, k := range n.Kids {
			switch {
			case k.Node != nil:
				walk(k.Node, depth+1)
			case k.Link != nil:
				fmt.Fprintf(&b, "%s→ %s\n", strings.Repeat("  ", depth+1), d.Pages[k.Link.Page].Links[k.Link.Index].Anchor)
			default:
				for _, op := range d.Pages[k.Content.Page].Ops[k.Content.From:k.Content.To] {
					word := "shape"
					if t, ok := op.(*page.Text); ok {
						word = t.Run.Text
					}
					fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", depth+1), word)
				}
			}
		}
	}
	for _, n := range d.Structure() {
		walk(n, 0)
	}
	return b.String()
}

func TestStructureIsReadInTheOrderOfDrawing(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	style := page.Style{Size: 10}
	text := func(p *page.Page, s string) { p.Text(10, 10, f.Run(s, style), page.Left) }
	rule := func(p *page.Page) { p.FillRect(page.Rect{W: 1, H: 1}, page.Color{}) }

	one := &page.Page{Size: page.A4}
	rule(one)
	one.As(page.H2, func() { text(one, "Headline") }) // the first heading is the highest, whatever it was called
	one.As(page.Paragraph, func() {
		text(one, "Conversion is")
		rule(one) // an underline is no part of the sentence
		one.TextLink(10, 10, f.Run("12.4%", style), page.Left, page.Link{Anchor: "note"})
		text(one, "now.")
	})
	one.As(page.Artifact, func() { text(one, "1 / 2") })
	one.As(page.Note, func() {}) // draws nothing
	table := one.Begin(page.Table)
	one.As(page.Row, func() { one.As(page.Cell, func() { text(one, "a") }) })
	one.End()

	two := &page.Page{Size: page.A4}
	two.Continue(table)
	two.As(page.Row, func() { two.As(page.Cell, func() { text(two, "b") }) })
	two.End()
	two.As(page.H3, func() { text(two, "Evidence") })
	two.As(page.Figure, func() { rule(two); text(two, "label") })
	two.Link(page.Link{Anchor: "chart"})

	d := &page.Document{Pages: []*page.Page{one, two}}
	want := `H1
  Headline
P
  Conversion is
  Link
    12.4%
    → note
  now.
Table
  TR
    TD
      a
  TR
    TD
      b
H2
  Evidence
Figure
  shape
  label
P
  Link
    → chart
`
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("structure (-want +got):\n%s", diff)
	}
	if n := len(one.Untagged()) + len(two.Untagged()); n != 0 {
		t.Errorf("%d texts are said to be untagged", n)
	}
	text(two, "stray")
	if got := two.Untagged(); len(got) != 1 || got[0].Run.Text != "stray" {
		t.Errorf("untagged %v, want the stray text", got)
	}
}
