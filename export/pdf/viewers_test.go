package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/export/page"
)

// tool runs a program of another maker over a file and returns what it prints. Where the program is not installed the
// test is skipped.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("%s complains: %s", name, errs.String())
	}
	return out.String()
}

// sample writes the document of these tests to a file.
func sample(t *testing.T) (string, *page.Document) {
	t.Helper()
	d := document(fonts(t))
	file := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(file, write(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, d
}

func TestPopplerReadsTheText(t *testing.T) {
	t.Parallel()
	file, d := sample(t)
	got := tool(t, "pdftotext", "-raw", "-enc", "UTF-8", file, "-")
	var want []string
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			if txt, ok := op.(*page.Text); ok {
				want = append(want, strings.Fields(txt.Run.Text)...)
			}
		}
	}
	if diff := cmp.Diff(want, strings.Fields(got)); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	// poppler prints a no-break space as a plain one, so that a search for either finds it.
	for _, piece := range []string{"−3.1 pp", "€1.2 M", "₹7", "Ωmega", "Жук и чаща", "naïve façade, Łódź"} {
		if !strings.Contains(strings.ReplaceAll(got, "\n", " "), piece) {
			t.Errorf("%q cannot be found", piece)
		}
	}
}

func TestPopplerFindsEmbeddedSubsetsAndNoImages(t *testing.T) {
	t.Parallel()
	file, _ := sample(t)
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", file)), "\n")[2:]
	if len(lines) != 3 {
		t.Errorf("%d fonts, want 3", len(lines))
	}
	for _, l := range lines {
		if !regexp.MustCompile(`^[A-Z]{6}\+SourceSans3-\w+ +CID TrueType +Identity-H +yes yes yes`).MatchString(l) {
			t.Errorf("font: %s", l)
		}
	}
	if lines := strings.Split(strings.TrimSpace(tool(t, "pdfimages", "-list", file)), "\n"); len(lines) != 2 {
		t.Errorf("images: %q", lines[2:])
	}
	info := tool(t, "pdfinfo", file)
	for _, want := range []string{"Title:           Nudges (pilot) – Q3\n", "Author:          Ann \\ Product\n", "Pages:           2\n", "Producer:        Throughline\n"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
}

func TestQpdfFindsNothingToMend(t *testing.T) {
	t.Parallel()
	file, _ := sample(t)
	if out := tool(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Error(out)
	}
}

func TestMutoolFollowsTheOutline(t *testing.T) {
	t.Parallel()
	file, _ := sample(t)
	out := tool(t, "mutool", "show", file, "outline")
	var got [][]string
	for _, m := range regexp.MustCompile(`(?m)^[-|+\s]*"(.*)"\s+#page=(\d+).*,([0-9.]+)$`).FindAllStringSubmatch(out, -1) {
		got = append(got, m[1:])
	}
	// mutool counts y from the top of the page.
	want := [][]string{{"Story", "1", "60"}, {"Context – Kontext", "1", "100"}, {"Evidence", "1", "200"}, {"Sources 🚀", "2", "290"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outline (-want +got):\n%s%s", diff, out)
	}
}
