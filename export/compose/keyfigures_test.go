package compose_test

import (
	"slices"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

func keyOf(t *testing.T, b *brief.Brief) []string {
	t.Helper()
	var names []string
	for _, h := range compose.ViewOf(pagetest.Fonts(t), b, compose.Options{}).Key {
		names = append(names, h.Name)
	}
	return names
}

func TestTheStripShowsTheHeroAndWhatTheTextTellsOrWhatTheWriterChose(t *testing.T) {
	t.Parallel()
	b := sample()
	if got, want := keyOf(t, b), []string{"Trial conversion", "ARR", "Trials"}; !slices.Equal(got, want) {
		t.Errorf("proposed %v, want the hero and then what has a plan: %v", got, want)
	}
	b.Evidence.Figures = []string{"trials", "ARR"}
	if got, want := keyOf(t, b), []string{"Trial conversion", "Trials", "ARR"}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want the hero and then the writer's order %v", got, want)
	}
	b.Evidence.Figures = []string{"Nothing of that name"}
	if _, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{}); len(findings) != 1 || findings[0].Place != brief.FiguresPlace {
		t.Errorf("a name that the brief does not have is told as %+v", findings)
	}
}

// A month of which half has passed is less than any whole month and than the plan of one.
func TestAPeriodToDateIsComparedWithNothing(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 2e6}, metric.PL: {1e6, 3e6}})
	whole := compose.ViewOf(pagetest.Fonts(t), b, compose.Options{}).Key[0]
	if whole.Partial || len(whole.Changes) != 2 {
		t.Fatalf("a whole month is compared with %d", len(whole.Changes))
	}
	last, _ := b.Metrics[0].Actual().Latest()
	saved := *b.Sources[0]
	saved.Modified = last.Period.Start(1).AddDate(0, 0, 13)
	b.Sources[0] = &saved
	half := compose.ViewOf(pagetest.Fonts(t), b, compose.Options{}).Key[0]
	if !half.Partial || !half.Apart || len(half.Changes) != 0 {
		t.Errorf("half a month: %+v, compared with %d", half.When, len(half.Changes))
	}
}
