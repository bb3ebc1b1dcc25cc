package refresh_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/part"
	"throughline/app/refresh"
)

// limit is a made-up kind that is judged: a metric that must not fall below a value.
type limit struct {
	part.Meta
	Metric string   `json:"metric"`
	Least  *float64 `json:"least"`
}

// The list of kinds is one for the program, so this test does not run beside others.
func TestAPartThatIsJudgedOtherwiseIsListed(t *testing.T) {
	known := brief.Kinds
	t.Cleanup(func() { brief.Kinds = known })
	brief.Kinds = append(known[:len(known):len(known)], part.Define[limit](part.Spec{
		Kind: "limit", Title: "Limit", Plural: "Limits", Section: "Limits", JSON: "limits",
		Fields: []part.Field{
			part.MetricField("metric", "Metric", func(l *limit) *string { return &l.Metric }),
			part.PercentField("least", "At least", func(l *limit) **float64 { return &l.Least }),
		},
		Judge: func(v part.View, p part.Part) string {
			l := p.(*limit)
			m := v.Metric(l.Metric)
			if m == nil {
				return ""
			}
			if latest, err := m.Latest(); err != nil || latest.Number < *l.Least {
				return "missed"
			}
			return "held"
		},
	}))
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
	for id, least := range map[string]float64{"flips": 0.122, "holds": 0.1} { // it falls from 12.4% to 11.9%
		b.AddPart("limit", &limit{Meta: part.Meta{ID: id}, Metric: "Trial conversion", Least: &least})
	}
	v := read(t, b, workbook("metrics_oct.xlsx", page{"KPIs", next()}), nil).Review(nil, time.Time{})
	if diff := cmp.Diff([]refresh.Criterion{{Name: "Limit flips", Old: "held", New: "missed"}}, v.Criteria); diff != "" {
		t.Error(diff)
	}
	if !v.Open() {
		t.Error("nobody has to look at it")
	}
}
