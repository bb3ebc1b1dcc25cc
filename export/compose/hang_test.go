package compose_test

import (
	"math"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// A headline and a quote that open with a quotation mark hang it in the margin: their first letter stands over that of the
// next line, and what is read is what was written.
func TestOpeningQuotationMarksHangInTheMargin(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	const words = "We would have paid in week one”, say nine of twelve who left: nudge every trial at the moment its usage stalls"
	for _, mark := range []string{"“", "‘", "„", "«", "\""} {
		for _, p := range compose.Profiles() {
			b := sample()
			b.Headline = mark + words
			b.Evidence = brief.Proof{Quote: &brief.Quote{Words: mark + words, Role: "Head of Operations"}}
			doc, _ := compose.Pages(f, b, compose.Options{Profile: p.ID})
			for _, field := range []string{"headline", "evidence.quote"} {
				checkHung(t, string(p.ID)+" "+field, mark, mark+words, fieldTexts(doc, field))
			}
		}
	}
}

// fieldTexts returns the first texts that print a field, which stand together.
func fieldTexts(d *page.Document, field string) []*page.Text {
	for _, p := range d.Pages {
		var texts []*page.Text
		for _, m := range p.Marked() {
			if m.Element == nil || m.Element.Field != field {
				continue
			}
			for _, op := range p.Ops[m.From:m.To] {
				if text, ok := op.(*page.Text); ok {
					texts = append(texts, text)
				}
			}
		}
		if len(texts) > 0 {
			return texts
		}
	}
	return nil
}

func checkHung(t *testing.T, what, mark, words string, lines []*page.Text) {
	t.Helper()
	if len(lines) < 2 {
		t.Errorf("%s: it is set in %d lines", what, len(lines))
		return
	}
	first, letter := lines[0], 0.0
	for _, g := range first.Run.Glyphs {
		if !strings.ContainsRune(mark, g.Rune) {
			letter = first.At.X + g.X*first.Run.Style.Size
			break
		}
	}
	if math.Abs(letter-lines[1].At.X) > 1e-6 {
		t.Errorf("%s: the first letter stands at %.2f, the next line at %.2f", what, letter, lines[1].At.X)
	}
	read := make([]string, len(lines))
	for i, l := range lines {
		read[i] = l.Run.Text
	}
	if got := strings.Join(read, " "); !strings.HasPrefix(words, got) {
		t.Errorf("%s: it reads %q", what, got)
	}
}
