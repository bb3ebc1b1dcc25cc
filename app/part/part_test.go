package part_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/metric"
	"throughline/app/part"
)

// choice is a made-up kind that uses all a kind can: a heading of its own, every type of field, a history, freezing.
type choice struct {
	part.Meta
	Sentence string   `json:"sentence"`
	Status   string   `json:"status,omitempty"`
	By       string   `json:"by,omitempty"`
	Metric   string   `json:"metric,omitempty"`
	Serves   string   `json:"serves,omitempty"`
	Chance   *float64 `json:"chance,omitempty"`
	Cost     *float64 `json:"cost,omitempty"`
	Informed []string `json:"informed,omitempty"`
	Why      string   `json:"why,omitempty"`
	WhyNot   string   `json:"whyNot,omitempty"`
}

// path is a made-up kind that belongs to a choice.
type path struct {
	part.Meta
	Text  string `json:"text"`
	State string `json:"state,omitempty"`
	Gives string `json:"gives,omitempty"`
}

// terms is a made-up kind of which there is one.
type terms struct {
	part.Meta
	Rate  string `json:"rate"`
	Money string `json:"money,omitempty"`
}

var kinds = part.Specs{
	part.Define[choice](part.Spec{
		Kind: "choice", Title: "Choice", Plural: "Choices", Section: "Choices", Headed: true, JSON: "choices", History: true,
		Fields: []part.Field{
			part.TextField("sentence", "Sentence", func(c *choice) *string { return &c.Sentence }).AsProse().HeldWhenFrozen(),
			part.ChoiceField("status", "Status", func(c *choice) *string { return &c.Status }, "draft", "decided").Remembered("moved"),
			part.DateField("by", "By", func(c *choice) *string { return &c.By }).Wanted("a choice without a day is put off", ""),
			part.MetricField("metric", "Metric", func(c *choice) *string { return &c.Metric }),
			part.LinkField("serves", "Serves", "choice", func(c *choice) *string { return &c.Serves }),
			part.PercentField("chance", "Chance", func(c *choice) **float64 { return &c.Chance }),
			part.NumberField("cost", "Cost", func(c *choice) **float64 { return &c.Cost }),
			part.ListField("informed", "Informed", func(c *choice) *[]string { return &c.Informed }),
			part.TextField("why", "Why", func(c *choice) *string { return &c.Why }),
			part.TextField("why not", "Why not", func(c *choice) *string { return &c.WhyNot }),
		},
		Frozen: func(p part.Part) bool { return p.(*choice).Status == "decided" },
	}),
	part.Define[path](part.Spec{
		Kind: "path", Title: "Path", Plural: "Paths", Section: "Choices", Owner: "choice", Word: "path", JSON: "paths",
		Fields: []part.Field{
			part.TextField("text", "Text", func(p *path) *string { return &p.Text }),
			part.ChoiceField("state", "State", func(p *path) *string { return &p.State }, "open", "taken").InPlaceOfKey(),
			part.TextField("gives", "Gives up", func(p *path) *string { return &p.Gives }).Keyed("gives up"),
		},
	}),
	part.Define[terms](part.Spec{
		Kind: "terms", Title: "Terms", Plural: "Terms", Identity: part.Single, Section: "Terms", JSON: "terms",
		Fields: []part.Field{
			part.TextField("rate", "Rate", func(t *terms) *string { return &t.Rate }),
			part.TextField("money", "Money", func(t *terms) *string { return &t.Money }),
		},
	}),
}

func read(t *testing.T, text string) (part.Set, []string) {
	t.Helper()
	set, mistakes := part.Set{}, []string(nil)
	var r *part.Reader
	number := 0
	for _, line := range strings.Split(text, "\n") {
		number++
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			r = kinds.Reader(title, set, func(format string, args ...any) {
				mistakes = append(mistakes, fmt.Sprintf("line %d: ", number)+fmt.Sprintf(format, args...))
			})
			if r == nil {
				t.Fatalf("no section %q", title)
			}
			continue
		}
		if r != nil {
			r.Line(line, number)
		}
	}
	return set, mistakes
}

func write(set part.Set) string {
	var w strings.Builder
	kinds.Write(&w, set)
	return w.String()
}

const choices = `## Choices

### share: Let trial users share files
status: draft
by: 2026-12-12
metric: Sharing activation
chance: 70%
cost: 40000
informed: Support, Sales\, EMEA
why: It is \; cheap: we think
visible: leadership
- path nothing: Do nothing; taken; gives up The two trials a week
- path build-it: Build
- path: Buy it; open

## Terms

rate: 10%
money: thousand EUR

`

