package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

func sample() *brief.Brief {
	b := brief.New("x")
	b.Sources = []*brief.Source{
		{ID: "s1", File: "metrics.xlsx", Sheet: "Funnel", Range: "A3:F8", SHA256: "ab", Rows: 5, Cells: 20},
		{ID: "s2", File: "metrics.xlsx", Sheet: "Revenue", Range: "A1:F2", SHA256: "ab", Rows: 1, Cells: 5},
	}
	for i, name := range []string{"Trials", "Trial conversion", "ARR"} {
		source := "s1"
		u := metric.Unit{Kind: metric.Kind(i + 1)}
		if name == "ARR" {
			source, u.Currency = "s2", "USD"
		}
		b.Metrics = append(b.Metrics, &metric.Metric{ID: fmt.Sprint("m", i), Name: name, Unit: u, Series: []*metric.Series{{
			Source: source, Sheet: "Funnel", Points: []metric.Point{
				{Period: metric.MonthOf(2026, time.September), Value: 0.4, Cell: "B4"},
				{Period: metric.MonthOf(2026, time.October), Value: 0.5, Cell: "C4"},
			},
		}}})
	}
	b.Headline = "Conversion is {Trial conversion | latest}"
	b.Beats[brief.Conflict].Body = "It was {trial conversion|Sep 2026}, with {Trials} trials."
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	return b
}

type desk struct {
	*Screen
	b        *brief.Brief
	problems []string
	went     []brief.Place
	window   fyne.Window
}

func open(t *testing.T, b *brief.Brief) *desk {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{b: b}
	d.Screen = New(Params{
		Do: func(_ string, change func(*brief.Brief) error) error {
			next := d.b.Clone()
			if err := change(next); err != nil {
				return err
			}
			if err := next.Validate(); err != nil {
				return err
			}
			d.b = next
			d.Show(next)
			return nil
		},
		OnImport:  func() {},
		OnProblem: func(err error) { d.problems = append(d.problems, fault.Text(err)) },
		OnGoTo:    func(p brief.Place) { d.went = append(d.went, p) },
	})
	d.Show(b)
	d.window = test.NewTempWindow(t, d.Object())
	d.window.Resize(fyne.NewSize(1280, 1000))
	return d
}

// enter types a text over that of a field and leaves it.
func enter(f *look.Field, text string) {
	f.FocusGained()
	f.SetText(text)
	f.FocusLost()
}

func TestFiguresFollowARename(t *testing.T) {
	d := open(t, sample())
	d.Choose("Trial conversion")
	enter(d.form.name, "Paid share")
	if d.b.Headline != "Conversion is {Paid share | latest}" || d.b.Evidence.Hero != "Paid share" || d.b.Evidence.Chart.Metrics[0] != "Paid share" {
		t.Errorf("after the rename: %q, hero %q, chart %q", d.b.Headline, d.b.Evidence.Hero, d.b.Evidence.Chart.Metrics)
	}
	if body := d.b.Beats[brief.Conflict].Body; !strings.Contains(body, "{Paid share") {
		t.Errorf("the conflict still says %q", body)
	}
	if d.form.title.Text() != "Paid share" {
		t.Errorf("the form is called %q", d.form.title.Text())
	}
}

func TestANameThatIsTakenIsRefused(t *testing.T) {
	d := open(t, sample())
	d.Choose("ARR")
	enter(d.form.name, "trials")
	if len(d.problems) != 1 || !strings.Contains(d.problems[0], "already") || d.form.name.Text != "ARR" || d.b.Metric("ARR") == nil {
		t.Errorf("problems %q, the field shows %q", d.problems, d.form.name.Text)
	}
}

func TestWhatAMetricMeansCanBeChanged(t *testing.T) {
	d := open(t, sample())
	d.Choose("Trial conversion")
	enter(d.form.target, "12%")
	enter(d.form.owner, "Growth")
	enter(d.form.fresh, "30 days")
	enter(d.form.definition, "Paid within 30 days over trials started")
	d.form.polarity.Choose("higher is better")
	m := d.b.Metric("Trial conversion")
	if m.Target == nil || m.Target.Value != 0.12 || m.Target.Cell != "" || m.Owner != "Growth" || !strings.HasPrefix(m.Definition, "Paid") || m.Polarity != metric.HigherBetter {
		t.Errorf("got %+v, target %+v", m, m.Target)
	}
	if d.form.target.Text != "12%" {
		t.Errorf("the target shows as %q", d.form.target.Text)
	}
	enter(d.form.target, "")
	if d.b.Metric("Trial conversion").Target != nil {
		t.Error("the target cannot be taken away")
	}
	if m := d.b.Metric("Trial conversion"); m.Freshness != 30 || d.form.fresh.Text != "30" {
		t.Errorf("fresh for %d days, the field shows %q", m.Freshness, d.form.fresh.Text)
	}
	enter(d.form.target, "a lot")
	if len(d.problems) != 1 || !strings.Contains(d.problems[0], "12.5%") {
		t.Errorf("a target that is no number: %q", d.problems)
	}
	d.form.unit.Choose("number")
	if got := d.b.Metric("Trial conversion").Unit; got != (metric.Unit{Kind: metric.Number}) {
		t.Errorf("the unit is %v", got)
	}
}

