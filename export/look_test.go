package export_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/assets"
	"throughline/export"
	"throughline/export/verify"
)

// dressed returns the sample in a theme, with a brand colour, a logo, and a font that lacks some of its signs.
func dressed(t testing.TB) *brief.Brief {
	t.Helper()
	b := sample()
	b.Headline = "● " + b.Headline
	logo, err := export.CheckLogo("acme.png", logoFile(t))
	if err != nil {
		t.Fatal(err)
	}
	b.Settings.Theme = brief.Theme{
		Name: "editorial", Brand: "#0052CC", Logo: logo, Font: brief.NewFile("acme.ttf", assets.FontSerif),
	}
	return b
}

func logoFile(t testing.TB) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 240, 80))
	draw.Draw(img, image.Rect(20, 20, 220, 60), image.NewUniform(color.NRGBA{R: 0, G: 82, B: 204, A: 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestABriefInItsOwnFontIsReadBackWordForWord(t *testing.T) {
	t.Parallel()
	b := dressed(t)
	data := pdfOf(t, b, export.Options{})
	if !bytes.Equal(data, pdfOf(t, b.Clone(), export.Options{})) {
		t.Error("the same brief gave other bytes")
	}
	report, err := verify.PDF(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Figures {
		if f.Why != "" {
			t.Errorf("verify says of a file as it was exported: %s", f.Why)
		}
	}
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	cmd := exec.Command(pdftotext, "-raw", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	if !strings.Contains(text, b.Headline) {
		t.Errorf("the headline %q is not in the text of the PDF:\n%s", b.Headline, text)
	}
}

func TestALogoThatWasExchangedIsFound(t *testing.T) {
	t.Parallel()
	b := dressed(t)
	data := pdfOf(t, b, export.Options{})
	// The record of one export in the pages of another, as somebody would have it who exchanges the picture alone.
	at := bytes.Index(data, []byte("/Subtype /Image /Width 200 /Height 40"))
	if at < 0 {
		t.Fatal("the file has no picture of the logo's size")
	}
	changed := slices.Clone(data)
	copy(changed[at:], "/Subtype /Image /Width 400 /Height 20")
	report, err := verify.PDF(bytes.NewReader(changed), int64(len(changed)))
	if err != nil {
		t.Fatal(err)
	}
	found := slices.ContainsFunc(report.Figures, func(f verify.Figure) bool { return strings.Contains(f.Why, "picture") })
	if !found {
		t.Errorf("a picture of other proportions is not noticed: %+v", report)
	}
}

func TestADamagedFontOrLogoIsToldAndTheDraftDrawnWithout(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(*brief.Theme){
		"font": func(th *brief.Theme) { th.Font = brief.NewFile("acme.ttf", []byte("gone")) },
		"logo": func(th *brief.Theme) { th.Logo = brief.NewFile("acme.png", []byte("gone")) },
	} {
		b := dressed(t)
		damage(&b.Settings.Theme)
		doc, findings := export.Pages(b, export.Options{})
		if len(doc.Pages) == 0 || len(doc.Pages[0].Ops) == 0 {
			t.Errorf("%s: nothing is drawn", name)
		}
		if !slices.ContainsFunc(findings, func(f brief.Finding) bool { return f.Code == "theme-file" && f.Severity == brief.Error && f.Fix != "" }) {
			t.Errorf("%s: nothing is said: %v", name, findings)
		}
		if err := export.PDF(&bytes.Buffer{}, b, export.Options{}); err == nil {
			t.Errorf("%s: the brief is exported without it", name)
		}
	}
}

func TestThemesToChooseFrom(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, th := range export.Themes() {
		if th.Name == "" || th.Label == "" || names[th.Name] {
			t.Errorf("theme %q called %q cannot be chosen", th.Name, th.Label)
		}
		names[th.Name] = true
		b := sample()
		b.Settings.Theme.Name = th.Name
		if err := b.Validate(); err != nil {
			t.Error(err)
		}
		if err := export.PDF(&bytes.Buffer{}, b, export.Options{}); err != nil {
			t.Errorf("%s: %v", th.Name, err)
		}
	}
	if _, b, ok := export.Swatches("graphite", "#FFD700"); !ok || b.Readable {
		t.Error("a swatch of yellow does not say that it is darkened")
	}
	if _, _, ok := export.Swatches("", "yellow"); ok {
		t.Error("a word is taken for a colour")
	}
}

func BenchmarkPagesDressed(b *testing.B) {
	brief := dressed(b)
	for b.Loop() {
		export.Pages(brief, export.Options{})
	}
}

func FuzzOwnFont(f *testing.F) {
	f.Add(uint32(0), []byte{})
	f.Add(uint32(60_000), bytes.Repeat([]byte{0xFF}, 500))
	f.Fuzz(func(t *testing.T, at uint32, with []byte) {
		data := slices.Clone(assets.FontSerif)
		copy(data[int(at)%len(data):], with)
		if _, err := export.CheckFont(data); err != nil {
			return
		}
		b := sample()
		b.Settings.Theme.Font = brief.NewFile("acme.ttf", data)
		if err := export.PDF(&bytes.Buffer{}, b, export.Options{}); err != nil && !strings.Contains(err.Error(), "to be mended first") {
			t.Fatalf("a font that was taken cannot be printed: %v", err)
		}
	})
}
