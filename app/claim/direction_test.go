package claim

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/figure/figuretest"
	"throughline/app/metric"
)

// moving is a brief whose metrics did something plain: conversion fell last, ARR rose all along, churn fell (which is
// good), tickets held, NPS set a record, and margin doubled.
func moving() *brief.Brief {
	b := brief.New("x")
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx"}}
	percent := metric.Unit{Kind: metric.Percent}
	add := func(name string, u metric.Unit, p metric.Polarity, row int, values ...float64) *metric.Metric {
		m := &metric.Metric{ID: name, Name: name, Unit: u, Polarity: p, Series: []*metric.Series{figuretest.Series(metric.AC, "Metrics", row, values...)}}
		b.Metrics = append(b.Metrics, m)
		return m
	}
	conversion := add("Trial conversion", percent, metric.HigherBetter, 4, 0.115, 0.117, 0.114, 0.118, 0.116, 0.12, 0.122, 0.127, 0.129, 0.124)
	conversion.Target = &metric.Target{Value: 0.13, Cell: "C2", Source: "s1", Sheet: "Targets"}
	arr := add("ARR", metric.Unit{Kind: metric.Currency, Currency: "USD"}, metric.HigherBetter, 5, 10e6, 10.2e6, 10.4e6, 10.6e6, 10.9e6, 11.2e6, 11.5e6, 11.9e6, 12.188e6, 12.6e6)
	arr.Series = append(arr.Series, figuretest.Series(metric.PL, "Plan", 5, 10e6, 10e6, 10e6, 10e6, 11e6, 11e6, 11e6, 11e6, 12e6, 12.5e6))
	churn := add("Churn rate", percent, metric.LowerBetter, 6, 0.05, 0.048, 0.047, 0.049, 0.046, 0.044, 0.043, 0.04, 0.038, 0.035)
	churn.Target = &metric.Target{Value: 0.03}
	add("Support tickets", metric.Unit{Kind: metric.Count}, metric.LowerBetter, 7, 4000, 4100, 4050, 4120, 4120, 4125, 4120, 4118, 4121, 4120)
	add("NPS", metric.Unit{Kind: metric.Number}, metric.HigherBetter, 8, 30, 31, 28, 33, 35, 36, 40, 39, 41, 44)
	add("Gross margin", percent, metric.HigherBetter, 9, 0.2, 0.22, 0.24, 0.26, 0.29, 0.31, 0.33, 0.36, 0.38, 0.4)
	return b
}

func contradictions(b *brief.Brief, text string) []string {
	var got []string
	for _, c := range reader(b).Contradictions(brief.Field{Place: "conflict.body", Text: text}) {
		got = append(got, c.Text)
	}
	return got
}

