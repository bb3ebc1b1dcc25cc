package ingest

import (
	"context"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/book"
	"throughline/app/book/booktest"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/sheet"
)

// Of every real file headers and last rows are found, every value stands in its cell, and reading again with the recipes
// gives the same.
func TestRealFiles(t *testing.T) {
	all, kinds := booktest.Truths(t)
	metricFiles, headers, ends := 0, 0, 0
	for _, want := range all {
		path := filepath.Join(sharedData, want.File)
		start := time.Now()
		wb, err := book.Open(context.Background(), path, nil)
		if err != nil {
			if kinds[want.File] == "metric" || fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) {
				t.Errorf("%s: %v", want.File, err)
			}
			continue
		}
		r := reread(t, wb)
		if took := time.Since(start); took > 2*time.Second {
			t.Logf("%s took %v, more than the 2 s it may", want.File, took)
		}
		checkPoints(t, want.File, r)
		checkRecipes(t, want.File, r)
		if kinds[want.File] != "metric" {
			continue
		}
		metricFiles++
		if table := tableAt(r, want); table == nil {
			t.Logf("%s: no table in sheet %q", want.File, want.Sheet)
		} else {
			if slices.Equal(table.HeaderRows, want.Header) {
				headers++
			} else {
				t.Logf("%s: header rows %v, by eye %v", want.File, table.HeaderRows, want.Header)
			}
			if table.Range.Row2 == want.Last || lastTaken(table) == want.Last {
				ends++
			} else {
				t.Logf("%s: last row %d, by eye %d", want.File, table.Range.Row2, want.Last)
			}
		}
	}
	t.Logf("header rows right in %d, last rows in %d of %d files", headers, ends, metricFiles)
	if headers*10 < metricFiles*9 || ends*10 < metricFiles*9 {
		t.Errorf("header rows right in %d and last rows in %d of %d files, want 9 of 10", headers, ends, metricFiles)
	}
}

func tableAt(r *sheet.Reading, want booktest.KnownFile) *sheet.Table {
	var best *sheet.Table
	for _, t := range r.Tables {
		if t.Sheet.Name != want.Sheet {
			continue
		}
		if best == nil || len(want.Header) > 0 && abs(t.HeaderRows[0]-want.Header[0]) < abs(best.HeaderRows[0]-want.Header[0]) {
			best = t
		}
	}
	return best
}

// lastTaken is the last row a value was taken from: above a closing total.
func lastTaken(t *sheet.Table) int {
	row := t.Range.Row2
	for ; row > t.Range.Row1; row-- {
		for col := t.Range.Col1; col <= t.Range.Col2; col++ {
			if role := t.Role(row, col); role == sheet.Value || role == sheet.OtherTake {
				return row
			}
		}
	}
	return row
}

func abs(n int) int { return max(n, -n) }

// checkPoints holds every point of a reading to its cell: the stored number times the scale, or the text's own number.
func checkPoints(t *testing.T, file string, r *sheet.Reading) {
	t.Helper()
	for _, table := range r.Tables {
		if table.Layout == brief.Events {
			continue // points of many cells: see TestEventCellsCanBeFollowed
		}
		g := newGrid(&canceller{ctx: context.Background()}, r.Workbook, table.Sheet, 0)
		for _, f := range table.Metrics {
			for _, s := range f.Metric.Series {
				for _, p := range s.Points {
					row, col, ok := sheet.ParseAddress(p.Cell)
					if !ok || g.fact(row, col) != isNumber {
						t.Fatalf("%s %s: “%s” has a value from %s, which holds %q", file, table.Sheet.Name, f.RawName, p.Cell, table.Sheet.At(row, col).Text)
					}
					n := g.number(row, col)
					want := n.Value
					switch {
					case n.Percent:
						want /= 100
					case n.Scale != 1:
						want *= n.Scale
					default:
						want *= f.Scale
					}
					if math.Abs(p.Value-want) > math.Abs(want)*1e-12 {
						t.Fatalf("%s %s: “%s” is %v from %s, which holds %v", file, table.Sheet.Name, f.RawName, p.Value, p.Cell, want)
					}
				}
			}
		}
	}
}

// checkRecipes reads again with the recipes the tables carry.
func checkRecipes(t *testing.T, file string, r *sheet.Reading) {
	t.Helper()
	var recipes []brief.Recipe
	for _, table := range r.Tables {
		recipes = append(recipes, table.Recipe)
	}
	again := reread(t, r.Workbook, recipes...)
	if len(r.Tables) != len(again.Tables) {
		t.Errorf("%s: the recipes read %d tables, not %d", file, len(again.Tables), len(r.Tables))
		return
	}
	for i := range r.Tables {
		if !reflect.DeepEqual(r.Tables[i], again.Tables[i]) {
			t.Errorf("%s, sheet %q, %s: the recipe reads differently (-first +again):\n%.2000s", file, r.Tables[i].Sheet.Name, r.Tables[i].Range,
				cmp.Diff(lines(r.Tables[i]), lines(again.Tables[i])))
		}
	}
}

// Files made to hurt are answered in a sentence, or read, in no time.
func TestHostileFiles(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(sharedData, "hostile", "*"))
	if len(files) == 0 {
		t.Skip("../shared/data/hostile is absent")
	}
	for _, path := range files {
		start := time.Now()
		wb, err := book.Open(context.Background(), path, nil)
		if err == nil {
			reread(t, wb)
		} else if fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		t.Logf("%s, in %v: %v", filepath.Base(path), time.Since(start).Round(time.Millisecond), err)
	}
}
