package language

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTheTablesOfTheProgramAreWhole(t *testing.T) {
	t.Parallel()
	tables, err := Load(files, "words")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"en", "de", "fr", "mul"}; !cmp.Equal(want, tables.languages) {
		t.Errorf("languages %v, want %v", tables.languages, want)
	}
}

// folder is files in memory, as Load reads them.
func folder(files map[string]string) fstest.MapFS {
	f := fstest.MapFS{}
	for name, text := range files {
		f["words/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return f
}

const english = "// verbs\n[claim.verbs]\nup moved: rose, went up,\nclimbed\ndown moved: fell\n[claim.since]\nsince\n" +
	"[number.parts]\n2: half\n[coach.hedges]\n(?:kind|sort) of, by (?:a|the) [,;] bit\n"

// A language is added by its file alone.
func TestAFurtherLanguageIsAFile(t *testing.T) {
	t.Parallel()
	tables, err := Load(folder(map[string]string{
		"en.txt": english,
		"eo.txt": "[claim.verbs]\nup moved: kreskis\n[claim.since]\nekde\n[number.parts]\n2: duono\n1/3: triono\n", // no group coach
	}), "words")
	if err != nil {
		t.Fatal(err)
	}
	words, err := tables.Words("claim.verbs")
	want := []Word{{"rose", "up moved"}, {"went up", "up moved"}, {"climbed", "up moved"}, {"fell", "down moved"}, {"kreskis", "up moved"}}
	if diff := cmp.Diff(want, words); diff != "" || err != nil {
		t.Errorf("verbs (-want +got):\n%s%v", diff, err)
	}
	if set, err := tables.Set("claim.since"); !set["since"] || !set["ekde"] || err != nil {
		t.Errorf("since is %v, %v", set, err)
	}
	each, err := tables.Each("claim.since")
	if want := map[string][]Word{"en": {{Text: "since"}}, "eo": {{Text: "ekde"}}}; !cmp.Equal(want, each) || err != nil {
		t.Errorf("by language since is %v, %v", each, err)
	}
	numbers, err := tables.Numbers("number.parts")
	if want := map[string]float64{"half": 2, "duono": 2, "triono": 1.0 / 3}; !cmp.Equal(want, numbers) || err != nil {
		t.Errorf("parts are %v, %v", numbers, err)
	}
	patterns, err := tables.Words("coach.hedges")
	if want := []Word{{Text: "(?:kind|sort) of"}, {Text: "by (?:a|the) [,;] bit"}}; !cmp.Equal(want, patterns) || err != nil {
		t.Errorf("patterns are %q, %v", patterns, err)
	}
}

func TestWhatIsWrongWithATableIsSaid(t *testing.T) {
	t.Parallel()
	whole := "[claim.verbs]\n[claim.since]\n"
	for _, c := range []struct{ name, file, says string }{
		{"unknown section", whole + "[claim.sinse]\nekde\n", "xx.txt: unknown section [claim.sinse]"},
		{"missing section", "[claim.verbs]\n", "xx.txt: missing section [claim.since]"},
		{"section twice", whole + "[claim.since]\n", "xx.txt: line 3: a second section [claim.since]"},
		{"double word", "[claim.verbs]\nup moved: kreskis\nup moved: kreskis\n[claim.since]\n", "xx.txt: line 3: “kreskis” is in [claim.verbs] twice"},
		{"unknown sense", "[claim.verbs]\nup moevd: kreskis\n[claim.since]\n", "“kreskis” in [claim.verbs] stands for “up moevd”"},
		{"no section", "ekde\n" + whole, "xx.txt: line 1: words before the first section"},
	} {
		_, err := Load(folder(map[string]string{"en.txt": english, "xx.txt": c.file}), "words")
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: Load says %v, want %q", c.name, err, c.says)
		}
	}
	if _, err := Load(folder(map[string]string{"de.txt": whole}), "words"); err == nil {
		t.Error("tables without English are taken")
	}
}

func TestAWordStandsForOneThing(t *testing.T) {
	t.Parallel()
	tables, err := Load(folder(map[string]string{"en.txt": english, "xx.txt": "[number.parts]\n3: half\n1/0/2: multe\n"}), "words")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tables.Senses("number.parts"); err == nil || !strings.Contains(err.Error(), "“half” stands for “2” and for “3”") {
		t.Errorf("Senses says %v", err)
	}
	if _, err := tables.Numbers("number.parts"); err == nil || !strings.Contains(err.Error(), "“1/0/2”, which is no number") {
		t.Errorf("Numbers says %v", err)
	}
	if _, err := tables.Set("claim.sinse"); err == nil {
		t.Error("a section that does not exist has words")
	}
}
