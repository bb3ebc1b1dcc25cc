package export_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export"
	"throughline/export/verify"
)

// What every profile prints follows from the cells that travel with it, and the same brief gives the same bytes.
func TestEveryProfileIsVerifiedAndReproducible(t *testing.T) {
	t.Parallel()
	for _, p := range export.Profiles() {
		for _, paper := range p.Papers {
			o := export.Options{Profile: p.ID, Paper: paper, Ledger: export.LedgerAlways}
			var once, twice bytes.Buffer
			if err := export.PDF(&once, sample(), o); err != nil {
				t.Errorf("%s on %s: %v", p.ID, paper, err)
				continue
			}
			if err := export.PDF(&twice, sample(), o); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
				t.Errorf("%s on %s: two exports differ (%v)", p.ID, paper, err)
			}
			report, err := verify.PDF(bytes.NewReader(once.Bytes()), int64(once.Len()))
			if err != nil {
				t.Errorf("%s on %s: %v", p.ID, paper, err)
				continue
			}
			if all, agree := report.Numbers(); all < 5 || agree < all || report.Drifted > 0 {
				t.Errorf("%s on %s: %d of %d numbers agree, %d drifted: %+v", p.ID, paper, agree, all, report.Drifted, report.Figures)
			}
		}
	}
}

func TestEveryProfileIsAGoodPDF(t *testing.T) {
	t.Parallel()
	qpdf, text := tool(t, "qpdf"), tool(t, "pdftotext")
	for _, p := range export.Profiles() {
		var w bytes.Buffer
		if err := export.PDF(&w, sample(), export.Options{Profile: p.ID}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "b.pdf")
		if err := os.WriteFile(file, w.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", p.ID, out)
		}
		out, err := exec.Command(text, "-raw", "-enc", "UTF-8", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		rest := strings.Join(strings.Fields(string(out)), "")
		for _, part := range []string{sample().Headline, "Context", "Conflict", "Resolution", "Evidence", "percent,monthly", ".xlsx"} {
			_, after, found := strings.Cut(rest, strings.Join(strings.Fields(part), ""))
			if !found {
				t.Errorf("%s: %q is missing, or not in reading order", p.ID, part)
				break
			}
			rest = after
		}
	}
}

func TestAFileIsNamedWithoutALayout(t *testing.T) {
	t.Parallel()
	for _, p := range export.Profiles() {
		if got, want := export.FileName(sample(), export.Options{Profile: p.ID}, "pdf"), export.FileName(sample(), export.Options{}, "pdf"); got != want {
			t.Errorf("%s is called %q, want %q", p.ID, got, want)
		}
	}
}

func BenchmarkProfiles(b *testing.B) {
	for _, p := range []brief.Profile{brief.OnePage, brief.Decision, brief.Pack, brief.Deck} {
		b.Run(string(p), func(b *testing.B) {
			doc := sample()
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				if err := export.PDF(&w, doc, export.Options{Profile: p}); err != nil {
					b.Fatal(err)
				}
			}
			pages, _ := export.Pages(doc, export.Options{Profile: p})
			b.ReportMetric(float64(len(pages.Pages)), "pages")
			b.ReportMetric(float64(w.Len())/1024, "KB")
		})
	}
}
