package claim

import (
	"slices"
	"sort"
	"strings"

	"throughline/app/brief"
	"throughline/app/language"
	"throughline/app/metric"
)

// Typed is a number that was typed by hand. Start and End are byte offsets in the text.
type Typed struct {
	Start, End int
	Text       string
	Value      float64 // percentages are fractions
	Bare       bool    // digits alone, with no sign, unit or scale
	Sentence   string  // the one it stands in
	Figure     string  // the figure that prints the same number; empty where no metric has it
	// Sure is whether the sentence, or the number's own digits, leave no other figure to mean. A Figure that is not sure
	// fits, and may do so by chance.
	Sure bool
	// Of is the metric whose present value the sentence says this is, "churn is 3.2%"; empty where it says no such thing.
	Of string
	// Newest is whether it is that value, rounded.
	Newest     bool
	Occurrence int    // of TypedAt: which of several equal ones of its text it is, from 0
	Reason     string // of TypedAt: why it was typed, empty where nobody said

	number typedNumber
}

// Typed finds the numbers of a text that were typed by hand and say something measured. Dates, years, quarters,
// ordinals, versions, names ("Windows 11"), labels ("step 3"), spans of time ("in 6 weeks") and small numbers of things
// that nobody measures ("3 steps") are none.
func (r *Reader) Typed(text string) []Typed {
	found, ok := r.typed[text]
	if !ok {
		found = r.lookForTyped(text)
		if r.typed == nil {
			r.typed = map[string][]Typed{}
		}
		r.typed[text] = found
	}
	return slices.Clone(found)
}

