package command_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/command"
	"throughline/app/fault"
	"throughline/assets"
)

// answer is what a command line said and how it ended.
type answer struct {
	code     int
	out, err string
}

// run carries out a command line in the folder dir, as a shell would.
// early is a day on which the data of these tests is fresh.
func early() time.Time { return time.Date(2026, 11, 5, 9, 0, 0, 0, time.UTC) }

func run(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	t.Chdir(dir)
	var out, errs bytes.Buffer
	code := command.Run(args, command.Streams{Out: &out, Err: &errs, Now: early}, func(path string) error {
		out.WriteString("window on " + path)
		return nil
	})
	return answer{code, out.String(), errs.String()}
}

// sampleFolder holds the sample workbook, its story, and the brief made of them.
func sampleFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, assets.SampleWorkbookName, assets.SampleWorkbook)
	write(t, dir, "story.md", []byte(assets.SampleStory))
	if a := run(t, dir, "new", "sample.brief", "--story", "story.md", "--data", assets.SampleWorkbookName); a != (answer{}) {
		t.Fatalf("new answered %+v", a)
	}
	return dir
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// files lists what a folder holds, with the contents, to show that nothing was written.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			held[e.Name()] = "a folder"
			continue
		}
		held[e.Name()] = string(read(t, dir, e.Name()))
	}
	return held
}

