package book

import (
	"path/filepath"
	"regexp"
	"strings"
)

// notTable refuses a text that is none of a table: source code, prose, a log. Reading those would find some table where
// commas happen to fall. It looks at a sample: a table has the same number of fields in most of its records, or numbers in
// many of its fields; the rest is told apart by how its lines look.
func notTable(name, sample string, delimiter byte) error {
	_, regular := regularity(sample, delimiter)
	lines := sampleLines(sample)
	if len(lines) == 0 {
		return nil // said as a text without values
	}
	kind, code := textKind(name, lines)
	switch numbers := numberShare(sample, delimiter); {
	case regular >= 0.9 && !code, numbers >= 0.25, regular >= 0.5 && numbers >= 0.1 && !code:
		return nil
	case regular == 0 && shortLines(lines) && !code:
		return nil // a list
	}
	return kind.refuse(name, nil)
}

// sampleLines are the lines of a sample with something in them, but for the last, which may be cut.
func sampleLines(sample string) []string {
	all := strings.Split(sample, "\n")
	if len(all) > 50 {
		all = all[:len(all)-1]
	}
	var lines []string
	for _, l := range all {
		if l = strings.TrimSpace(l); strings.Trim(l, ` ,;|"`+"\t") != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// numberShare is the share of numbers, dates and marks for missing values among the fields of records with two fields or
// more.
func numberShare(sample string, delimiter byte) float64 {
	numbers, all := 0, 0
	for r := newCSVReader(strings.NewReader(sample), delimiter); r.next() == nil; {
		if len(r.fields) < 2 {
			continue
		}
		for _, f := range r.fields {
			if f = strings.TrimSpace(f); f == "" {
				continue
			}
			all++
			if startsLikeNumber.MatchString(f) {
				numbers++
			}
		}
	}
	return float64(numbers) / float64(max(all, 1))
}

// startsLikeNumber is near enough for a count: "€ 1.234,5", "(12%)", "2026-01-31", "1204*", "13.1 (p)".
var startsLikeNumber = regexp.MustCompile(`^[-+(]?\s?\p{Sc}?\s?[-+]?[\d.,' ]*\d[\d.,'/:%()\-]{0,20}\p{L}{0,3}\)?(\s?[*†‡¹²³⁴⁵]{1,3}|\s?\(\p{L}\)|\s\p{L})?$`)

// shortLines reports lines as short as the entries of a list.
func shortLines(lines []string) bool {
	long := 0
	for _, l := range lines {
		if len(l) > 60 {
			long++
		}
	}
	return long*10 <= len(lines)
}

// notTables are the kinds of text that are told apart, by names and by lines that look like them.
var notTables = []struct {
	is    fileFormat
	names string // ends of names
	line  *regexp.Regexp
	least float64 // share of lines that look like it
}{
	{
		fileFormat{"is source code, not a table", "choose the spreadsheet with the numbers"},
		".py .js .ts .jsx .tsx .java .kt .c .h .cc .cpp .hpp .cs .go .rs .rb .php .swift .scala .r .jl .m .pl .sh .bash .ps1 .bat .sql .css .scss .vue .ipynb .lua .dart",
		regexp.MustCompile(`^(import |from \S+ import|def |class |func(tion)? |#include|package \w+;?$|public |private |return\b|(if|for|while|else|elif)\b.*[:{]$|[}\])]+[;,)]*$|//|#!/|/\*|\*/|SELECT |INSERT |CREATE |DROP |UPDATE |(var|let|const) \w+ ?=|@\w+|\w+\(.*\);?$|\w+ = \w+\(.*)|^[^;]*[;{]$`), // fields parted by semicolons may end in one too
		0.3,
	},
	{
		fileFormat{"is a list of settings, not a table", "choose the spreadsheet with the numbers"},
		".yaml .yml .toml .ini .cfg .conf .properties .env",
		regexp.MustCompile(`^(\[[\w. -]+\]$|[\w.-]+\s*[:=]\s*\S*$|- )`),
		0.8,
	},
	{
		fileFormat{"is a log, not a table", "export the numbers as .csv or .xlsx, and import that"},
		".log",
		regexp.MustCompile(`(?i)^[\[(]?\d{2,4}[-/.:]?\w{2,3}[-/.:]?\d{2,4}[T\s:].*\s(\[?(info|warn(ing)?|error|debug|trace|fatal|notice)\b|\w+\[\d+\]:)|^\d+\.\d+\.\d+\.\d+ .*"(GET|POST|PUT|HEAD|DELETE) `),
		0.3,
	},
	{
		fileFormat{"is a text in Markdown", "copy its table into a spreadsheet, save that as .xlsx, and import it"},
		".md .markdown .mdx .rst",
		regexp.MustCompile("^(#{1,6} |[-*] |```|> |\\|?[ :]*-{3,}[ :]*\\||\\[.*\\]\\(.*\\))"),
		0.2,
	},
}

var prose = fileFormat{"is text without a table", "choose the spreadsheet with the numbers"}

// textKind tells what kind of text lines without a table are, and whether they surely are no table for it.
func textKind(name string, lines []string) (kind fileFormat, sure bool) {
	ext := strings.ToLower(filepath.Ext(name))
	for _, n := range notTables {
		like := 0
		for _, l := range lines {
			if n.line.MatchString(l) {
				like++
			}
		}
		named := ext != "" && strings.Contains(n.names+" ", ext+" ")
		if share := float64(like) / float64(len(lines)); share >= n.least || named && share >= n.least/3 {
			return n.is, true
		} else if named {
			return n.is, false
		}
	}
	return prose, false
}
