package figure

import (
	"strings"
	"testing"

	"throughline/app/metric"
)

// What is typed in these is no measurement: each line once raised a false alarm, or could.
var namesAndDates = strings.Split(strings.TrimSpace(`
Windows 11, Office 365 and iPhone 15 users are on macOS 14 or Boeing 737s; Series B closed.
ISO 27001, GDPR Art. 17, RFC 9110, IEC 62304 and § 12 apply; see Section 4.2, page 3, room 12 and Fig. 2.
The v2.3 release, version 4, API v2, Python 3.12 and GPT-4 are out; 3D, 5G, B2B, 24/7, 1:1 and COVID-19 are words.
Level 2, Tier 1, Top 10, a P1 incident, a Phase 2 trial, priority 1, option 2 and the Big 4 are names.
Call +49 30 1234567 or 0800 123 456 or +1 415 555 0132 for ticket 48213.
In 6 weeks, within 24 hours, for the next 2 quarters, after a 30-day trial of the 12-month contract, 3 weeks ago.
On 12 Dec 2026, by 3 May, since 2024, in Q3 2026, FY26, H1, W34, week 34, on 2026-01-31, 31/01/2026, 12.11.2026 and May 3, at 9 am.
In less than 2 weeks, over at least 6 months, in 3 to 5 days, in 2–3 sprints, from 2024 to 2026, for 2025–26.
We need two engineers for 8 weeks, 2 designers, 3 steps, 4 teams and one of two options, 3 workshops and 5 markets.
1. First the plan.
2) Then the rest.
4.2 Results
We cut over in two phases; half of the year is gone, the first half was slow, and a third option is open for three quarters.
Founded in 1897, listed in the Fortune 500 and the S&P 500, with a 4K screen and an 80/20 split.
Am 10.11. beginnt Phase 2, Kapitel 3 folgt in 6 Wochen.
`), "\n")

func TestNamesDatesAndSpansAreNoNumbers(t *testing.T) {
	t.Parallel()
	r := New(sample())
	for _, line := range namesAndDates {
		for _, n := range r.Typed(line) {
			t.Errorf("%q is taken for a typed number in %q", n.Text, line)
		}
	}
}

func TestNumbersAreFoundHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	r := New(sample())
	for text, want := range map[string]string{
		"Churn is 3.2% and NRR 104 %.":                         "3.2%, 104 %",
		"It costs €4.1m, CHF 40k, EUR 1.2M or $ 3 million.":    "€4.1m, CHF 40k, EUR 1.2M, $ 3 million",
		"Der Markt ist 4,2 Mio. € groß, 1.234 Kunden kamen.":   "4,2 Mio. €, 1.234",
		"Between 10–12% and ≈15%, about 1,204 customers.":      "10–12%, 15%, 1,204",
		"Two thirds of trials leave, one in five comes back.":  "Two thirds, one in five",
		"Half of our customers and a third of trials stay.":    "Half, a third",
		"We lost 7 customers, and 45 people left.":             "7, 45",
		"Latency is 120 ms at 3.5 GB; uptime 99.95%.":          "120 ms, 3.5 GB, 99.95%",
		"Rates fell 25 basis points, or ten percent, 5 pp.":    "25 basis points, ten percent, 5 pp",
		"Two million users, 1.2bn calls, 300k visits, 12 Mrd.": "Two million, 1.2bn, 300k, 12 Mrd",
		"Usage grew 3x; response takes 4 days.":                "3x, 4",
		"Support tickets rose to 12.":                          "12",
	} {
		var got []string
		for _, n := range r.Typed(text) {
			got = append(got, n.Text)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: found %q, want %q", text, strings.Join(got, ", "), want)
		}
	}
}

func TestATypedNumberIsLinkedToTheMetricTheSentenceSpeaksOf(t *testing.T) {
	t.Parallel()
	b := sample()
	pilot := *b.Metrics[0]
	pilot.ID, pilot.Name, pilot.Target = "m8", "Pilot conversion", nil
	pilot.Series = []*metric.Series{series(metric.AC, "Pilot", 8, 0.124, 0.03, 0.118)}
	b.Metrics = append(b.Metrics, &pilot)
	r := New(b)
	for _, c := range []struct {
		text, figure string
		sure         bool
	}{
		{"Trial conversion is 12.4% now.", "{Trial conversion}", true},
		{"Pilot conversion began at 12.4%.", "{Pilot conversion | Jan 2026}", true},
		{"In June, trial conversion was 11.5%.", "{Trial conversion | Jun 2026}", true},
		{"Annual recurring revenue stands at $12.6M.", "{ARR}", true},
		{"ARR is $12.60 million.", "{ARR | latest | 2 decimals}", true},
		{"ARR is $12,600,000.", "{ARR | latest | full}", true},
		{"It now brings $12.6M.", "{ARR}", true},
		{"It now brings €12.6M.", "", false},
		{"It was 3% once.", "{Pilot conversion | low}", false},
		{"That is 1.5 pp better.", "{Trial conversion | change}", false},
		{"The pilots' barrier is 12.4% of it.", "{Trial conversion}", false},
	} {
		got := r.Typed(c.text)
		if len(got) != 1 || got[0].Figure != c.figure || got[0].Sure != c.sure {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
	b.Settings.Locale = "de-DE"
	if got := New(b).Typed("Es sind 4.120 support tickets."); len(got) != 1 || got[0].Figure != "{Support tickets}" {
		t.Errorf("in German: %+v", got)
	}
}