func TestTheSampleWorkbookBecomesAPDFThatSaysItsNumbers(t *testing.T) {
	dir := sampleFolder(t)
	if a := run(t, dir, "check", "sample.brief"); a.code != 0 || a.err != "" {
		t.Errorf("the sample has errors: %+v", a)
	}
	for _, name := range []string{"once.pdf", "twice.pdf"} {
		if a := run(t, dir, "export", "sample.brief", "-o", name); a != (answer{}) {
			t.Fatalf("export answered %+v", a)
		}
	}
	if !bytes.Equal(read(t, dir, "once.pdf"), read(t, dir, "twice.pdf")) {
		t.Error("two exports of one brief differ")
	}
	streamed := run(t, dir, "export", "sample.brief", "-o", "-")
	if streamed.code != 0 || streamed.out != string(read(t, dir, "once.pdf")) {
		t.Error("-o - does not write the PDF that -o once.pdf does")
	}

	tool := func(name string, args ...string) string {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skip(name + " is not installed")
		}
		out, err := exec.Command(path, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	text := strings.Join(strings.Fields(strings.ReplaceAll(tool("pdftotext", "once.pdf", "-"), "\u00a0", " ")), " ")
	for _, sentence := range []string{
		"start closing the $1.28M ARR gap",
		"Competitors undercut us with a freemium tier in March.",
		"In pilots, conversion rose 2.9 pp to 12.6%.",
		"1,240 trials",
	} {
		if !strings.Contains(text, sentence) {
			t.Errorf("the PDF does not say %q; it says:\n%s", sentence, text)
		}
	}
	if strings.ContainsAny(text, "{}|") {
		t.Errorf("the PDF prints a figure as it was written:\n%s", text)
	}
	if images := tool("pdfimages", "-list", "once.pdf"); strings.Count(images, "\n") > 2 {
		t.Errorf("the PDF holds images:\n%s", images)
	}
	tool("qpdf", "--check", "once.pdf")
}

func TestExportWritesTheFormatThatTheNameSays(t *testing.T) {
	dir := sampleFolder(t)
	for name, start := range map[string]string{
		"b.pdf": "%PDF-", "b.PNG": "\x89PNG", "b.txt": "Usage-based nudges", "b.md": "# Usage-based nudges",
	} {
		if a := run(t, dir, "export", "sample.brief", "-o", name); a != (answer{}) {
			t.Errorf("export -o %s answered %+v", name, a)
		}
		if data := read(t, dir, name); !bytes.HasPrefix(data, []byte(start)) {
			t.Errorf("%s begins with %q, not %q", name, data[:min(20, len(data))], start)
		}
	}
	if a := run(t, dir, "new", "again.brief", "--story", "b.md", "--data", assets.SampleWorkbookName); a != (answer{}) {
		t.Fatalf("the exported story is not read back: %+v", a)
	}
	run(t, dir, "export", "again.brief", "-o", "again.md")
	if diff := cmp.Diff(string(read(t, dir, "b.md")), string(read(t, dir, "again.md"))); diff != "" {
		t.Errorf("a story changes on its way out and in (-first +second):\n%s", diff)
	}
}

func TestEveryProfileIsWrittenAndVerified(t *testing.T) {
	dir := sampleFolder(t)
	pages := map[string]int{"one-page": 1, "decision": 2, "pre-read": 3, "pack": 4, "deck": 6}
	for profile, least := range pages {
		if a := run(t, dir, "export", "sample.brief", "-o", "b.pdf", "--profile", profile); a != (answer{}) {
			t.Errorf("export --profile %s answered %+v", profile, a)
			continue
		}
		if n := len(regexp.MustCompile(`/Type ?/Page[^s]`).FindAllString(unpacked(read(t, dir, "b.pdf")), -1)); n < least-1 || n > least+2 {
			t.Errorf("the %s profile has %d pages, want about %d", profile, n, least)
		}
		if a := run(t, dir, "verify", "b.pdf", assets.SampleWorkbookName); a.code != 0 {
			t.Errorf("verify of the %s profile answered %+v", profile, a)
		}
	}
}

func TestAPageIsDrawnAtTheSizeAskedFor(t *testing.T) {
	dir := sampleFolder(t)
	if a := run(t, dir, "export", "sample.brief", "-o", "slide.png", "--profile", "deck", "--page", "3", "--width", "1280"); a != (answer{}) {
		t.Fatalf("export answered %+v", a)
	}
	img, err := png.DecodeConfig(bytes.NewReader(read(t, dir, "slide.png")))
	if err != nil || img.Width != 1280 || img.Height != 720 {
		t.Errorf("the image is %d × %d (%v), want 1280 × 720", img.Width, img.Height, err)
	}
	// The chart alone has the same source line in both forms.
	if a := run(t, dir, "export", "sample.brief", "-o", "chart.png", "--chart", "--width", "800"); a != (answer{}) {
		t.Fatalf("export answered %+v", a)
	}
	if img, err := png.DecodeConfig(bytes.NewReader(read(t, dir, "chart.png"))); err != nil || img.Width != 800 || img.Height > 800 {
		t.Errorf("the chart is %d × %d (%v), want it 800 wide and less high", img.Width, img.Height, err)
	}
	if a := run(t, dir, "export", "sample.brief", "-o", "chart.svg"); a != (answer{}) {
		t.Fatalf("export answered %+v", a)
	}
	if image := string(read(t, dir, "chart.svg")); !strings.Contains(image, `aria-label="Source: `) || !strings.Contains(image, "<desc") {
		t.Errorf("the chart has no source or no description: %s", image[:min(400, len(image))])
	}
	for as, start := range map[string]string{"": "%PDF-", "pdf": "%PDF-", "png": "\x89PNG", "txt": "Usage-based", "md": "# Usage-based"} {
		args := []string{"export", "sample.brief", "-o", "-"}
		if as != "" {
			args = append(args, "--as", as)
		}
		if a := run(t, dir, args...); a.code != 0 || !strings.HasPrefix(a.out, start) {
			t.Errorf("--as %q wrote %q", as, a.out[:min(20, len(a.out))])
		}
	}
}

// unpacked returns a PDF with what its streams hold behind it.
func unpacked(pdf []byte) string {
	all := string(pdf)
	for _, part := range bytes.Split(pdf, []byte("\nstream\n"))[1:] {
		if z, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			if plain, err := io.ReadAll(z); err == nil {
				all += string(plain)
			}
		}
	}
	return all
}

func TestPaperAndDateReachThePDF(t *testing.T) {
	dir := sampleFolder(t)
	if a := run(t, dir, "export", "sample.brief", "-o", "b.pdf", "--paper", "Letter", "--date", "2026-11-30"); a != (answer{}) {
		t.Fatalf("export answered %+v", a)
	}
	pdf := unpacked(read(t, dir, "b.pdf"))
	if !regexp.MustCompile(`MediaBox ?\[0 0 612(\.00)? 792(\.00)?\]`).MatchString(pdf) {
		t.Error("the page is not Letter")
	}
	if !strings.Contains(pdf, "D:20261130") {
		t.Error("the PDF does not claim the date it was given")
	}
}