func (r *Reader) lookForTyped(text string) []Typed {
	p := r.passage(text)
	found := spelled(withoutFigures(text, p.tokens, nil))
	isKnown := func(w word) bool { return r.naming().byWord[stem(w.lower)] != nil }
	lastName := -2 // the last word of the name before
	for i := 0; i < len(p.words); i++ {
		s := p.words[i].sentence
		n, used := r.readNumber(p.words[i:p.sentence(s).end])
		if used == 0 {
			continue
		}
		chain := i > 0 && (lastName == i-2 && chaining[p.words[i-1].lower] || lastName == i-1 && p.words[i-1].after == ",")
		isName := namedAll(p.words, i, i+used, n, chain) || isWhole(p.words, i, i+used, n)
		if n.bare() {
			b := bareAt(p.words, i, i+used, n)
			b.known, b.symbol, b.versions, b.chain = isKnown, r.hasUnit, p.says(s, speaksOfVersions), chain
			b.german = strings.HasPrefix(r.brief.Settings.Locale, "de")
			b.timed, b.isTime = r.timed(p, s, n)
			isName = b.isName()
		}
		if isName {
			i += used - 1
			lastName = i
			continue
		}
		last := p.words[i+used-1]
		start := p.words[i].start + len(p.words[i].text) - len(strings.TrimLeft(p.words[i].text, about))
		found = append(found, Typed{Start: start, End: last.end, Text: text[start:last.end], Value: n.value, Bare: n.bare(), number: n})
		i += used - 1
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	kept := found[:0]
	for _, t := range found {
		if len(kept) > 0 && t.Start < kept[len(kept)-1].End {
			continue // "two million" is one number
		}
		kept = append(kept, r.understood(t, p))
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// understood fills in what the sentence around a typed number says of it.
func (r *Reader) understood(t Typed, p *passage) Typed {
	at := p.wordAt(t.Start)
	t.Sentence = p.said(p.words[at].sentence)
	t.Figure, t.Sure = r.figureFor(t, p, at)
	if t.Of = r.saidOf(t.number, p, at); t.Of != "" {
		latest, err := r.brief.Metric(t.Of).Latest()
		t.Newest = err == nil && t.number.fits(latest)
	}
	return t
}

// timed reports whether a sentence names a metric of time, and whether a number is the newest value of one.
func (r *Reader) timed(p *passage, sentence int, n typedNumber) (timed, is bool) {
	for _, m := range r.mentions(p, sentence) {
		if m.metric.Unit.Kind == metric.Duration {
			latest, err := m.metric.Latest()
			timed, is = true, is || err == nil && n.digits > 1 && n.fits(latest)
		}
	}
	return timed, is
}

// hasUnit reports whether a metric is measured in a unit.
func (r *Reader) hasUnit(symbol string) bool {
	return slices.ContainsFunc(r.brief.Metrics, func(m *metric.Metric) bool { return m.Unit.Symbol == symbol })
}

// isWhole reports whether 100% means all of it, as a plan says it, and was not measured: "ship to 100%", "a 100% rollout".
func isWhole(words []word, i, end int, n typedNumber) bool {
	if n.sign != percentSign || n.value != 1 {
		return false
	}
	if end < len(words) && words[end-1].after == "" && scopes[words[end].lower] {
		return true
	}
	if i == 0 || words[i-1].lower != "to" || words[i-1].after != "" {
		return false
	}
	for k := i - 2; k >= 0 && k >= i-5 && words[k].after == ""; k-- {
		if extending[words[k].lower] {
			return true
		}
	}
	return false
}

var (
	// scopes are what can be whole by decision.
	scopes = language.Set("number.scopes")
	// sized are named by a number with a letter: "a 4K screen".
	sized = language.Set("number.sized")
	// extending are the verbs that make something whole.
	extending = language.Set("number.extending")
)

// namedAll reports whether a number with a letter behind it is a name all the same: a 4K screen, level 2B, wards 3 and 7B.
func namedAll(words []word, i, end int, n typedNumber, chain bool) bool {
	if n.sign == measureSign && strings.HasSuffix(n.unit, "B") && end < len(words) && words[end-1].after == "" && memory[words[end].lower] {
		return true
	}
	if n.sign != noSign || !n.scale || end-i > 1 {
		return false
	}
	if !strings.ContainsAny(words[i].text[len(words[i].text)-1:], "KBMkbm") {
		return false
	}
	return chain || i > 0 && words[i-1].after == "" && isLabel(words[i-1]) ||
		end < len(words) && sized[words[end].lower]
}

// TypedAt is Typed for one field of the brief, with the reasons that were given.
func (r *Reader) TypedAt(f brief.Field) []Typed {
	found := r.Typed(f.Text)
	seen := map[string]int{}
	for i := range found {
		t := &found[i]
		t.Occurrence = seen[t.Text]
		seen[t.Text]++
		t.Reason = r.brief.TypedReason(f.Place, t.Text, t.Occurrence)
	}
	return found
}

// passage reads a text, once: several rules look at the same field one after the other.
func (r *Reader) passage(text string) *passage {
	if p := r.texts[text]; p != nil {
		return p
	}
	bounds := brief.SentenceBounds(text)
	sentences := make([]span, len(bounds))
	for i, b := range bounds {
		sentences[i] = span{b[0], b[1]}
	}
	if r.texts == nil {
		r.texts = map[string]*passage{}
	}
	p := read(text, sentences)
	r.texts[text] = p
	return p
}

// wordAt returns the index of the word that holds a byte of the text.
func (p *passage) wordAt(offset int) int {
	i := sort.Search(len(p.words), func(i int) bool { return p.words[i].end > offset })
	return min(i, len(p.words)-1)
}

func (r *Reader) naming() *naming {
	if r.names == nil {
		r.names = newNaming(r.brief)
	}
	return r.names
}

// mentions returns the metrics that a sentence of a passage names.
func (r *Reader) mentions(p *passage, sentence int) []mention {
	if p.mentions == nil {
		p.mentions = make([][]mention, len(p.sentences))
		p.looked = make([]bool, len(p.sentences))
	}
	if !p.looked[sentence] {
		p.mentions[sentence], p.looked[sentence] = r.naming().in(p.words, p.sentence(sentence)), true
	}
	return p.mentions[sentence]
}
