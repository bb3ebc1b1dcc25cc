package fault

import (
	"fmt"
	"strconv"
	"strings"
)

// Counted writes how many there are of what a noun with a plural in -s names: "1 row", "2,000 rows".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Grouped(n) + " " + noun
}

// Grouped writes a count as people read it: 2,000,000.
func Grouped(n int) string { return GroupDigits(strconv.Itoa(n)) }

// GroupDigits parts the whole digits of a plain number by thousands.
func GroupDigits(s string) string {
	whole, rest := s, ""
	if i := strings.IndexByte(s, '.'); i >= 0 {
		whole, rest = s[:i], s[i:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + rest
}

// mostListed is how many things of a list a sentence names.
const mostListed = 5

// First lists things in a sentence: all of them up to five, else the first five and how many more there are.
func First(things []string, separator string) string {
	if len(things) <= mostListed {
		return strings.Join(things, separator)
	}
	return fmt.Sprintf("%s and %s more", strings.Join(things[:mostListed], separator), Grouped(len(things)-mostListed))
}
