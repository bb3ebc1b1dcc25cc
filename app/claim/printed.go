package claim

import (
	"strings"
	"unicode/utf8"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/say"
)

// judgePrinted checks the words right behind a figure against what it prints: "€63k thousand", "−55% percentage points".
func (c *checker) judgePrinted(s int) {
	bounds := c.p.sentence(s)
	for k := bounds.start; k < bounds.end; k++ {
		w := c.p.words[k]
		if w.figure < 0 {
			continue
		}
		a := c.answer(k)
		if a == nil || a.View.Sentence {
			continue
		}
		token := c.p.tokens[w.figure]
		if sign := c.signBefore(token.Start); sign != "" && a.Value.Unit.Kind == metric.Currency && a.Value.Kind != metric.Ratio {
			c.judgeSignBefore(a, sign)
			continue
		}
		glued, _, _ := strings.Cut(c.p.text[token.End:], " ")
		if unit, end := c.unitBehind(k, bounds.end, glued); unit != "" {
			c.judgeUnitWord(k, a, unit, end)
			continue
		}
		c.judgeSignWord(k, a, bounds.start)
	}
}

// unitBehind returns the kind of the unit or scale that stands behind a figure, and the byte behind it: "percent", "points",
// "scale" or "money".
func (c *checker) unitBehind(k, end int, glued string) (unit string, at int) {
	token := c.p.tokens[c.p.words[k].figure]
	letters := strings.TrimRight(glued, punctuationAfter)
	if unit := unitOf(letters); unit != "" {
		return unit, token.End + len(letters)
	}
	if k+1 >= end || c.p.words[k].after != "" || c.p.words[k+1].figure >= 0 {
		return "", 0
	}
	next := c.p.words[k+1]
	if k+2 < end && next.after == "" {
		if unit := unitWords[next.lower+" "+c.p.words[k+2].lower]; unit != "" {
			return unit, c.p.words[k+2].end
		}
	}
	return unitOf(next.text), next.end
}

// unitOf returns the kind of a unit; a single letter is one as it is written alone: "M", and not "m" for months.
func unitOf(text string) string {
	if unit := unitWords[text]; unit != "" || len(text) < 2 {
		return unit
	}
	return unitWords[strings.ToLower(text)]
}

// signBefore returns the sign of a currency that stands right before a place in the text, "" without one.
func (c *checker) signBefore(at int) string {
	r, size := utf8.DecodeLastRuneInString(c.p.text[:at])
	if sign := string(r); size > 0 && unitWords[sign] == "money" {
		return sign
	}
	return ""
}

// judgeSignBefore says of a currency before a figure that the figure prints its own: "£{…}".
func (c *checker) judgeSignBefore(a *figure.Answer, sign string) {
	start := a.Start - len(sign)
	found := Contradiction{
		Claim: Unit, Metric: a.Metric.Name, Start: start, End: a.End, Said: c.p.text[start:a.End],
		Text: say.F("It prints “%s%s”: the figure carries its own currency.", sign, c.r.figures.Shown(a.Raw)),
		Fix:  say.T("Leave out the sign before the figure."),
	}
	found.Edit = edit(start, a.Start, sign, "")
	c.found = append(c.found, found)
}

// judgeUnitWord checks a unit behind a figure that prints its own.
func (c *checker) judgeUnitWord(k int, a *figure.Answer, unit string, end int) {
	printed, ok := c.r.figures.Preview(a.Raw)
	if !ok {
		return
	}
	if !clashes(a.Value, unit) {
		return
	}
	token := c.p.tokens[c.p.words[k].figure]
	found := Contradiction{
		Claim: Unit, Metric: a.Metric.Name, Start: token.Start, End: end, Said: c.p.text[token.Start:end],
		Text: say.F("It prints “%s%s”: the figure carries its own unit.", printed, c.p.text[token.End:end]),
		Fix:  say.T("Leave out what stands behind the figure."),
	}
	found.Edit = edit(token.End, end, c.p.text[token.End:end], "")
	c.found = append(c.found, found)
}

// clashes reports whether a unit of a kind cannot stand behind a value, which prints its own.
func clashes(v metric.Value, unit string) bool {
	switch {
	case v.Unit == metric.Points:
		return unit == "points" || unit == "percent"
	case v.Kind == metric.Ratio || v.Unit.Kind == metric.Percent:
		return unit == "percent" || unit == "points" || unit == "scale"
	case v.Unit.Kind == metric.Currency:
		return true
	}
	return unit == "percent" || unit == "scale" && v.Unit.Kind <= metric.Count
}

// judgeSignWord checks a difference with a minus behind words that say it already: "fell by −0.6 pp".
func (c *checker) judgeSignWord(k int, a *figure.Answer, start int) {
	if a.Value.Kind == metric.Level || a.Value.Number >= 0 || a.Size || k == start {
		return
	}
	by := k - 1
	for by > start && (closeTo[c.p.words[by].lower] || determiners[c.p.words[by].lower]) {
		by--
	}
	if c.p.words[by].after != "" || pointing[c.p.words[by].lower] != "by" && !signVerbs[c.p.words[by].lower] {
		return
	}
	printed, _ := c.r.figures.Preview(a.Raw)
	view := a.Token.View
	format := strings.TrimSpace(a.Format + " size")
	with := figure.Write(a.Token.Metric, view, format)
	found := Contradiction{
		Claim: Sign, Metric: a.Metric.Name, Start: a.Start, End: a.End, Said: a.Raw,
		Text: say.F("It prints “%s %s”: the words say that it is less, and so does the sign.", c.p.words[by].text, printed),
		Fix:  "Write " + with + ", which prints no sign.",
	}
	found.edit(a.Token, with)
	c.found = append(c.found, found)
}

var (
	// unitWords are the units and scales that may stand behind a figure, with their kind.
	unitWords = language.Senses("form.unit-words")
	// signVerbs stand right before how much something changed: "lost −2 pp".
	signVerbs = language.Set("form.sign-verbs")
	// closeTo are the words for about how much.
	closeTo = language.Set("form.about")
)
