package ingest

import (
	"regexp"
	"strings"

	"throughline/app/book/currency"
	"throughline/app/metric"
)

// hint is what words around numbers say about them: a header's "($k)", a unit column, a line above the table.
type hint struct {
	kind     metric.Kind
	known    bool // kind says something
	symbol   string
	currency string
	scale    float64 // 0 for none
	percent  bool
	words    string // as written, for the reason
}

func (h hint) empty() bool { return !h.known && h.currency == "" && h.scale == 0 && !h.percent }

// over returns h where it says something, and fallback for what it leaves open.
func (h hint) over(fallback hint) hint {
	if h.empty() {
		return fallback
	}
	return h
}

// readHint reads words that are all about units, such as "$k", "USD millions", "in % ", "hours", "€ in thousands"; false
// where any word is about something else.
func readHint(s string) (hint, bool) {
	h := hint{words: strings.TrimSpace(s)}
	fields := strings.Fields(unitPhrases.Replace(s))
	if len(fields) == 0 || len(fields) > 6 {
		return hint{}, false
	}
	for _, f := range fields {
		if !h.readWord(f) {
			return hint{}, false
		}
	}
	return h, !h.empty()
}

// unitPhrases puts what is written in two words, or with signs between, into words of unitWords.
var unitPhrases = strings.NewReplacer(
	",", " ", "/", " / ", "(", " ", ")", " ", "|", " ",
	"basis points", "bps", "Basis points", "bps", "Basis Points", "bps", "percentage points", "pp", "Percentage points", "pp",
	"miles de", "thousands", "Miles de", "thousands", "per cent", "percent",
)

func (h *hint) readWord(f string) bool {
	for _, word := range []string{f, strings.TrimSuffix(f, ".")} { // "Tsd.", "Mio."
		if u, ok := unitWords[strings.ToLower(word)]; ok {
			h.add(u)
			return true
		}
	}
	if code := currency.IsCode(f); code {
		h.currency = f
		return true
	}
	if known, ok := h.readSign(f); known {
		return ok
	}
	// kEUR, EURk, MUSD
	for _, scale := range []string{"k", "K", "m", "M", "T"} {
		for _, code := range []string{strings.TrimPrefix(f, scale), strings.TrimSuffix(f, scale)} {
			if code != f && currency.IsCode(code) {
				h.currency, h.scale = code, 1e3
				if scale == "m" || scale == "M" {
					h.scale = 1e6
				}
				return true
			}
		}
	}
	return false
}

// readSign reads a word with a currency sign, alone or with a scale: "$", "€k", "T€". known is false where it has no sign.
func (h *hint) readSign(f string) (known, ok bool) {
	for _, c := range currency.Signs {
		rest, found := strings.CutPrefix(f, c.Sign)
		if !found {
			if rest, found = strings.CutSuffix(f, c.Sign); !found {
				continue
			}
		}
		h.currency = c.Code
		rest = strings.TrimPrefix(rest, "'")
		switch u := unitWords[strings.ToLower(rest)]; {
		case rest == "":
		case rest == "T": // thousands, as in TEUR; a T alone is no unit
			h.scale = 1e3
		case u.scale != 0:
			h.add(u)
		default:
			return true, false
		}
		return true, true
	}
	return false, false
}

func (h *hint) add(u unitWord) {
	switch {
	case u.only:
	case u.currency != "":
		h.currency = u.currency
	case u.percent:
		h.percent = true
	case u.scale != 0:
		h.scale = max(h.scale, 1) * u.scale
	default:
		h.kind, h.symbol, h.known = u.kind, u.symbol, true
	}
}

