package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/part"
)

// full is a brief with something in every kind of field.
func full() *brief.Brief {
	b := small()
	month := metric.MonthOf(2026, time.January)
	b.Ask = brief.Ask{What: "Approve", From: "CPO", By: "12 Dec 2026"}
	b.Beats[1] = brief.Beat{Lead: "Lead", Body: "Body", Priority: "growth"}
	b.AddPart(brief.PriorityKind, &brief.Priority{Meta: part.Meta{ID: "growth"}, Sentence: "Grow"})
	b.AddPart(brief.PriorityKind, &brief.Priority{Meta: part.Meta{ID: "trust"}, Sentence: "Keep"})
	b.AddPart(brief.TypedKind, &brief.TypedReason{Place: "headline", Text: "3", Reason: "contract"})
	b.Evidence = brief.Proof{Hero: b.Metrics[0].Name, Chart: &brief.Chart{
		Kind: brief.Line, Metrics: []string{b.Metrics[0].Name}, Annotations: []brief.Annotation{{At: month.String(), Text: "Here"}},
	}}
	b.Metrics[0].Target = &metric.Target{Value: 0.15, Reason: "board"}
	b.Sources[0].Recipe = brief.Recipe{
		Sheet: "Funnel", HeaderRows: []int{1}, Anchor: &brief.Anchor{Row: 1, Label: "Metric"},
		Scenarios: map[string]metric.Scenario{"Plan": metric.PL},
		Events:    &brief.Aggregation{Date: "A", Grain: metric.Month, Measures: []brief.Measure{{Operation: brief.Sum, Column: "B"}}},
	}
	return b
}

// TestNoFieldIsReadAsADefault breaks each field of brief.json and of a series, one at a time and in every way, and asks
// that what opens differs from what was saved only where it says so.
func TestNoFieldIsReadAsADefault(t *testing.T) {
	t.Parallel()
	parts := partsOf(t, mustEncode(t, full()))
	whole, err := decode("a.brief", mustEncode(t, full()))
	if err != nil || whole.damaged {
		t.Fatal(err, whole.notes)
	}
	order := []string{storyPart}
	for name := range parts {
		if strings.HasPrefix(name, seriesFolder) {
			order = append(order, name)
		}
	}
	slices.Sort(order)
	broken := 0
	for _, name := range order {
		for _, b := range breakages(t, []byte(parts[name])) {
			var packed []string
			for _, other := range order {
				text := parts[other]
				if other == name {
					text = b.text
				}
				packed = append(packed, other, text)
			}
			c, err := decode("a.brief", pack(t, packed...))
			if err != nil {
				continue // refused in a sentence
			}
			broken++
			if !c.damaged {
				t.Errorf("%s, %s: nobody says so: %s", name, b.what, cmp.Diff(whole.brief, c.brief))
			}
		}
	}
	if broken < 200 {
		t.Errorf("only %d broken briefs were opened", broken)
	}
}

type breakage struct{ what, text string }

// breakages returns a text of JSON with each of its fields null, absent, in capitals, twice and, where it is a number, as text.
func breakages(t *testing.T, text []byte) []breakage {
	t.Helper()
	text = bytes.TrimSpace(text)
	var list []breakage
	var walk func(at, end int, path string)
	walk = func(at, end int, path string) {
		value := text[at:end]
		switch value[0] {
		case '[':
			items, err := itemsOf(value)
			if err != nil {
				t.Fatal(err)
			}
			for i, item := range items[:min(len(items), 2)] {
				from := at + offset(value, item)
				walk(from, from+len(item), fmt.Sprintf("%s[%d]", path, i))
			}
		case '{':
			found, err := membersOf(value)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range found {
				from := at + offset(value, m.value)
				to := from + len(m.value)
				key, err := json.Marshal(m.name)
				if err != nil {
					t.Fatal(err)
				}
				start := bytes.LastIndex(text[:from], key)
				with := func(what, in string) {
					if all := string(text[:start]) + in + string(text[to:]); json.Valid([]byte(all)) {
						list = append(list, breakage{path + "." + m.name + " " + what, all})
					}
				}
				if m.name != "measures" { // null leaves to the program what is measured
					with("null", string(key)+":null")
				}
				if !strings.HasSuffix(path, ".scenarios") { // there names are those of the file
					with("in capitals", strings.ToUpper(string(key))+":"+string(m.value))
					with("shadowed", string(key)+":"+string(m.value)+","+strings.ToUpper(string(key))+":"+string(m.value))
				}
				with("twice", string(key)+":"+string(m.value)+","+string(key)+":"+string(m.value))
				with("of another type", string(key)+":[[7]]")
				if m.value[0] != '"' && m.value[0] != '{' && m.value[0] != '[' {
					with("as text", string(key)+`:"`+string(m.value)+`"`)
				}
				walk(from, to, path+"."+m.name)
			}
		}
	}
	walk(0, len(text), "")
	return list
}

