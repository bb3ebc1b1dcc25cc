package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/part"
	"throughline/export/block"
	"throughline/export/compose"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// step is a made-up kind with a link, a day, a share and several texts.
type step struct {
	part.Meta
	Text   string   `json:"text"`
	Serves string   `json:"serves,omitempty"`
	By     string   `json:"by,omitempty"`
	Share  *float64 `json:"share,omitempty"`
	Who    []string `json:"who,omitempty"`
}

// The list of kinds is one for the program, so this test does not run beside others.
func TestThePartsOfAnyKindArePrintedFromTheirFields(t *testing.T) {
	known := brief.Kinds
	t.Cleanup(func() { brief.Kinds = known })
	brief.Kinds = append(known[:len(known):len(known)], part.Define[step](part.Spec{
		Kind: "step", Title: "Step", Plural: "Steps", Section: "Steps", JSON: "steps",
		Fields: []part.Field{
			part.LinesField("text", "Text", func(s *step) *string { return &s.Text }).AsProse(),
			part.LinkField("serves", "Serves", brief.PriorityKind, func(s *step) *string { return &s.Serves }),
			part.DateField("by", "By", func(s *step) *string { return &s.By }),
			part.PercentField("share", "Share done", func(s *step) **float64 { return &s.Share }),
			part.ListField("who", "Who", func(s *step) *[]string { return &s.Who }),
		},
		Example: func() part.Part {
			half := 0.5
			return &step{
				Text: strings.Repeat("Ask every pilot why it stays. ", 40) + "{Trials}", Serves: "retention", By: "2026-12-12",
				Share: &half, Who: []string{"CFO", "CRO"},
			}
		},
	}))
	f := pagetest.Fonts(t)
	b := brief.New("x")
	b.Metrics = []*metric.Metric{{ID: "trials", Name: "Trials", Series: []*metric.Series{{Points: []metric.Point{{Period: metric.MonthOf(2026, 9), Value: 1204}}}}}}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Line, Metrics: []string{"Trials"}}
	for _, spec := range brief.Kinds {
		b.AddPart(spec.Kind, spec.Example())
	}
	v := compose.ViewOf(f, b, compose.Options{Profile: brief.Pack})
	for p := range b.EachPart() {
		parts := block.Parts(p.Spec)
		fl := &layout.Flow{Typesetter: v.Typesetter, Size: page.A4, Scale: &layout.OnPaper[2]}
		fl.Lay(fl.Section(parts.Title, 0, func() []*layout.Item { return parts.Flow(v, fl, block.Fit{}) }))
		var lines []string
		for _, paragraph := range parts.Text(v) {
			lines = append(lines, paragraph...)
		}
		for form, got := range map[string]string{
			"page": printed(&page.Document{Pages: fl.Finish("")}), "text": strings.Join(strings.Fields(strings.Join(lines, " ")), " "),
		} {
			for i := range p.Spec.Fields {
				field := &p.Spec.Fields[i]
				want := strings.ReplaceAll(field.Get(p.Part), "{Trials}", "1,204")
				if field.Type == part.Link {
					want = b.Priority(want).Sentence
				}
				if !strings.Contains(got, strings.Join(strings.Fields(want), " ")) || i > 0 && !strings.Contains(got, field.Label) {
					t.Errorf("the %s of %s does not say %s: %q\n%.300s", form, p.Place, field.Label, want, got)
				}
			}
		}
	}
}

// printed is the text of a document, its lines joined.
func printed(d *page.Document) string {
	var words []string
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			if text, ok := op.(*page.Text); ok {
				words = append(words, text.Run.Text)
			}
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