func TestInspectReadsTheSampleWithoutADoubt(t *testing.T) {
	dir := sampleFolder(t)
	a := run(t, dir, "inspect", assets.SampleWorkbookName, "--json")
	if a.code != 0 || a.err != "" {
		t.Fatalf("inspect answered %d, %s", a.code, a.err)
	}
	var got struct {
		File, Kind string
		Tables     []struct {
			Sheet, Layout, Grain string
			HeaderRows           []int
			Metrics              []struct {
				Name, Unit, Currency, Scenario, Polarity string
				Points                                   []struct {
					Period, Cell string
					Value        float64
				}
			}
			Notes []struct{ Severity, Code, Cell string }
		}
	}
	if err := json.Unmarshal([]byte(a.out), &got); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, table := range got.Tables {
		for _, m := range table.Metrics {
			last := m.Points[len(m.Points)-1]
			value, err := json.Marshal(last.Value)
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, strings.Join([]string{
				table.Sheet, table.Layout, table.Grain, m.Name, m.Scenario, m.Unit + m.Currency, m.Polarity,
				fmt.Sprintf("%02d", len(m.Points)), last.Period, last.Cell, string(value),
			}, " "))
		}
	}
	if diff := cmp.Diff(sampleSeries, lines); diff != "" {
		t.Errorf("the sample is read otherwise (-want +got):\n%s", diff)
	}
}

// sampleSeries is the sample as its maker wrote it: sheet, layout, grain, metric, scenario, unit, polarity, number of
// values, and the last one with its period and cell.
var sampleSeries = []string{
	"Funnel wide month Trials started AC count higher 22 2026-10 W5 4238",
	"Funnel wide month Trials started PL count higher 22 2026-10 W6 4200",
	"Funnel wide month Activated in week one AC percent higher 22 2026-10 W7 0.624",
	"Funnel wide month Active in week two AC percent higher 22 2026-10 W8 0.346",
	"Funnel wide month Paid within 30 days AC count neutral 22 2026-10 W9 411",
	"Funnel wide month Trial conversion AC percent higher 22 2026-10 W10 0.09697970740915526",
	"Funnel wide month Trial conversion PL percent higher 22 2026-10 W11 0.12",
	"Funnel wide month Competitor-compare share AC percent neutral 22 2026-10 W12 0.384",
	"Funnel wide month Pilot conversion AC percent higher 10 2026-10 W14 0.126",
	"Funnel wide month Pilot conversion PL percent higher 10 2026-10 W15 0.12",
	"Funnel wide month Nudged trials AC count higher 04 2026-10 W16 324",
	"Revenue tall month ARR AC currencyUSD higher 22 2026-10 B26 17125000",
	"Revenue tall month ARR PL currencyUSD higher 22 2026-10 C26 18405000",
	"Revenue tall month ARR gap to plan AC currencyUSD lower 22 2026-10 D26 1280000",
	"Revenue tall month New ARR AC currencyUSD higher 22 2026-10 E26 345000",
	"Revenue tall month New ARR PL currencyUSD higher 22 2026-10 F26 480000",
	"Revenue tall month Expansion ARR AC currencyUSD higher 22 2026-10 G26 97000",
	"Revenue tall month Churned ARR AC currencyUSD higher 22 2026-10 H26 -189000",
	"Revenue tall month NRR AC percent higher 22 2026-10 I26 1.026",
	"Revenue tall month NRR PL percent higher 22 2026-10 J26 1.06",
	"Support wide month Support tickets AC count lower 22 2026-10 W5 1051",
	"Support wide month First response time AC duration lower 21 2026-10 W6 5.4",
	"Support wide month CSAT AC percent higher 21 2026-10 W7 0.909",
}

func TestWithoutAVerbTheWindowOpens(t *testing.T) {
	dir := sampleFolder(t)
	for _, c := range []struct {
		args []string
		want answer
	}{
		{nil, answer{0, "window on ", ""}},
		{[]string{"sample.brief"}, answer{0, "window on sample.brief", ""}},
	} {
		if got := run(t, dir, c.args...); got != c.want {
			t.Errorf("throughline %v answered %+v, not %+v", c.args, got, c.want)
		}
	}
}

