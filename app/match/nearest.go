package match

import "strings"

// Nearest returns the name that was most likely meant: the one with the fewest typing slips between them, at most a
// third of its letters, or the only one that contains what was written. false where nothing is near.
func Nearest(written string, names []string) (string, bool) {
	written = strings.ToLower(strings.TrimSpace(written))
	if written == "" {
		return "", false
	}
	best, least := "", len(written)
	containing, containers := "", 0
	for _, name := range names {
		lower := strings.ToLower(name)
		if d := slips([]rune(written), []rune(lower)); d < least && d <= max(1, len([]rune(lower))/3) {
			best, least = name, d
		}
		if len(written) >= 3 && strings.Contains(lower, written) {
			containing, containers = name, containers+1
		}
	}
	if best == "" && containers == 1 {
		return containing, true
	}
	return best, best != ""
}

// slips is the optimal-string-alignment distance: inserted, left out, wrong and swapped letters.
func slips(a, b []rune) int {
	// Three rows: the one being filled, the one before, and the one before that for swaps.
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := last[j-1]
			if a[i-1] != b[j-1] {
				wrong++
			}
			row[j] = min(last[j]+1, row[j-1]+1, wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