// offset returns where a part of a text begins in it.
func offset(text, part []byte) int { return cap(text) - cap(part) }

func TestRequiredFieldsAreMissed(t *testing.T) {
	t.Parallel()
	parts := partsOf(t, mustEncode(t, small()))
	series := parts["series/001-trial-conversion-ac.json"]
	for what, text := range map[string]string{
		"value missing":      strings.Replace(series, `"value":0.124,`, "", 1),
		"value misspelt":     strings.Replace(series, `"value":0.124`, `"valeu":0.124`, 1),
		"cell missing":       strings.Replace(series, `,"cell":"B2"`, "", 1),
		"period null":        strings.Replace(series, `"period":"2026-01"`, `"period":null`, 1),
		"period missing":     strings.Replace(series, `"period":"2026-01",`, "", 1),
		"too large a number": strings.Replace(series, `0.124`, "1e999", 1),
		"source missing":     strings.Replace(series, `"source":`, `"sauce":`, 1),
		"scenario missing":   strings.Replace(series, `"scenario":"AC",`, "", 1),
	} {
		if text == series {
			t.Fatalf("%s: nothing was changed in %s", what, series)
		}
		c, err := decode("a.brief", pack(t, "brief.json", parts["brief.json"], "series/001-trial-conversion-ac.json", text,
			"series/002-trial-conversion-pl.json", parts["series/002-trial-conversion-pl.json"]))
		if err != nil {
			t.Fatal(err)
		}
		m := c.brief.Metric("Trial conversion")
		if m.In(metric.AC) != nil || m.In(metric.PL) == nil || !c.damaged {
			t.Errorf("%s: AC %v, PL %v, notes %v", what, m.In(metric.AC), m.In(metric.PL), c.notes)
		}
	}
}

// TestADamagedTextLosesOnlyWhatIsDamaged breaks the JSON of brief.json at every byte: what is whole stays, and the numbers
// of a metric that is lost are found in their own parts.
func TestADamagedTextLosesOnlyWhatIsDamaged(t *testing.T) {
	t.Parallel()
	b := full()
	data := mustEncode(t, b)
	text := []byte(partsOf(t, data)[storyPart])
	at := bytes.Index(data, text)
	opened, refused := 0, 0
	for i := range text {
		broken := slices.Clone(data)
		broken[at+i] = 0x01 // in no JSON
		c, err := decode("a.brief", broken)
		if err != nil {
			refused++
			continue
		}
		opened++
		kept := c.brief.Headline == b.Headline || c.brief.Beats == b.Beats
		m := c.brief.Metric("Trial conversion")
		if !c.damaged || !kept || m == nil || m.In(metric.AC) == nil || c.brief.Sources == nil {
			t.Errorf("byte %d (%q): kept %v, metric %v, notes %v", i, text[max(0, i-20):i], kept, m, c.notes)
		}
		if m != nil && !cmp.Equal(m.In(metric.AC), b.Metrics[0].In(metric.AC)) {
			t.Errorf("byte %d: the numbers changed", i)
		}
	}
	if refused > len("{\n  \"format\": 1,\n  \"id\"") {
		t.Errorf("%d of %d refused, more than the version costs", refused, refused+opened)
	}
}

