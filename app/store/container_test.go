package store

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/metric"
)

var when = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func newStore(t testing.TB) (*Store, string) {
	t.Helper()
	dir := t.TempDir()
	return New(filepath.Join(dir, "state"), func() time.Time { return when }), dir
}

// small returns a brief of one metric with actual and plan.
func small() *brief.Brief {
	b := brief.New("small")
	b.Headline = "Fix the funnel"
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx", Range: "A1:C3"}}
	points := func(values ...float64) []metric.Point {
		var list []metric.Point
		for i, v := range values {
			list = append(list, metric.Point{Period: metric.MonthOf(2026, time.January).Add(i), Value: v, Cell: fmt.Sprint("B", i+2)})
		}
		return list
	}
	b.Metrics = []*metric.Metric{{ID: "m1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Series: []*metric.Series{
		{Scenario: metric.AC, Source: "s1", Points: points(0.124, 0.131)},
		{Scenario: metric.PL, Source: "s1", Points: points(0.15, 0.15)},
	}}}
	return b
}

func mustEncode(t testing.TB, b *brief.Brief) []byte {
	t.Helper()
	data, err := encode(b, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func put(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// parts unpacks a container.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	list, whole, err := readParts(data)
	if err != nil || !whole {
		t.Fatalf("whole %v, %v", whole, err)
	}
	found := map[string]string{}
	for _, p := range list {
		if p.err != nil {
			t.Fatalf("%s: %v", p.name, p.err)
		}
		found[p.name] = string(p.data)
	}
	return found
}

// pack makes a container with another program's habits: compressed, sizes after the data.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestABriefComesBackAsItWasSaved(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	for seed := range uint64(300) {
		b := randomBrief(rand.New(rand.NewPCG(seed, 7)))
		if err := b.Validate(); err != nil {
			t.Fatalf("seed %d: the generator made an invalid brief: %v", seed, err)
		}
		origin, _, err := s.Save(path, b, brief.Origin{}, true)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		opened, err := s.Open(path)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if diff := cmp.Diff(b, opened.Brief, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		if opened.Notes != nil || opened.Origin.ReadOnly != "" || opened.Origin.SHA256 != origin.SHA256 {
			t.Fatalf("seed %d: notes %v, origin %+v", seed, opened.Notes, opened.Origin)
		}
	}
}

func TestTheSameBriefMakesTheSameBytes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		b := randomBrief(rand.New(rand.NewPCG(seed, 7)))
		first := mustEncode(t, b)
		c, err := decode("a.brief", first)
		if err != nil {
			t.Fatal(err)
		}
		if second := mustEncode(t, c.brief); !bytes.Equal(first, second) {
			t.Fatalf("seed %d: loaded and saved, the bytes differ", seed)
		}
	}
}

func TestATextEditorShowsWhatABriefHolds(t *testing.T) {
	t.Parallel()
	data := mustEncode(t, small())
	for _, want := range []string{
		"mimetypeapplication/x-throughline-brief", // at the same place in every file, for file(1)
		"\"headline\": \"Fix the funnel\"",
		`{"period":"2026-01","value":0.124,"cell":"B2"}`,
		"series/001-trial-conversion-ac.json",
	} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the file does not show %q", want)
		}
	}
	if !bytes.HasPrefix(data[30:], []byte("mimetype")) {
		t.Error("mimetype is not first")
	}
}

