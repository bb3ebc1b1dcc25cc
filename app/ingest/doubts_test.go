package ingest

import (
	"strings"
	"testing"

	"throughline/app/metric"
	"throughline/app/sheet"
)

// doubtOf returns the doubt of an ID, which a reading must have.
func doubtOf(t *testing.T, r *sheet.Reading, id string) metric.Doubt {
	t.Helper()
	var ids []string
	for _, d := range r.Doubts() {
		if d.ID == id {
			return d
		}
		ids = append(ids, d.ID)
	}
	t.Fatalf("no doubt %s among %q", id, ids)
	return metric.Doubt{}
}

// settle reads a workbook again with a doubt settled.
func settle(t *testing.T, r *sheet.Reading, id, answer string) *sheet.Reading {
	t.Helper()
	recipes, err := r.Settle(map[string]string{id: answer})
	must(t, err)
	return reread(t, r.Workbook, recipes...)
}

func TestDoubtIsAskedSettledAndRemembered(t *testing.T) {
	const january = "Date,Sign-ups\n01/02/2026,5\n01/03/2026,7\n01/04/2026,6\n"
	r := understand(t, textFile(t, "signups.csv", january))
	d := doubtOf(t, r, "period-order")
	if d.Settled || !d.Stops() || d.Cell == "" || len(d.Readings) != 2 || !strings.Contains(summary(r), "--set period-order='day first'") {
		t.Errorf("the doubt is %+v; described as\n%s", d, summary(r))
	}
	again := settle(t, r, "period-order", "day first")
	if got := lines(only(t, again))[0]; !strings.Contains(got, "2026-02=5") {
		t.Errorf("settled as day first, the table reads %s", got)
	}
	if d := doubtOf(t, again, "period-order"); !d.Settled || len(noteTexts(only(t, again).Notes, "period-doubtful")) > 0 {
		t.Errorf("a settled doubt is still asked: %+v", d)
	}
	next := understand(t, textFile(t, "signups.csv", january+"01/05/2026,8\n"), only(t, again).Recipe)
	if d := doubtOf(t, next, "period-order"); !d.Settled || d.Read != "day first" {
		t.Errorf("next month's file asks again: %+v", d)
	}
}

func TestTakingAllAsReadSettlesEveryDoubt(t *testing.T) {
	r := understand(t, textFile(t, "rates.csv", "Month,Win rate %\nJan 2026,0.4\nFeb 2026,0.5\n"))
	d := doubtOf(t, r, "factor-win-rate")
	r.TakeAsRead()
	if got := doubtOf(t, r, "factor-win-rate"); !got.Settled || r.Tables[0].Recipe.Doubts[d.Key] != d.Read {
		t.Errorf("taken as read, the doubt is %+v and the recipe holds %v", got, r.Tables[0].Recipe.Doubts)
	}
}

func TestSettlingNamesWhatIsNotInDoubt(t *testing.T) {
	r := understand(t, textFile(t, "rates.csv", "Month,Win rate %\nJan 2026,0.4\nFeb 2026,0.5\n"))
	for answers, want := range map[[2]string]string{
		{"factor-winrate", "fractions"}: "factor-win-rate",
		{"factor-win-rate", "dozens"}:   "fractions (",
	} {
		_, err := r.Settle(map[string]string{answers[0]: answers[1]})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Settle(%v) answers %v; want words with %q", answers, err, want)
		}
	}
}