func TestABriefWithoutItsTextStillHasItsNumbers(t *testing.T) {
	t.Parallel()
	b := full()
	data := mustEncode(t, b)
	text := []byte(partsOf(t, data)[storyPart])
	broken := bytes.Replace(data, text, bytes.Repeat([]byte{0}, len(text)), 1)
	c, err := decode("a.brief", broken)
	if err != nil {
		t.Fatal(err)
	}
	m := c.brief.Metric("Trial conversion")
	if m == nil || m.Unit != b.Metrics[0].Unit || m.Polarity != b.Metrics[0].Polarity || len(m.Series) != 2 || !c.damaged {
		t.Errorf("read %+v, notes %v", m, c.notes)
	}
	if s := c.brief.Source(m.Series[0].Source); s == nil || s.File != b.Sources[0].File {
		t.Errorf("the source is %+v", s)
	}
}

func TestADamagedBeginningOpensByItsEnd(t *testing.T) {
	t.Parallel()
	data := mustEncode(t, small())
	for i := range 4 {
		for bit := range 8 {
			broken := slices.Clone(data)
			broken[i] ^= 1 << bit
			c, err := decode("a.brief", broken)
			if err != nil || !c.damaged || c.brief.Headline != "Fix the funnel" || len(c.brief.Metrics[0].Series) != 2 {
				t.Errorf("byte %d, bit %d: %v", i, bit, err)
			}
		}
	}
}

func TestTwoPartsOfOneNameAreSaid(t *testing.T) {
	t.Parallel()
	parts := partsOf(t, mustEncode(t, brief.New("one")))
	other := strings.Replace(parts[storyPart], `"one"`, `"other"`, 1)
	c, err := decode("a.brief", pack(t, storyPart, parts[storyPart], storyPart, other))
	if err != nil {
		t.Fatal(err)
	}
	if c.brief.ID != "one" || !c.damaged || !strings.Contains(c.notes[0].Text, `two parts called "brief.json"`) {
		t.Errorf("ID %q, notes %v", c.brief.ID, c.notes)
	}
}

// What is read without encoding/json, because there is so much of it, is read to what encoding/json makes of it, or refused
// with it.
func TestAValueIsReadAsJSONReadsIt(t *testing.T) {
	t.Parallel()
	texts := []string{
		`""`, `"AC"`, `"2026-01-31"`, `"2026-02-31"`, `"2026-W05"`, `"FY26-Q1"`, `"2026-01\n"`, `"\u0041C"`, `"a\"b"`, `"\\"`, `"é"`,
		"\"a\xffb\"", `"1"`, `"Inf"`, `0`, `-0`, `1`, `-1.5`, `0.1`, `1e3`, `1E-7`, `1e308`, `1e309`, `1e-400`, `12345678901234567890`,
		`true`, `false`, `{}`, `[]`, `[1]`, `"2026-11-28T20:30:00Z"`,
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[string](), reflect.TypeFor[float64](), reflect.TypeFor[int](), reflect.TypeFor[bool](), reflect.TypeFor[metric.Period](),
		reflect.TypeFor[metric.Scenario](), reflect.TypeFor[metric.Op](), reflect.TypeFor[time.Time](), reflect.TypeFor[float32](),
	} {
		for _, text := range texts {
			got, want := reflect.New(typ), reflect.New(typ)
			err, wantErr := strict{}.read([]byte(text), got.Elem(), ""), json.Unmarshal([]byte(text), want.Interface())
			if (err == nil) != (wantErr == nil) {
				t.Errorf("%s as %s: %v, encoding/json says %v", text, typ, err, wantErr)
			} else if err == nil && !reflect.DeepEqual(got.Interface(), want.Interface()) {
				t.Errorf("%s as %s: %v, want %v", text, typ, got.Elem(), want.Elem())
			}
		}
	}
}
