package ingest

import (
	"testing"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// What two readings fit, or only a name speaks for, is of low confidence; what the file says is of high.
func TestDoubtIsSaid(t *testing.T) {
	tests := []struct {
		name, csv string
		recipe    brief.Recipe
		about     sheet.Subject
		want      sheet.Confidence
	}{
		{"months written out", "Metric,Jan 2026,Feb 2026\nUsers,1,2\n", brief.Recipe{}, sheet.AboutPeriods, sheet.High},
		{"days that could be months", "Date,Users\n01/02/2026,5\n02/03/2026,6\n03/04/2026,6\n", brief.Recipe{}, sheet.AboutPeriods, sheet.Low},
		{"a year from the title", "Metrics 2026,,\nMetric,Jan,Feb\nUsers,1,2\n", brief.Recipe{}, sheet.AboutPeriods, sheet.Medium},
		{"no period at all", "KPI,Current,Previous\nUsers,1,2\nNPS,3,4\n", brief.Recipe{}, sheet.AboutLayout, sheet.Low},
		{"a percent sign", "Metric,Jan 2026,Feb 2026\nChurn,1%,2%\n", brief.Recipe{}, sheet.AboutUnit, sheet.High},
		{"money by its name alone", "Metric,Jan 2026,Feb 2026\nRevenue,1,2\n", brief.Recipe{}, sheet.AboutUnit, sheet.Low},
		{"fractions under a percent sign", "Metric,Jan 2026,Feb 2026\nChurn %,0.1,0.2\n", brief.Recipe{}, sheet.AboutScale, sheet.Low},
		{"a factor in the header", "Metric,Jan 2026,Feb 2026\nRevenue ($k),1,2\n", brief.Recipe{}, sheet.AboutScale, sheet.High},
		{"a factor above the table", "in thousands,,\nMetric,Jan 2026,Feb 2026\nUsers,1,2\n", brief.Recipe{}, sheet.AboutScale, sheet.Medium},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []sheet.Confidence
			for _, table := range understand(t, textFile(t, "m.csv", tt.csv), tt.recipe).Tables {
				for _, d := range table.Decisions {
					if d.Answer == "" || d.Why == "" || d.Sure == "" {
						t.Errorf("%+v says too little", d)
					}
					if d.What == tt.about {
						got = append(got, d.Sure)
					}
				}
			}
			if len(got) != 1 || got[0] != tt.want {
				t.Errorf("%s: %v, want %s", tt.about, got, tt.want)
			}
		})
	}
}
