package part

import "strings"

// The grammar of items in a story file: a mark separates, a backslash before a mark hides it, and backslashes right
// before a mark are doubled, so that nothing is ambiguous. Elsewhere a backslash is a character like any other.

// Escape puts a backslash before each mark for whose rest of the text must holds, and doubles the backslashes right
// before any mark. markFollows says that a mark comes right after s.
func Escape(s string, mark byte, must func(rest string) bool, markFollows bool) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == mark {
			b.WriteString(strings.Repeat(`\`, Backslashes(s[:i])))
			if must(s[i+1:]) {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(s[i])
	}
	if markFollows {
		b.WriteString(strings.Repeat(`\`, Backslashes(s)))
	}
	return b.String()
}

// Unescape is the inverse of Escape.
func Unescape(s string, mark byte, markFollows bool) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], `\`))
		i += n - 1
		if i+1 < len(s) && s[i+1] == mark || i+1 == len(s) && markFollows {
			n /= 2
		}
		b.WriteString(strings.Repeat(`\`, n))
	}
	return b.String()
}

// Always is a condition of Escape: every mark is hidden.
func Always(string) bool { return true }

// Hidden reports whether a backslash hides the byte at i: an odd number of them stands before it.
func Hidden(s string, i int) bool { return Backslashes(s[:i])%2 == 1 }

// Backslashes returns the number of backslashes a text ends in.
func Backslashes(s string) int { return len(s) - len(strings.TrimRight(s, `\`)) }

// CutAt cuts a text at the first mark that no backslash hides. Both halves are still escaped.
func CutAt(s string, mark byte) (before, after string, found bool) {
	for i := range len(s) {
		if s[i] == mark && !Hidden(s, i) {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// WriteList writes items with commas between them.
func WriteList(items []string) string {
	written := make([]string, len(items))
	for i, item := range items {
		written[i] = Escape(OneLine(item), ',', Always, i < len(items)-1)
	}
	return strings.Join(written, ", ")
}

// ReadList reads items with commas between them, at most n where n is positive: the last one then keeps its commas.
func ReadList(s string, n int) []string {
	var items []string
	start := 0
	for i := range len(s) {
		if s[i] == ',' && !Hidden(s, i) && (n < 0 || len(items) < n-1) {
			items = append(items, strings.TrimSpace(Unescape(s[start:i], ',', true)))
			start = i + 1
		}
	}
	return append(items, strings.TrimSpace(Unescape(s[start:], ',', false)))
}

// OneLine puts a text on one line: its lines, trimmed, with a space between.
func OneLine(text string) string {
	if !strings.ContainsAny(text, "\r\n") {
		return strings.TrimSpace(text)
	}
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " ")
}
