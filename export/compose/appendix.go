package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
)

// courses makes the metrics over time as small charts.
func (fl *flow) courses() []*item {
	return fl.chartItems(func(v *visual) bool { return !v.spec.Steps[0].Period.IsZero() })
}

// parts makes the metrics by category as bars.
func (fl *flow) parts() []*item {
	return fl.chartItems(func(v *visual) bool { return v.spec.Steps[0].Period.IsZero() })
}

func (fl *flow) chartItems(wanted func(*visual) bool) []*item {
	var items []*item
	for _, v := range fl.charts {
		if !wanted(v) {
			continue
		}
		height := min(v.spec.BestHeight(fl.width()), fl.size.H*fl.set.mostHigh)
		if v.spec.Kind == chart.Multiples {
			height = min(height, panelsHead+panelsRow*float64((len(v.spec.Panels)+panelsCount-1)/panelsCount))
		}
		it := &item{before: asideAbove, height: grid(height), give: height * asideGive}
		it.draw = func(s *sheet, box page.Rect) { s.drawVisual(v, box, 1) }
		items = append(items, it)
	}
	return items
}

// definitions makes the meaning of each metric used, its name in the column at the left.
func (fl *flow) definitions() []*item {
	size := fl.set.small
	side := fl.width() * noteSide
	text := page.Style{Size: size, Color: fl.theme.Ink}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Ink}
	leading := size * noteLeading
	var items []*item
	add := func(name, meaning string) {
		names := fl.wrap([]page.Span{{Text: name, Style: strong}}, side-noteGap)
		lines := fl.wrap([]page.Span{{Text: meaning, Style: text}}, fl.width()-side)
		// A long one may go on on the next page, but for its first and its last lines.
		const whole = 8
		for at, before := 0, noteAbove; at == 0 || at < len(lines) || at < len(names); before = 0 {
			to := at + whole
			if max(len(lines), len(names)) < to+2 {
				to = max(len(lines), len(names))
			}
			items = append(items, fl.definition(linesOf(names, at, to), linesOf(lines, at, to), side, leading, before))
			at = to
		}
	}
	for _, d := range fl.notes.definitions {
		add(d.name, d.meaning)
	}
	for _, t := range fl.notes.byHand {
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
func (fl *flow) definition(names, lines []page.Line, side, leading, before float64) *item {
	return &item{
		before: before, height: grid(float64(max(len(names), len(lines))) * leading),
		draw: func(s *sheet, box page.Rect) {
			base := box.Y + fl.set.small
			s.page.As(page.List, func() {
				s.page.As(page.ListItem, func() {
					s.lines(page.ListLabel, sourcesPlace, box.X, base, leading, names)
					s.lines(page.ListBody, sourcesPlace, box.X+side, base, leading, lines)
				})
			})
		},
	}
}

// sources makes the source notes, each with the pages its numbers stand on.
func (fl *flow) sources() []*item {
	size := fl.set.small
	leading := size * noteLeading
	number := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Accent}
	text := page.Style{Size: size, Color: fl.theme.Ink}
	indent, back := size*sourceIndent, size*sourceBack
	var items []*item
	for i, n := range fl.notes.sources {
		lines := fl.wrap([]page.Span{{Text: n.text(fl.fiscalStart()), Style: text}}, fl.width()-indent-back-sourceGap)
		items = append(items, &item{
			before: noteAbove, height: grid(float64(len(lines)) * leading),
			draw: func(s *sheet, box page.Rect) {
				base := box.Y + size
				anchor := fl.notes.anchor(n.source.ID)
				s.page.Anchors = append(s.page.Anchors, page.Anchor{Name: anchor, Y: box.Y})
				s.page.As(page.List, func() {
					s.page.As(page.ListItem, func() {
						s.page.As(page.ListLabel, func() { s.page.Text(box.X, base, fl.fonts.Run(strconv.Itoa(i+1), number), page.Left) })
						s.page.As(page.ListBody, func() {
							s.page.Lines(box.X+indent, base, leading, lines)
							fl.backTo(s, anchor, box.Right()-back, base, size)
						})
					})
				})
			},
		})
	}
	return items
}

