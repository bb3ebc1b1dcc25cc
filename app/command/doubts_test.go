package command_test

import (
	"strings"
	"testing"
)

// A file that leaves open whether it counts thousands is asked about, stops the export, and is not asked about again.
func TestDoubtIsPrintedStopsTheExportAndIsSettledOnce(t *testing.T) {
	dir := t.TempDir()
	const may = "Month;Orders;Sales\nApr 2026;2,480;10\nMay 2026;3,015;11\n"
	write(t, dir, "shop.csv", []byte(may))
	write(t, dir, "story.md", []byte("# Orders: {Orders}\n\n## Context\n\nSales are {Sales}.\n"))
	asked := run(t, dir, "new", "asked.brief", "--data", "shop.csv", "--story", "story.md")
	if asked.code != 0 || !strings.Contains(asked.out, "--set factor-orders=thousands  2480, as it was read") || !strings.Contains(asked.out, "--set currency=EUR") {
		t.Errorf("new answered %+v", asked)
	}
	if a := run(t, dir, "export", "asked.brief", "-o", "asked.txt"); a.code != 1 || !strings.Contains(a.err, "B2") || !strings.Contains(a.err, "2480") {
		t.Errorf("export answered %+v", a)
	}
	for name, answers := range map[string][]string{
		"settled.brief": {"--set", "factor-orders=thousands", "--currency", "eur", "--locale", "de-DE"},
		"taken.brief":   {"--yes"},
	} {
		if a := run(t, dir, append([]string{"new", name, "--data", "shop.csv", "--story", "story.md"}, answers...)...); a != (answer{}) {
			t.Errorf("%s: new answered %+v", name, a)
		}
		if a := run(t, dir, "export", name, "-o", name+".txt"); a.code != 0 {
			t.Errorf("%s: export answered %+v", name, a)
		}
	}
	if text := string(read(t, dir, "settled.brief.txt")); !strings.Contains(text, "3.015") || !strings.Contains(text, "€") {
		t.Errorf("the page in German and euro reads\n%s", text)
	}
	if text := string(read(t, dir, "taken.brief.txt")); strings.ContainsAny(text, "$€") {
		t.Errorf("a currency that nobody named is printed\n%s", text)
	}
	write(t, dir, "shop.csv", []byte(may+"Jun 2026;3,115;12\n"))
	for name, asks := range map[string]bool{"settled.brief": false, "taken.brief": false, "asked.brief": true} {
		if a := run(t, dir, "refresh", name, "shop.csv"); strings.Contains(a.out, "In doubt") != asks {
			t.Errorf("%s: refresh answered %+v", name, a)
		}
	}
}

func TestAnswerToNoDoubtIsWrongUse(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "shop.csv", []byte("Month;Orders\nApr 2026;2,480\nMay 2026;3,015\n"))
	for set, says := range map[string]string{"factor-order=decimal": "factor-orders", "factor-orders": "DOUBT=READING", "factor-orders=dozens": "thousands (2480)"} {
		a := run(t, dir, "new", "x.brief", "--data", "shop.csv", "--set", set)
		if a.code != 2 || !strings.Contains(a.err, says) {
			t.Errorf("--set %s answered %+v", set, a)
		}
	}
	if len(files(t, dir)) != 1 {
		t.Error("a brief was written all the same")
	}
}
