package evidence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/export"
)

// series returns a metric of one value a month from January 2026 on.
func series(name string, u metric.Unit, values ...float64) *metric.Metric {
	m := &metric.Metric{ID: name, Name: name, Unit: u, Polarity: metric.HigherBetter, Series: []*metric.Series{{Source: "s1"}}}
	for i, v := range values {
		m.Series[0].Points = append(m.Series[0].Points, metric.Point{Period: metric.MonthOf(2026, time.Month(i+1)), Value: v, Cell: "B2"})
	}
	return m
}

func byRegion(name string) *metric.Metric {
	return &metric.Metric{ID: name, Name: name, Series: []*metric.Series{{Source: "s1", Points: []metric.Point{{Category: "North", Value: 1}, {Category: "South", Value: 2}}}}}
}

// empty is a brief with a source and no metrics.
func empty() *brief.Brief {
	b := brief.New("x")
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx", Range: "A1:D4"}}
	return b
}

func sample() *brief.Brief {
	count, usd := metric.Unit{Kind: metric.Count}, metric.Unit{Kind: metric.Currency, Currency: "USD"}
	b := empty()
	b.Metrics = []*metric.Metric{
		series("Trials", count, 10, 12, 15), series("Conversion", metric.Unit{Kind: metric.Percent}, 0.1, 0.09, 0.11),
		series("ARR", usd, 1e6, 2e6), series("New ARR", usd, 1e5, 2e5), byRegion("Region"),
	}
	return b
}

// desk is the screen on a brief that its changes go into, as a session would have it.
type desk struct {
	*Screen
	b     *brief.Brief
	steps []string
}

// kind returns the tile of a form.
func (d *desk) kind(k brief.ChartKind) *kindTile {
	return d.kinds[slices.Index(brief.ChartKinds, k)]
}

func open(t *testing.T, b *brief.Brief) *desk {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{b: b}
	do := func(name string, change func(*brief.Brief) error) error {
		next := d.b.Clone()
		if err := change(next); err != nil {
			return err
		}
		if err := next.Validate(); err != nil {
			return err
		}
		d.b, d.steps = next, append(d.steps, name)
		d.Show(next)
		return nil
	}
	d.Screen = New(Params{
		Do: do, OnImport: func() {}, OnProblem: func(err error) { t.Error(err) },
		Type: func(p brief.Place, text string) error {
			return do("typing", func(b *brief.Brief) error { b.SetText(p, text); return nil })
		},
	})
	d.Show(b)
	test.NewTempWindow(t, d.Object()).Resize(fyne.NewSize(900, 1400))
	return d
}

func (d *desk) row(p *picker, name string) *pickItem {
	var row *pickItem
	p.pile.Each(func(_ int, o fyne.CanvasObject) {
		if x := o.(*pickItem); x.row.name == name {
			row = x
		}
	})
	return row
}

func TestThereIsOneHero(t *testing.T) {
	d := open(t, sample())
	d.row(d.heroes, "Conversion").Tapped(nil)
	if e := d.b.Evidence; e.Hero != "Conversion" || e.Quote != nil || e.Chart == nil || e.Chart.Kind != brief.Line {
		t.Errorf("a metric was chosen, the evidence is %+v", e)
	}
	d.asQuote.Tapped(nil)
	if e := d.b.Evidence; e.Hero != "" || e.Quote == nil {
		t.Errorf("a quote was chosen, the evidence is %+v", e)
	}
	test.Type(d.quote.words, "It saved us.")
	test.Type(d.quote.role, "COO")
	if q := d.b.Evidence.Quote; *q != (brief.Quote{Words: "It saved us.", Role: "COO"}) {
		t.Errorf("typed, the quote is %+v", q)
	}
	d.asMetric.Tapped(nil)
	if e := d.b.Evidence; e.Hero != "Conversion" || e.Quote != nil {
		t.Errorf("back at the metric, the evidence is %+v", e)
	}
	d.asQuote.Tapped(nil)
	if q := d.b.Evidence.Quote; q == nil || q.Words != "It saved us." || d.quote.words.Text != "It saved us." {
		t.Error("the quote that was put aside did not come back")
	}
}

func TestAChartOffersWhatItCanShow(t *testing.T) {
	d := open(t, sample())
	offered := func() []string {
		var names []string
		for _, r := range d.subjects.all {
			names = append(names, r.name)
		}
		return names
	}
	for _, x := range []struct {
		kind brief.ChartKind
		want []string
	}{
		{brief.Line, []string{"Trials", "Conversion"}}, // a line wants three periods
		{brief.Column, []string{"Trials", "Conversion", "ARR", "New ARR"}},
		{brief.Bar, []string{"Trials", "Conversion", "ARR", "New ARR", "Region"}},
		{brief.Waterfall, []string{"Trials", "ARR", "New ARR"}}, // percentages do not add up
		{brief.Bullet, []string{"Trials", "Conversion", "ARR", "New ARR"}},
		{brief.Sparkline, []string{"Trials", "Conversion"}},
	} {
		tile := d.kind(x.kind)
		tile.Tapped(nil)
		if d.b.Evidence.Chart.Kind != x.kind || !tile.Active() {
			t.Errorf("%s was chosen, the chart is %+v", x.kind, d.b.Evidence.Chart)
		}
		if got := offered(); !slices.Equal(got, x.want) {
			t.Errorf("%s offers %q, want %q", x.kind, got, x.want)
		}
	}
}

func TestEveryFormIsOfferedWithItsShape(t *testing.T) {
	for i, kind := range brief.ChartKinds {
		if chartKinds[i].Kind != kind || chartKinds[i].Advice == "" || len(export.ChartTile(kind)) == 0 {
			t.Errorf("%s has no tile of its own in its place: %+v", kind, chartKinds[i])
		}
	}
}

