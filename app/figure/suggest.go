package figure

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Suggestion is one figure the picker offers.
type Suggestion struct {
	Insert string // what goes into the text, braces included: "{Trial conversion | growth}"
	Label  string // "Trial conversion | growth"
	Value  string // what it prints now: "14%"
}

// Suggest answers the figures that fit what was typed after the opening brace, best first, at most limit of them. Every
// word of the query must be found in the metric's name or in the view, its letters in order; an empty query offers the
// latest value of each metric first. Views that a metric cannot answer are not offered. A period may be typed as a view.
func (r *Resolver) Suggest(query string, limit int) []Suggestion {
	name, view, hasView := strings.Cut(query, "|")
	type candidate struct {
		metric *metric.Metric
		view   string
		rank   int
	}
	var candidates []candidate
	for _, m := range r.brief.Metrics {
		if hasView {
			// The name is done: only its views are still open.
			rank, ok := match(name, m.Name, "")
			if !ok {
				continue
			}
			if typed := strings.TrimSpace(view); typed != "" {
				if _, _, err := viewOf(m, typed); err == nil && !isView(typed) {
					candidates = append(candidates, candidate{m, typed, rank})
				}
			}
			for i, v := range Views {
				if viewRank, ok := match(view, v.Name, ""); ok {
					candidates = append(candidates, candidate{m, v.Name, rank*100 + viewRank*20 + i})
				}
			}
			continue
		}
		for i, v := range Views {
			if rank, ok := match(query, m.Name, v.Name); ok {
				if onName, ok := match(query, m.Name, ""); ok {
					rank = onName
				}
				candidates = append(candidates, candidate{m, v.Name, rank*100 + i})
			}
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[i].rank < candidates[j].rank })
	var suggestions []Suggestion
	for _, c := range candidates {
		if len(suggestions) >= limit {
			break
		}
		insert := Write(c.metric.Name, c.view, "")
		if c.view == "latest" {
			insert = Write(c.metric.Name, "", "")
		}
		if value, ok := r.preview(insert); ok {
			suggestions = append(suggestions, Suggestion{Insert: insert, Label: c.metric.Name + " | " + c.view, Value: value})
		}
	}
	return suggestions
}

func isView(text string) bool {
	for _, v := range Views {
		if strings.EqualFold(v.Name, text) {
			return true
		}
	}
	return false
}

// preview returns what a figure prints on its own, and leaves the ledger alone.
func (r *Resolver) preview(raw string) (string, bool) {
	p := r.parse(brief.Field{Text: raw})
	if len(p.figures) != 1 || p.figures[0] == nil {
		return "", false
	}
	return r.print(p.figures[0], r.formats([]fieldFigures{p})), true
}

// match ranks how well a query fits a name, and a view that may follow it: 0 where the name begins with it or it is
// empty, 1 where each of its words begins a word, 2 where each is found inside, 3 where the letters of one are found in
// the name in their order, from the beginning of a word on ("tcv" for Trial conversion).
func match(query, name, view string) (rank int, ok bool) {
	query, name = strings.ToLower(strings.TrimSpace(query)), strings.ToLower(name)
	if strings.HasPrefix(name, query) {
		return 0, true
	}
	whole := name + " " + view
	for _, q := range strings.Fields(query) {
		switch {
		case beginsWord(q, whole):
			rank = max(rank, 1)
		case strings.Contains(whole, q):
			rank = max(rank, 2)
		case inOrder(q, name):
			rank = max(rank, 3)
		default:
			return 0, false
		}
	}
	return rank, true
}

// beginsWord reports whether a word of text begins with q.
func beginsWord(q, text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], q)
		if i < 0 {
			return false
		}
		if at += i; wordBegins(text, at) {
			return true
		}
		at++
	}
}

func wordBegins(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)
}

// inOrder reports whether the letters of short stand in long in their order, the first of them at the beginning of a word.
func inOrder(short, long string) bool {
	rest := []rune(short)
	begun := false
	for i, r := range long {
		if len(rest) > 0 && r == rest[0] && (begun || wordBegins(long, i)) {
			begun, rest = true, rest[1:]
		}
	}
	return len(rest) == 0
}