func TestASentenceThatItsMetricDoesNotBearOutIsFound(t *testing.T) {
	t.Parallel()
	b := moving()
	for text, want := range map[string]string{
		"Trial conversion rose to {Trial conversion}.":                             "The sentence says Trial conversion rose; it fell from 12.9% (Sep 2026, J4) to 12.4% (Oct 2026, K4).",
		"Trial conversion rose last month.":                                        "it fell from 12.9%",
		"Trial conversion has improved.":                                           "says Trial conversion improved; it fell",
		"The good news: trial conversion is up.":                                   "is up; it fell",
		"Trial conversion is rising again.":                                        "is rising; it fell",
		"Nudges lifted trial conversion to {Trial conversion} in October.":         "", // since January they did
		"Nudges lifted trial conversion to {Trial conversion}.":                    "lifted; it fell",
		"ARR fell by {ARR | change} to {ARR}.":                                     "ARR fell; it rose from $12.2M (Sep 2026, J5) to $12.6M (Oct 2026, K5).",
		"ARR fell {ARR | growth from Jun 2026}.":                                   "it rose from $11.2M (Jun 2026, G5)",
		"Annual recurring revenue declined since March.":                           "ARR declined; it rose",
		"ARR slipped from {ARR | Feb 2026} to {ARR}.":                              "it rose from $10.2M (Feb 2026, C5)",
		"ARR dropped in August 2026.":                                              "ARR dropped; it rose",
		"ARR, at {ARR}, is down from {ARR | Jan 2026}.":                            "is down; it rose from $10M",
		"ARR is below our 2031 plan.":                                              "ARR “below” plan", // a year is known by its form
		"Churn worsened this year.":                                                "Churn rate worsened; it fell",
		"Churn rose, and ARR grew.":                                                "Churn rate rose; it fell",
		"Support tickets doubled.":                                                 "Support tickets doubled; it rose from 4,000 (Jan 2026, B7) to 4,120",
		"Support tickets jumped in September.":                                     "",
		"Gross margin held at {Gross margin}.":                                     "held; it rose",
		"Gross margin tripled since January.":                                      "tripled; it rose",
		"ARR has at least doubled since January.":                                  "doubled; it rose",
		"ARR more than tripled since January.":                                     "tripled; it rose",
		"ARR missed plan.":                                                         "The sentence puts ARR “missed” plan; at $12.6M (Oct 2026, K5) it is above its plan $12.5M (K5).",
		"ARR is {ARR}, below budget.":                                              "below",
		"Trial conversion is ahead of target.":                                     "it is below its target 13% (C2)",
		"Trial conversion beat our target.":                                        "is below its target",
		"Churn beat its target.":                                                   "it is above its target 3%",
		"Trial conversion is at a record high.":                                    "at 12.9% (Sep 2026, J4) it was higher",
		"Trial conversion hit its lowest since July.":                              "",
		"NPS fell to {NPS}.":                                                       "NPS fell; it rose",
		"Churn fell for the fifth month in a row, and NPS is down.":                "NPS is down; it rose",
		"NPS rose for the third consecutive month.":                                "NPS rose 3 times in a row; from 40 (Jul 2026, H8) to 39 (Aug 2026, I8) it did not.",
		"We saw a drop of {ARR | growth} in ARR.":                                  "ARR had a drop; it rose",
		"The board asks about the drop in ARR.":                                    "ARR had a drop; it rose",
		"ARR shrank because trial conversion fell.":                                "ARR shrank; it rose",
		"NPS is at its lowest ever, {NPS}.":                                        "calls NPS “lowest ever”; at 28 (Mar 2026, D8) it was lower",
		"In a weak market, ARR fell sharply to {ARR}, while gross margin climbed.": "ARR fell; it rose",
	} {
		got := contradictions(b, text)
		switch {
		case want == "" && len(got) > 0, want != "" && len(got) != 1, want != "" && !strings.Contains(got[0], want):
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// A time of day in the name of a metric is no time that the sentence names.
func TestATimeInANameIsNoTime(t *testing.T) {
	b := moving()
	b.Metrics[1].Name = "Weekend nights"
	if got := contradictions(b, "Weekend nights fell since January."); len(got) != 1 || !strings.Contains(got[0], "fell; it rose") {
		t.Errorf("of a name with a time in it: %q", got)
	}
	if got := contradictions(b, "Weekend nights fell at weekends in spring."); len(got) != 0 {
		t.Errorf("of a time without dates: %q", got)
	}
}

// soundSentences are true, open, or no claims about a metric as a whole.
var soundSentences = strings.Split(strings.TrimSpace(`
Trial conversion fell to {Trial conversion}, although it rose over the year.
Trial conversion rose from {Trial conversion | Feb 2026} to {Trial conversion}.
Trial conversion rose since February, and is now at {Trial conversion}.
Trial conversion rose year on year.
Trial conversion rose this year.
Trial conversion {Trial conversion | moved}, ARR {ARR | verb} and churn {Churn rate | moved from Jan}.
If trial conversion rose, we would hire. Trial conversion should have risen. We expect trial conversion to grow.
Trial conversion will be up by spring; we want it to have doubled.
Trial conversion did not rise, has not improved and never doubled.
Enterprise trial conversion rose. Trial conversion in Germany rose. In the pilot group trial conversion among admins improved.
Prices rose because trial conversion fell. Costs, not trial conversion, rose. Our market share grew.
"Trial conversion rose", said the agency. “Trial conversion doubled in a week”, they claim.
Instead of rising, trial conversion fell. We stopped trial conversion from falling.
ARR rose {ARR | growth} to {ARR}, {ARR | vs plan} ahead of plan and up from {ARR | Jan 2026} in January.
Churn improved to {Churn rate}, a drop of {Churn rate | change from Jan 2026} since January; it is above target.
Churn fell again, to {Churn rate}, its lowest ever, and is down on last year.
Support tickets held at {Support tickets}. Support tickets stayed flat, and support tickets are stable.
Gross margin doubled since January. Gross margin nearly doubled. Gross margin has doubled to {Gross margin}.
NPS reached a record high of {NPS}, its highest since July. NPS rose in October and is ahead of last month.
NPS rose for the second month in a row. Churn fell for the third consecutive month.
We follow up, set up, sign up, scale up and break down; up to {Support tickets} tickets come down to one cause, above all.
The lower tier, the higher price, the growth plan and the drop-off point are under review, below the fold.
Growth of {ARR | growth} beats the {ARR | growth from Sep 2026} of the month before.
We raised a round, cut two features, held a workshop, beat the drum and missed a flight.
Trial conversion dropped in spring and rose to {Trial conversion} since.
Once ARR fell, we reacted. Until ARR rose, nobody looked. Before ARR grew, churn rose.
ARR stands at {ARR}, {ARR | change} more than in September. Trial conversion is short of target.
What fell was trial conversion; what rose was ARR. Demand for ARR reports dropped.
Trial conversion costs rose. Trial conversion emails doubled. The trial conversion team grew.
Each time usage drops we nudge the trial, and churn falls.
Conversion of trials fell to {Trial conversion} in October.
The churn rate has fallen to {Churn rate}, well below last year.
ARR crossed the line, up {ARR | growth from Jan 2026} from January.
Although NPS dipped in August, it is up to {NPS}.
ARR growth slowed, yet ARR keeps growing.
Churn is down, NPS is up, and margins improved.
NPS climbed {NPS | change from Jan 2026} points since January to {NPS}.
Support tickets barely moved. Support tickets remain flat at {Support tickets}.
Trial conversion peaked in September at {Trial conversion | Sep 2026} and fell back to {Trial conversion}.
Trial conversion, up since spring, fell in October.
ARR beat plan by {ARR | vs plan}. ARR is {ARR | vs plan} above plan.
Trial conversion missed its target by {Trial conversion | vs target | size}.
Gross margin rose from {Gross margin | Jan 2026} to {Gross margin} in ten months.
Gross margin has risen every month this year.
Churn fell faster than planned. Churn fell below {Churn rate | Sep 2026}.
NPS is higher than a year ago and ARR higher than ever.
ARR grew despite falling trial conversion.
ARR grew as trial conversion fell from its record high.
The rise in ARR, and the drop in churn, pay for it.
Trial conversion was higher in September.
ARR increased to {ARR | Jun 2026} by June.
In Q3, ARR rose to {ARR | Sep 2026}.
Q3 saw trial conversion rise to {Trial conversion | Sep 2026}, then October dropped to {Trial conversion}.
Better onboarding lifted trial conversion to {Trial conversion | Sep 2026} by September.
`), "\n")

func TestSoundSentencesAreLeftAlone(t *testing.T) {
	t.Parallel()
	b := moving()
	for _, text := range soundSentences {
		if f := figure.New(b).Field("x", text).Findings; len(f) > 0 {
			t.Errorf("%s: %v", text, f)
		}
		for _, got := range contradictions(b, text) {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}

// untrueSentences are sentences that the metrics of moving do not bear out, one each.
var untrueSentences = strings.Split(strings.TrimSpace(`
ARR has fallen to {ARR}.
Churn is climbing: {Churn rate} in October.
Churn increased to {Churn rate}, hurting ARR.
NPS has been declining since June.
Gross margin eroded to {Gross margin}.
Our gross margin is flat.
ARR is short of plan by {ARR | vs plan}.
Trial conversion exceeded its target.
Trial conversion keeps rising, to {Trial conversion}.
Trial conversion is at an all-time high of {Trial conversion}.
Churn hit a record high.
ARR halved since January.
NPS dropped from {NPS | Jan 2026} to {NPS}.
ARR is down {ARR | change}.
Despite nudges, ARR decreased last quarter.
ARR contracted year to date.
NPS is worse than last year... NPS worsened.
Churn went up to {Churn rate}.
ARR is lower than in January.
ARR has dropped by {ARR | growth from Jan 2026} since January.
{ARR} in ARR, down from {ARR | Sep 2026} last month.
Trial conversion rose for the third month in a row.
With {Trial conversion}, trial conversion beat target.
Support tickets skyrocketed. Support tickets doubled to {Support tickets}.
`), "\n")

func TestUntrueSentencesAreFoundInManyForms(t *testing.T) {
	t.Parallel()
	b := moving()
	for _, text := range untrueSentences {
		if len(contradictions(b, text)) == 0 {
			t.Errorf("nothing is found in %q", text)
		}
	}
}

// A sense that is misspelt in a table would make a claim of nothing.
func TestEveryVerbOfTheTablesMakesAClaim(t *testing.T) {
	t.Parallel()
	known := []Claim{Up, Down, Held, Better, Worse, Times, Above, Below, Beaten, Missed, Level, Within}
	for _, v := range Verbs {
		if !slices.Contains(known, v.Claim) || (v.Claim == Times) != (v.Factor > 0) {
			t.Errorf("%q makes the claim %q with factor %g", strings.Join(v.Words, " "), v.Claim, v.Factor)
		}
	}
}
