package metric

import (
	"testing"
	"time"
)

func TestPeriodsAndScalesSpeakTheLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		locale, month, quarter, day, million, points string
	}{
		{"en-US", "Oct 2026", "Q3 2026", "12 Dec 2026", "$12.6M", "+1.8\u00a0pp"},
		{"en-GB", "Oct 2026", "Q3 2026", "12 Dec 2026", "US$12.6m", "+1.8\u00a0pp"},
		{"de-DE", "Okt. 2026", "Q3 2026", "12. Dez. 2026", "12,6\u00a0Mio.\u00a0$", "+1,8\u00a0PP"},
		{"fr-FR", "oct. 2026", "T3 2026", "12 déc. 2026", "12,6\u00a0M\u00a0$US", "+1,8\u00a0pt"},
	} {
		f := Format{Locale: c.locale, Signed: false}
		signed := Format{Locale: c.locale, Signed: true}
		for _, x := range [][2]string{
			{MonthOf(2026, time.October).LabelIn(c.locale), c.month},
			{QuarterOf(2026, 3).LabelIn(c.locale), c.quarter},
			{DayOf(2026, time.December, 12).LabelIn(c.locale), c.day},
			{f.Value(12_612_345, Unit{Kind: Currency, Currency: "USD"}), c.million},
			{signed.Value(0.018, Points), c.points},
		} {
			if x[0] != x[1] {
				t.Errorf("%s prints %q, want %q", c.locale, x[0], x[1])
			}
		}
	}
}