func TestPartsAreReadAsTheirFormSaysAndWrittenBack(t *testing.T) {
	t.Parallel()
	set, mistakes := read(t, choices)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	chance, cost := 0.7, 40_000.0
	want := part.Set{
		"choice": {&choice{
			Meta: part.Meta{ID: "share", Visible: part.Leadership}, Sentence: "Let trial users share files", Status: "draft", By: "2026-12-12",
			Metric: "Sharing activation", Chance: &chance, Cost: &cost, Informed: []string{"Support", "Sales, EMEA"}, Why: `It is \; cheap: we think`,
		}},
		"path": {
			&path{Meta: part.Meta{ID: "nothing", Of: "choice.share"}, Text: "Do nothing", State: "taken", Gives: "The two trials a week"},
			&path{Meta: part.Meta{ID: "build-it", Of: "choice.share"}, Text: "Build"},
			&path{Meta: part.Meta{ID: "buy-it", Of: "choice.share"}, Text: "Buy it", State: "open"},
		},
		"terms": {&terms{Rate: "10%", Money: "thousand EUR"}},
	}
	if diff := cmp.Diff(want, set); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(choices, write(set)); diff != "" {
		t.Error(diff)
	}
}

func TestEveryMistakeInASectionNamesItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"## Choices\n- path: x", "line 2: “path:” begins no item of Choices"},
		{"## Choices\n### share: A\n### SHARE: B", "line 3: there is a second choice “SHARE”; the first is on line 2"},
		{"## Choices\n### share: A\n- path a: x\n- path a: y", "line 4: there is a second path “a”; the first is on line 3"},
		{"## Choices\n### share", "line 2: a choice is not of the form"},
		{"## Choices\n### share: A\nstatus: perhaps", "line 3: “perhaps” is no status; choose draft or decided"},
		{"## Choices\n### share: A\nby: soon", "line 3: “soon” is no by; write a day such as 2026-12-12"},
		{"## Choices\n### share: A\nchance: high", "line 3: “high” is no chance; write a share such as 20%"},
		{"## Choices\n### share: A\nwhy: x\nwhy: y", "line 4: there is a second why line"},
		{"## Choices\n### share: A\nhello there", "line 3: “hello there” says nothing of a choice"},
		{"## Choices\n### share: A\n- path a: x; soon", "line 3: a path is not of the form “- path: TEXT; open/taken; gives up GIVES UP”"},
		{"## Choices\n### share: A\n- path a: x; open; taken", "line 3: a path is not of the form"},
		{"## Choices\n### share: A\n- road a: x", "line 3: “road” begins no item of Choices; the items are path"},
		{"## Terms\n### a: b", "line 2: Terms has no headings inside"},
	} {
		if _, mistakes := read(t, c.text); len(mistakes) != 1 || !strings.HasPrefix(mistakes[0], c.want) {
			t.Errorf("%q answers %q, want %q", c.text, mistakes, c.want)
		}
	}
}

func TestTheLongestKeyWins(t *testing.T) {
	t.Parallel()
	set, mistakes := read(t, "## Choices\n### share: A\nwhy not: too dear\nwhy: cheap")
	if c := part.All[*choice](set, "choice")[0]; len(mistakes) > 0 || c.WhyNot != "too dear" || c.Why != "cheap" {
		t.Errorf("read %+v, %v", c, mistakes)
	}
}