func TestNewLeavesABriefThatIsThereAlone(t *testing.T) {
	dir := sampleFolder(t)
	before := files(t, dir)
	a := run(t, dir, "new", "sample.brief")
	if a.code != fault.Unwritable.Code() || !strings.Contains(a.err, "--force") {
		t.Errorf("new over a brief answered %+v", a)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files changed:\n%s", diff)
	}
	if a := run(t, dir, "new", "sample.brief", "--force"); a != (answer{}) {
		t.Errorf("new --force answered %+v", a)
	}
}

// TestBadInputIsOneSentenceAndNothingWritten walks every kind of bad input: the exit code tells scripts which, one line
// tells people what to do, and the folder is as before.
func TestBadInputIsOneSentenceAndNothingWritten(t *testing.T) {
	dir := sampleFolder(t)
	write(t, dir, "empty.xlsx", nil)
	write(t, dir, "truncated.xlsx", assets.SampleWorkbook[:len(assets.SampleWorkbook)/2])
	write(t, dir, "report.xlsx", []byte("%PDF-1.7 not a workbook"))
	write(t, dir, "old.xls", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...))
	write(t, dir, "words.csv", []byte("Nothing,to\nmeasure,here\n"))
	write(t, dir, "binary.md", []byte{0xff, 0xfe, 0x00, 0x80})
	write(t, dir, "torn.brief", read(t, dir, "sample.brief")[:2000])
	write(t, dir, "words.brief", []byte("not a brief"))
	if err := os.Mkdir(filepath.Join(dir, "folder.xlsx"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nometric": "{No such metric | latest}",
		"noview":   "{NRR | sideways}",
		"emoji":    "\U0001F680",
		"script":   "ตัวเลข",
	} {
		story := strings.Replace(assets.SampleStory, "before they see value.", "before they see "+text+" value.", 1)
		write(t, dir, name+".md", []byte(story))
		if a := run(t, dir, "new", name+".brief", "--story", name+".md", "--data", assets.SampleWorkbookName); a != (answer{}) {
			t.Fatalf("new %s answered %+v", name, a)
		}
	}
	if a := run(t, dir, "new", "empty.brief"); a != (answer{}) {
		t.Fatalf("new answered %+v", a)
	}
	before := files(t, dir)

	const out = "new.brief"
	for _, c := range []struct {
		name string
		args []string
		code fault.Kind
		says string // a word that the sentence must have
	}{
		{"workbook missing", []string{"inspect", "no.xlsx"}, fault.Unreadable, "not found"},
		{"workbook a folder", []string{"new", out, "--data", "folder.xlsx"}, fault.Unreadable, "folder"},
		{"workbook empty", []string{"new", out, "--data", "empty.xlsx"}, fault.Unreadable, "empty"},
		{"workbook cut short", []string{"new", out, "--data", "truncated.xlsx"}, fault.Unreadable, "truncated.xlsx"},
		{"workbook a PDF", []string{"inspect", "report.xlsx"}, fault.Unreadable, "PDF"},
		{"workbook of the nineties", []string{"inspect", "old.xls"}, fault.Unreadable, "old.xls"},
		{"workbook without numbers", []string{"new", out, "--data", "words.csv"}, fault.Unreadable, "no table"},
		{"second workbook bad", []string{"new", out, "--data", assets.SampleWorkbookName, "--data", "no.xlsx"}, fault.Unreadable, "no.xlsx"},
		{"story missing", []string{"new", out, "--story", "no.md"}, fault.Unreadable, "no.md"},
		{"story a folder", []string{"new", out, "--story", "folder.xlsx"}, fault.Unreadable, "folder"},
		{"story not text", []string{"new", out, "--story", "binary.md"}, fault.Unreadable, "UTF-8"},
		{"template unknown", []string{"new", out, "--template", "Sonnet"}, fault.Usage, "Sonnet"},
		{"brief missing", []string{"check", "no.brief"}, fault.Unreadable, "no.brief"},
		{"brief missing for the window", []string{"no.brief"}, fault.Unreadable, "no.brief"},
		{"brief cut short", []string{"export", "torn.brief", "-o", "x.pdf"}, fault.Unreadable, "damaged"},
		{"brief of something else", []string{"export", "words.brief", "-o", "x.pdf"}, fault.Unreadable, "not a brief"},
		{"brief without a word", []string{"export", "empty.brief", "-o", "x.pdf"}, fault.Findings, "empty"},
		{"figure without a metric", []string{"export", "nometric.brief", "-o", "x.pdf"}, fault.Findings, "No such metric"},
		{"figure with an unknown view", []string{"export", "noview.brief", "-o", "x.pdf"}, fault.Findings, "sideways"},
		{"figure without a metric, as text", []string{"export", "nometric.brief", "-o", "x.txt"}, fault.Findings, "No such metric"},
		{"text no font draws", []string{"export", "emoji.brief", "-o", "x.pdf"}, fault.Findings, "Conflict"},
		{"script no font draws", []string{"export", "script.brief", "-o", "x.png"}, fault.Findings, "Conflict"},
		{"folder missing for a PDF", []string{"export", "sample.brief", "-o", "no/x.pdf"}, fault.Unwritable, "folder"},
		{"folder missing for a brief", []string{"new", "no/x.brief"}, fault.Unwritable, "folder"},
		{"folder a file", []string{"export", "sample.brief", "-o", "story.md/x.pdf"}, fault.Unwritable, "folder"},
		{"nowhere to write", []string{"export", "sample.brief"}, fault.Usage, "-o"},
		{"format unknown", []string{"export", "sample.brief", "-o", "x.docx"}, fault.Usage, ".pdf"},
		{"profile unknown", []string{"export", "sample.brief", "-o", "x.pdf", "--profile", "poster"}, fault.Usage, "one-page"},
		{"paper unknown", []string{"export", "sample.brief", "-o", "x.pdf", "--paper", "a3"}, fault.Usage, "a4, letter and 16:9"},
		{"paper of another profile", []string{"export", "sample.brief", "-o", "x.pdf", "--profile", "deck", "--paper", "a4"}, fault.Findings, "16:9"},
		{"page that there is not", []string{"export", "sample.brief", "-o", "x.png", "--page", "9"}, fault.Usage, "no page 9"},
		{"image of no width", []string{"export", "sample.brief", "-o", "x.png", "--width", "-4"}, fault.Usage, "--width"},
		{"type unknown", []string{"export", "sample.brief", "-o", "-", "--as", "docx"}, fault.Usage, "--as"},
		{"date empty", []string{"export", "sample.brief", "-o", "x.pdf", "--date", ""}, fault.Usage, "2026-11-30"},
		{"workbooks of one name", []string{"new", out, "--data", "jan/m.xlsx", "--data", "feb/m.xlsx"}, fault.Usage, "same file name"},
		{"date unknown", []string{"export", "sample.brief", "-o", "x.pdf", "--date", "30.11.2026"}, fault.Usage, "2026-11-30"},
		{"brief not called one", []string{"new", "x.pdf"}, fault.Usage, ".brief"},
		{"verb unknown", []string{"wrong", "sample.brief"}, fault.Usage, "wrong"},
		{"verb nearly known", []string{"exprot", "sample.brief"}, fault.Usage, "export"},
		{"workbook for a verb", []string{assets.SampleWorkbookName}, fault.Usage, "new OUT.brief"},
		{"flag unknown", []string{"check", "sample.brief", "--loud"}, fault.Usage, "loud"},
		{"argument missing", []string{"inspect"}, fault.Usage, "BOOK"},
		{"argument too many", []string{"inspect", "a.xlsx", "b.xlsx"}, fault.Usage, "b.xlsx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := run(t, dir, c.args...)
			if a.code != c.code.Code() {
				t.Errorf("exit code %d, not %d", a.code, c.code.Code())
			}
			if a.out != "" {
				t.Errorf("standard output says %q", a.out)
			}
			if strings.Count(a.err, "\n") != 1 || !strings.Contains(a.err, c.says) {
				t.Errorf("standard error is not one line with %q: %q", c.says, a.err)
			}
			for _, chain := range []string{"open /", "stat /", "no such file", "zip:", "xml", "EOF", "%!", "syscall", "inside Throughline"} {
				if strings.Contains(a.err, chain) {
					t.Errorf("standard error speaks of %q: %q", chain, a.err)
				}
			}
			if diff := cmp.Diff(before, files(t, dir)); diff != "" {
				t.Errorf("files changed:\n%s", diff)
			}
		})
	}
}

