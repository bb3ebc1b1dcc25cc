package coach

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/brief"
)

func TestABriefInAnotherLanguageIsToldOnceThatItsWordsAreNotChecked(t *testing.T) {
	t.Parallel()
	told := func(body string) int {
		b := brief.New("x")
		b.Headline = "Throughline"
		b.Beats[brief.Context].Body = strings.Repeat(body, 5)
		n := 0
		for _, f := range Review(b) {
			if f.Code == "language" {
				n++
			}
		}
		return n
	}
	for body, want := range map[string]int{
		"La tasa de abandono subió hasta el tres por ciento mientras los ingresos crecieron según lo previsto. ": 1,
		"Churn rose to three percent while the revenue of our customers grew as planned. ":                       0,
		"Die Abwanderung stieg auf drei Prozent, und der Umsatz wuchs wie geplant mit den Kunden. ":              0,
		"Le taux est monté à trois pour cent et les ventes ont progressé comme prévu dans nos régions. ":         0,
	} {
		if got := told(body); got != want {
			t.Errorf("%q is told %d times, want %d", body, got, want)
		}
	}
	if !slices.ContainsFunc(Rules, func(r Rule) bool { return r.Code == "language" && r.Severity == brief.Info }) {
		t.Error("the rule stops nothing")
	}
}
