package ingest

import (
	"context"
	"testing"

	"throughline/app/brief"
)

// chosen reads a text as far as the choice of its layout.
func chosen(t *testing.T, text string, asked brief.Layout) (layout, fit) {
	t.Helper()
	wb := open(t, textFile(t, "t.csv", text))
	g := newGrid(&canceller{ctx: context.Background()}, wb, wb.Sheets[0], 0)
	b := g.newBody(g.find()[0], brief.Recipe{Layout: asked})
	return b.chooseLayout(&signs{wide: b.tryWide(), down: b.tryDown()})
}

// The layout that fits best is taken, with a reason, and what a recipe asks for goes before that wherever it can be had.
func TestTheBestLayoutIsChosen(t *testing.T) {
	const (
		across  = "Metric,2026-01,2026-02,2026-03\nARR,1,2,3\nUsers,4,5,6\n"
		down    = "Month,ARR,Users\n2026-01,1,4\n2026-02,2,5\n2026-03,3,6\n"
		long    = "Month,Metric,Value\n2026-01,ARR,1\n2026-01,Users,4\n2026-02,ARR,2\n2026-02,Users,5\n2026-03,ARR,3\n2026-03,Users,6\n"
		byPlace = "Country,Users,Accounts\nNorway,7,2\nSpain,3,9\nPeru,4,1\n"
	)
	for _, tt := range []struct {
		text  string
		asked brief.Layout
		want  layout
		why   string
	}{
		{across, "", periodsAcross{}, "3 columns name a period"},
		{down, "", periodsDown{}, "3 of 3 rows have a date of their own"},
		{long, "", records{}, "6 of 6 rows have a date of their own"},
		{byPlace, "", byCategory{}, "no column dates the rows"},
		{across, brief.Tall, byCategory{}, "no column dates the rows"},
		{down, brief.Wide, periodsAcross{}, "the columns stand side by side for each row, without a period"},
		{down, brief.Events, singleEvents{}, sharedDates},
		{byPlace, brief.Events, byCategory{}, "no column dates the rows"}, // there is no date to put events together by
	} {
		got, how := chosen(t, tt.text, tt.asked)
		if got != tt.want || how.why != tt.why {
			t.Errorf("asked for %q, %T was chosen because %s; want %T because %s, of\n%s", tt.asked, got, how.why, tt.want, tt.why, tt.text)
		}
	}
}

// The items of one amount are its parts; a metric a row stays one where its header says so.
func TestItemsOfOneAmountAreItsParts(t *testing.T) {
	for header, want := range map[string]string{"Item": "Cash bridge", "Metric": "Opening"} {
		r := understand(t, textFile(t, "bridge.csv", header+",Cash bridge\nOpening,40\nFees,7\nRent,-5\nClosing,42\n"))
		if got := only(t, r).Metrics[0].Metric.Name; got != want {
			t.Errorf("under %q the first metric is %q, want %q", header, got, want)
		}
	}
}
