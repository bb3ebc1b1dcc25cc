package lexicon

import (
	"regexp"
	"strings"

	"throughline/app/book/currency"
	"throughline/app/language"
	"throughline/app/metric"
)

// Hint is what words around numbers say about them: a header's "($k)", a unit column, a line above the table.
type Hint struct {
	Kind     metric.Kind
	Known    bool // kind says something
	Symbol   string
	Currency string
	Scale    float64 // 0 for none
	Percent  bool
	Words    string // as written, for the reason
}

func (h Hint) empty() bool { return !h.Known && h.Currency == "" && h.Scale == 0 && !h.Percent }

// Over returns h where it says something, and fallback for what it leaves open.
func (h Hint) Over(fallback Hint) Hint {
	if h.empty() {
		return fallback
	}
	return h
}

// ReadHint reads words that are all about units, such as "$k", "USD millions", "in % ", "hours", "€ in thousands"; false
// where any word is about something else.
func ReadHint(s string) (Hint, bool) {
	h := Hint{Words: strings.TrimSpace(s)}
	fields := strings.Fields(unitPhrases.Replace(s))
	if len(fields) == 0 || len(fields) > 6 {
		return Hint{}, false
	}
	for _, f := range fields {
		if !h.readWord(f) {
			return Hint{}, false
		}
	}
	return h, !h.empty()
}

// unitPhrases puts what is written in two words, or with signs between, into words of unitWords.
var unitPhrases = strings.NewReplacer(
	",", " ", "/", " / ", "(", " ", ")", " ", "|", " ",
	"basis points", "bps", "Basis points", "bps", "Basis Points", "bps", "percentage points", "pp", "Percentage points", "pp",
	"miles de", "thousands", "Miles de", "thousands", "per cent", "percent", " d'", " ", " d’", " ",
)

func (h *Hint) readWord(f string) bool {
	for _, word := range []string{f, strings.TrimSuffix(f, ".")} { // "Tsd.", "Mio."
		if u, ok := UnitWords[strings.ToLower(word)]; ok {
			h.add(u)
			return true
		}
	}
	if code := currency.IsCode(f); code {
		h.Currency = f
		return true
	}
	if known, ok := h.readSign(f); known {
		return ok
	}
	// kEUR, EURk, MUSD
	for _, scale := range []string{"k", "K", "m", "M", "T"} {
		for _, code := range []string{strings.TrimPrefix(f, scale), strings.TrimSuffix(f, scale)} {
			if code != f && currency.IsCode(code) {
				h.Currency, h.Scale = code, 1e3
				if scale == "m" || scale == "M" {
					h.Scale = 1e6
				}
				return true
			}
		}
	}
	return false
}

// readSign reads a word with a currency sign, alone or with a scale: "$", "€k", "T€". known is false where it has no sign.
func (h *Hint) readSign(f string) (known, ok bool) {
	for _, c := range currency.Signs {
		rest, found := strings.CutPrefix(f, c.Sign)
		if !found {
			if rest, found = strings.CutSuffix(f, c.Sign); !found {
				continue
			}
		}
		h.Currency = c.Code
		rest = strings.Trim(rest, "'.")
		switch u := UnitWords[strings.ToLower(rest)]; {
		case rest == "":
		case rest == "T": // thousands, as in TEUR; a T alone is no unit
			h.Scale = 1e3
		case u.scale != 0:
			h.add(u)
		default:
			return true, false
		}
		return true, true
	}
	return false, false
}

func (h *Hint) add(u unitWord) {
	switch {
	case u.only:
	case u.currency != "":
		h.Currency = u.currency
	case u.percent:
		h.Percent = true
	case u.scale != 0:
		h.Scale = max(h.Scale, 1) * u.scale
	default:
		h.Kind, h.Symbol, h.Known = u.Kind, u.Symbol, true
	}
}

