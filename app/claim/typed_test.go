package claim

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/figure/figuretest"
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
The EU AI Act (Regulation 2024/1689) takes effect on 2 August 2026.
Our SOC 2 Type II audit and HIPAA §164.312 review finish by Q1 2027.
We run on Java 21, Node 20 and PostgreSQL 16; Kubernetes 1.29 follows in sprint 14.
In H2 FY26 the board set three priorities; this serves the second one.
Since the 2.0 launch, customers on the Pro plan ask for SAML 2.0.
The 737 MAX order slipped; Airbus A320 is next. The F-150 and Model 3 lines stay.
Week-two retention is the leak. A 90-day plan covers days 1 to 30, 31 to 60 and 61 to 90.
The P0 queue is empty, two P2 bugs remain, and CVE-2025-1234 is patched.
By the end of the 3rd quarter, the 5th cohort and the 10th market will be live.
Meeting room 4B, floor 12, building 3, at 10:30 or 14:00 on Tuesday the 14th.
We chose option B over option 3; step 1 is done and step 2 starts on Monday.
Contact us at 1-800-555-0199 or +44 20 7946 0958.
A one-in-all tool, a two-sided market and a three-year roadmap.
The top-10 accounts, the top 3 risks and the first 100 days are listed on page 7.
Release 24.10 shipped; 24.11 is due on 15 Nov. Version 3 of the API is in beta 2.
Half a year ago we halved the scope, and a quarter of an hour was enough.
We asked 2 teams, visited 3 sites and read 12 reports.
The A/B test ran for 4 weeks in 2 cohorts, with a 50/50 split.
Bain & Company's 2025 study and the Gartner Hype Cycle 2026 agree.
ICD-10 codes, Section 508, WCAG 2.2 AA, DIN 5008 and Basel III matter.
The Series A round, the Class 2 device and the Grade 8 curriculum.
See Table 3, Figure 2, Appendix B, note 4 and footnote 12.
Gate 2 of 5 is passed; phase 3 of 4 begins.
Sprint 23 to sprint 25, weeks 40–44, days 2-5.
One of our 3 largest customers left; two options remain.
Tier-1 suppliers, 1st-line support and a 2-pizza team.
On 24 and 25 December, from 9 to 5, Monday to Friday.
From 1 July to 31 October 2026 we piloted in 3 cities.
The desk moved to release 7.3 under contract 2025-118, severity 1 calls, patch 2.1 and a 4K screen included.
Route 66, 7-Eleven, the G7, ISO 27001, grade 8, ward 12, bay 3, bed 7, PO 4500123 and class 7B.
Le magasin 118, la salle 204 et le lot 12; die Filiale 118 und Linie 7.
Q4'26 and CY2027 budgets; FY2026/27; 2026-11-30; 30.11.2026; 11/30/26.
`), "\n")

func TestNamesDatesAndSpansAreNoNumbers(t *testing.T) {
	t.Parallel()
	r := reader(figuretest.Sample())
	for _, line := range namesAndDates {
		for _, n := range r.Typed(line) {
			t.Errorf("%q is taken for a typed number in %q", n.Text, line)
		}
	}
}

func TestNumbersAreFoundHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	r := reader(figuretest.Sample())
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
		"They pay 20k a year; the pool is $2-3 million.":       "20k, $2-3 million",
		"Only 1 in 4 trials converts; 3 out of 5 leave.":       "1 in 4, 3 out of 5",
		"Five hundred hospitals signed up.":                    "Five hundred",
		"There were 2000 complaints and 350 returns.":          "2000, 350",
		"Le taux est de 12,4 % pour 1 250 clients.":            "12,4 %, 1 250",
		"Support answers within 4.5 hours on average.":         "4.5",
		"The deal is worth 1.2 million dollars (€1.1m).":       "1.2 million dollars, €1.1m",
		"Support tickets rose to 12.":                          "12",
		"Usage grew tenfold; 9/10 users stay, wins are 3:1.":   "tenfold, 9/10, 3:1",
		"Three dozen seats and one and a half million users.":  "Three dozen, one and a half million",
		"It costs 1½ million, and ½ of the users pay.":         "1½ million, ½",
		"Das Dreifache, zwei Dutzend und anderthalb blieben.":  "Das Dreifache, zwei Dutzend",
		"Trois fois plus, une douzaine et deux millions.":      "Trois fois plus, une douzaine, deux millions",
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
	b := figuretest.Sample()
	pilot := *b.Metrics[0]
	pilot.ID, pilot.Name, pilot.Target = "m8", "Pilot conversion", nil
	pilot.Series = []*metric.Series{figuretest.Series(metric.AC, "Pilot", 8, 0.124, 0.03, 0.118)}
	b.Metrics = append(b.Metrics, &pilot)
	r := reader(b)
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
	if got := reader(b).Typed("Es sind 4.120 support tickets."); len(got) != 1 || got[0].Figure != "{Support tickets}" {
		t.Errorf("in German: %+v", got)
	}
}

func TestNumbersTypedByHandAreFound(t *testing.T) {
	t.Parallel()
	r := reader(figuretest.Sample())
	for _, c := range []struct {
		text string
		want []string // "14% = {figure}"
	}{
		{"Conversion rose 14% to 12.4%.", []string{"14% = {Trial conversion | growth}", "12.4% = {Trial conversion}"}},
		{"It lost 1.5 pp since June.", []string{"1.5 pp = {Trial conversion | change}"}},
		{"ARR of $12.6M, or 12.6 million.", []string{"$12.6M = {ARR}", "12.6 million = {ARR}"}},
		{"We handle 4,120 tickets.", []string{"4,120 = {Support tickets}"}},
		{"In June conversion was 11.5 percent.", []string{"11.5 percent = {Trial conversion | Jun 2026}"}},
		{"The contract is worth €250k.", []string{"€250k = "}},
		{"About 45 customers left.", []string{"45 = "}},
		{"Answers take 4 days.", []string{"4 = "}},
		{"Usage grew 3x.", []string{"3x = "}},
		{"Between 10% and 20%", []string{"10% = ", "20% = "}},
		{"already {Trial conversion | growth} and {ARR | Jun 2026}", nil},
		{"On 12 Dec 2026, in March 2026, since 2024, by 3 May, May 3", nil},
		{"2026-01-31 31/01/2026 Q3 FY26 H1 W34 1st 2nd 10:30 24/7 v2.1 B2B 5G GPT-4", nil},
		{"1. First\n2) Second\n(3) third\n#4", nil},
		{"Users of Windows 11 and Office 365 stay. Windows 11 matters.", nil},
		{"Phase 2 begins in week 3, after step 4; the top 10 stay.", nil},
		{"Ready in 6 weeks, for the next 2 quarters, within 90 days, after a 4-week pilot.", nil},
		{"At 2 pm", nil},
		{"", nil},
	} {
		var got []string
		for _, n := range r.Typed(c.text) {
			got = append(got, n.Text+" = "+n.Figure)
			if c.text[n.Start:n.End] != n.Text {
				t.Errorf("%+v does not lie where it says in %q", n, c.text)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

// Whatever is typed: reading it does not panic, and what is found lies where it says.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		"Plain text", "{ARR} rose", "ARR fell by {ARR | growth}.", "12.4% and $3 “1.” 00", "not up, never down; by half", "{", "Umsatz stieg um {ARR}",
	} {
		f.Add(s)
	}
	b := figuretest.Sample()
	f.Fuzz(func(t *testing.T, text string) {
		r := reader(b)
		for _, n := range r.Typed(text) {
			if text[n.Start:n.End] != n.Text {
				t.Fatalf("%+v does not lie where it says", n)
			}
		}
		for _, c := range r.Contradictions(brief.Field{Place: "headline", Text: text}) {
			if !strings.HasPrefix(text[c.Start:c.End], c.Said) {
				t.Fatalf("%+v does not lie where it says", c)
			}
		}
	})
}
