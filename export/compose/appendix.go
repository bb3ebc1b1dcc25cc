package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
)

// courses makes the metrics over time as small charts.
func (c *composer) courses(fl *layout.Flow) []*layout.Item {
	return c.chartItems(fl, func(v *visual) bool { return !v.spec.Steps[0].Period.IsZero() })
}

// parts makes the metrics by category as bars.
func (c *composer) parts(fl *layout.Flow) []*layout.Item {
	return c.chartItems(fl, func(v *visual) bool { return v.spec.Steps[0].Period.IsZero() })
}

func (c *composer) chartItems(fl *layout.Flow, wanted func(*visual) bool) []*layout.Item {
	var items []*layout.Item
	for _, v := range c.charts {
		if !wanted(v) {
			continue
		}
		height := min(v.spec.BestHeight(fl.Width()), fl.Size.H*fl.Scale.MostHigh)
		if v.spec.Kind == chart.Multiples {
			height = min(height, panelsHead+panelsRow*float64((len(v.spec.Panels)+panelsCount-1)/panelsCount))
		}
		it := &layout.Item{Before: asideAbove, Height: layout.Grid(height), Give: height * asideGive}
		it.Draw = func(s *layout.Page, box page.Rect) { c.drawVisual(s, v, box, 1) }
		items = append(items, it)
	}
	return items
}

// definitions makes the meaning of each metric used, its name in the column at the left.
func (c *composer) definitions(fl *layout.Flow) []*layout.Item {
	size := fl.Scale.Small
	side := fl.Width() * noteSide
	text := page.Style{Size: size, Color: c.Theme.Ink}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: c.Theme.Ink}
	leading := size * layout.NoteLeading
	var items []*layout.Item
	add := func(name, meaning string) {
		names := c.Wrap([]page.Span{{Text: name, Style: strong}}, side-noteGap)
		lines := c.Wrap([]page.Span{{Text: meaning, Style: text}}, fl.Width()-side)
		// A long one may go on on the next page, but for its first and its last lines.
		const whole = 8
		for at, before := 0, noteAbove; at == 0 || at < len(lines) || at < len(names); before = 0 {
			to := at + whole
			if max(len(lines), len(names)) < to+2 {
				to = max(len(lines), len(names))
			}
			items = append(items, c.definition(fl, linesOf(names, at, to), linesOf(lines, at, to), side, leading, before))
			at = to
		}
	}
	for _, d := range c.notes.definitions {
		add(d.name, d.meaning)
	}
	for _, t := range c.notes.byHand {
		name, value, _ := strings.Cut(t, ": ")
		add(name, value)
	}
	return items
}

// linesOf returns the lines from one to another, as far as there are such.
func linesOf(lines []page.Line, from, to int) []page.Line {
	return lines[min(from, len(lines)):min(to, len(lines))]
}

// definition makes a name with what it means beside it.
func (c *composer) definition(fl *layout.Flow, names, lines []page.Line, side, leading, before float64) *layout.Item {
	return &layout.Item{
		Before: before, Height: layout.Grid(float64(max(len(names), len(lines))) * leading),
		Draw: func(s *layout.Page, box page.Rect) {
			base := box.Y + fl.Scale.Small
			s.As(page.List, func() {
				s.As(page.ListItem, func() {
					s.FieldLines(page.ListLabel, string(sourcesPlace), box.X, base, leading, names)
					s.FieldLines(page.ListBody, string(sourcesPlace), box.X+side, base, leading, lines)
				})
			})
		},
	}
}

// sources makes the source notes, each with the pages its numbers stand on.
func (c *composer) sources(fl *layout.Flow) []*layout.Item {
	size := fl.Scale.Small
	leading := size * layout.NoteLeading
	number := page.Style{Face: page.SemiBold, Size: size, Color: c.Theme.Accent}
	text := page.Style{Size: size, Color: c.Theme.Ink}
	indent, back := size*sourceIndent, size*sourceBack
	var items []*layout.Item
	for i, n := range c.notes.sources {
		lines := c.Wrap([]page.Span{{Text: n.text(c.fiscalStart()), Style: text}}, fl.Width()-indent-back-sourceGap)
		items = append(items, &layout.Item{
			Before: noteAbove, Height: layout.Grid(float64(len(lines)) * leading),
			Draw: func(s *layout.Page, box page.Rect) {
				base := box.Y + size
				anchor := c.notes.anchor(n.source.ID)
				s.Anchors = append(s.Anchors, page.Anchor{Name: anchor, Y: box.Y})
				s.As(page.List, func() {
					s.As(page.ListItem, func() {
						s.As(page.ListLabel, func() { s.Text(box.X, base, c.Fonts.Run(strconv.Itoa(i+1), number), page.Left) })
						s.As(page.ListBody, func() {
							s.Lines(box.X+indent, base, leading, lines)
							c.backTo(fl, s, anchor, box.Right()-back, base, size)
						})
					})
				})
			},
		})
	}
	return items
}

