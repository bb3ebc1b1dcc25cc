package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/figure"
)

// word is what stands between spaces, without the punctuation around it.
type word struct {
	start, end    int
	text          string // without punctuation
	lower         string
	opensSentence bool
	opensLine     bool
	before, after string // the punctuation around it
	sentence      int    // which sentence of the text it belongs to, from 0
	figure        int    // the index of the figure it is, -1 for a word
}

const (
	punctuationBefore = "(“„\"'‘[«—–"
	punctuationAfter  = ".,;:!?)”“\"’'»]—–…"
)

// passage is a text cut into words and sentences, read once for all that looks at its words.
type passage struct {
	text      string
	tokens    []figure.Token
	words     []word
	sentences []span      // byte offsets
	firsts    []int       // index of the first word of each sentence, and one more for the end
	mentions  [][]mention // by sentence, where looked says so
	looked    []bool
	periods   map[int]moments  // by sentence, once asked: see periodsOf
	answers   []*figure.Answer // by token, once asked
	asked     []bool
}

// span is a stretch of a text or of its words, the end not included.
type span struct{ start, end int }

// answer returns what a figure of the text says, nil for one that does not resolve.
func (p *passage) answer(figures *figure.Resolver, token int) *figure.Answer {
	if p.asked == nil {
		p.answers, p.asked = make([]*figure.Answer, len(p.tokens)), make([]bool, len(p.tokens))
	}
	if !p.asked[token] {
		p.asked[token] = true
		if a, ok := figures.Answer(p.tokens[token]); ok {
			p.answers[token] = a
		}
	}
	return p.answers[token]
}

// saysIn reports whether a stretch of words has one of some words.
func (p *passage) saysIn(s span, words map[string]bool) bool {
	for _, w := range p.words[s.start:s.end] {
		if words[w.lower] {
			return true
		}
	}
	return false
}

// sentence returns the words of one sentence as a range of indexes.
func (p *passage) sentence(i int) span { return span{p.firsts[i], p.firsts[i+1]} }

// said returns a sentence as it was written.
func (p *passage) said(i int) string {
	return strings.TrimSpace(p.text[p.sentences[i].start:p.sentences[i].end])
}

func read(text string, sentences []span) *passage {
	tokens, errs := figure.Scan(text)
	p := &passage{text: text, tokens: tokens, sentences: sentences, words: wordsOf(withoutFigures(text, tokens, errs))}
	s, t := 0, 0
	p.firsts = append(p.firsts, 0)
	for i := range p.words {
		w := &p.words[i]
		for s < len(sentences)-1 && w.start >= sentences[s].end {
			s++
			p.firsts = append(p.firsts, i)
		}
		w.sentence, w.figure = s, -1
		for t < len(tokens) && tokens[t].End <= w.start {
			t++
		}
		if t < len(tokens) && tokens[t].Start < w.end {
			w.figure = t
		}
	}
	for len(p.firsts) <= len(sentences) {
		p.firsts = append(p.firsts, len(p.words))
	}
	return p
}

// withoutFigures blanks out the figures of a text and keeps every offset.
func withoutFigures(text string, tokens []figure.Token, open []figure.Unclosed) string {
	if len(tokens) == 0 && len(open) == 0 {
		return text
	}
	b := []byte(text)
	blank := func(start, end int) {
		for i := start; i < end; i++ {
			b[i] = '_'
		}
	}
	for _, t := range tokens {
		blank(t.Start, t.End)
	}
	for _, e := range open {
		blank(e.Start, e.End)
	}
	return string(b)
}

func wordsOf(text string) []word {
	var words []word
	opensSentence, opensLine := true, true
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if isGap(c) {
			if c == '\n' {
				opensLine, opensSentence = true, true
			}
			i += size
			continue
		}
		end := i
		for end < len(text) {
			c, size := utf8.DecodeRuneInString(text[end:])
			if isGap(c) {
				break
			}
			end += size
		}
		raw := text[i:end]
		core := strings.TrimLeft(raw, punctuationBefore)
		start := i + len(raw) - len(core)
		core = strings.TrimRight(core, punctuationAfter)
		w := word{
			start: start, end: start + len(core), text: core, lower: strings.ReplaceAll(strings.ToLower(core), "’", "'"), opensSentence: opensSentence, opensLine: opensLine,
			before: text[i:start], after: text[start+len(core) : end], figure: -1,
		}
		words = append(words, w)
		opensSentence, opensLine = strings.ContainsAny(w.after, ".!?…:"), false
		i = end
	}
	return words
}

// isGap reports whether a rune parts words: a no-break space keeps a number with its unit.
func isGap(c rune) bool { return unicode.IsSpace(c) && c != '\u00a0' && c != '\u202f' }
