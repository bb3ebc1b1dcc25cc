package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/part"
	"throughline/app/session"
	"throughline/app/store"
)

// example returns a brief that holds the example of every kind, with the metric and the chart they speak of.
func example(t *testing.T) *brief.Brief {
	t.Helper()
	b := brief.New("all-kinds")
	b.Headline = "A contract, and growth"
	b.Beats[brief.Conflict].Body = "A contract of €4m hangs on it."
	for _, name := range []string{"Net revenue retention", "Trials"} {
		b.Metrics = append(b.Metrics, &metric.Metric{ID: part.Slug(name), Name: name})
	}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Line, Metrics: []string{"Trials"}}
	for _, spec := range brief.Kinds {
		if spec.Example == nil {
			t.Fatalf("%s has no example", spec.Kind)
		}
		b.AddPart(spec.Kind, spec.Example())
	}
	if err := b.Validate(); err != nil {
		t.Fatal(err)
	}
	return b
}

// eachKind runs a test on the example of every kind the program knows.
func eachKind(t *testing.T, test func(t *testing.T, b *brief.Brief, p brief.Placed)) {
	t.Helper()
	for _, spec := range brief.Kinds {
		t.Run(string(spec.Kind), func(t *testing.T) {
			b := example(t)
			parts := b.PartsOf(spec.Kind)
			if len(parts) != 1 {
				t.Fatalf("the brief has %d of them", len(parts))
			}
			test(t, b, brief.Placed{Spec: spec, Part: parts[0], Place: spec.Place(parts[0], 0)})
		})
	}
}

func TestEveryKindIsWrittenToTheStoryFileAndReadBack(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		story, err := brief.ParseStory(b.Markdown())
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Markdown())
		}
		again := brief.New("again")
		brief.ApplyStory(again, story)
		if diff := cmp.Diff(b.PartsOf(p.Spec.Kind), again.PartsOf(p.Spec.Kind)); diff != "" {
			t.Error(diff)
		}
	})
}

// keeper returns a store of its own and a folder for briefs.
func keeper(t *testing.T) (*store.Store, string) {
	t.Helper()
	dir := t.TempDir()
	return store.New(filepath.Join(dir, "state"), time.Now), dir
}

func save(t *testing.T, b *brief.Brief, from brief.Origin) string {
	t.Helper()
	s, dir := keeper(t)
	path := filepath.Join(dir, "b.brief")
	if _, _, err := s.Save(path, b, from, true); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, path string) *brief.Opened {
	t.Helper()
	opened, err := store.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func TestEveryKindIsSavedAndOpenedWithWhatANewerVersionSaysOfIt(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		p.Part.Base().Unknown = &part.Unknown{Fields: map[string]json.RawMessage{"later": json.RawMessage(`{"a":[1]}`)}}
		opened := open(t, save(t, b, brief.Origin{}))
		if len(opened.Notes) > 0 {
			t.Errorf("opening says %+v", opened.Notes)
		}
		if diff := cmp.Diff(b.PartsOf(p.Spec.Kind), opened.Brief.PartsOf(p.Spec.Kind)); diff != "" {
			t.Error(diff)
		}
	})
}

// rewrite changes the story part of a saved brief.
func rewrite(t *testing.T, path string, change func(fields map[string]json.RawMessage)) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "brief.json" {
			fields := map[string]json.RawMessage{}
			if err := json.Unmarshal(body, &fields); err != nil {
				t.Fatal(err)
			}
			change(fields)
			if body, err = json.Marshal(fields); err != nil {
				t.Fatal(err)
			}
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err == nil {
			_, err = part.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOneDamagedPartOfAKindCostsOnlyItself(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		if p.Spec.JSON == "" || p.Spec.File != "" {
			return // kept in the evidence, or in a file of its own that the store's tests damage
		}
		path := save(t, b, brief.Origin{})
		rewrite(t, path, func(fields map[string]json.RawMessage) {
			list := string(fields[p.Spec.JSON])
			fields[p.Spec.JSON] = json.RawMessage(strings.TrimSuffix(list, "]") + `,{"id":null},"no part"]`)
		})
		opened := open(t, path)
		if diff := cmp.Diff(b.PartsOf(p.Spec.Kind), opened.Brief.PartsOf(p.Spec.Kind)); diff != "" {
			t.Error(diff)
		}
		for _, want := range []string{"The number 2 of the " + p.Spec.JSON, "The number 3 of the " + p.Spec.JSON} {
			if !slices.ContainsFunc(opened.Notes, func(n brief.Note) bool { return strings.HasPrefix(n.Text, want) }) {
				t.Errorf("opening does not say %q: %+v", want, opened.Notes)
			}
		}
	})
}

func TestACopyOfABriefSharesNoPart(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		c := b.Clone()
		for i := range p.Spec.Fields {
			f := &p.Spec.Fields[i]
			before := f.Get(p.Part)
			if f.Set(c.PartsOf(p.Spec.Kind)[0], "") != nil || f.Get(p.Part) != before {
				t.Errorf("%s of the original changed with its copy", f.Label)
			}
		}
	})
}

func TestEveryFieldHasAPlaceOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[brief.Place]bool{}
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		for i := range p.Spec.Fields {
			f := &p.Spec.Fields[i]
			place := p.Spec.At(p.Place, f)
			if text, ok := b.Text(place); !ok || text != f.Get(p.Part) || seen[place] {
				t.Errorf("%s is %q, found %v; the field is %q", place, text, ok, f.Get(p.Part))
			}
			seen[place] = true
			if f.Type == part.Text && (!b.SetText(place, "typed ") || f.Get(p.Part) != "typed ") {
				t.Errorf("nothing can be typed at %s", place)
			}
			if !strings.HasPrefix(brief.Label(place), p.Spec.Title) {
				t.Errorf("%s is called %q", place, brief.Label(place))
			}
		}
	})
}

func TestARenamedMetricIsRenamedInEveryKind(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		for i := range p.Spec.Fields {
			f := &p.Spec.Fields[i]
			if f.Type != part.Metric {
				continue
			}
			place := p.Spec.At(p.Place, f)
			if uses := figure.Uses(b, f.Get(p.Part)); !strings.Contains(joined(uses), string(place)) {
				t.Errorf("%s uses %q, told are %v", place, f.Get(p.Part), uses)
			}
			if err := figure.RenameMetric(b, f.Get(p.Part), "NRR"); err != nil || f.Get(p.Part) != "NRR" {
				t.Errorf("%s names %q after renaming, %v", place, f.Get(p.Part), err)
			}
			b.RemoveMetric(b.Metric("NRR").ID)
			if !found(b, place) {
				t.Errorf("nobody says that %s names a metric that is gone", place)
			}
		}
	})
}

func joined(places []brief.Place) string {
	var s strings.Builder
	for _, p := range places {
		s.WriteString(string(p) + " ")
	}
	return s.String()
}

// found reports whether the coach says that a link leads nowhere.
func found(b *brief.Brief, place brief.Place) bool {
	for _, f := range coach.Review(b) {
		if f.Code == "link-missing" && f.Place == place {
			return true
		}
	}
	return false
}

func TestARenamedPartIsFollowedAndARemovedOneIsLinkedToNoMore(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		if p.Spec.Identity != part.Named {
			b.RemovePart(p.Place)
			if len(b.PartsOf(p.Spec.Kind)) != 0 {
				t.Error("it is still there")
			}
			return
		}
		links := func() (n int) {
			for _, r := range b.References() {
				if r.Kind == p.Spec.Kind {
					n++
				}
			}
			return n
		}
		if p.Spec.Kind == brief.PriorityKind {
			for k := range b.Beats {
				b.Beats[k].Priority = p.Part.Base().ID
			}
		}
		before := links()
		if err := b.RenamePart(p.Place, "renamed"); err != nil || links() != before {
			t.Errorf("after renaming %d links are left of %d, %v", links(), before, err)
		}
		for _, r := range b.References() {
			if r.Kind == p.Spec.Kind && !b.Resolves(r) {
				t.Errorf("%s still names %q", r.Place, r.Name)
			}
		}
		b.RemovePart(p.Spec.Place(p.Part, 0))
		if links() != 0 || len(b.PartsOf(p.Spec.Kind)) != 0 {
			t.Errorf("after removing %d links are left", links())
		}
	})
}

func TestEveryChangeOfAPartIsUndone(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, b *brief.Brief, p brief.Placed) {
		s := session.New(session.Deps{
			Now: time.Now, After: func(time.Duration, func()) func() { return func() {} }, NewID: func() string { return "x" },
		})
		s.Start(b)
		for name, change := range map[string]func(*brief.Brief){
			"remove": func(c *brief.Brief) { c.RemovePart(p.Place) },
			"type":   func(c *brief.Brief) { c.SetText(p.Place, "something else") },
		} {
			if err := s.Do(name, func(c *brief.Brief) error { change(c); return nil }); err != nil {
				t.Fatal(err)
			}
			if cmp.Equal(b.PartsOf(p.Spec.Kind), s.Brief().PartsOf(p.Spec.Kind)) {
				t.Errorf("%s changed nothing", name)
			}
			s.Undo()
			if diff := cmp.Diff(b.PartsOf(p.Spec.Kind), s.Brief().PartsOf(p.Spec.Kind)); diff != "" {
				t.Errorf("%s undone: %s", name, diff)
			}
		}
	})
}

func TestALinkThatLeadsNowhereIsFoundInEveryBeat(t *testing.T) {
	t.Parallel()
	for _, k := range brief.Beats {
		b := example(t)
		b.Beats[k].Priority = "gone"
		if !found(b, brief.PlaceOf(k, "lead")) {
			t.Errorf("%s serves a priority that nobody states, and nobody says so", k)
		}
		b.Beats[k].Priority = b.Priorities()[0].ID
		if found(b, brief.PlaceOf(k, "lead")) {
			t.Errorf("%s serves a stated priority and is accused", k)
		}
	}
}

func TestTwoPrioritiesOfOneNameAreNamedWithTheirLines(t *testing.T) {
	t.Parallel()
	_, err := brief.ParseStory("## Priorities\n\n- growth: A\n- Growth: B\n")
	if err == nil || !strings.Contains(err.Error(), "line 4: there is a second priority “Growth”; the first is on line 3") {
		t.Errorf("it answers %v", err)
	}
}