// random returns parts with texts of marks, backslashes and words.
func random(r *rand.Rand) part.Set {
	atoms := []string{"a", "rose", ";", ":", ",", `\`, `\\`, `\;`, "why", "gives up", "- x", "##", "{ARR | growth}", `"q"`, "é", "漢", "open", "visible external"}
	phrase := func(least, most int) string {
		var words []string
		for range least + r.IntN(most-least+1) {
			words = append(words, atoms[r.IntN(len(atoms))])
		}
		return strings.TrimSpace(strings.Join(words, " "))
	}
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	set := part.Set{}
	for i := range 1 + r.IntN(3) {
		c := &choice{
			Meta: part.Meta{ID: fmt.Sprintf("c%d", i), Visible: part.Visibility(pick("", "leadership", "external"))}, Sentence: phrase(1, 5),
			Status: pick("", "draft", "decided"), By: pick("", "2026-12-12"), Metric: phrase(0, 3), Why: phrase(0, 4), WhyNot: phrase(0, 4),
		}
		for range r.IntN(3) {
			c.Informed = append(c.Informed, "r"+phrase(0, 2))
		}
		if r.IntN(2) == 0 {
			v, w := float64(r.IntN(1000))/1000, r.NormFloat64()*1e6
			c.Chance, c.Cost = &v, &w
		}
		set["choice"] = append(set["choice"], c)
		for j := range r.IntN(3) {
			p := &path{
				Meta: part.Meta{ID: fmt.Sprintf("p%d", j), Of: part.Place("choice." + c.ID)}, Text: phrase(1, 4), State: pick("", "open", "taken"), Gives: phrase(0, 3),
			}
			set["path"] = append(set["path"], p)
		}
	}
	return set
}

func TestPartsRoundTripThroughTheStoryFile(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		set := random(r)
		text := write(set)
		got, mistakes := read(t, text)
		if len(mistakes) > 0 {
			t.Fatalf("%v in\n%s", mistakes, text)
		}
		if diff := cmp.Diff(set, got); diff != "" {
			t.Fatalf("%s\nin\n%s", diff, text)
		}
	}
}

func TestACloneSharesNothingThatCanBeChanged(t *testing.T) {
	t.Parallel()
	v := 0.5
	p := &choice{Meta: part.Meta{ID: "a", Frozen: &part.Frozen{Texts: map[string]string{"sentence": "x"}}}, Chance: &v, Informed: []string{"a"}}
	c := kinds.Of("choice").Clone(p).(*choice)
	*c.Chance, c.Informed[0], c.Frozen.Texts["sentence"], c.Frozen.Day, c.ID = 1, "b", "y", "today", "c"
	if *p.Chance != 0.5 || p.Informed[0] != "a" || p.Frozen.Texts["sentence"] != "x" || p.Frozen.Day != "" || p.ID != "a" {
		t.Errorf("the original changed with its copy: %+v", p)
	}
}

func TestWhatANewerVersionWroteIsWrittenBack(t *testing.T) {
	t.Parallel()
	p := &choice{Meta: part.Meta{ID: "a", Unknown: &part.Unknown{Fields: map[string]json.RawMessage{"later": json.RawMessage("[1,2]")}}}, Sentence: "b"}
	data, err := part.Encode(kinds.Of("choice").Clone(p))
	if want := `{"id":"a","sentence":"b","later":[1,2]}`; err != nil || string(data) != want {
		t.Errorf("written as %s, %v", data, err)
	}
}

func TestOneDamagedPartCostsOnlyItself(t *testing.T) {
	t.Parallel()
	parts := []part.Part{
		&choice{Meta: part.Meta{ID: "a"}, Sentence: "A"}, &choice{Meta: part.Meta{ID: "A "}, Sentence: "B"}, &choice{Sentence: "no ID"},
		&choice{Meta: part.Meta{ID: "c"}, Sentence: "C", Status: "perhaps"}, &choice{Meta: part.Meta{ID: "d"}, Sentence: "D"},
	}
	kept, left := kinds.Of("choice").Mend(parts)
	if len(kept) != 2 || kept[0] != parts[0] || kept[1] != parts[4] || len(left) != 3 {
		t.Errorf("kept %v, left out %q", kept, left)
	}
}

// view is a brief of nothing, whose texts print in capitals.
type view struct{ set part.Set }

func (view) Metric(string) *metric.Metric       { return nil }
func (v view) Parts(kind part.Kind) []part.Part { return v.set[kind] }
func (view) Place(part.Part) part.Place         { return "" }
func (v view) Text(place part.Place) string     { return "printed " + string(place) }
func (view) Day() time.Time                     { return time.Time{} }

func TestHistoryIsWrittenByTheProgram(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	steps := []part.Set{
		{"choice": {&choice{Meta: part.Meta{ID: "a"}, Sentence: "A", Status: "draft"}}},
		{"choice": {&choice{Meta: part.Meta{ID: "a"}, Sentence: "A", Status: "decided"}}},
	}
	events, err := kinds.Settle(nil, steps[0], view{steps[0]}, day)
	want := []part.Event{{Place: "choice.a", Kind: part.Created, New: "A", At: day}}
	if err != nil || !cmp.Equal(events, want) {
		t.Fatalf("creating: %v, %v", events, err)
	}
	later := day.AddDate(0, 0, 3)
	steps[1]["choice"][0].Base().Created = day
	events, err = kinds.Settle(steps[0], steps[1], view{steps[1]}, later)
	want = []part.Event{
		{Place: "choice.a.status", Kind: "moved", Old: "draft", New: "decided", At: later},
		{Place: "choice.a", Kind: part.Froze, New: "2026-11-23", At: later},
	}
	if err != nil || !cmp.Equal(events, want) {
		t.Fatalf("deciding: %v, %v", events, err)
	}
	m := steps[1]["choice"][0].Base()
	if m.Created != day || m.Updated != later || m.Frozen == nil || m.Frozen.Texts["sentence"] != "printed choice.a" {
		t.Errorf("it is %+v, frozen %+v", m, m.Frozen)
	}
	changed := kinds.Clone(steps[1])
	changed["choice"][0].(*choice).Sentence = "B"
	if _, err := kinds.Settle(steps[1], changed, view{changed}, later); err == nil || !strings.Contains(err.Error(), "fixed since 2026-11-23; write an amendment") {
		t.Errorf("changing what is frozen answers %v", err)
	}
	changed["choice"][0].(*choice).Sentence, changed["choice"][0].(*choice).Status = "B", "draft"
	if _, err := kinds.Settle(steps[1], changed, view{changed}, later); err != nil || changed["choice"][0].Base().Frozen != nil {
		t.Errorf("reopening answers %v", err)
	}
	if events, _ = kinds.Settle(steps[1], part.Set{}, view{}, later); len(events) != 1 || events[0].Kind != part.Removed {
		t.Errorf("removing: %v", events)
	}
}

func TestUndoTakesBackWhatNoFileHoldsAndReversesTheRest(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	a, b := part.Event{Place: "choice.a", Kind: "moved", Old: "draft", New: "decided"}, part.Event{Place: "choice.b", Kind: "created"}
	back := part.Event{Place: "choice.a", Kind: "moved", Old: "decided", New: "draft", At: at, TakenBack: true}
	for _, c := range []struct {
		name          string
		now, restored []part.Event
		kept          int
		want          []part.Event
	}{
		{"nothing saved", []part.Event{a, b}, []part.Event{a}, 0, []part.Event{a}},
		{"saved before", []part.Event{a, b}, []part.Event{a}, 1, []part.Event{a}},
		{"saved since", []part.Event{a}, nil, 1, []part.Event{a, back}},
		{"redo of what was not saved", []part.Event{a}, []part.Event{a, b}, 1, []part.Event{a, b}},
	} {
		if diff := cmp.Diff(c.want, part.Travel(c.now, c.restored, c.kept, at)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestPlacesFollowAMove(t *testing.T) {
	t.Parallel()
	for place, want := range map[part.Place]part.Place{
		"choice.a": "choice.b", "choice.a.path.x.gives": "choice.b.path.x.gives", "choice.ab": "choice.ab", "conflict.body": "conflict.body",
	} {
		if got := place.Moved("choice.a", "choice.b"); got != want {
			t.Errorf("%s moves to %s, want %s", place, got, want)
		}
	}
}

func TestAnIDIsFreeAndReadable(t *testing.T) {
	t.Parallel()
	spec := kinds.Of("choice")
	taken := []part.Part{&choice{Meta: part.Meta{ID: "let-trial-users"}}}
	for text, want := range map[string]string{"Let trial users": "let-trial-users-2", "": "choice", "Über 40 %!": "über-40"} {
		if got := spec.FreeID(taken, text); got != want {
			t.Errorf("%q gets %q, want %q", text, got, want)
		}
	}
}

// Whatever is written under a heading, reading ends, and what was read is written and read back the same.
func FuzzSection(f *testing.F) {
	f.Add(strings.TrimPrefix(choices, "## Choices\n"))
	f.Add("### a: b\\: c\nwhy: x;\n- path x\\: y: z\\\\; gives up a\\;b")
	f.Add("- path: x\n###\n### :\nstatus:")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\r") {
			return // a reader gets lines
		}
		for line := range strings.SplitSeq(text, "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "## ") {
				return // another section
			}
		}
		set, mistakes := read(t, "## Choices\n"+text)
		if len(mistakes) > 0 {
			return
		}
		written := write(set)
		again, mistakes := read(t, written)
		if len(mistakes) > 0 || !cmp.Equal(set, again) {
			t.Fatalf("%v %s\n%s", mistakes, cmp.Diff(set, again), written)
		}
	})
}