// What is said of a chart outlives another form, and one that takes two metrics gets a second of the same unit.
func TestAnotherFormKeepsWhatIsSaid(t *testing.T) {
	d := open(t, sample())
	d.b.Evidence.Chart = &brief.Chart{Kind: brief.Column, Metrics: []string{"ARR"}, Alt: "Two columns.", Highlight: "Feb 2026"}
	d.kind(brief.Slope).Tapped(nil)
	want := &brief.Chart{Kind: brief.Slope, Metrics: []string{"ARR", "New ARR"}, Alt: "Two columns.", Highlight: "Feb 2026"}
	if diff := cmp.Diff(want, d.b.Evidence.Chart); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAChartOfSeveralKeepsToOneUnit(t *testing.T) {
	d := open(t, sample())
	d.kind(brief.Bar).Tapped(nil)
	d.row(d.subjects, "ARR").Tapped(nil)
	d.row(d.subjects, "Trials").Tapped(nil) // out again: the hero-less chart began with it
	d.row(d.subjects, "New ARR").Tapped(nil)
	if diff := cmp.Diff(&brief.Chart{Kind: brief.Bar, Metrics: []string{"ARR", "New ARR"}}, d.b.Evidence.Chart); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if d.row(d.subjects, "Trials") != nil {
		t.Error("a count is offered beside two amounts of money")
	}
	d.kind(brief.Line).Tapped(nil)
	if got := d.b.Evidence.Chart.Metrics; len(got) != 1 {
		t.Errorf("a line shows %q", got)
	}
	d.kind(brief.Bar).Tapped(nil)
	first := d.b.Evidence.Chart.Metrics[0]
	d.row(d.subjects, first).Tapped(nil)
	if got := d.b.Evidence.Chart.Metrics; !slices.Equal(got, []string{first}) {
		t.Errorf("the last metric was taken out of the chart: %q", got)
	}
	test.Tap(d.noChart)
	if d.b.Evidence.Chart != nil {
		t.Error("the chart cannot be removed")
	}
}

func TestAFormNothingFitsCannotBeChosen(t *testing.T) {
	b := empty()
	b.Metrics = []*metric.Metric{byRegion("Region")}
	d := open(t, b)
	for i, f := range chartKinds {
		if want := f.Kind != brief.Bar; d.kinds[i].Disabled() != want {
			t.Errorf("%s: disabled is %v", f.Kind, !want)
		}
	}
}

func TestARefusedChartIsShownHonestlyInOneClick(t *testing.T) {
	d := open(t, sample())
	d.b.Evidence.Chart = &brief.Chart{Kind: brief.Waterfall, Metrics: []string{"Conversion"}}
	d.SetFindings([]brief.Finding{{Severity: brief.Error, Place: "evidence.chart", Text: "Percentages do not add up.", Instead: brief.Line}})
	test.Tap(looktest.Button(t, d.chartFindings, "Show as line with target"))
	if want := (&brief.Chart{Kind: brief.Line, Metrics: []string{"Conversion"}}); !cmp.Equal(want, d.b.Evidence.Chart) {
		t.Errorf("the chart is %+v", d.b.Evidence.Chart)
	}
}

func TestFindingsStandWhereTheyBelong(t *testing.T) {
	d := open(t, sample())
	d.SetFindings([]brief.Finding{
		{Severity: brief.Error, Place: "evidence.chart", Text: "The chart has nothing to show."},
		{Severity: brief.Warning, Place: "evidence.hero", Text: "No hero."},
		{Severity: brief.Warning, Place: "headline", Text: "Too long."},
	})
	if n, m := len(d.heroFindings.Objects), len(d.chartFindings.Objects); n != 1 || m != 1 {
		t.Errorf("%d findings at the hero and %d at the chart", n, m)
	}
	if texts := strings.Join(looktest.Texts(d.Object()), " "); strings.Contains(texts, "Too long") {
		t.Error("a finding of the headline stands beside the evidence")
	}
}

func TestAChangeThatPrintsAsNoneIsNone(t *testing.T) {
	b := brief.New("x")
	b.Metrics = []*metric.Metric{series("Conversion", metric.Unit{Kind: metric.Percent}, 0.0971, 0.0971-1e-9)}
	if r := rowsOf(b, b.Metrics, nil)[0]; r.change != "no change" || r.good != 0 {
		t.Errorf("got %q, %d", r.change, r.good)
	}
}

func TestTheEvidenceFits(t *testing.T) {
	long := strings.Repeat("internationalisation of ", 8)
	for _, quote := range []bool{false, true} {
		looktest.Fits(t, fmt.Sprintf("quote %v", quote), func() fyne.CanvasObject {
			b := sample()
			for i := range 60 {
				b.Metrics = append(b.Metrics, series(fmt.Sprint(long, i), metric.Unit{Kind: metric.Count}, 1e15, 2e14, 3))
			}
			b.Evidence = brief.Proof{Hero: b.Metrics[9].Name, Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{b.Metrics[9].Name}}}
			if quote {
				b.Evidence.Hero, b.Evidence.Quote = "", &brief.Quote{Words: long + long, Role: long, Segment: long, Date: long}
			}
			s := New(Params{
				Do: func(string, func(*brief.Brief) error) error { return nil }, Type: func(brief.Place, string) error { return nil },
				OnImport: func() {}, OnProblem: func(error) {},
			})
			s.Show(b)
			s.SetFindings([]brief.Finding{{Severity: brief.Error, Place: "evidence.chart", Text: long + long, Fix: long}})
			return s.Object()
		})
	}
}