var (
	bracketed  = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]`)
	glued      = regexp.MustCompile(`([\p{L})])\d(?:\s*,\s*\d)*$`)
	manySpaces = regexp.MustCompile(`[\s\x{00a0}\x{202f}]+`)
)

// splitName takes unit words off a name: "ARR ($k)" is "ARR" in thousands of dollars, "Churn %" is "Churn" in percent,
// "Revenue, USD m" is "Revenue". Other words in parentheses stay.
func splitName(raw string) (string, hint) {
	name := tidy(raw)
	var h hint
	name = strings.TrimSpace(bracketed.ReplaceAllStringFunc(name, func(part string) string {
		inside := bracketed.FindStringSubmatch(part)[1]
		if !h.empty() {
			return part
		}
		if got, ok := readHint(inside); ok {
			h = got
			return ""
		}
		if rest, got, ok := hintInRemark(inside); ok {
			h = got
			return strings.Replace(part, inside, rest, 1)
		}
		return part
	}))
	if h.empty() {
		name, h = trailingHint(name)
	}
	if name == "" {
		name = tidy(raw)
	}
	return name, h
}

// hintInRemark takes the unit out of a longer remark: "net of VAT, €". A plain word is one only beside others of its kind.
func hintInRemark(remark string) (rest string, h hint, ok bool) {
	parts := strings.FieldsFunc(remark, func(r rune) bool { return r == ',' || r == ';' })
	for i, part := range parts {
		h, ok := readHint(part)
		if !ok || len(parts) < 2 || !h.percent && h.currency == "" {
			continue
		}
		others := append(append([]string{}, parts[:i]...), parts[i+1:]...)
		for j := range others {
			others[j] = strings.TrimSpace(others[j])
		}
		return strings.Join(others, ", "), h, true
	}
	return remark, hint{}, false
}

// trailingHint takes unit words off the end of a name. A single letter or a plain word such as "hours" counts only after
// a comma, a dash or "in": "Response time, hours", but "Plan B" and "Support hours" are names.
func trailingHint(name string) (string, hint) {
	if strings.HasSuffix(name, ")") { // the end of a longer remark: "(net of VAT, €)"
		return name, hint{}
	}
	for _, sep := range []string{", ", " - ", " – ", " in ", " / ", " | ", ": "} {
		if i := strings.LastIndex(name, sep); i > 0 {
			if h, ok := readHint(name[i+len(sep):]); ok {
				return strings.TrimSpace(name[:i]), h
			}
		}
	}
	if rest, h, ok := trailingWords(name); ok {
		return rest, h
	}
	i := strings.LastIndexByte(name, ' ')
	if i <= 0 {
		if rest, ok := strings.CutSuffix(name, "%"); ok && rest != "" {
			return rest, hint{percent: true, words: "%"}
		}
		return name, hint{}
	}
	last := name[i+1:]
	h, ok := readHint(last)
	if ok && (h.percent || h.currency != "" || strings.HasPrefix(last, "'000") || strings.HasPrefix(last, "000")) {
		return strings.TrimSpace(name[:i]), h
	}
	return name, hint{}
}

// trailingWords takes two or three unit words with a currency off the end of a name: "Umsatz Mio. €", "Revenue US$ million".
func trailingWords(name string) (rest string, h hint, ok bool) {
	words := strings.Fields(name)
	for n := min(3, len(words)-1); n > 1; n-- {
		if h, ok := readHint(strings.Join(words[len(words)-n:], " ")); ok && h.currency != "" {
			return strings.Join(words[:len(words)-n], " "), h, true
		}
	}
	return name, hint{}, false
}

// footnoteMarks are the marks that point from a label or a number to a note below the table.
const footnoteMarks = "*†‡¹²³⁴⁵⁶⁷⁸⁹"

// tidy is a label on one line, without footnote marks at its end.
func tidy(s string) string {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "\t\n\r\u00a0\u202f") || strings.Contains(s, "  ") {
		s = strings.TrimSpace(manySpaces.ReplaceAllString(s, " "))
	}
	trimmed := strings.TrimRight(s, footnoteMarks+" :")
	if trimmed == "" {
		return s
	}
	return trimmed
}

// withoutFootnote takes off digits glued to a word where the notes below the table explain those numbers: "Population2".
func withoutFootnote(s string, notes map[string]bool) string {
	if len(notes) == 0 {
		return s
	}
	s = tidy(s)
	at := glued.FindStringSubmatchIndex(s)
	if at == nil {
		return s
	}
	marks := s[at[3]:]
	for _, n := range strings.FieldsFunc(marks, func(r rune) bool { return r == ',' || r == ' ' }) {
		if !notes[n] {
			return s
		}
	}
	return s[:at[3]]
}

// withoutSpacedFootnote also takes off a number that stands apart, "Males 5", as headings carry it.
func withoutSpacedFootnote(s string, notes map[string]bool) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 && notes[s[i+1:]] {
		return strings.TrimSpace(s[:i])
	}
	return withoutFootnote(s, notes)
}

// scenarioOf reads text that is a scenario and nothing else: "Budget", "FY26 Plan", "Actual 2026".
func scenarioOf(s string) (metric.Scenario, string, bool) {
	key := plainKey(tidy(s))
	if sc, ok := scenarioNames[key]; ok {
		return sc, key, true
	}
	var rest []string
	for _, w := range strings.Fields(key) {
		if _, isPeriod := metric.ParsePeriod(w); !isPeriod && w != "fy" {
			rest = append(rest, w)
		}
	}
	key = strings.Trim(strings.Join(rest, " "), "()")
	sc, ok := scenarioNames[key]
	return sc, key, ok
}

// splitScenario takes a scenario word off the beginning or end of a name: "ARR plan", "Plan ARR", "ARR (Budget)". The
// word is returned to tell a target from a plan. A variance is no scenario.
func splitScenario(name string) (rest string, sc metric.Scenario, word string, ok bool) {
	if _, isDelta := hasWord(name, deltaWords); isDelta {
		return name, 0, "", false
	}
	if m := bracketed.FindStringSubmatchIndex(name); m != nil {
		if sc, word, ok := scenarioOf(name[m[2]:m[3]]); ok {
			return tidy(name[:m[0]] + name[m[1]:]), sc, word, true
		}
	}
	if remark := bracketed.FindStringIndex(name); remark != nil && remark[1] == len(name) && remark[0] > 0 {
		if rest, sc, word, ok := splitScenario(name[:remark[0]]); ok { // "ARR plan (net of VAT)"
			return rest + name[remark[0]:], sc, word, true
		}
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '_' })
	if len(words) < 2 {
		return name, 0, "", false
	}
	trim := func(s string) string { return strings.Trim(s, " -–—:_,/|·") }
	for n := min(2, len(words)-1); n >= 1; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		if sc, word, ok := scenarioOf(trim(tail)); ok {
			return trim(name[:len(name)-len(tail)]), sc, word, true
		}
		head := strings.Join(words[:n], " ")
		if sc, word, ok := scenarioOf(trim(head)); ok {
			return trim(name[len(head):]), sc, word, true
		}
	}
	return name, 0, "", false
}

var deltaWords = set(`vs versus variance var delta Δ gap diff difference against`)

// polarityOf guesses which direction is good, with the word that says so.
func polarityOf(name string) (metric.Polarity, string) {
	if word, isDelta := hasWord(name, deltaWords); isDelta && word != "gap" {
		return metric.Neutral, "" // which way a difference counts depends on how it was taken
	}
	for _, p := range polarityWords {
		if word, ok := hasWord(name, p.words); ok {
			return p.is, word
		}
	}
	return metric.Neutral, ""
}

// readable makes a header such as "churn_rate" a name a sentence can hold; only underscores are touched.
func readable(name string) string {
	if strings.Contains(name, " ") || !strings.Contains(name, "_") {
		return name
	}
	if words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' }); len(words) > 0 {
		return strings.Join(words, " ")
	}
	return name
}
