package claim

import (
	"sort"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/app/language"
	"throughline/app/metric"
)

// naming finds the names of a brief's metrics in running text. It knows no synonyms: what is not named is not guessed at.
type naming struct {
	names  []metricName
	byWord map[string][]int // stem → indexes of names
}

// metricName is a metric's name as it is looked for.
type metricName struct {
	metric *metric.Metric
	words  []string // the stems that tell it from others, in order
	all    map[string]bool
	lone   bool // whether its last word may stand for it: not the “time” of an on-time rate
}

// mention is where a text names a metric. Words are indexes, last included.
type mention struct {
	metric      *metric.Metric
	first, last int
	// whole marks a name with all its telling words; otherwise it is the last of them alone, and no other metric has it.
	whole bool
}

// untelling words of a name need not be repeated to name the metric.
var untelling = language.Set("claim.untelling")

func newNaming(b *brief.Brief) *naming {
	n := &naming{byWord: map[string][]int{}}
	for _, m := range b.Metrics {
		add := func(name string) {
			if words := telling(name); len(words) > 0 {
				for _, w := range words {
					n.byWord[w] = append(n.byWord[w], len(n.names))
				}
				all := map[string]bool{}
				for _, w := range splitWords(name) {
					all[stem(w)] = true
				}
				n.names = append(n.names, metricName{metric: m, words: words, all: all, lone: !endsInCompound(strings.Fields(name), words)})
			}
		}
		// "Net revenue retention (NRR)" goes by two names, and what stands in brackets may be a unit.
		name, inner, ok := strings.Cut(m.Name, "(")
		add(name)
		if inner = strings.TrimSuffix(strings.TrimSpace(inner), ")"); ok && isAcronym(inner) {
			add(inner)
		}
		if isAcronym(strings.TrimSpace(name)) {
			if long, ok := acronyms[strings.TrimSpace(name)]; ok {
				add(long)
			}
		}
	}
	return n
}

// acronyms are the measures that everybody writes either way.
var acronyms = language.Senses("claim.acronyms")

func isAcronym(s string) bool {
	if len(s) < 2 || len(s) > 6 {
		return false
	}
	for _, c := range s {
		if !unicode.IsUpper(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// endsInCompound reports whether the last of the telling words of a name is a part of one with a hyphen.
func endsInCompound(fields, words []string) bool {
	for _, f := range fields {
		if parts := splitWords(f); strings.Contains(f, "-") && stem(parts[len(parts)-1]) == words[len(words)-1] {
			return true
		}
	}
	return false
}

// telling returns the stems of a name; all of them where none is telling.
func telling(name string) []string {
	var all, some []string
	for _, compound := range strings.Fields(name) {
		for _, w := range splitWords(compound) {
			s := stem(w)
			all = append(all, s)
			if strings.Contains(compound, "-") || !untelling[w] && len(s) > 1 { // "on-time" is more than time
				some = append(some, s)
			}
		}
	}
	if len(some) == 0 {
		return all
	}
	return some
}

func splitWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '%' && c != '&' && c != '\'' && c != '’'
	})
}

// stem takes the genitive and the plural off, and the endings of German adjectives.
func stem(w string) string {
	w = singular(w)
	for _, ending := range []string{"en", "em", "er", "es", "e"} {
		if cut, ok := strings.CutSuffix(w, ending); ok && len(cut) > 3 {
			return cut
		}
	}
	return w
}

func singular(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}

// hit is where a text has a word of a name: the index of the text's word and of the name's.
type hit struct{ at, word int }

// in finds the metrics that a sentence names, in order. Where one name is part of another, the longer one is meant.
func (n *naming) in(words []word, s span) []mention {
	var (
		hits  = map[int][]hit{} // by name
		order []int
	)
	for i := s.start; i < s.end; i++ {
		if words[i].figure >= 0 {
			continue
		}
		for _, part := range splitWords(words[i].text) {
			st := stem(part)
			for _, k := range n.byWord[st] {
				if hits[k] == nil {
					order = append(order, k)
				}
				for at, w := range n.names[k].words {
					if w == st {
						hits[k] = append(hits[k], hit{i, at})
					}
				}
			}
		}
	}
	var found []mention
	for _, k := range order {
		found = append(found, n.whole(k, hits[k], words, s)...)
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].first < found[j].first })
	return longest(found)
}

// whole puts the words of a name together where they stand close by, in any order. The last one alone will do where no
// other metric has it.
func (n *naming) whole(k int, hits []hit, words []word, s span) []mention {
	var found []mention
	name, need := n.names[k], len(n.names[k].words)
	for from := 0; from < len(hits); from++ {
		seen, last := map[int]bool{}, from
		for j := from; j < len(hits) && hits[j].at-hits[from].at <= need && len(seen) < need; j++ {
			seen[hits[j].word] = true
			last = j
		}
		if len(seen) == need {
			first, end := name.widened(words, s, hits[from].at, hits[last].at)
			found = append(found, mention{metric: name.metric, first: first, last: end, whole: true})
			from = last
		} else if at := hits[from].at; hits[from].word == need-1 && name.lone && n.alone(name.words[need-1], name.metric) {
			found = append(found, mention{metric: name.metric, first: at, last: at})
		}
	}
	return found
}

// widened takes the words of the name that need not be there, where they are: "churn rate" for Churn rate.
func (n *metricName) widened(words []word, s span, first, last int) (int, int) {
	ours := func(i int) bool {
		for _, part := range splitWords(words[i].text) {
			if !n.all[stem(part)] {
				return false
			}
		}
		return words[i].figure < 0 && words[i].text != ""
	}
	for last+1 < s.end && words[last].after == "" && ours(last+1) {
		last++
	}
	for first > s.start && words[first-1].after == "" && ours(first-1) {
		first--
	}
	return first, last
}

// alone reports whether a word is in the name of one metric and no other.
func (n *naming) alone(w string, m *metric.Metric) bool {
	for _, k := range n.byWord[w] {
		if n.names[k].metric != m {
			return false
		}
	}
	return true
}

func longest(found []mention) []mention {
	var kept []mention
	for i, a := range found {
		covered := false
		for j, b := range found {
			wider := b.last-b.first > a.last-a.first || b.whole && !a.whole
			if i != j && b.first <= a.first && a.last <= b.last && wider {
				covered = true
			}
		}
		if !covered {
			kept = append(kept, a)
		}
	}
	return kept
}
