package main

import (
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// room is a rule: for a package of the program what it may import, for a library who may import it, and why.
type room struct {
	name string
	may  []string
	why  string
}

// rooms is ARCHITECTURE.md's "who may import whom" as data: for each package of the program the packages of the program
// it may import, and why. A package that is not here fails the test, so a new room says where it stands.
//
// "…/" at the end of a name stands for all packages below it.
var rooms = []room{
	{"app/say", nil, "the door for sentences is below whoever has one to say, so it knows nobody"},
	{"app/fault", []string{"app/say"}, "how an error reaches a person is the ground everything stands on"},
	{"app/intake", []string{"app/say", "app/fault"}, "what may come in is the same for every reader, so it knows no format"},
	{"app/metric", nil, "numbers know nothing of documents, files or screens"},
	{"app/match", nil, "how typed words fit a name is the same for every list, so it knows none of them"},
	{"app/language", nil, "words and what they stand for are the same for every reader, so the tables know none of them"},
	{"app/part", []string{"app/say", "app/metric", "app/fault"}, "what a brief is made of is described below the brief, so that every room reads the same description"},
	{"app/brief", []string{"app/language", "app/part", "app/metric", "app/fault"}, "the document knows its numbers and nothing else"},
	{"app/sheet", []string{"app/metric", "app/brief", "app/match", "app/fault"}, "what was understood of a sheet is data on its way into a brief"},
	{"app/sheet/sheettest", []string{"app/metric", "app/sheet"}, "tests of many rooms make series as a sheet would give them"},
	{"app/figure", []string{"app/part", "app/metric", "app/brief", "app/match", "app/fault"}, "figures are resolved from the document alone, so preview and export agree"},
	{"app/figure/figuretest", []string{"app/metric", "app/brief", "app/sheet/sheettest"}, "tests of figures and of what is said of them share a brief"},
	{"app/claim", []string{"app/say", "app/language", "app/metric", "app/brief", "app/figure"}, "what sentences say is held against figures that are resolved already, so it resolves none"},
	{"app/coach", []string{"app/say", "app/language", "app/part", "app/metric", "app/brief", "app/figure", "app/claim", "app/fault"}, "rules read the brief and its figures; they change nothing"},
	{"app/refresh", []string{"app/say", "app/match", "app/metric", "app/brief", "app/sheet", "app/figure", "app/claim", "app/coach", "app/fault"}, "what a new file does to a brief is told before anything is changed, so it reads no file and writes none"},
	{"app/book/currency", nil, "how money is written is the same in every file"},
	{"app/book", []string{"app/say", "app/book/currency", "app/brief", "app/sheet", "app/fault", "app/intake"}, "bytes become cells without a thought of metrics, and keeping briefs is another room's work"},
	{"app/book/booktest", []string{"app/brief", "app/sheet"}, "tests of reading and of understanding make the same files"},
	{"app/ingest/lexicon", []string{"app/language", "app/metric", "app/book/currency", "app/fault"}, "what a word means is the same wherever in a sheet it stands"},
	{"app/ingest/periods", []string{"app/language", "app/ingest/lexicon", "app/metric", "app/brief", "app/sheet"}, "what a cell says of time is read before it is known what the table is"},
	{"app/ingest", []string{"app/language", "app/ingest/lexicon", "app/ingest/periods", "app/book", "app/book/currency", "app/metric", "app/brief", "app/sheet", "app/match", "app/fault", "app/intake"}, "understanding begins with cells, so it opens no file and keeps no brief"},
	{"app/store", []string{"app/part", "app/metric", "app/brief", "app/fault", "app/intake"}, "keeping briefs and reading files do not know each other"},
	{"app/session", []string{"app/say", "app/part", "app/metric", "app/brief", "app/sheet", "app/figure", "app/coach", "app/refresh", "app/fault", "app/intake"}, "the open brief declares the interfaces it needs, so tests and windows can fill them"},
	{"app/command", []string{"app/say", "app/metric", "app/brief", "app/sheet", "app/figure", "app/coach", "app/refresh", "app/book", "app/ingest", "app/store", "app/session", "app/fault", "app/intake", "export", "export/verify", "assets"}, "the command line uses everything but the window"},
	{"app/ui", []string{"app/say", "app/ui/…/", "app/metric", "app/brief", "app/sheet", "app/figure", "app/claim", "app/coach", "app/refresh", "app/session", "app/match", "app/fault", "app/intake", "export", "export/page", "assets"}, "the window reaches files through the session, and pages through export's door"},
	{"app/ui/parts", []string{"app/say", "app/ui/look", "app/part", "app/brief", "app/fault"}, "the list and form of a kind is drawn from its fields, so it knows no screen and no kind"},
	{"app/ui/…/", []string{"app/say", "app/ui/look", "app/ui/parts", "app/part", "app/metric", "app/book/currency", "app/brief", "app/sheet", "app/figure", "app/coach", "app/refresh", "app/session", "app/match", "app/fault", "app/intake", "export", "export/page", "assets"}, "one screen area never imports another; what they share are two packages"},
	{"app", []string{"app/…/", "export", "assets"}, "the only place that knows everything"},
	{"export/words", []string{"app/metric"}, "what a page says by itself is a table a language, below whoever draws it"},
	{"export/page", []string{"app/fault", "app/intake", "assets"}, "a page knows shapes and text, not briefs"},
	{"export/page/pagetest", []string{"export/page"}, "tests of many rooms need fonts"},
	{"export/chart", []string{"export/words", "export/page", "app/metric"}, "a chart turns values into shapes on a page"},
	{"export/layout", []string{"export/page"}, "how items flow over pages is the same for every document, so it knows none"},
	{"export/visual", []string{"export/words", "app/say", "export/page", "export/chart", "app/metric", "app/brief", "app/figure"}, "what a chart shows is told by the document, how it is drawn by the chart"},
	{"export/block", []string{"export/words", "app/say", "export/page", "export/layout", "export/chart", "export/visual", "app/metric", "app/part", "app/brief", "app/figure"}, "a block is given what is resolved, and knows no profile"},
	{"export/compose", []string{"export/words", "export/page", "export/layout", "export/chart", "export/visual", "export/block", "app/metric", "app/brief", "app/figure", "app/claim"}, "profiles know the document and its blocks, never how pages are written"},
	{"export/pdf", []string{"export/page", "app/fault"}, "a back end draws pages and nothing else, so all back ends agree"},
	{"export/verify", []string{"export/page", "app/metric", "app/brief", "app/figure", "app/fault", "app/intake"}, "reading a PDF back needs its numbers and pages, never a workbook or how PDFs are written"},
	{"export/raster/rastertest", nil, "pictures are compared as pictures, whatever is on them"},
	{"export/raster", []string{"export/page", "app/fault"}, "a back end draws pages and nothing else, so all back ends agree"},
	{"export/svg", []string{"export/page"}, "a back end draws pages and nothing else, so all back ends agree"},
	{"export", []string{"export/…/", "app/metric", "app/brief", "app/figure", "app/claim", "app/coach", "app/fault"}, "the one door knows the document, never the window, the session or files"},
	{"assets", nil, "bytes know nobody"},
	{"", []string{"app", "app/command"}, "main turns arguments into a window or a command"},
}

// libraries says which packages alone may import a library, so that it can be replaced in one place.
var libraries = []room{
	{"fyne.io", []string{"app", "app/ui", "app/ui/…/"}, "everything but the window runs and is tested without one"},
	{"github.com/xuri/excelize", []string{"app/book", "app/book/booktest"}, "workbooks are read behind one door that checks what excelize does not"},
	{"github.com/go-pdf/fpdf", []string{"export/pdf"}, "fpdf has moved house, so changing it must stay one package's work"},
	{"github.com/pdfcpu/pdfcpu", []string{"export/verify"}, "finished PDFs are read back in one place, and never written there"},
	{"github.com/spf13/cobra", []string{"app/command"}, "arguments are parsed in one place"},
	{"github.com/gofrs/flock", []string{"app/store"}, "locks belong to the files they guard"},
	{"github.com/godbus/dbus", []string{"app", "app/ui/filepick"}, "the desktop is asked for its settings and its file dialog, and for nothing else"},
	{"log", nil, "errors are returned; what is logged goes through slog, in the app alone"},
	{"log/slog", []string{"app", "app/ui"}, "domain and export packages return errors and never log"},
	{"net/http", nil, "no network call, ever"},
	{"net", nil, "no network call, ever"},
}

func TestEveryPackageImportsOnlyWhatItsRoomMay(t *testing.T) {
	t.Parallel()
	for name, imports := range packages(t) {
		at := slices.IndexFunc(rooms, func(r room) bool { return matches(r.name, name) })
		if at < 0 {
			t.Errorf("package %q is in no room: give it a line in rooms and in ARCHITECTURE.md", name)
			continue
		}
		for imp, file := range imports {
			if own, inside := strings.CutPrefix(imp, "throughline/"); inside {
				if !matchesAny(rooms[at].may, own) {
					t.Errorf("%s imports %s, which %q may not: %s", file, own, name, rooms[at].why)
				}
				continue
			}
			for _, lib := range libraries {
				if belongs(imp, lib.name) && !matchesAny(lib.may, name) {
					t.Errorf("%s imports %s: %s", file, imp, lib.why)
				}
			}
		}
	}
}

var update = flag.Bool("update", false, "write the depguard rules of .golangci.yml anew")

// The linter says in an editor what the test above says after it, so its rules are this file's in another language.
func TestTheLinterHasTheSameRules(t *testing.T) {
	t.Parallel()
	config, err := os.ReadFile(".golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	_, rules, _ := strings.Cut(string(config), "    depguard:\n      rules:\n")
	rules, _, _ = strings.Cut(rules, "\nformatters:")
	var want strings.Builder
	for _, r := range rooms {
		allow := make([]string, len(r.may))
		for i, name := range r.may {
			allow[i] = "throughline/" + strings.TrimSuffix(name, "…/")
			if !strings.HasSuffix(name, "…/") {
				allow[i] += "$" // this package, not those below it
			}
		}
		files := `"` + filesOf(r.name) + `", "!$test"`
		want.WriteString(depguard(r.name, files, strings.Join(allow, ", "), "throughline", r.why))
	}
	for _, lib := range libraries {
		files := `"**/*.go", "!$test"`
		for _, name := range lib.may {
			files += `, "!` + filesOf(name) + `"`
		}
		pkg := lib.name
		if !strings.Contains(pkg, ".") {
			pkg += "$"
		}
		want.WriteString(depguard(lib.name, files, "", pkg, lib.why))
	}
	if *update && want.String() != rules {
		if err := os.WriteFile(".golangci.yml", []byte(strings.Replace(string(config), rules, want.String(), 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), rules); diff != "" {
		t.Errorf("the depguard rules of .golangci.yml differ from rooms and libraries (-here +there):\n%s", diff)
	}
}

// depguard writes a rule of the linter of that name. What it allows mends what it denies, as the longer of the two holds.
func depguard(name, files, allow, deny, why string) string {
	if name == "" {
		name = "main"
	}
	rule := "        " + strings.NewReplacer("/…/", "-below", "/", "-", ".", "-").Replace(name) + ":\n          files: [" + files + "]\n"
	if allow != "" {
		rule += "          list-mode: lax\n          allow: [" + allow + "]\n"
	}
	return rule + "          deny:\n            - pkg: " + deny + "\n              desc: " + why + "\n"
}

// filesOf returns the linter's pattern for the files of a package.
func filesOf(name string) string {
	if name == "" {
		return "**/main.go"
	}
	return "**/" + strings.Replace(name, "…/", "**", 1) + "/*.go"
}

// belongs reports whether an import is a library or one of its packages. Packages of the standard library stand for
// themselves alone: "net" is not "net/url".
func belongs(imp, lib string) bool {
	return imp == lib || strings.Contains(lib, ".") && strings.HasPrefix(imp, lib+"/")
}

// packages returns, for each package of the program, its imports outside tests with a file that holds each; all build
// tags are read, which is why it parses files and does not ask go list.
func packages(t *testing.T) map[string]map[string]string {
	t.Helper()
	found := map[string]map[string]string{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "build") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.HasPrefix(string(src), "//go:build ignore") { // a program that makes an asset, not part of this one
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path.Dir("/"+filepath.ToSlash(file)), "/")
		if found[name] == nil {
			found[name] = map[string]string{}
		}
		for _, spec := range parsed.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[name][imp] = file
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, name) })
}

func matches(pattern, name string) bool {
	if below, ok := strings.CutSuffix(pattern, "…/"); ok {
		return strings.HasPrefix(name, below)
	}
	return pattern == name
}
