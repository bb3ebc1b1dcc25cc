package export_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/coach"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export"
)

// months makes a series of monthly values in row 4 from column B on.
func months(sc metric.Scenario, values ...float64) *metric.Series {
	return sheettest.Row(sc, "funnel", "Funnel", 4, metric.MonthOf(2026, time.January), values...)
}

func sample() *brief.Brief {
	b := brief.New("sample")
	b.Headline = "Usage-based nudges stop the week-two leak: extend them to every trial"
	b.Ask = brief.Ask{What: "Approve 2 engineers for 8 weeks", From: "CPO", By: "12 Dec 2026"}
	b.Beats = [4]brief.Beat{
		{Lead: "Competitors undercut us with a freemium tier.", Body: "Größere Kunden fragen: warum „zahlen“? Ελληνικά and Кириллица print too."},
		{Lead: "The funnel leaks in week two.", Body: "Trial conversion {Trial conversion | moved from Jun 2026}."},
		{Lead: "Nudge each trial when its usage stalls.", Body: "A nudge names the next unused step within the hour."},
		{Lead: "In pilots, conversion {Trial conversion | moved from Aug 2026}.", Body: "That is {Trial conversion | vs plan} against plan."},
	}
	b.Sources = []*brief.Source{{
		ID: "funnel", File: "product-metrics.xlsx", Sheet: "Funnel", Range: "A3:K9",
		Modified: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC),
	}}
	b.Metrics = []*metric.Metric{{
		ID: "1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Polarity: metric.HigherBetter,
		Definition: "paid within 30 days ÷ trials started", Owner: "Growth",
		Series: []*metric.Series{
			months(metric.AC, .108, .1085, .1075, .109, .1084, .106, .1002, .097, .102, .111),
			months(metric.PL, .1095, .1097, .1098, .11, .11, .1102, .1103, .1104, .1105, .1105),
		},
	}}
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	return b
}

func pdfOf(t testing.TB, b *brief.Brief, o export.Options) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := export.PDF(&w, b, o); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

// tool returns the path of a program that is not ours, and skips where it is missing.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (Debian: poppler-utils)", name)
	}
	return path
}

func TestThePDFSaysEverySentenceInReadingOrder(t *testing.T) {
	t.Parallel()
	pdftotext := tool(t, "pdftotext")
	cmd := exec.Command(pdftotext, "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(pdfOf(t, sample(), export.Options{}))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") } // lines break where they must
	rest := flat(string(out))
	for _, want := range []string{
		"Internal", "Data as of 31 Oct 2026 · v1", sample().Headline, "Decision", "Approve 2 engineers for 8 weeks", "12 Dec 2026",
		"11.1%", "+0.5 pp vs Jun 2026",
		"Context", "Competitors undercut us with a freemium tier.", "Größere Kunden fragen: warum „zahlen“? Ελληνικά and Кириллица print too.",
		"Conflict", "Trial conversion rose 4.7% to 11.1%.", "Resolution", "Evidence", "In pilots, conversion rose 14% to 11.1%.",
		"That is +0.05 pp against plan.", "percent, monthly", "Jan–Oct 2026, actual and plan",
		"product-metrics.xlsx, Funnel, Oct 2026", "paid within 30 days ÷ trials started, owner Growth",
	} {
		i := strings.Index(rest, flat(want))
		if i < 0 {
			t.Fatalf("%q is missing, or not in reading order, in:\n%s", want, rest)
		}
		rest = rest[i:]
	}
}

func TestTheSameBriefGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(pdfOf(t, sample(), export.Options{}), pdfOf(t, sample(), export.Options{})) {
		t.Error("two exports of one brief differ")
	}
}

