package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/assets"
)

// doors are the functions that pass a text on to package say, beside its own.
var doors = []string{"fault.New", "usage", "std.tell"}

// unsaid are functions whose text no person reads in a language: errors for the log, patterns, and what is stored.
var unsaid = regexp.MustCompile(`^(errors\.New|fmt\.Errorf|panic|strings\.\w+|regexp\.\w+)$`)

// unsaidFields are fields of which the same holds: Cobra's line of use and examples are commands as they are typed, and the
// reason of a target is kept in the brief, whose language it has.
var unsaidFields = []string{"Use", "Example", "Reason"}

// untranslated are the texts that stand outside the door for a reason.
var untranslated = map[string]string{
	"Source Sans 3":  "the name of a typeface",
	"Pasted cells":   "the name of a source, kept in the brief and compared with the next one",
	"Whole page":     "a zoom, translated where it is labelled",
	"Full width":     "a zoom, translated where it is labelled",
	"Tab, Shift+Tab": "keys",
	"Throughline":    "the name of the program",
	"Throughline ":   "the name of the program, before its version",
	"OK":             "the same in every language",
}

// sentence finds two words, or a number and a word, with a space between them.
var sentence = regexp.MustCompile(`(\pL\pL?[,.;:!?…)]*|\d) \(?\pL`)

// shown are the functions whose texts stand in the window as they are: a single word given to them is a sentence too.
var shown = regexp.MustCompile(`^((look\.)?New(Text|Elided|Paragraph|Notice|Button|Primary|Plain|Link|Compact|Tile|BareTile|Input|Dialog)|look\.(Labelled|Ask|Tell)` +
	`|labelled|group|newChoice|fyne\.NewMenuItem|[\w.]+\.Set(Text|PlaceHolder|Hint))$`)

// word finds a word.
var word = regexp.MustCompile(`\pL\pL`)

// verb is a verb of a format.
var verb = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*(\.\d+)?[a-zA-Z%]`)

// What a person reads in the window and on the command line can be translated: every literal of two or more words there
// stands in a call of say, or of a function that passes it on, and so does a single word that is shown as it is.
func TestEverySentencePassesTheDoor(t *testing.T) {
	t.Parallel()
	through := 0
	for _, root := range []string{"app/ui", "app/command"} {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || path.Base(filepath.ToSlash(filepath.Dir(file))) == "looktest" {
				return err
			}
			files := token.NewFileSet()
			parsed, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			var stack []ast.Node
			ast.Inspect(parsed, func(n ast.Node) bool {
				if n == nil {
					stack = stack[:len(stack)-1]
					return false
				}
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					text, _ := strconv.Unquote(l.Value)
					switch {
					case untranslated[text] != "":
					case !sentence.MatchString(verb.ReplaceAllString(text, "")) && (!word.MatchString(text) || !isShown(stack)):
					case passes(stack):
						through++
					default:
						t.Errorf("%s: %q is shown in English alone: say.T, say.F or say.N translate it", files.Position(l.Pos()), text)
					}
				}
				stack = append(stack, n)
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d sentences pass the door", through)
}

// passes reports whether a literal below these nodes is given to the door, or is nothing that a person reads.
func passes(above []ast.Node) bool {
	for _, n := range slices.Backward(above) {
		switch n := n.(type) {
		case *ast.CallExpr:
			called := nameOf(n.Fun)
			if called == "fmt.Sprintf" {
				continue // what it makes may go to a panic
			}
			return strings.HasPrefix(called, "say.") || slices.Contains(doors, called) || unsaid.MatchString(called)
		case *ast.KeyValueExpr:
			if slices.Contains(unsaidFields, nameOf(n.Key)) {
				return true
			}
		case *ast.BinaryExpr, *ast.ParenExpr:
		case ast.Stmt:
			return false
		}
	}
	return false
}

// isShown reports whether a literal below these nodes is given, alone or with what it is joined to, to a function that
// shows it.
func isShown(above []ast.Node) bool {
	for _, n := range slices.Backward(above) {
		switch n := n.(type) {
		case *ast.BinaryExpr, *ast.ParenExpr:
		case *ast.CallExpr:
			return shown.MatchString(nameOf(n.Fun))
		default:
			return false
		}
	}
	return false
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return nameOf(e.X) + "." + e.Sel.Name
	}
	return ""
}

// A translation of what is said nowhere is never seen, and one that formats something else than its key would print
// "%!d(string=…)" in front of a person.
func TestTranslationsAreOfWhatIsSaid(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(assets.Translations, "translations/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("translations: %v, %v", files, err)
	}
	said := texts(t)
	for _, file := range files {
		data, err := assets.Translations.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := say.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if tag := strings.TrimSuffix(path.Base(file), ".json"); c.Language.String() != tag {
			t.Errorf("%s is of the language %s", file, c.Language)
		}
		check := func(english, other string) {
			want, got := verbsOf(english), verbsOf(other)
			if !slices.Equal(want, got) {
				t.Errorf("%s: %q formats %v, and %q %v", file, english, want, other, got)
			}
		}
		for english, other := range c.Texts {
			if !said[english] {
				t.Errorf("%s: %q is said nowhere", file, english)
			}
			check(english, other)
		}
		for english, forms := range c.Counts {
			if noun := strings.TrimSuffix(counted.ReplaceAllString(english, ""), "s"); !said[english] && !said[noun] {
				t.Errorf("%s: %q is counted nowhere", file, english)
			}
			if forms["other"] == "" {
				t.Errorf("%s: %q has no form for “other”, which stands for those that are missing", file, english)
			}
			for _, other := range forms {
				check(english, other)
			}
		}
	}
}

// counted is what stands before a noun that is counted.
var counted = regexp.MustCompile(`^%[ds] `)

// texts are all texts of the program, and those it makes of others: the names of places, and what is one of a kind.
func texts(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, root := range []string{"app", "export"} {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok {
					if text, ok := constant(e); ok {
						all[text] = true
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, k := range brief.Beats {
		all[brief.Label(brief.PlaceOf(k, "lead"))], all[brief.Label(brief.PlaceOf(k, "body"))] = true, true
	}
	for _, place := range []brief.Place{brief.HeroPlace, brief.ChartPlace} {
		all[brief.Label(place)] = true
	}
	for _, spec := range brief.Kinds {
		all[spec.One()] = true
	}
	for _, p := range []metric.Polarity{metric.HigherBetter, metric.LowerBetter} {
		all[p.Label()] = true
	}
	for m := time.January; m <= time.December; m++ {
		all[m.String()] = true
	}
	for _, noun := range []string{"finding", "error", "warning", "hint", "number", "sentence"} {
		all["no "+noun+"s"] = true
	}
	return all
}

// constant returns a text that is written as one literal or as several joined by plus signs.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := constant(e.X)
		right, also := constant(e.Y)
		return left + right, ok && also && e.Op == token.ADD
	}
	return "", false
}

// verbsOf lists the verbs of a format by the argument they format.
func verbsOf(format string) []string {
	var list []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if strings.HasSuffix(m[0], "%") {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(strings.Trim(m[1], "[]"))
		}
		list = append(list, strconv.Itoa(next)+m[0][len(m[0])-1:])
		next++
	}
	slices.Sort(list)
	return slices.Compact(list)
}
