package claim

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure/figuretest"
	"throughline/app/language"
	"throughline/app/metric"
)

// exemplary is moving with what the examples of forms need besides: amounts that add up, and a loss that became a profit.
func exemplary() *brief.Brief {
	b := moving()
	add := func(name string, u metric.Unit, p metric.Polarity, row int, values ...float64) {
		b.Metrics = append(b.Metrics, &metric.Metric{ID: name, Name: name, Unit: u, Polarity: p, Series: []*metric.Series{
			figuretest.Series(metric.AC, "Metrics", row, values...),
		}})
	}
	count := metric.Unit{Kind: metric.Count}
	add("Site visits", count, metric.HigherBetter, 10, 1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070, 1080, 1090)
	add("Returns", count, metric.LowerBetter, 11, 200, 190, 180, 170, 160, 150, 140, 130, 120, 110)
	add("Net result", metric.Unit{Kind: metric.Currency, Currency: "USD"}, metric.Neutral, 12, -9e5, -7e5, -6e5, -5e5, -3e5, -2e5, -1e5, 1e5, 2e5, 3e5)
	return b
}

// Each form has sentences that are true and sentences that are not, in the files of testdata: one a language, with a section
// for what a form claims. “+” is true or claims nothing, “−” is not.
func TestFormsHoldTheirExamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no examples", err)
	}
	has := map[string]map[byte]bool{}
	b := exemplary()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sense := ""
		for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			if strings.HasPrefix(line, "[") {
				sense = strings.Trim(line, "[]")
				if has[sense] == nil {
					has[sense] = map[byte]bool{}
				}
				continue
			}
			has[sense][line[0]] = true
			found := contradictions(b, line[2:])
			switch {
			case line[0] == '+' && len(found) > 0:
				t.Errorf("%s [%s] %s\n got %q", file, sense, line, found)
			case line[0] == '-' && len(found) == 0:
				t.Errorf("%s [%s] %s: nothing is found", file, sense, line)
			}
		}
	}
	for _, w := range language.Words("form.claims") {
		sense := strings.Join(strings.FieldsFunc(w.Sense, func(c rune) bool { return c == ' ' }), " ")
		sense = strings.TrimRight(sense, " .0123456789")
		sense = strings.TrimSuffix(sense, " sum")
		if !has[sense]['+'] || !has[sense]['-'] {
			t.Errorf("“%s” (%s) has no example in testdata, true and untrue", w.Text, sense)
		}
	}
}