// backTo draws the pages whose numbers lead to an anchor, each a link back to the first of them.
func (fl *flow) backTo(s *sheet, anchor string, x, base, size float64) {
	const most = 5
	muted := page.Style{Size: size, Color: fl.theme.Muted}
	n := 0
	for i, from := range fl.sheets {
		at := slices.IndexFunc(from.page.Links, func(l page.Link) bool { return l.Anchor == anchor })
		if at < 0 || n == most {
			continue
		}
		name := fmt.Sprintf("%s-from-%d", anchor, i+1)
		if !slices.ContainsFunc(from.page.Anchors, func(a page.Anchor) bool { return a.Name == name }) {
			from.page.Anchors = append(from.page.Anchors, page.Anchor{Name: name, Y: max(from.page.Links[at].Box.Y-4, 0)})
		}
		word := ", "
		if n == 0 {
			word = "on page "
		}
		x = s.page.Text(x, base, fl.fonts.Run(word, muted), page.Left).Right()
		run := fl.fonts.Run(strconv.Itoa(i+1), page.Style{Size: size, Color: fl.theme.Accent})
		x = s.page.TextLink(x, base, run, page.Left, page.Link{Anchor: name, Words: fmt.Sprintf("Back to page %d", i+1)}).Right()
		n++
	}
}

// everyNumber makes the ledger: each number with what it is, the cells it came from, and the page it stands on.
func (fl *flow) everyNumber() []*item {
	l := fl.composer.figures.NewLedger()
	if len(l.Entries) == 0 {
		return nil
	}
	size := fl.set.small * captions
	where := fl.printedWhere()
	t := &table{flow: fl, gap: ledgerGap, columns: []column{
		{title: "Number", width: fl.width() * ledgerText},
		{title: "What it is", width: fl.width() * ledgerWhat},
		{title: "Where it comes from", width: fl.width() * ledgerWhence},
	}}
	rest := fl.width()
	for _, c := range t.columns {
		rest -= c.width + t.gap
	}
	t.columns = append(t.columns, column{title: "Page", width: rest, right: true})
	text := page.Style{Size: size, Color: fl.theme.Ink}
	muted := page.Style{Size: size, Color: fl.theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: fl.theme.Ink}
	wrap := func(i int, text string, style page.Style) []page.Line {
		return fl.wrap([]page.Span{{Text: text, Style: style}}, t.columns[i].width)
	}
	items := []*item{t.header()}
	for i := range l.Entries {
		e := &l.Entries[i]
		cells := []tableText{
			{lines: wrap(0, e.Text, strong), head: true}, {lines: wrap(1, whatOf(e), text)}, {lines: wrap(2, whenceOf(e), muted)}, {},
		}
		if at, ok := where[i+1]; ok {
			cells[3].lines = fl.fonts.Wrap([]page.Span{{
				Text: strconv.Itoa(at.page), Style: page.Style{Size: size, Color: fl.theme.Accent}, Anchor: at.anchor,
				Words: fmt.Sprintf("Page %d", at.page),
			}}, rest)
		}
		items = append(items, t.row(cells))
	}
	return t.kept(items)
}

// spot is where a number stands: the page, counted from 1, and an anchor at it.
type spot struct {
	page   int
	anchor string
}

// printedWhere puts an anchor at each number of the ledger on the pages so far, by line of the ledger.
func (fl *flow) printedWhere() map[int]spot {
	where := map[int]spot{}
	for i, s := range fl.sheets {
		for _, op := range s.page.Ops {
			t, ok := op.(*page.Text)
			if !ok || t.Entry == 0 || where[t.Entry].page > 0 {
				continue
			}
			name := "number-" + strconv.Itoa(t.Entry)
			where[t.Entry] = spot{i + 1, name}
			s.page.Anchors = append(s.page.Anchors, page.Anchor{Name: name, Y: max(t.At.Y-2*t.Run.Style.Size, 0)})
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
