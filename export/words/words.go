// Package words holds the words that a brief's pages print beside its own texts: labels, names of periods and scenarios,
// units. A page speaks the language of its brief, whatever the window speaks. It is a table a language, and knows neither
// briefs nor pages.
package words

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"throughline/app/metric"
)

//go:embed *.txt
var files embed.FS

// Words are the words of one language. The zero value is English.
type Words struct {
	locale string
	texts  map[string]string
	line   *regexp.Regexp // what Line replaces; nil for English
}

var (
	mu     sync.Mutex
	tables = map[string]*Words{} // by locale; a memory of a pure function
)

// Of returns the words of a locale, "de-DE"; those of English for a language that has no table.
func Of(locale string) *Words {
	mu.Lock()
	defer mu.Unlock()
	if w := tables[locale]; w != nil {
		return w
	}
	w := &Words{locale: locale}
	tag, _ := language.Parse(locale)
	base, _ := tag.Base()
	if data, err := files.ReadFile(base.String() + ".txt"); err == nil {
		w.texts = parse(string(data))
		w.line = w.pattern()
	}
	tables[locale] = w
	return w
}

// parse reads lines of "English = translation"; a line that begins with # is a remark.
func parse(data string) map[string]string {
	texts := map[string]string{}
	for l := range strings.Lines(data) {
		if english, other, ok := strings.Cut(strings.TrimSpace(l), " = "); ok && !strings.HasPrefix(english, "#") {
			texts[english] = other
		}
	}
	return texts
}

// pattern finds the texts of the table inside a line, the longest first, and the months.
func (w *Words) pattern() *regexp.Regexp {
	var all []string
	for english := range w.texts {
		if !strings.Contains(english, "%") {
			all = append(all, regexp.QuoteMeta(english))
		}
	}
	for m := time.January; m <= time.December; m++ {
		all = append(all, m.String()[:3])
	}
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return regexp.MustCompile(`\b(?:` + strings.Join(all, "|") + `)\b|\bQ[1-4]\b`)
}

// Has reports whether the language's table has a text.
func (w *Words) Has(english string) bool { return w.texts[english] != "" }

// T returns a text in the language, or as it is where the table does not have it.
func (w *Words) T(english string) string {
	if s := w.texts[english]; s != "" {
		return s
	}
	return english
}

// F formats in the language.
func (w *Words) F(english string, args ...any) string { return fmt.Sprintf(w.T(english), args...) }

// Line returns a line that is made of the program's own words, numbers and periods, "Jan–Oct 2026, actual and plan", in the
// language. It is for no text that a writer or a file wrote.
func (w *Words) Line(english string) string {
	if w.line == nil {
		return english
	}
	if s := w.texts[english]; s != "" {
		return s
	}
	return w.line.ReplaceAllStringFunc(english, func(found string) string {
		if s := w.texts[found]; s != "" {
			return s
		}
		if strings.HasPrefix(found, "Q") {
			return metric.QuarterLetter(w.locale) + found[1:]
		}
		for m := time.January; m <= time.December; m++ {
			if found == m.String()[:3] {
				return metric.ShortMonth(m, w.locale)
			}
		}
		return found
	})
}

// Period names a period: "Oct 2026", "Okt. 2026".
func (w *Words) Period(p metric.Period) string { return p.LabelIn(w.locale) }

// Day names a day: "12 Dec 2026", "12. Dez. 2026".
func (w *Words) Day(t time.Time) string {
	return metric.DayOf(t.Year(), t.Month(), t.Day()).LabelIn(w.locale)
}
