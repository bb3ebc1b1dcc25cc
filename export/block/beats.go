package block

import (
	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// beat is one beat, broken into lines.
type beat struct {
	kind       brief.BeatKind
	lead, body []page.Line
	height     float64
}

// beats are the beats of a column, in one density.
type beats struct {
	density layout.Density
	list    []beat
	height  float64 // with the least gaps
}

const (
	nameAscent = 0.72
	leadDrop   = 1.36 // from the name's baseline to the lead's, in lead sizes
	bodyDrop   = 1.46 // from the lead's last baseline to the body's first, in body sizes
)

// told lists the beats that have something to say.
func told(v *View) []brief.BeatKind {
	var told []brief.BeatKind
	for _, k := range brief.Beats {
		if v.Has(brief.PlaceOf(k, "lead")) || v.Has(brief.PlaceOf(k, "body")) {
			told = append(told, k)
		}
	}
	return told
}

// measureBeats breaks the beats into lines of the column.
func measureBeats(v *View, told []brief.BeatKind, d layout.Density, width float64) *beats {
	b := &beats{density: d}
	for i, k := range told {
		lead, body := brief.PlaceOf(k, "lead"), brief.PlaceOf(k, "body")
		one := beat{
			kind: k,
			lead: v.Wrap(v.notedSpans(lead, d.LeadStyle(v.Theme), v.sourcesOf(body)), width),
			body: v.Wrap(v.notedSpans(body, d.BodyStyle(v.Theme), nil), width),
		}
		one.height = nameHeight(d) + textHeight(d, one)
		b.list = append(b.list, one)
		b.height += one.height
		if i > 0 {
			b.height += d.Gap
		}
	}
	return b
}

// nameHeight is the height of the beat's name down to its baseline.
func nameHeight(d layout.Density) float64 { return d.Name * nameAscent }

// textHeight is the height of lead and body below the name's baseline.
func textHeight(d layout.Density, b beat) float64 {
	h := 0.0
	if n := len(b.lead); n > 0 {
		h += d.Lead*leadDrop + float64(n-1)*d.Lead*layout.LeadLeading
	}
	if n := len(b.body); n > 0 {
		h += d.Body*bodyDrop + float64(n-1)*d.Body*layout.BodyLeading
	}
	return h + d.Body*layout.Descent
}

// drawBeatName draws the name of a beat, which heads it.
func drawBeatName(v *View, p *layout.Page, k brief.BeatKind, d layout.Density, x, base float64) {
	p.AsField(page.H2, string(brief.PlaceOf(k, "lead")), func() {
		p.Text(x, base, v.Fonts.Run(v.T(k.String()), d.NameStyle(v.Theme)), page.Left)
	})
}

// drawBeatText draws lead and body below the baseline of the beat's name.
func drawBeatText(p *layout.Page, b beat, d layout.Density, x, base float64) {
	if n := len(b.lead); n > 0 {
		base += d.Lead * leadDrop
		p.FieldLines(page.H3, string(brief.PlaceOf(b.kind, "lead")), x, base, d.Lead*layout.LeadLeading, b.lead)
		base += float64(n-1) * d.Lead * layout.LeadLeading
	}
	if len(b.body) > 0 {
		p.FieldLines(page.Paragraph, string(brief.PlaceOf(b.kind, "body")), x, base+d.Body*bodyDrop, d.Body*layout.BodyLeading, b.body)
	}
}

func bookmarkBeat(v *View, p *layout.Page, k brief.BeatKind, y float64) {
	title := v.T(k.String())
	if lead := v.Plain(brief.PlaceOf(k, "lead")); lead != "" {
		title += ": " + lead
	}
	p.Bookmark(title, 1, y)
}
