package periods

import (
	"regexp"
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
)

// IsPeriod reports text that is a period, with its year or without, and nothing else.
func IsPeriod(text string) bool {
	_, ok := readText(text)
	return ok
}

// Inside finds a period with its year at the beginning or end of a label; the zero period where there is none.
func Inside(text string) metric.Period { return readInside(text).period }

// HoldsPeriod reports a label with a period at its beginning or end, with its year or without.
func HoldsPeriod(text string) bool { return readInside(text) != (reading{}) }

// readText reads text that is a period, a range of dates or months, a period without its year or a date in one order
// or another, perhaps with words before it and a letter for its scenario behind, and nothing else.
func readText(text string) (reading, bool) {
	text = provisional.ReplaceAllString(text, "")
	r, ok := readPlainPeriod(text)
	if ok {
		return r, true
	}
	for _, lead := range periodLeads {
		if rest, found := cutLead(text, lead); found {
			if r, ok := readPlainPeriod(rest); ok {
				r.lead = lead
				return r, true
			}
		}
	}
	if m := scenarioLetter.FindStringSubmatch(text); m != nil {
		if r, ok := readPlainPeriod(m[1]); ok && r.text == "" && r.bare == (metric.BarePeriod{}) {
			r.rest = letterScenarios[m[2]]
			return r, true
		}
	}
	return reading{}, false
}

// provisional is the mark of statistics that will be, or have been, revised: "May 2026 (p)", "2025 [r]".
var provisional = regexp.MustCompile(`(?i)\s*[(\[](?:p|r|e|prov\.?|rev\.?|prelim\.?|provisional|revised|preliminary)[)\]]$`)

// readPlainPeriod reads a period without anything around it.
func readPlainPeriod(text string) (reading, bool) {
	if p, ok := monthSpan(text); ok {
		return reading{period: p}, !p.IsZero()
	}
	if p, ok := metric.ParsePeriod(text); ok && Plausible(p) {
		return reading{period: p}, true
	}
	if from, _, ok := cutRange(text); ok {
		text = from
		if p, ok := metric.ParsePeriod(text); ok && Plausible(p) {
			return reading{period: p}, true
		}
	}
	if b, ok := metric.ParseBarePeriod(text); ok {
		return reading{bare: b}, true
	}
	if len(metric.DateOrders(text)) > 0 {
		return reading{text: text}, true
	}
	return reading{}, false
}

// periodLeads stand before a period and say how it is meant.
var periodLeads = []string{
	"w/e", "w/c", "week ending", "week ended", "week commencing", "week beginning", "week of", "week starting", "as of", "as at",
	"month ending", "month ended", "quarter ended", "quarter ending", "year ended", "year ending", "period ending", "stand", "per", "au", "al",
}

func cutLead(text, lead string) (string, bool) {
	if len(text) <= len(lead) || !strings.EqualFold(text[:len(lead)], lead) {
		return "", false
	}
	rest := strings.TrimLeft(text[len(lead):], " :")
	return rest, rest != text[len(lead):]
}

// leads returns what stands before the first of the periods that have something there.
func leads(rs []reading) string {
	for i := range rs {
		if rs[i].lead != "" {
			return " " + rs[i].lead
		}
	}
	return ""
}

// scenarioLetter is the letter that finance writes behind a year or quarter: 2025A, 2026E, Q3 2026F.
var scenarioLetter = regexp.MustCompile(`^(.*\d) ?([AEFBP])$`)

var letterScenarios = map[string]string{"A": "Actual", "E": "Forecast", "F": "Forecast", "B": "Budget", "P": "Plan"}

// monthsOf is a span of months in one year: "Jan–Mar 2026", "January - June 26".
var monthsOf = regexp.MustCompile(`^(\p{L}+)\.?\s*(?:[-–—/]|to|bis)\s*(\p{L}+)\.?\s+'?(\d{4}|\d{2})$`)

// monthSpan reads a span of months as the quarter or year that it is. A span of other months is a period of no grain, and
// answered as the zero one.
func monthSpan(text string) (p metric.Period, ok bool) {
	m := monthsOf.FindStringSubmatch(text)
	if m == nil {
		return p, false
	}
	first, ok1 := metric.ParsePeriod(m[1] + " " + m[3])
	last, ok2 := metric.ParsePeriod(m[2] + " " + m[3])
	if !ok1 || !ok2 || first.Grain != metric.Month || last.Grain != metric.Month {
		return p, false
	}
	year, month := first.Parts()
	switch n := last.N - first.N + 1; {
	case n == 3 && month%3 == 1:
		return metric.QuarterOf(year, (month+2)/3), true
	case n == 12:
		return metric.YearOf(year), true
	case n == 1:
		return first, true
	}
	return metric.Period{}, true
}

// readInside finds a period at the beginning or end of a label: "2012-Q4 CPT (£)", "Plan Jan 2026". A year beside a
// part of it that has no grain of its own, "H1 2026", is none.
func readInside(text string) reading {
	if partOfYear.MatchString(text) || lexicon.SumToDate(text) {
		return reading{}
	}
	words := strings.Fields(strings.ReplaceAll(text, "_", " "))
	for n := min(3, len(words)-1); n >= 1; n-- {
		for _, cut := range []struct{ part, rest []string }{
			{words[:n], words[n:]}, {words[len(words)-n:], words[:len(words)-n]},
		} {
			part := strings.Trim(strings.Join(cut.part, " "), "()[]:,–—-")
			rest := strings.Trim(strings.Join(cut.rest, " "), "()[]:,–—- ")
			if lexicon.CalendarColumns[lexicon.PlainKey(rest)] != metric.GrainNone {
				rest = "" // “Année 2026”
			}
			if p, ok := metric.ParsePeriod(part); ok && Plausible(p) {
				return reading{period: p, rest: rest}
			}
			if b, ok := metric.ParseBarePeriod(part); ok && n == 1 {
				return reading{bare: b, rest: rest}
			}
		}
	}
	return reading{}
}

// partOfYear is a half-year, a tertial, a numbered month or period, or a span of months, in some year.
var partOfYear = regexp.MustCompile(`(?i)^(?:(?:h|s|hy|p|period|half|semest(?:er|re)|halbjahr|month|monat|mois|mes|sprint|wave|phase|cohort)\s?\d{1,2}|[12]\.?\s?(?:h|hy|half|halbjahr)|\p{L}{3,9}\.?\s*[-–—]\s*\p{L}{3,9}\.?)\s*(?:fy)?\s?'?(?:\d{4}|\d{2})$|^(?:\d{4}|fy\s?\d{2}|\d{2})[ -]?(?:h|s|hy|p)[12]$`)

// IsPartOfYear reports a part of a year that has no grain: a half-year, with its year or without, or a numbered period or a
// span of months in some year.
func IsPartOfYear(text string) bool {
	return partOfYear.MatchString(text) || halfYear.MatchString(text)
}

var halfYear = regexp.MustCompile(`(?i)^(?:(?:h|s|hy)\s?[12]|[12]\.?\s?(?:h|hy|half|halbjahr|semester))\s*(?:fy)?\s?'?(?:\d{4}|\d{2})?$|^(?:\d{4}|fy\s?\d{2})[ -]?(?:h|s|hy)[12]$`)