func TestWhatALaterVersionAddedIsWrittenBack(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	parts := partsOf(t, mustEncode(t, small()))
	story := strings.Replace(parts["brief.json"], "{\n", "{\n  \"zebra\": {\"a\": [1, 2.50]},\n  \"mood\": \"good\",\n", 1)
	path := filepath.Join(dir, "a.brief")
	put(t, path, pack(t, "brief.json", story, "thumbnail.png", "\x89PNG", "../../evil", "x", "series/",
		"", "series/001-trial-conversion-ac.json", parts["series/001-trial-conversion-ac.json"],
		"series/002-trial-conversion-pl.json", parts["series/002-trial-conversion-pl.json"]))
	opened, err := s.Open(path)
	if err != nil || len(opened.Notes) > 0 {
		t.Fatal(err, opened.Notes)
	}
	changed := opened.Brief.Clone()
	changed.Headline = "Changed"
	if _, _, err := s.Save(path, changed, opened.Origin, false); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := partsOf(t, data)
	if got["thumbnail.png"] != "\x89PNG" {
		t.Error("an unknown part is gone")
	}
	if _, evil := got["../../evil"]; evil {
		t.Error("a part that would leave its folder was written again")
	}
	var fields struct {
		Headline, Mood string
		Zebra          json.RawMessage
	}
	if err := json.Unmarshal([]byte(got["brief.json"]), &fields); err != nil {
		t.Fatal(err)
	}
	var zebra bytes.Buffer
	if err := json.Compact(&zebra, fields.Zebra); err != nil {
		t.Fatal(err)
	}
	if fields.Headline != "Changed" || fields.Mood != "good" || zebra.String() != `{"a":[1,2.50]}` {
		t.Errorf("got %q, %q, %s", fields.Headline, fields.Mood, &zebra)
	}
}

