package ingest

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"throughline/app/book"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// sound holds whatever was read to what everyone downstream relies on.
func sound(t *testing.T, wb *sheet.Workbook) {
	t.Helper()
	r := reread(t, wb)
	Inspect(r)
	for _, table := range r.Tables {
		names := map[string]bool{}
		for _, f := range table.Metrics {
			if names[f.RawName] || f.RawName == "" || f.Metric.Name == "" {
				t.Fatalf("a metric is called %q in the file, %q in the brief", f.RawName, f.Metric.Name)
			}
			names[f.RawName] = true
			for _, s := range f.Metric.Series {
				for i, p := range s.Points {
					if math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
						t.Fatalf("%q has %v in %s", f.RawName, p.Value, p.Cell)
					}
					if i > 0 && !p.Period.IsZero() && !s.Points[i-1].Period.Before(p.Period) {
						t.Fatalf("%q has %v after %v", f.RawName, p.Period, s.Points[i-1].Period)
					}
					if p.Period.IsZero() == (p.Category == "") {
						t.Fatalf("%q: the value in %s has period %q and category %q", f.RawName, p.Cell, p.Period, p.Category)
					}
					if p.Period.Grain != table.Grain && table.Grain != metric.GrainNone {
						t.Fatalf("%q: %v in a table by %v", f.RawName, p.Period, table.Grain)
					}
				}
			}
		}
	}
}

// Whatever a file holds, what is understood of it is sound.
func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{monthly, longRows(12), "a;b\n1,5;2\n", "Datum\tWert\n31.01.2026\t1.2\n"} {
		f.Add([]byte(s), byte(2))
	}
	files, _ := filepath.Glob(filepath.Join(sharedData, "*"))
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Size() < 40_000 {
			data, err := os.ReadFile(path)
			must(f, err)
			f.Add(data, byte(0))
		}
	}
	names := []string{"fuzz.xlsx", "fuzz.ods", "fuzz.csv", "fuzz.txt"}
	f.Fuzz(func(t *testing.T, data []byte, name byte) {
		if wb, err := book.Open(context.Background(), textFile(t, names[int(name)%len(names)], string(data)), nil); err == nil {
			sound(t, wb)
		}
	})
}
