// Package language holds the words by which sentences and spreadsheets are understood, as tables: one file a language under
// words, and one loader that checks them. It knows words and what they stand for; what is concluded from them is its
// readers' work, so it imports none of them.
//
// A reader gets the words of all languages together: a brief in English quotes a German metric, and a workbook mixes both.
package language

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed words/*.txt
var files embed.FS

// template is the language whose file has every section; the others have the same ones. Its words come first.
const template = "en"

// Word is a word or a phrase with what it stands for, which is empty in a plain list.
type Word struct {
	Text  string
	Sense string
}

// Tables are the words of some languages, by section.
type Tables struct {
	languages []string // the template first, then in the order of their names
	sections  map[string]map[string][]Word
}

// embedded are the tables of the program. They are checked by the tests of this package, so that one which is broken
// is a programmer's mistake.
var embedded = sync.OnceValue(func() *Tables {
	t, err := Load(files, "words")
	if err != nil {
		panic(err)
	}
	return t
})

// Set returns the words of a section of the program's tables, for looking them up. It panics where there is no such
// section; so ask once, in a variable of the package.
func Set(section string) map[string]bool { return must(embedded().Set(section)) }

// Senses returns what each word of a section of the program's tables stands for. It panics like Set.
func Senses(section string) map[string]string { return must(embedded().Senses(section)) }

// Numbers returns the number each word of a section of the program's tables stands for. It panics like Set.
func Numbers(section string) map[string]float64 { return must(embedded().Numbers(section)) }

// Words returns the words of a section of the program's tables in the order of the files. It panics like Set.
func Words(section string) []Word { return must(embedded().Words(section)) }

// Each returns the words of a section of the program's tables by language: "en". It panics like Set.
func Each(section string) map[string][]Word { return must(embedded().Each(section)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Set returns the words of a section of all languages, for looking them up.
func (t *Tables) Set(section string) (map[string]bool, error) {
	words, err := t.Words(section)
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w.Text] = true
	}
	return set, err
}

// Senses returns what each word of a section stands for. A word that stands for two things, in one language or in two,
// is an error.
func (t *Tables) Senses(section string) (map[string]string, error) {
	words, err := t.Words(section)
	senses := make(map[string]string, len(words))
	for _, w := range words {
		if had, ok := senses[w.Text]; ok && had != w.Sense {
			err = errors.Join(err, fmt.Errorf("[%s]: “%s” stands for “%s” and for “%s”", section, w.Text, had, w.Sense))
		}
		senses[w.Text] = w.Sense
	}
	return senses, err
}

// Numbers returns the number that each word of a section stands for: "3", "0.5" or "2/3".
func (t *Tables) Numbers(section string) (map[string]float64, error) {
	senses, err := t.Senses(section)
	numbers := make(map[string]float64, len(senses))
	for text, sense := range senses {
		above, below, parted := strings.Cut(sense, "/")
		n, wrong := strconv.ParseFloat(above, 64)
		if parted && wrong == nil {
			var by float64
			by, wrong = strconv.ParseFloat(below, 64)
			n /= by
		}
		if wrong != nil {
			err = errors.Join(err, fmt.Errorf("[%s]: “%s” stands for “%s”, which is no number", section, text, sense))
		}
		numbers[text] = n
	}
	return numbers, err
}

// Words returns the words of a section: those of English first, then those of the other languages in the order of their
// files' names.
func (t *Tables) Words(section string) ([]Word, error) {
	if _, ok := t.sections[template][section]; !ok {
		return nil, fmt.Errorf("no section [%s] in %s.txt", section, template)
	}
	var all []Word
	for _, l := range t.languages {
		all = append(all, t.sections[l][section]...)
	}
	return all, nil
}

// Each returns the words of a section by language.
func (t *Tables) Each(section string) (map[string][]Word, error) {
	if _, ok := t.sections[template][section]; !ok {
		return nil, fmt.Errorf("no section [%s] in %s.txt", section, template)
	}
	each := make(map[string][]Word, len(t.languages))
	for _, l := range t.languages {
		each[l] = t.sections[l][section]
	}
	return each, nil
}

// Load reads and checks the files of a folder, one a language, named as its code: "de.txt". A file is made of sections:
//
//	// a comment
//	[group.section]
//	word, two words, another
//	[group.meanings]
//	sense: word, word
//	other sense: word,
//	word that goes on in a second line
//
// English has every section. Another file has the sections of a group all, or none of them; one for which a language has
// no words is left empty. Load reports every section that is unknown, missing or there twice, every word that is written
// twice, and every one that stands for something unknown to English, numbers aside.
func Load(files fs.FS, folder string) (*Tables, error) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	t := &Tables{sections: map[string]map[string][]Word{}}
	var wrong []error
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".txt")
		if !ok {
			continue
		}
		text, err := fs.ReadFile(files, path.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		sections, err := parse(string(text))
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", e.Name(), err))
		}
		t.sections[name] = sections
		t.languages = append(t.languages, name)
	}
	if t.sections[template] == nil {
		return nil, fmt.Errorf("no %s.txt, which says what sections there are", template)
	}
	slices.SortStableFunc(t.languages, func(a, b string) int {
		switch {
		case a == template:
			return -1
		case b == template:
			return 1
		}
		return strings.Compare(a, b)
	})
	return t, errors.Join(append(wrong, t.check())...)
}

// check compares the sections of each language with the template's.
func (t *Tables) check() error {
	var wrong []error
	for _, l := range t.languages {
		groups := map[string]bool{}
		for section := range t.sections[l] {
			groups[groupOf(section)] = true
			if _, ok := t.sections[template][section]; !ok {
				wrong = append(wrong, fmt.Errorf("%s.txt: unknown section [%s]", l, section))
			}
		}
		for section, words := range t.sections[template] {
			wrong = append(wrong, checkSenses(l, section, words, t.sections[l][section])...)
			if _, ok := t.sections[l][section]; !ok && groups[groupOf(section)] {
				wrong = append(wrong, fmt.Errorf("%s.txt: missing section [%s]", l, section))
			}
		}
	}
	return errors.Join(wrong...)
}

// checkSenses compares what the words of a section stand for with the template's, but for numbers: "times made 10" is of the
// kind of "times made 2".
func checkSenses(language, section string, template, words []Word) (wrong []error) {
	known := map[string]bool{}
	for _, w := range template {
		known[withoutNumbers(w.Sense)] = true
	}
	for _, w := range words {
		if kind := withoutNumbers(w.Sense); kind != "" && !known[kind] {
			err := fmt.Errorf("%s.txt: “%s” in [%s] stands for “%s”, which no English word does", language, w.Text, section, w.Sense)
			wrong = append(wrong, err)
		}
	}
	return wrong
}

func withoutNumbers(sense string) string {
	isNumber := func(f string) bool { return strings.Trim(f, "0123456789./e") == "" }
	fields := slices.DeleteFunc(strings.Fields(sense), isNumber)
	return strings.Join(fields, " ")
}

func groupOf(section string) string {
	group, _, _ := strings.Cut(section, ".")
	return group
}

// parse reads one file. What is wrong with it is told all at once, and the rest is read.
func parse(text string) (map[string][]Word, error) {
	sections := map[string][]Word{}
	var wrong []error
	section, sense := "", ""
	seen := map[Word]bool{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		if name, ok := heading(line); ok {
			if _, twice := sections[name]; twice {
				wrong = append(wrong, fmt.Errorf("line %d: a second section [%s]", i+1, name))
			}
			section, sense, seen = name, "", map[Word]bool{}
			sections[name] = append(sections[name], []Word{}...)
			continue
		}
		if section == "" {
			wrong = append(wrong, fmt.Errorf("line %d: words before the first section", i+1))
			continue
		}
		// "(?: " is part of a pattern
		if before, after, ok := strings.Cut(line, ": "); ok && !strings.ContainsAny(before, "(,") {
			sense, line = strings.TrimSpace(before), after
		}
		for _, text := range split(line) {
			w := Word{text, sense}
			if seen[w] {
				wrong = append(wrong, fmt.Errorf("line %d: “%s” is in [%s] twice", i+1, text, section))
				continue
			}
			seen[w] = true
			sections[section] = append(sections[section], w)
		}
	}
	return sections, errors.Join(wrong...)
}

// heading reads the line that begins a section. "[x]" without a group is a word: spreadsheets mark gaps by it.
func heading(line string) (name string, ok bool) {
	inside, ok := strings.CutPrefix(line, "[")
	name, closed := strings.CutSuffix(inside, "]")
	return name, ok && closed && strings.Contains(name, ".") && !strings.ContainsAny(name, " ,[]")
}

// split parts the words of a line. A comma parts them where a space or the end follows it, so that patterns may hold one.
func split(line string) []string {
	var words []string
	for _, w := range strings.Split(strings.TrimSuffix(line, ","), ", ") {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}
