package claim

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/app/language"
)

// cardinals are the numbers people write in words.
var cardinals = language.Numbers("number.cardinals")

// parts are the parts of a whole with the number of them: 3 for "third"; below 1, the share itself: "un tiers".
var parts = language.Numbers("number.fractions")

// inWords are the forms in which words assert a measure: shares of a whole, percentages and amounts. "The first half",
// "a third option" and "three quarters in a row" assert none.
var inWords = []struct {
	has   []string // one of these must be there: the forms are slow to look for
	form  *regexp.Regexp
	value func(m []string) (float64, unitSign)
}{
	{[]string{"third", "quarter", "fifth", "tenth"}, regexp.MustCompile(`\b((?:a|one) (third|quarter|fifth|tenth)) of `), func(m []string) (float64, unitSign) { return 1 / parts[m[2]], percentSign }},
	{[]string{"thirds", "fifths", "tenths"}, regexp.MustCompile(`\b((two|three|four)[ -](thirds|fifths|tenths))\b`), func(m []string) (float64, unitSign) { return cardinals[m[2]] / parts[m[3]], percentSign }},
	{[]string{"quarters"}, regexp.MustCompile(`\b((three)[ -](quarters)) of `), func([]string) (float64, unitSign) { return 0.75, percentSign }},
	{[]string{"half"}, regexp.MustCompile(`(?:^|(?:\b(?:almost|nearly|about|roughly|only|over|under|than|where|that|and|but)|[,;:(]) )(half) (?:of (?:all|the|our|its|their|them)|the|our|all|its|their) `), func([]string) (float64, unitSign) { return 0.5, percentSign }},
	{[]string{" in ", " out of "}, regexp.MustCompile(`\b((one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (three|four|five|six|seven|eight|nine|ten|twenty))\b`), func(m []string) (float64, unitSign) {
		n := cardinals[m[2]]
		if m[2] == "one" {
			n = 1
		}
		return n / cardinals[m[3]], percentSign
	}},
	{[]string{" in ", " out of "}, regexp.MustCompile(`(?:^|\s)(([1-9]) (?:in|out of) (3|4|5|6|8|10|20|100)) `), func(m []string) (float64, unitSign) {
		return number(m[2]) / number(m[3]), percentSign
	}},
	{[]string{"every "}, regexp.MustCompile(`\b(every (third|fourth|fifth|tenth)) `), func(m []string) (float64, unitSign) { return 1 / parts[m[2]], percentSign }},
	{[]string{"drittel", "viertel", "fünftel"}, regexp.MustCompile(`(?:^|[\s(„])((ein|zwei|drei|vier) (drittel|viertel|fünftel)) (?:der|des|aller|unserer|von)`), func(m []string) (float64, unitSign) {
		return cardinals[m[2]] / parts[m[3]], percentSign
	}},
	{[]string{"hälfte"}, regexp.MustCompile(`(?:^|[\s(„])((?:die|fast die|rund die) hälfte) (?:der|aller|unserer|von)`), func([]string) (float64, unitSign) { return 0.5, percentSign }},
	{[]string{"jede"}, regexp.MustCompile(`(?:^|[\s(„])(jede[rsnm]? (zweite|dritte|vierte|fünfte|zehnte)[rsnm]?) `), func(m []string) (float64, unitSign) { return 1 / parts[m[2]], percentSign }},
	{[]string{"tiers", "quarts", "moitié"}, regexp.MustCompile(`(?:^|[\s(«])((un tiers|deux tiers|trois quarts|la moitié)) (?:des?|du|d['’])`), func(m []string) (float64, unitSign) { return parts[m[2]], percentSign }},
	{[]string{" sur "}, regexp.MustCompile(`(?:^|[\s(«])(une? \pL+ sur (deux|trois|quatre|cinq|dix)) `), func(m []string) (float64, unitSign) { return 1 / cardinals[m[2]], percentSign }},
	{[]string{"hundred", "thousand"}, regexp.MustCompile(`\b((` + cardinalWords + `) (hundred|thousand))\b`), func(m []string) (float64, unitSign) {
		return cardinals[m[2]] * map[string]float64{"hundred": 100, "thousand": 1000}[m[3]], noSign
	}},
	{[]string{"percent", "per cent"}, regexp.MustCompile(`\b((` + cardinalWords + `)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))? (?:percent|per cent))\b`), func(m []string) (float64, unitSign) { return cardinals[m[2]] / 100, percentSign }},
	{[]string{"percentage point"}, regexp.MustCompile(`\b((` + cardinalWords + `) (?:percentage points?))\b`), func(m []string) (float64, unitSign) { return cardinals[m[2]] / 100, pointsSign }},
	{[]string{"million", "billion"}, regexp.MustCompile(`\b((one|` + cardinalWords + `) (million|billion))\b`), func(m []string) (float64, unitSign) {
		return max(cardinals[m[2]], 1) * suffixes[m[3]].factor, noSign
	}},
	{[]string{"eleven", "twel", "teen", "ty ", "ty-"}, regexp.MustCompile(`\b((eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?) (\pL+)\b`), func(m []string) (float64, unitSign) {
		if !counted[m[3]] {
			return 0, noSign
		}
		return cardinals[m[2]], noSign
	}},
}

func number(digits string) float64 {
	n, _ := strconv.ParseFloat(digits, 64)
	return n
}

const cardinalWords = `two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety`

// notOf are what a share is taken of when it is a stretch of time or part of a plan, and measures nothing.
var notOf = regexp.MustCompile(`^(?:the |a |an |this |last |next |our )?(?:\pL+ )?(?:year|quarter|month|week|day|hour|decade|century|time|battle|story|way|sprint|\d{4}|tag|woche|monat|quartal|jahr|jahres|jour|semaine|mois|trimestre|an|année)s?\b`)

// spelled finds the numbers of a text that are written in words.
func spelled(text string) (found []Typed) {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil // a letter whose lower case is longer: offsets would not agree
	}
	taken := map[int]bool{}
	for _, f := range inWords {
		if !slices.ContainsFunc(f.has, func(w string) bool { return strings.Contains(lower, w) }) {
			continue
		}
		for _, at := range f.form.FindAllStringSubmatchIndex(lower, -1) {
			m := make([]string, len(at)/2)
			for i := range m {
				if at[2*i] >= 0 {
					m[i] = lower[at[2*i]:at[2*i+1]]
				}
			}
			start, end := at[2], at[3]
			value, sign := f.value(m)
			if value == 0 || taken[start] || notOf.MatchString(strings.TrimPrefix(lower[end:], " of ")) || notOf.MatchString(strings.TrimSpace(lower[end:])) {
				continue
			}
			taken[start] = true
			found = append(found, Typed{
				Start: start, End: end, Text: text[start:end], Value: value,
				number: typedNumber{value: value, step: value / 10, digits: 1, sign: sign, vague: true},
			})
		}
	}
	return found
}
