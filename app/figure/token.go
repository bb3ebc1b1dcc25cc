// Package figure makes the numbers of a brief live: it finds {figures} in text, resolves them against the brief's
// metrics, formats them, and keeps the ledger of where each came from. It is pure, and it never answers an empty text, a
// NaN or a guess: what does not resolve is a finding that names its sentence.
//
// # Grammar
//
//	{metric}  {metric | view}  {metric | view | format}
//
// A figure lies on one line. \{ outside of it is a brace; inside, a backslash hides a |, a brace or a backslash that
// belongs to a metric's name. Views are listed in [Views], formats in [Formats].
package figure

import "strings"

// Token is a figure as it was written. Start and End are byte offsets, braces included; the parts are trimmed and
// without their escapes.
type Token struct {
	Start, End           int
	Raw                  string
	Metric, View, Format string
}

// Unclosed is a brace that opens a figure and does not close it. Start and End are byte offsets of what it swallows.
type Unclosed struct {
	Start, End int
	Raw        string
}

// Scan finds the figures of a text, in order, and the braces that open one without an end. It looks at no metric.
func Scan(text string) ([]Token, []Unclosed) {
	var (
		tokens []Token
		open   []Unclosed
	)
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			if strings.HasPrefix(text[i:], `\{`) {
				i++
			}
		case '{':
			token, end, ok := scanToken(text, i)
			if ok {
				tokens = append(tokens, token)
			} else {
				open = append(open, Unclosed{Start: i, End: end, Raw: text[i:end]})
			}
			i = end - 1
		}
	}
	return tokens, open
}

// scanToken reads the figure that opens at start. Where it does not close, end is where the next figure, the line or
// the text puts an end to it.
func scanToken(text string, start int) (token Token, end int, ok bool) {
	var (
		parts [3]strings.Builder
		part  int
	)
	for i := start + 1; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '}':
			return Token{
				Start: start, End: i + 1, Raw: text[start : i+1], Metric: strings.TrimSpace(parts[0].String()),
				View: strings.TrimSpace(parts[1].String()), Format: strings.TrimSpace(parts[2].String()),
			}, i + 1, true
		case c == '{' || c == '\n' || c == '\r':
			return Token{}, i, false
		case c == '|' && part < 2:
			part++
			continue
		case c == '\\' && i+1 < len(text) && strings.IndexByte(`\|{}`, text[i+1]) >= 0:
			i++
			c = text[i]
		}
		parts[part].WriteByte(c)
	}
	return Token{}, len(text), false
}

var escape = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `{`, `\{`, `}`, `\}`)

// Write returns the figure of a metric, a view and a format, either of which may be empty: the inverse of Scan.
func Write(metric, view, format string) string {
	s := "{" + escape.Replace(metric)
	if view != "" || format != "" {
		s += " | " + escape.Replace(view)
	}
	if format != "" {
		s += " | " + escape.Replace(format)
	}
	return s + "}"
}