// backTo draws the pages whose numbers lead to an anchor, each a link back to the first of them.
func (c *composer) backTo(fl *layout.Flow, s *layout.Page, anchor string, x, base, size float64) {
	const most = 5
	muted := page.Style{Size: size, Color: c.Theme.Muted}
	n := 0
	for i, from := range fl.Pages {
		at := slices.IndexFunc(from.Links, func(l page.Link) bool { return l.Anchor == anchor })
		if at < 0 || n == most {
			continue
		}
		name := fmt.Sprintf("%s-from-%d", anchor, i+1)
		if !slices.ContainsFunc(from.Anchors, func(a page.Anchor) bool { return a.Name == name }) {
			from.Anchors = append(from.Anchors, page.Anchor{Name: name, Y: max(from.Links[at].Box.Y-4, 0)})
		}
		word := ", "
		if n == 0 {
			word = "on page "
		}
		x = s.Text(x, base, c.Fonts.Run(word, muted), page.Left).Right()
		run := c.Fonts.Run(strconv.Itoa(i+1), page.Style{Size: size, Color: c.Theme.Accent})
		x = s.TextLink(x, base, run, page.Left, page.Link{Anchor: name, Words: fmt.Sprintf("Back to page %d", i+1)}).Right()
		n++
	}
}

// everyNumber makes the ledger: each number with what it is, the cells it came from, and the page it stands on.
func (c *composer) everyNumber(fl *layout.Flow) []*layout.Item {
	l := c.figures.NewLedger()
	if len(l.Entries) == 0 {
		return nil
	}
	size := fl.Scale.Small * layout.Captions
	where := c.printedWhere(fl)
	t := &layout.Table{Flow: fl, Gap: ledgerGap, Columns: []layout.Column{
		{Title: "Number", Width: fl.Width() * ledgerText},
		{Title: "What it is", Width: fl.Width() * ledgerWhat},
		{Title: "Where it comes from", Width: fl.Width() * ledgerWhence},
	}}
	rest := fl.Width()
	for _, c := range t.Columns {
		rest -= c.Width + t.Gap
	}
	t.Columns = append(t.Columns, layout.Column{Title: "Page", Width: rest, Right: true})
	text := page.Style{Size: size, Color: c.Theme.Ink}
	muted := page.Style{Size: size, Color: c.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: c.Theme.Ink}
	wrap := func(i int, text string, style page.Style) []page.Line {
		return c.Wrap([]page.Span{{Text: text, Style: style}}, t.Columns[i].Width)
	}
	items := []*layout.Item{t.Header()}
	for i := range l.Entries {
		e := &l.Entries[i]
		cells := []layout.Cell{
			{Lines: wrap(0, e.Text, strong), Head: true}, {Lines: wrap(1, whatOf(e), text)}, {Lines: wrap(2, whenceOf(e), muted)}, {},
		}
		if at, ok := where[i+1]; ok {
			cells[3].Lines = c.Fonts.Wrap([]page.Span{{
				Text: strconv.Itoa(at.page), Style: page.Style{Size: size, Color: c.Theme.Accent}, Anchor: at.anchor,
				Words: fmt.Sprintf("Page %d", at.page),
			}}, rest)
		}
		items = append(items, t.Row(cells))
	}
	return t.Kept(items)
}

// spot is where a number stands: the page, counted from 1, and an anchor at it.
type spot struct {
	page   int
	anchor string
}

// printedWhere puts an anchor at each number of the ledger on the pages so far, by line of the ledger.
func (c *composer) printedWhere(fl *layout.Flow) map[int]spot {
	where := map[int]spot{}
	for i, s := range fl.Pages {
		for _, op := range s.Ops {
			t, ok := op.(*page.Text)
			if !ok || t.Entry == 0 || where[t.Entry].page > 0 {
				continue
			}
			name := "number-" + strconv.Itoa(t.Entry)
			where[t.Entry] = spot{i + 1, name}
			s.Anchors = append(s.Anchors, page.Anchor{Name: name, Y: max(t.At.Y-2*t.Run.Style.Size, 0)})
		}
	}
	return where
}

// whatOf says what a number is.
func whatOf(e *figure.Entry) string {
	if e.Kind == figure.ByHand {
		return e.Place.Label()
	}
	parts := []string{e.Metric}
	add := func(word string) {
		if word != "" && word != e.View {
			parts = append(parts, word)
		}
	}
	if e.View != chart.Level.String() { // that a number is a value needs no saying
		parts = append(parts, e.View)
	}
	if len(e.Terms) > 0 {
		add(e.Terms[0].Category)
	}
	if !e.AsOf.IsZero() {
		add(e.AsOf.Label())
	}
	if len(e.Terms) == 1 && e.Terms[0].Scenario != metric.AC {
		add(scenarioWord(e.Terms[0].Scenario))
	}
	what := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
	if e.Adjusted != "" {
		what += fmt.Sprintf(" (rounded to “%s” on its own; moved so that what is shown adds up)", e.Adjusted)
	}
	return what
}

// whenceOf says where a number comes from.
func whenceOf(e *figure.Entry) string {
	switch {
	case e.Kind == figure.ByHand && e.Reason != "":
		return "Typed by hand: " + e.Reason
	case e.Kind == figure.ByHand:
		return "Typed by hand"
	}
	parts := slices.DeleteFunc([]string{e.File, e.Sheet, strings.Join(joinCells(e.Cells), ", ")}, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return "Set by hand"
	}
	return strings.Join(parts, " · ")
}
