package block

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/part"
	"throughline/export/layout"
	"throughline/export/page"
)

const (
	partAbove = 1.4 // lines of the main text, above a part
	partNames = 1.5 // lines of its name, above the main text
)

// Parts returns the block of a kind that has none of its own: of each part its name, the main text, and the other fields
// with their labels. A part that is linked to stands there by its main text.
func Parts(spec *part.Spec) Block {
	return Block{
		Name: string(spec.Kind), Title: spec.Plural,
		Flow: func(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
			var items []*layout.Item
			for i, p := range v.Brief.PartsOf(spec.Kind) {
				items = append(items, partItems(v, fl, brief.Placed{Spec: spec, Part: p, Place: spec.Place(p, i), Index: i})...)
			}
			return items
		},
		Text: func(v *View) [][]string {
			var paragraphs [][]string
			for i, p := range v.Brief.PartsOf(spec.Kind) {
				paragraphs = append(paragraphs, partText(v, brief.Placed{Spec: spec, Part: p, Place: spec.Place(p, i), Index: i}))
			}
			return paragraphs
		},
	}
}

// partItems makes the items of one part, which begin on one page.
func partItems(v *View, fl *layout.Flow, p brief.Placed) []*layout.Item {
	d := fl.Scale.Density
	name := layout.Paragraph{
		Role: page.H3, Size: d.Name, Leading: d.Name * partNames, Before: d.Lead * partAbove, Keep: true,
		Lines: v.Wrap([]page.Span{{Text: p.Name(), Style: d.NameStyle(v.Theme)}}, fl.Width()),
	}
	items := name.Items()
	side := fl.Width() * noteSide
	var fields []*layout.Item
	for i := 1; i < len(p.Spec.Fields); i++ {
		f := &p.Spec.Fields[i]
		style := page.Style{Size: fl.Scale.Small, Color: v.Theme.Ink}
		spans := fieldSpans(v, p, f, style)
		if spans == nil {
			continue
		}
		label := page.Style{Size: fl.Scale.Small, Color: v.Theme.Muted}
		names := v.Wrap([]page.Span{{Text: f.Label, Style: label}}, side-noteGap)
		fields = append(fields, namedItems(fl, p.Spec.At(p.Place, f), names, v.Wrap(spans, fl.Width()-side), side)...)
	}
	if spans := fieldSpans(v, p, p.Spec.Main(), d.LeadStyle(v.Theme)); spans != nil {
		items = append(items, layout.Paragraph{
			Role: page.Paragraph, Field: string(p.Place), Size: d.Lead, Leading: d.Lead * flowLeadLeading,
			Lines: v.Wrap(spans, fl.Width()), Keep: len(fields) > 0,
		}.Items()...)
	}
	return append(items, fields...)
}

// fieldSpans returns a field for setting, none where it says nothing.
func fieldSpans(v *View, p brief.Placed, f *part.Field, style page.Style) []page.Span {
	if place := p.Spec.At(p.Place, f); f.Prose && v.Has(place) {
		return v.spans(place, style)
	}
	if text := fieldText(v, p, f); text != "" {
		return []page.Span{{Text: text, Style: style}}
	}
	return nil
}

// fieldText returns what a field says to a reader: a text with its figures, a linked part by its main text.
func fieldText(v *View, p brief.Placed, f *part.Field) string {
	text := strings.TrimSpace(f.Get(p.Part))
	switch {
	case f.Prose:
		return v.Plain(p.Spec.At(p.Place, f))
	case f.Type == part.Link:
		spec := brief.Kinds.Of(f.Kind)
		for i, other := range v.Brief.PartsOf(f.Kind) {
			if part.Same(other.Base().ID, text) {
				at := brief.Placed{Spec: spec, Part: other, Place: spec.Place(other, i), Index: i}
				if main := spec.Main(); main.Type != part.Link && fieldText(v, at, main) != "" {
					return fieldText(v, at, main)
				}
			}
		}
	}
	return text
}

// partText writes a part as lines of plain text.
func partText(v *View, p brief.Placed) []string {
	lines := []string{fieldText(v, p, p.Spec.Main())}
	for i := 1; i < len(p.Spec.Fields); i++ {
		f := &p.Spec.Fields[i]
		if text := fieldText(v, p, f); text != "" {
			lines = append(lines, f.Label+": "+part.OneLine(text))
		}
	}
	return lines
}