var (
	bracketed  = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]`)
	glued      = regexp.MustCompile(`([\p{L})])\d(?:\s*,\s*\d)*$`)
	manySpaces = regexp.MustCompile(`[\s\x{00a0}\x{202f}]+`)
)

// SplitName takes unit words off a name: "ARR ($k)" is "ARR" in thousands of dollars, "Churn %" is "Churn" in percent,
// "Revenue, USD m" is "Revenue". Other words in parentheses stay.
func SplitName(raw string) (string, Hint) {
	name := Tidy(raw)
	var h Hint
	name = strings.TrimSpace(bracketed.ReplaceAllStringFunc(name, func(part string) string {
		inside := bracketed.FindStringSubmatch(part)[1]
		if !h.empty() {
			return part
		}
		if got, ok := ReadHint(inside); ok {
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
	if h.empty() && !strings.Contains(name, " ") {
		name, h = programHint(name)
	}
	if name == "" {
		name = Tidy(raw)
	}
	return name, h
}

// programHint takes unit words off the end of a name that a program wrote: "duration_s", "churn_pct", "revenue_usd".
func programHint(name string) (string, Hint) {
	i := strings.LastIndexByte(name, '_')
	if i < 1 {
		return name, Hint{}
	}
	last, ok := ReadHint(name[i+1:])
	if _, takesTime := HasWord(HeadWords(name[:i]), SpanWords); len(name)-i == 2 && !takesTime {
		return name, Hint{} // “tv_S” is no number of seconds
	}
	if ok && (last.Kind == metric.Duration || last.Percent || last.Currency != "") {
		return name[:i], last
	}
	if code := strings.ToUpper(name[i+1:]); currency.IsCode(code) {
		return name[:i], Hint{Currency: code, Words: code}
	}
	return name, Hint{}
}

// MayBeOther reports a hint that says a million, a minute or a metre: a lone “m” in small letters.
func (h Hint) MayBeOther() bool { return h.Words == "m" && h.Scale == 1e6 && h.Currency == "" }

// hintInRemark takes the unit out of a longer remark: "net of VAT, €". A plain word is one only beside others of its kind.
func hintInRemark(remark string) (rest string, h Hint, ok bool) {
	parts := strings.FieldsFunc(remark, func(r rune) bool { return r == ',' || r == ';' })
	for i, part := range parts {
		h, ok := ReadHint(part)
		if !ok || len(parts) < 2 || !h.Percent && h.Currency == "" {
			continue
		}
		others := append(append([]string{}, parts[:i]...), parts[i+1:]...)
		for j := range others {
			others[j] = strings.TrimSpace(others[j])
		}
		return strings.Join(others, ", "), h, true
	}
	return remark, Hint{}, false
}

// trailingHint takes unit words off the end of a name. A single letter or a plain word such as "hours" counts only after
// a comma, a dash or "in": "Response time, hours", but "Plan B" and "Support hours" are names.
func trailingHint(name string) (string, Hint) {
	if strings.HasSuffix(name, ")") { // the end of a longer remark: "(net of VAT, €)"
		return name, Hint{}
	}
	for _, sep := range []string{", ", " - ", " – ", " in ", " / ", " | ", ": "} {
		if i := strings.LastIndex(name, sep); i > 0 {
			if h, ok := ReadHint(name[i+len(sep):]); ok {
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
			return rest, Hint{Percent: true, Words: "%"}
		}
		return name, Hint{}
	}
	last := name[i+1:]
	h, ok := ReadHint(last)
	if ok && (h.Percent || h.Currency != "" || strings.HasPrefix(last, "'000") || strings.HasPrefix(last, "000")) {
		return strings.TrimSpace(name[:i]), h
	}
	return name, Hint{}
}

// trailingWords takes two or three unit words with a currency off the end of a name: "Umsatz Mio. €", "Revenue US$ million".
func trailingWords(name string) (rest string, h Hint, ok bool) {
	words := strings.Fields(name)
	for n := min(3, len(words)-1); n > 1; n-- {
		if h, ok := ReadHint(strings.Join(words[len(words)-n:], " ")); ok && h.Currency != "" {
			return strings.Join(words[:len(words)-n], " "), h, true
		}
	}
	return name, Hint{}, false
}

// footnoteMarks are the marks that point from a label or a number to a note below the table.
const footnoteMarks = "*†‡¹²³⁴⁵⁶⁷⁸⁹"

// Tidy is a label on one line, without footnote marks at its end.
func Tidy(s string) string {
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

// WithoutFootnote takes off digits glued to a word where the notes below the table explain those numbers: "Population2".
func WithoutFootnote(s string, notes map[string]bool) string {
	if len(notes) == 0 {
		return s
	}
	s = Tidy(s)
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

// WithoutSpacedFootnote also takes off a number that stands apart, "Males 5", as headings carry it.
func WithoutSpacedFootnote(s string, notes map[string]bool) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 && notes[s[i+1:]] {
		return strings.TrimSpace(s[:i])
	}
	return WithoutFootnote(s, notes)
}

// ScenarioOf reads text that is a scenario and nothing else: "Budget", "FY26 Plan", "Actual 2026".
func ScenarioOf(s string) (metric.Scenario, string, bool) {
	key := PlainKey(Tidy(s))
	if sc, ok := ScenarioNames[key]; ok {
		return sc, key, true
	}
	var rest []string
	for _, w := range strings.Fields(key) {
		if _, isPeriod := metric.ParsePeriod(w); !isPeriod && w != "fy" {
			rest = append(rest, w)
		}
	}
	key = strings.Trim(strings.Join(rest, " "), "()")
	sc, ok := ScenarioNames[key]
	return sc, key, ok
}

// SplitScenario takes a scenario word off the beginning or end of a name: "ARR plan", "Plan ARR", "ARR (Budget)". The
// word is returned to tell a target from a plan. A variance is no scenario.
func SplitScenario(name string) (rest string, sc metric.Scenario, word string, ok bool) {
	if _, isDelta := HasWord(name, DeltaWords); isDelta {
		return name, 0, "", false
	}
	if m := bracketed.FindStringSubmatchIndex(name); m != nil {
		if sc, word, ok := ScenarioOf(name[m[2]:m[3]]); ok {
			return Tidy(name[:m[0]] + name[m[1]:]), sc, word, true
		}
	}
	if remark := bracketed.FindStringIndex(name); remark != nil && remark[1] == len(name) && remark[0] > 0 {
		if rest, sc, word, ok := SplitScenario(name[:remark[0]]); ok { // "ARR plan (net of VAT)"
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
		if sc, word, ok := ScenarioOf(trim(tail)); ok {
			return trim(name[:len(name)-len(tail)]), sc, word, true
		}
		head := strings.Join(words[:n], " ")
		if sc, word, ok := ScenarioOf(trim(head)); ok {
			return trim(name[len(head):]), sc, word, true
		}
	}
	return name, 0, "", false
}

// DeltaWords say that numbers are a difference.
var DeltaWords = language.Set("sheet.differences")

// PolarityOf guesses which direction is good, with the word that says so.
func PolarityOf(name string) (metric.Polarity, string) {
	if word, isDelta := HasWord(name, DeltaWords); isDelta && word != "gap" {
		return metric.Neutral, "" // which way a difference counts depends on how it was taken
	}
	for _, p := range polarityWords {
		if word, ok := HasWord(name, p.words); ok {
			return p.is, word
		}
	}
	return metric.Neutral, ""
}

// Readable makes a header such as "churn_rate" a name a sentence can hold; only underscores are touched.
func Readable(name string) string {
	if strings.Contains(name, " ") || !strings.Contains(name, "_") {
		return name
	}
	if words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' }); len(words) > 0 {
		return strings.Join(words, " ")
	}
	return name
}

// MarkedWord reports a word that points to a note: "soared*".
func MarkedWord(text string) bool { return Tidy(text) != text && !strings.HasSuffix(text, ":") }

// JoinParts puts the levels of a header in one line, without repeating one.
func JoinParts(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" && (len(out) == 0 || !strings.EqualFold(out[len(out)-1], p)) {
			out = append(out, p)
		}
	}
	return strings.Join(out, ": ")
}

// LooksLikeCode recognises labels such as E12000001 that stand beside names.
func LooksLikeCode(s string) bool {
	return strings.ContainsAny(s, "0123456789") && !strings.Contains(s, " ") && strings.ToUpper(s) == s && len(s) >= 4
}

// HintAfterIn reads a sentence about all numbers: "All figures in thousands of euro unless stated". A scale of one letter
// counts only with a currency.
func HintAfterIn(sentence string) (Hint, bool) {
	words := strings.Fields(sentence)
	for i, word := range words {
		if !inWords[strings.ToLower(word)] {
			continue
		}
		for n := min(4, len(words)-i-1); n > 0; n-- {
			h, ok := ReadHint(strings.Join(words[i+1:i+1+n], " "))
			_, scaled := HasWord(h.Words, ScaleWords)
			if ok && (h.Currency != "" || h.Scale != 0 && scaled) {
				return h, true
			}
		}
	}
	return Hint{}, false
}

// inWords stand before the unit in such a sentence.
var inWords = language.Set("sheet.unit-introductions")

// Sentences parts a line at its full stops, but for those of abbreviated units: "Angaben in Tsd. EUR" is one.
func Sentences(line string) []string {
	var out []string
	joined := ""
	for _, part := range strings.Split(line, ". ") {
		if joined != "" {
			part = joined + ". " + part
		}
		joined = ""
		if words := strings.Fields(part); len(words) > 0 && UnitWords[strings.ToLower(words[len(words)-1])].scale != 0 {
			joined = part
			continue
		}
		out = append(out, part)
	}
	if joined != "" {
		out = append(out, joined)
	}
	return out
}

// BracketParts are the texts in brackets.
func BracketParts(s string) []string {
	var out []string
	for _, m := range bracketed.FindAllStringSubmatch(s, -1) {
		out = append(out, m[1])
	}
	return out
}

// SaysMeasure reports a label with a word or a unit for what is measured.
func SaysMeasure(name string) bool {
	if _, h := SplitName(name); !h.empty() {
		return true
	}
	for _, words := range []map[string]bool{MoneyWords, RateWords, CountWords, ScoreWords} {
		if _, ok := HasWord(name, words); ok {
			return true
		}
	}
	_, word := PolarityOf(name)
	return word != ""
}