func TestFilesThatAreNoBriefAreAnsweredInASentence(t *testing.T) {
	t.Parallel()
	whole := partsOf(t, mustEncode(t, small()))
	story := whole["brief.json"]
	bomb := pack(t, "brief.json", "{", "series/bomb", strings.Repeat("\x00", intake.BriefUnzipped+1))
	events := pack(t, "brief.json", story, "events.jsonl", strings.Repeat("{}\n", intake.BriefText/3+1))
	many := make([]string, 0, 2*intake.BriefParts+2)
	for i := range intake.BriefParts + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	cases := map[string]struct {
		data []byte
		want string
	}{
		"empty":       {nil, "is empty"},
		"text":        {[]byte("Dear all,"), "is not a brief"},
		"workbook":    {pack(t, "xl/workbook.xml", "<x/>"), "is not a brief"},
		"newer":       {pack(t, "brief.json", strings.Replace(story, `"format": 1`, `"format": 2`, 1)), "newer Throughline"},
		"versionless": {pack(t, "brief.json", "{}"), "which version"},
		"no JSON":     {pack(t, "brief.json", "{"), "damaged"},
		"bomb":        {bomb, "128 MB unpacked"},
		"events":      {events, "16 MB of text"},
		"many":        {pack(t, many...), "10,000 parts"},
		"cut early":   {mustEncode(t, small())[:60], "damaged"},
	}
	for name, c := range cases {
		_, err := decode("q3.brief", c.data)
		if fault.KindOf(err) != fault.Unreadable || !strings.Contains(fault.Text(err), c.want) || !strings.HasPrefix(fault.Text(err), "“q3.brief”") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, path := range map[string]string{"is a folder": t.TempDir(), "There is no file": filepath.Join(t.TempDir(), "nowhere.brief")} {
		if _, err := Read(path); fault.KindOf(err) != fault.Unreadable || !strings.Contains(fault.Text(err), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is saved opens again: what is too large to be opened is not saved.
func TestATextTooLargeToBeOpenedIsNotSaved(t *testing.T) {
	t.Parallel()
	b := small()
	b.Metrics[0].Definition = strings.Repeat("word ", intake.BriefText/len("word ")+1)
	if _, err := encode(b, nil, nil); fault.KindOf(err) != fault.Unwritable || !strings.Contains(fault.Text(err), "too large to be saved") {
		t.Errorf("saving answers %v", err)
	}
}

// TestADamagedBriefOpensAsFarAsItCanBeRead cuts and breaks a brief everywhere and asks that what opens is true: a text or
// a number is there as it was saved, or it is missing and a note says so.
func TestADamagedBriefOpensAsFarAsItCanBeRead(t *testing.T) {
	t.Parallel()
	b := small()
	data := mustEncode(t, b)
	stories := 0
	check := func(name string, broken []byte) {
		t.Helper()
		c, err := decode("a.brief", broken)
		if err != nil {
			if fault.KindOf(err) != fault.Unreadable {
				t.Errorf("%s: %v", name, err)
			}
			return
		}
		stories++
		var got []string
		for _, m := range c.brief.Metrics {
			for _, s := range m.Series {
				got = append(got, s.Scenario.String())
				if want := b.Metrics[0].In(s.Scenario); !cmp.Equal(want, s) && !c.damaged {
					t.Errorf("%s: the numbers changed and nobody says so: %s", name, cmp.Diff(want, s))
				}
			}
		}
		if (c.brief.Headline != b.Headline || len(got) != 2) && (!c.damaged || len(c.notes) == 0) {
			t.Errorf("%s: headline %q, series %v, and no note", name, c.brief.Headline, got)
		}
	}
	for n := range data {
		check(fmt.Sprint("cut at ", n), data[:n])
	}
	afterStory := bytes.Index(data, []byte(localHeader))
	for range 2 {
		afterStory += 4 + bytes.Index(data[afterStory+4:], []byte(localHeader))
	}
	if c, err := decode("a.brief", data[:afterStory]); err != nil || c.brief.Headline != b.Headline || !c.damaged {
		t.Errorf("cut after the text: %v", err)
	}
	for n := range data {
		for _, bit := range []byte{1, 0x20} {
			broken := slices.Clone(data)
			broken[n] ^= bit
			check(fmt.Sprint("bit flipped at ", n), broken)
		}
	}
	if stories < len(data) {
		t.Errorf("only %d of %d damaged files opened", stories, 3*len(data))
	}
}

func TestANumberThatMayBeWrongIsLeftOut(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	put(t, path, bytes.Replace(mustEncode(t, small()), []byte("0.124"), []byte("0.924"), 1))
	opened, err := s.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	m := opened.Brief.Metric("Trial conversion")
	if m.In(metric.AC) != nil || m.In(metric.PL) == nil || opened.Brief.Headline != "Fix the funnel" {
		t.Errorf("AC %v, PL %v", m.In(metric.AC), m.In(metric.PL))
	}
	want := []brief.Note{{
		Severity: brief.Error, Code: "series-damaged",
		Text: `The actual values of "Trial conversion" could not be read; import them again.`,
	}}
	if diff := cmp.Diff(want, opened.Notes); diff != "" {
		t.Error(diff)
	}
	// It is not saved over: the damaged file may still be mended by somebody who knows how.
	if _, _, err := s.Save(path, opened.Brief, opened.Origin, false); fault.Text(err) != opened.Origin.ReadOnly || err == nil {
		t.Errorf("saved over a damaged file: %v", err)
	}
	if _, _, err := s.Save(filepath.Join(dir, "b.brief"), opened.Brief, opened.Origin, true); err != nil {
		t.Error(err)
	}
}

func TestAFileWrittenByHandIsMended(t *testing.T) {
	t.Parallel()
	const rest = `"id": "", "unit": {"kind": "percent"}, "polarity": "higher"`
	story := `{"format": 1, "headline": "By hand", "ask": 7, "settings": {"paper": "papyrus", "locale": "de-DE", "currency": null, "fiscalStart": 13},
		"evidence": {"hero": "NRR", "chart": {"kind": "pie", "metrics": ["NRR"]}},
		"sources": [{"id": "s1"}, {"id": "s1"}, null, 3],
		"priorities": [{"id": "a", "sentence": "One"}, {"id": "A", "sentence": "Two"}, {"id": "b"}, {"id": "c", "sentence": "Three"}],
		"metrics": [{"name": "NRR", "target": {"value": 1, "source": "gone"}, "series": [{"scenario": "AC", "part": "a", "points": 1}], ` + rest + `},
			{"name": "nrr ", "series": [], ` + rest + `}, {"name": "Odd", "series": [], "id": "", "unit": {"kind": "percent"}, "polarity": "sideways"},
			{"name": "Unitless", "series": [], "id": "", "polarity": "higher"}, {"name": "ARR", "series": null, ` + rest + `}]}`
	c, err := decode("a.brief", pack(t, "brief.json", story, "a", `{"scenario": "AC", "source": "gone", "points": [{"period": "2026-01", "value": 1, "cell": "B2"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.brief.Validate(); err != nil {
		t.Errorf("what opened is not valid: %v", err)
	}
	var names []string
	for _, m := range c.brief.Metrics {
		names = append(names, m.Name)
	}
	if diff := cmp.Diff([]string{"NRR", "ARR"}, names); diff != "" || c.brief.Headline != "By hand" || !c.damaged {
		t.Errorf("headline %q, damaged %v, metrics %s", c.brief.Headline, c.damaged, diff)
	}
	var priorities []string
	for _, p := range c.brief.Priorities() {
		priorities = append(priorities, p.Sentence)
	}
	if diff := cmp.Diff([]string{"One", "Three"}, priorities); diff != "" {
		t.Errorf("priorities: %s", diff)
	}
	if c.brief.Evidence.Hero != "NRR" || c.brief.Evidence.Chart != nil {
		t.Errorf("the evidence is %+v", c.brief.Evidence)
	}
	var said strings.Builder
	for _, n := range c.notes {
		said.WriteString(n.Text + "\n")
	}
	for _, words := range []string{
		"The currency of the settings could not be read (it is null)", "number 3 of the priorities", "A second priority called \"A\"", "number 4 of the metrics",
		"The ask could not be read", "The target of \"NRR\" was left out", "The actual values of \"NRR\" was left out", "The beats could not be read (it is missing)",
	} {
		if !strings.Contains(said.String(), words) {
			t.Errorf("not said: %s\n%s", words, &said)
		}
	}
}

// FuzzLoad opens any bytes: as a container, and, because no fuzzer guesses checksums, as the parts of one.
func FuzzLoad(f *testing.F) {
	f.Add(mustEncode(f, small()))
	f.Add(mustEncode(f, brief.New("empty")))
	f.Add(mustEncode(f, small())[:400])
	f.Add([]byte(`{"format":1,"metrics":[{"name":"a","series":[{"scenario":"AC","part":"x","points":1}]}],"x":[null],
		"sources":[{"id":"s"}],"scenario":"AC","source":"s","points":[{"period":"2026-01","value":1}]}`))
	f.Add([]byte(`{"format":1,"Headline":"a","HEADLINE":"b","beats":null,"settings":{},"sources":[{}]}`))
	f.Add([]byte("{\"format\":1,\"Headline\":\"a\",\"bea\x96s\":null}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		openAndSave(t, data)
		openAndSave(t, pack(t, storyPart, string(data), "x", string(data)))
	})
}

// openAndSave holds that what opens can be edited and saved, and then opens as the same.
func openAndSave(t *testing.T, data []byte) {
	t.Helper()
	c, err := decode("a.brief", data)
	if err != nil {
		if fault.KindOf(err) != fault.Unreadable {
			t.Fatalf("not an explained error: %v", err)
		}
		return
	}
	b := c.brief.Clone()
	if err := b.Validate(); err != nil {
		t.Fatal(err)
	}
	saved, err := encode(b, c.fields, c.parts)
	if err != nil {
		t.Fatal(err)
	}
	again, err := decode("a.brief", saved)
	if err != nil || again.damaged {
		t.Fatalf("what was saved does not open: %v %v", err, again)
	}
	resaved, err := encode(again.brief.Clone(), again.fields, again.parts)
	if err != nil || !bytes.Equal(saved, resaved) {
		t.Fatalf("opened and saved again, it differs: %v", err)
	}
}

// A text beyond what a text takes is read to there: what is worked out from it at every key takes as long as it is.
func TestATextThatIsTooLongIsReadInPart(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", intake.Field+1)
	b := full()
	b.Headline, b.Beats[1].Body = long[:2*intake.Field], long
	b.Evidence.Chart.Alt = long + strings.Repeat(" more", 1_000_000)
	b.Parts[brief.PriorityKind][0].(*brief.Priority).Sentence = long
	path := filepath.Join(t.TempDir(), "a.brief")
	put(t, path, mustEncode(t, b))
	opened, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	got := opened.Brief
	most := long[:2*intake.Field]
	priority := got.Parts[brief.PriorityKind][0].(*brief.Priority)
	if got.Headline != most || got.Beats[1].Body != most || got.Evidence.Chart.Alt != most || priority.Sentence != most || opened.Origin.ReadOnly == "" {
		t.Errorf("read %d bytes of the body, %d of the chart's description; read-only: %q",
			len(got.Beats[1].Body), len(got.Evidence.Chart.Alt), opened.Origin.ReadOnly)
	}
	if len(opened.Notes) != 3 || !strings.Contains(opened.Notes[0].Text, "The conflict body has 5,001 letters; the first 5,000 were read") {
		t.Errorf("it says %v", opened.Notes)
	}
}
