package export_test

import (
	"bytes"
	"errors"
	"testing"

	"throughline/app/brief"
	"throughline/export"
)

// Whatever is typed, the draft is drawn, and an export either is written whole or refuses with findings: the gate for text
// misses nothing that the PDF would stumble over.
func FuzzExportText(f *testing.F) {
	for _, s := range []string{
		"", " ", "plain", "{", "{}", "{Trial conversion}", "{Trial conversion | moved from Jun 2026}", "\\{", "🚀", "漢字", "שלום", "\x00\xff",
		"a\u0301\u0302", "\u202eabc", "−$300k", "one\ntwo\ttabs", "ﬁ", "½ × ¼", "\u00ad", "…", "👩‍👩‍👧", "e\u0301", "\u2028", "{Trial conversion | change} 🚀",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		s := sample()
		s.Headline, s.Ask.What, s.Beats[1].Lead, s.Beats[2].Body = a, b, a, b
		s.Metrics[0].Definition, s.Sources[0].File, s.Settings.Classification = b, a, b
		if len(a)%2 == 0 {
			s.Evidence = brief.Proof{Quote: &brief.Quote{Words: a, Role: b}, Chart: &brief.Chart{Kind: brief.Bar, Metrics: []string{s.Metrics[0].Name}}}
		}
		if doc, _ := export.Pages(s, export.Options{}); len(doc.Pages) == 0 {
			t.Fatal("no page")
		}
		var w bytes.Buffer
		err := export.PDF(&w, s, export.Options{})
		var refused *export.Refused
		switch {
		case errors.As(err, &refused):
			if len(refused.Findings) == 0 || w.Len() > 0 {
				t.Fatalf("refused with %d findings and %d bytes", len(refused.Findings), w.Len())
			}
		case err != nil:
			t.Fatal(err)
		case !bytes.HasPrefix(w.Bytes(), []byte("%PDF-")):
			t.Fatal("no PDF")
		}
		if name := export.FileName(s, export.Options{}, "pdf"); len(name) > 100 {
			t.Fatalf("file name %q", name)
		}
	})
}