func TestCheckListsFindingsByPlaceAndAsJSON(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "story.md", []byte("# Churn fell to {Churn}\n\n## Conflict\n\nWe lose {Accounts} accounts. Nobody knows why.\n"))
	if a := run(t, dir, "new", "b.brief", "--story", "story.md"); a != (answer{}) {
		t.Fatalf("new answered %+v", a)
	}
	a := run(t, dir, "check", "b.brief")
	if a.code != fault.Findings.Code() || a.err != "" {
		t.Errorf("check answered %d and %q", a.code, a.err)
	}
	headline, conflict := strings.Index(a.out, "Headline\n"), strings.Index(a.out, "Conflict lead\n")
	if headline < 0 || conflict < headline || !strings.Contains(a.out, "Churn") || !strings.Contains(a.out, "Accounts") {
		t.Errorf("check does not list the places in reading order:\n%s", a.out)
	}
	a = run(t, dir, "check", "b.brief", "--json")
	var got struct {
		Findings []struct{ Severity, Code, Place, Text, Fix string }
	}
	if err := json.Unmarshal([]byte(a.out), &got); err != nil || a.code != fault.Findings.Code() {
		t.Fatalf("check --json answered %d: %v\n%s", a.code, err, a.out)
	}
	found := false
	for _, f := range got.Findings {
		found = found || f.Place == "conflict.lead" && f.Severity == "error" && f.Code == "figure-metric"
	}
	if !found {
		t.Errorf("no finding tells of {Accounts}: %+v", got.Findings)
	}
}