// What is seen is what is exported: the preview's image of a page and poppler's image of the PDF's are the same picture.
func TestThePreviewIsThePDF(t *testing.T) {
	t.Parallel()
	pdftoppm := tool(t, "pdftoppm")
	for _, kind := range []brief.ChartKind{brief.Line, brief.Column, brief.Bar} {
		for _, paper := range []brief.Paper{brief.A4, brief.Letter} {
			b := sample()
			b.Evidence.Chart.Kind = kind
			o := export.Options{Paper: paper}
			file := filepath.Join(t.TempDir(), "page.pdf")
			if err := os.WriteFile(file, pdfOf(t, b, o), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(pdftoppm, "-r", "96", "-png", "-singlefile", file).Output()
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := png.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			doc, _ := export.Pages(b, o)
			ours := export.Image(doc.Pages[0], theirs.Bounds().Dx(), theirs.Bounds().Dy())
			mean, worst := difference(ours, theirs)
			// Poppler hints and smooths in its own way, which every edge of a large bar adds to the mean; a word, a bar or a
			// rule that is elsewhere changes whole blocks.
			if mean > 2.2 || worst > 45 {
				t.Errorf("%s on %s: the images differ by %.2f of 255 on average and %.0f in the worst block", kind, paper, mean, worst)
			}
		}
	}
}

// difference compares two images in grey: the mean difference of pixels, and the largest of the means of blocks of 8 × 8.
func difference(a, b image.Image) (mean, worst float64) {
	const side = 8
	r := a.Bounds()
	total, n := 0.0, 0.0
	for y := r.Min.Y; y+side <= r.Max.Y; y += side {
		for x := r.Min.X; x+side <= r.Max.X; x += side {
			// A block is as dark on the whole in both images, wherever the edges of its letters fall on pixels.
			var da, db, pixels float64
			for j := range side {
				for i := range side {
					ga, gb := grey(a.At(x+i, y+j)), grey(b.At(x+i, y+j))
					da, db = da+ga, db+gb
					pixels += max(ga-gb, gb-ga)
				}
			}
			total, n = total+pixels/side/side, n+1
			worst = max(worst, max(da-db, db-da)/side/side)
		}
	}
	return total / n, worst
}

func grey(c color.Color) float64 { return float64(color.GrayModel.Convert(c).(color.Gray).Y) }

func TestABriefWithAProblemIsNotWritten(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Beats[1].Body = "It rose {Nothing}. 🚀"
	b.Headline = "漢"
	var w bytes.Buffer
	for name, write := range map[string]func() error{
		"PDF":  func() error { return export.PDF(&w, b, export.Options{}) },
		"PNG":  func() error { return export.PNG(&w, b, export.Options{}, 1, 96) },
		"Text": func() error { return export.Text(&w, b, export.Options{}) },
	} {
		err := write()
		var refused *export.Refused
		if !errors.As(err, &refused) {
			t.Fatalf("%s answered %v", name, err)
		}
		if len(refused.Findings) != 3 || refused.Findings[0].Place != "headline" {
			t.Errorf("%s: findings %+v", name, refused.Findings)
		}
		if !strings.Contains(refused.Error(), "3 things") || !strings.Contains(refused.Error(), "“漢”") {
			t.Errorf("%s: %s", name, refused)
		}
	}
	if w.Len() > 0 {
		t.Errorf("%d bytes were written", w.Len())
	}
	if doc, _ := export.Pages(b, export.Options{}); len(doc.Pages) != 1 || len(doc.Pages[0].Ops) < 20 {
		t.Error("the draft is not drawn")
	}
}

func TestPNGIsThePageAtItsSize(t *testing.T) {
	t.Parallel()
	var w bytes.Buffer
	if err := export.PNG(&w, sample(), export.Options{}, 1, 72); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&w)
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X < 595 || s.X > 596 || s.Y < 841 || s.Y > 842 {
		t.Errorf("A4 at 72 dpi is %v", s)
	}
	err = export.PNG(&w, sample(), export.Options{}, 2, 72)
	if fault.KindOf(err) != fault.Usage || !strings.Contains(fault.Text(err), "no page 2") {
		t.Errorf("page 2: %v", err)
	}
}

func TestTextIsTheBriefForMail(t *testing.T) {
	t.Parallel()
	var w bytes.Buffer
	if err := export.Text(&w, sample(), export.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{sample().Headline + "\n", "In pilots, conversion rose 14% to 11.1%.", "1. product-metrics.xlsx"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("no %q in\n%s", want, w.String())
		}
	}
}

func TestFileNamesAreSafeEverywhere(t *testing.T) {
	t.Parallel()
	tests := []struct{ headline, want string }{
		{"Usage-based nudges stop the leak", "usage-based-nudges-stop-the-leak-2026-10-31.pdf"},
		{"Größe & Élan: 3/4 “done”\\..", "grosse-elan-3-4-done-2026-10-31.pdf"},
		{"", "brief-2026-10-31.pdf"},
		{"CON", "brief-con-2026-10-31.pdf"},
		{"漢字", "brief-2026-10-31.pdf"},
		{strings.Repeat("word ", 40), strings.TrimSuffix(strings.Repeat("word-", 9), "-") + "-2026-10-31.pdf"},
		{"Conversion {Trial conversion | moved from Aug 2026}", "conversion-rose-14-to-11-1-2026-10-31.pdf"},
	}
	for _, tt := range tests {
		b := sample()
		b.Headline = tt.headline
		if got := export.FileName(b, export.Options{}, "pdf"); got != tt.want {
			t.Errorf("FileName(%q) = %q, want %q", tt.headline, got, tt.want)
		}
	}
	if got := export.FileName(brief.New("x"), export.Options{}, "png"); got != "brief.png" {
		t.Errorf("an empty brief is called %q", got)
	}
}

func BenchmarkPages(b *testing.B) {
	s := sample()
	for b.Loop() {
		export.Pages(s, export.Options{})
	}
}

func BenchmarkPDF(b *testing.B) {
	s := sample()
	for b.Loop() {
		pdfOf(b, s, export.Options{})
	}
}

func BenchmarkImage(b *testing.B) {
	doc, _ := export.Pages(sample(), export.Options{})
	for b.Loop() {
		export.Image(doc.Pages[0], 794, 1123)
	}
}

// The window lays the pages out and then has the brief coached with one resolver; that must change nothing of either.
func TestAReviewWithOneResolverSaysTheSame(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Beats[1].Body += " It cost €4m and 12% of the trials."
	day := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	claims := claim.New(figure.New(b), b)
	_, ledger, findings := export.PagesWithLedger(b, export.Options{Claims: claims})
	coached := coach.ReviewWith(claims, b, day)
	_, wantLedger, want := export.PagesWithLedger(b, export.Options{})
	if diff := cmp.Diff(wantLedger, ledger); diff != "" {
		t.Errorf("the ledger differs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, findings); diff != "" {
		t.Errorf("what the pages found differs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(coach.ReviewAt(b, day), coached); diff != "" {
		t.Errorf("what the coach found differs (-want +got):\n%s", diff)
	}
	if len(coached) == 0 {
		t.Error("the coach finds nothing, so this tests nothing")
	}
}
