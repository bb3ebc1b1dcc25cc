package refresh

import (
	"path/filepath"
	"strings"
	"unicode"

	"throughline/app/match"
)

// passing are words that change from one state of a file to the next and so say nothing about which file it is.
var passing = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
		august september october november december q h w fy week month quarter v ver version rev final draft copy new latest
		updated actuals mar mai juin juil aout avr fevr januar februar marz mai juni juli oktober dezember okt dez`) {
		words[w] = true
	}
	return words
}()

// family returns what stays of a file's or a sheet's name from one month to the next: "metrics" for "metrics_sep.xlsx" and
// "Metrics 2026-10 (1).xlsx".
func family(name string) string {
	name = strings.ToLower(name)
	if ext := filepath.Ext(name); len(ext) <= 5 {
		name = strings.TrimSuffix(name, ext)
	}
	var kept []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !passing[word] {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// key returns a name without what typing it again may change: case, spaces and punctuation.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '#' || unicode.IsSymbol(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// near reports whether one name is likely the other written differently: each word of the shorter one begins, or
// abbreviates, a word of the longer one in the same order ("Trial conv." for "Trial conversion"), or there are no more
// slips between them than typing makes.
func near(a, b string) bool {
	if key(a) == "" || key(b) == "" {
		return false
	}
	_, slip := match.Nearest(a, []string{b})
	return slip || abbreviates(a, b) || abbreviates(b, a)
}

func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// abbreviates reports whether short is long with words cut or left out, though not most of it.
func abbreviates(short, long string) bool {
	s, l := words(short), words(long)
	if len(s) > len(l) || len(s)*2 < len(l) {
		return false
	}
	at := 0
	for _, w := range s {
		for at < len(l) && !cutOf(w, l[at]) {
			at++
		}
		if at == len(l) {
			return false
		}
		at++
	}
	return true
}

// cutOf reports whether a word is another one cut short: its beginning, or its first letter and some of the others
// ("mthly" for "monthly").
func cutOf(short, long string) bool {
	if short == "" || short[0] != long[0] || len(short) > len(long) {
		return false
	}
	if strings.HasPrefix(long, short) {
		return len(short) >= 2 || len(short) == len(long)
	}
	rest := []rune(short)
	for _, r := range long {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0 && len(short)*2 >= len(long)
}