func BenchmarkExportOfTheSampleFromStartToFile(b *testing.B) {
	dir := b.TempDir()
	b.Chdir(dir)
	if err := os.WriteFile(assets.SampleWorkbookName, assets.SampleWorkbook, 0o600); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile("story.md", []byte(assets.SampleStory), 0o600); err != nil {
		b.Fatal(err)
	}
	run := func(args ...string) {
		var errs bytes.Buffer
		if code := command.Run(args, command.Streams{Out: io.Discard, Err: &errs}, nil); code != 0 {
			b.Fatalf("%v: exit code %d: %s", args, code, errs.String())
		}
	}
	run("new", "sample.brief", "--story", "story.md", "--data", assets.SampleWorkbookName)
	for b.Loop() {
		run("export", "sample.brief", "-o", "sample.pdf")
	}
}

func TestHelpShowsOnlyWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	all := ""
	for _, args := range [][]string{{"--help"}, {"new", "--help"}, {"inspect", "--help"}, {"check", "--help"}, {"export", "--help"}, {"refresh", "--help"}, {"verify", "--help"}, {"licences", "--help"}} {
		a := run(t, dir, args...)
		if a.code != 0 || a.err != "" || !strings.Contains(a.out, "Examples:") {
			t.Errorf("throughline %v answered %+v", args, a)
		}
		all += a.out
	}
	for _, later := range []string{"audience", "completion"} {
		if strings.Contains(all, later) {
			t.Errorf("help speaks of %q, which is not there", later)
		}
	}
}

func TestTheLicencesOfWhatIsBuiltInArePrinted(t *testing.T) {
	for _, verb := range []string{"licences", "licenses"} {
		if a := run(t, t.TempDir(), verb); a != (answer{out: assets.Licences}) {
			t.Errorf("%s answered with code %d, %d bytes and %q", verb, a.code, len(a.out), a.err)
		}
	}
	for _, part := range []string{"Throughline\n", "The typeface Source Sans 3\n", "github.com/spf13/cobra v", "The Go standard library\n"} {
		if !strings.Contains(assets.Licences, part) {
			t.Errorf("there is no licence of %q", part)
		}
	}
}

func TestVersionIsTheOneOfTheDesktopFile(t *testing.T) {
	toml, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(toml), `Version = "`+command.Version+`"`) {
		t.Errorf("FyneApp.toml has another version than %s", command.Version)
	}
	if a := run(t, t.TempDir(), "--version"); a.out != "throughline "+command.Version+"\n" {
		t.Errorf("--version answered %+v", a)
	}
}
