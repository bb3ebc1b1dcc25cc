// Package say is the door for every sentence that a person reads in the window or on the command line: the English sentence
// is the key, and what is returned is its translation into the language in use, or the sentence itself where there is none.
// The words on the pages of a brief do not pass here, for a page has the language of its brief. It imports nothing of the
// program, reads no locale, and decides no language: Use is told which.
package say

import (
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Catalog is a translation: the file assets/translations/LANGUAGE.json.
type Catalog struct {
	Language language.Tag      `json:"language"` // whose rules for plurals hold
	Texts    map[string]string `json:"texts"`    // by the English text, or the English format with its verbs
	// Counts are by the English format for many, and then by the plural form: "zero", "one", "two", "few", "many", "other".
	Counts map[string]map[string]string `json:"counts"`
}

// Parse reads a catalog.
func Parse(data []byte) (*Catalog, error) {
	c := new(Catalog)
	if err := json.Unmarshal(data, c); err != nil {
		return nil, fmt.Errorf("read a translation: %w", err)
	}
	return c, nil
}

// inUse is the catalog of the language in use; nil for English.
var inUse atomic.Pointer[Catalog]

// Use makes a catalog the language in use; nil is English. It is called before anything is said: what was said before stays
// as it is.
func Use(c *Catalog) { inUse.Store(c) }

// T returns a text in the language in use.
func T(english string) string {
	if c := inUse.Load(); c != nil {
		if s := c.Texts[english]; s != "" {
			return s
		}
	}
	return english
}

// Key marks a text of a table that is made before the language is known. It returns the text as it is; T translates it
// where it is shown.
func Key(english string) string { return english }

// F formats as fmt.Sprintf does, in the language in use. A translation may name its arguments in another order: "%[2]d".
func F(english string, args ...any) string {
	if inUse.Load() == nil {
		return fmt.Sprintf(english, args...)
	}
	return fmt.Sprintf(T(english), args...)
}

// months are the names of the months in a date.
var months = [...]string{
	Key("Jan"), Key("Feb"), Key("Mar"), Key("Apr"), Key("May"), Key("Jun"), Key("Jul"), Key("Aug"), Key("Sep"), Key("Oct"), Key("Nov"), Key("Dec"),
}

// Day returns a day with its year, "31 Oct 2026", in the language in use.
func Day(t time.Time) string { return F("%d %s %d", t.Day(), T(months[t.Month()-1]), t.Year()) }

// DayOfYear returns a day without its year, "31 Oct", in the language in use.
func DayOfYear(t time.Time) string { return F("%d %s", t.Day(), T(months[t.Month()-1])) }

// N says how many there are, in the plural form that the language in use has for n. The English formats are for one and for
// all other numbers; args are what they format, n itself where there are none.
func N(n int, one, many string, args ...any) string {
	if len(args) == 0 {
		args = []any{n}
	}
	format := many
	if n == 1 {
		format = one
	}
	if c := inUse.Load(); c != nil {
		if s := c.count(n, many); s != "" {
			format = s
		}
	}
	return fmt.Sprintf(format, args...)
}

// Within returns what T or F said as it stands within a sentence: English begins it with a small letter, and a translation
// stays as it is, for in many languages what begins it keeps its capital.
func Within(said string) string {
	if inUse.Load() != nil {
		return said
	}
	if said == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(said)
	return string(unicode.ToLower(first)) + said[n:]
}

// forms are the names of the plural forms in a catalog.
var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// count returns the format for n, that for "other" where the form of n is missing, and "" where both are.
func (c *Catalog) count(n int, english string) string {
	counts := c.Counts[english]
	if s := counts[forms[plural.Cardinal.MatchPlural(c.Language, n, 0, 0, 0, 0)]]; s != "" {
		return s
	}
	return counts["other"]
}
