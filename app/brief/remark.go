package brief

import (
	"fmt"

	"throughline/app/part"
)

// RemarkKind is the kind of the remarks on the chart. They are kept in the chart.
const RemarkKind part.Kind = "remark"

// MostAnnotations is how many remarks a chart may carry before nobody reads the chart itself.
const MostAnnotations = 3

// Annotation is a remark at a period or a category of the chart, or over a stretch of periods, "Jul 2026 → Oct 2026". The
// text may hold figures.
type Annotation struct {
	part.Meta
	At   string `json:"at"`
	Text string `json:"text"`
}

var remarkKind = part.Define[Annotation](part.Spec{
	Kind: RemarkKind, Title: "Chart annotation", Plural: "Chart annotations", Identity: part.Numbered, Home: "evidence.chart.annotation",
	Fields: []part.Field{
		part.TextField("text", "Text", func(a *Annotation) *string { return &a.Text }).AsProse(),
		part.TextField("at", "At", func(a *Annotation) *string { return &a.At }),
	},
	Example: func() part.Part { return &Annotation{At: "Sep 2026", Text: "Nudges in pilots"} },
})

// AnnotationPlace returns the place of the i-th remark, counted from 0: "evidence.chart.annotation.1".
func AnnotationPlace(i int) Place { return remarkKind.Home.Field(fmt.Sprint(i + 1)) }

type plainAnnotation Annotation

// MarshalJSON writes the remark with what a newer version said of it.
func (a *Annotation) MarshalJSON() ([]byte, error) {
	return part.EncodePlain((*plainAnnotation)(a), &a.Meta)
}