func TestTypingStaysWithItsMetric(t *testing.T) {
	d := open(t, sample())
	d.Choose("Trials")
	d.form.owner.SetText("Growth")
	d.Choose("ARR") // the focus was not taken away before
	if d.b.Metric("Trials").Owner != "Growth" || d.b.Metric("ARR").Owner != "" || d.form.owner.Text != "" {
		t.Errorf("Trials: %q, ARR: %q, the field: %q", d.b.Metric("Trials").Owner, d.b.Metric("ARR").Owner, d.form.owner.Text)
	}
}

func TestDeletingNamesTheSentencesThatNeedTheMetric(t *testing.T) {
	d := open(t, sample())
	d.Choose("Trial conversion")
	test.Tap(looktest.Button(t, d.Object(), "Delete this metric…"))
	question := d.window.Canvas().Overlays().Top()
	if question == nil {
		t.Fatal("nothing was asked")
	}
	texts := strings.Join(looktest.Texts(question), " ")
	for _, want := range []string{"Headline", "Conflict body", "Conversion is"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the question does not name %q: %s", want, texts)
		}
	}
	test.Tap(looktest.Button(t, question, "Keep it"))
	if d.b.Metric("Trial conversion") == nil {
		t.Fatal("kept, and gone")
	}
	test.Tap(looktest.Button(t, d.Object(), "Delete this metric…"))
	test.Tap(looktest.Button(t, d.window.Canvas().Overlays().Top(), "Delete"))
	if d.b.Metric("Trial conversion") != nil || d.b.Evidence.Hero != "" || d.b.Evidence.Chart != nil {
		t.Errorf("left: %+v", d.b.Evidence)
	}
	if len(d.b.Sources) != 2 {
		t.Errorf("a source that others need went too: %d left", len(d.b.Sources))
	}
	d.Choose("ARR")
	test.Tap(looktest.Button(t, d.Object(), "Delete this metric…"))
	test.Tap(looktest.Button(t, d.window.Canvas().Overlays().Top(), "Delete"))
	if len(d.b.Sources) != 1 || d.b.Sources[0].ID != "s1" {
		t.Error("the source that nothing needs any more stayed")
	}
}

func TestAMetricLeadsToWhereItIsUsed(t *testing.T) {
	d := open(t, sample())
	d.Choose("Trials")
	test.Tap(looktest.Button(t, d.Object(), "Conflict body"))
	if !slices.Equal(d.went, []brief.Place{"conflict.body"}) {
		t.Errorf("went to %q", d.went)
	}
}

func TestSourcesAreSaidByFile(t *testing.T) {
	d := open(t, sample())
	texts := looktest.Texts(d.Object())
	for _, want := range []string{"metrics.xlsx", "Funnel A3:F8, Revenue A1:F2", "6 rows, 25 cells read"} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not said: %q", want, texts)
		}
	}
}

func TestTheDataFit(t *testing.T) {
	long := strings.Repeat("internationalisation of ", 8)
	params := Params{
		Do: func(string, func(*brief.Brief) error) error { return nil }, OnImport: func() {}, OnProblem: func(error) {}, OnGoTo: func(brief.Place) {},
	}
	looktest.Fits(t, "empty", func() fyne.CanvasObject { return New(params).Object() })
	looktest.Fits(t, "long", func() fyne.CanvasObject {
		b := sample()
		for i := range 200 {
			m := b.Metrics[0].Clone()
			m.ID, m.Name, m.Owner, m.Definition = fmt.Sprint("x", i), fmt.Sprint(long, i), long, long
			m.Target = &metric.Target{Value: 123456789012}
			b.Metrics = append(b.Metrics, m)
		}
		for i := range 20 {
			s := *b.Sources[0]
			s.ID, s.Sheet = fmt.Sprint("y", i), long
			b.Sources = append(b.Sources, &s)
		}
		s := New(params)
		s.Show(b)
		s.Choose(long + "3")
		return s.Object()
	})
}
