//go:build ignore

// Command make writes licences.txt: the licences of the program, of its typefaces and of every module that is linked into
// it, which most of them ask to be sent along. Those of modules come from the module cache, for the very modules that
// "go list" finds below main.go on each system the program is built for. Run it with "go generate ./assets" when go.mod
// has changed; a test fails until then.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// systems are where the program is built for, with the build tags of the Makefile.
var systems = []struct{ os, tags string }{
	{"linux", "x11,migrated_fynedo,no_animations"},
	{"windows", "migrated_fynedo,no_animations"},
	{"darwin", "migrated_fynedo,no_animations"},
}

// width is how many characters a line has at most, so that it fits a terminal and the window's dialog.
const width = 80

// legal are the names that licences and notices have in a module.
var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([-_.].*)?$`)

// group is a licence and what is under it, word for word.
type group struct {
	names []string
	text  string
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run make.go FILE")
	}
	groups := []*group{
		{[]string{"Throughline"}, read("../LICENSE")},
		{[]string{"The typeface Source Sans 3"}, read("fonts/OFL.txt")},
		{[]string{"The typeface Source Serif 4"}, read("fonts/OFL-SourceSerif4.txt")},
	}
	dirs := map[string]string{}
	for _, s := range systems {
		if err := addLinked(dirs, s.os, s.tags); err != nil {
			log.Fatal(err)
		}
	}
	for _, module := range slices.Sorted(maps.Keys(dirs)) {
		text, err := licences(dirs[module])
		if err != nil {
			log.Fatalf("%s: %v", module, err)
		}
		i := slices.IndexFunc(groups, func(g *group) bool { return g.text == text })
		if i < 0 {
			groups, i = append(groups, &group{text: text}), len(groups)
		}
		groups[i].names = append(groups[i].names, module)
		if strings.HasPrefix(module, "golang.org/x/sys ") { // Go's own library is under the same licence
			groups[i].names = append(groups[i].names, "The Go standard library")
		}
	}
	var out strings.Builder
	for i, g := range groups {
		if i > 0 {
			out.WriteString("\n" + strings.Repeat("─", width) + "\n\n")
		}
		out.WriteString(strings.Join(g.names, "\n") + "\n\n" + g.text)
	}
	if err := os.WriteFile(os.Args[1], []byte(out.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func read(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	return tidy(string(text))
}

// addLinked adds the modules the program holds on a system, "path version", each with its folder in the module cache.
func addLinked(dirs map[string]string, system, tags string) error {
	const form = `{{with .Module}}{{if not .Main}}{{with .Replace}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}` +
		`{{else}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}{{end}}`
	list := exec.Command("go", "list", "-deps", "-tags", tags, "-f", form, "throughline")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("go list for %s: %w", system, err)
	}
	for line := range strings.Lines(string(out)) {
		if module, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			dirs[module] = dir
		}
	}
	return nil
}

// licences returns the text of all licences in a module's folder, those of the code of others in it as well; what lies
// among tests and in programs of their own is not linked.
func licences(dir string) (string, error) {
	var texts []string
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "cmd"):
			return fs.SkipDir
		case d.IsDir() || !legal.MatchString(d.Name()):
			return nil
		}
		text, err := os.ReadFile(file)
		if err == nil && !slices.Contains(texts, tidy(string(text))) {
			texts = append(texts, tidy(string(text)))
		}
		return err
	})
	if err == nil && len(texts) == 0 {
		err = errors.New("no licence found in " + dir)
	}
	return strings.Join(texts, "\n"), err
}

// tidy returns a text without spaces at the end of its lines and without blank lines around it, and breaks what is
// longer than a line.
func tidy(text string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))) {
		line = strings.TrimRightFunc(strings.ReplaceAll(line, "\t", "    "), unicode.IsSpace)
		for utf8.RuneCountInString(line) > width {
			runes := []rune(line)
			at := strings.LastIndexByte(string(runes[:width+1]), ' ')
			if strings.TrimSpace(line[:max(at, 0)]) == "" {
				break // an address longer than a line
			}
			out.WriteString(strings.TrimRight(line[:at], " ") + "\n")
			line = line[at+1:]
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}
