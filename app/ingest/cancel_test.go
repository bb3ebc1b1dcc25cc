package ingest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"throughline/app/sheet"
)

// endsAfter is a context that ends once it has been asked a number of times, so that a test can end it at every place at
// which it is looked at.
type endsAfter struct {
	context.Context
	looks int
}

func (c *endsAfter) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}

// manyLayouts are tables of every layout with rows enough for the loops to look at their context.
func manyLayouts(t testing.TB) map[string]*sheet.Workbook {
	t.Helper()
	day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	texts := map[string]*strings.Builder{}
	line := func(name, format string, args ...any) {
		if texts[name] == nil {
			texts[name] = &strings.Builder{}
		}
		fmt.Fprintf(texts[name], format+"\n", args...)
	}
	line("wide", "Metric,2024-01,2024-02,2024-03,Plan")
	line("tall", "Month,Users,ARR ($k)")
	line("dates", "Date,Users")
	line("long", "month,metric,region,value")
	line("category", "Place,People,Area")
	line("events", "order date,order id,customer,amount")
	for i := range 300 {
		line("wide", "Metric %d,%d,%d,%d,%d", i, i, i+1, i+2, i+3)
		line("tall", "%s,%d,%d.5", day.AddDate(0, i, 0).Format("2006-01"), i*3, i)
		line("dates", "%s,%d", day.AddDate(0, 0, i).Format("01/02/2006"), i)
		line("long", "%s,Metric %d,%s,%d", day.AddDate(0, i/6, 0).Format("2006-01"), i%3, []string{"EMEA", "APAC"}[i/3%2], i*7)
		line("category", "Place %d,%d,%d", i, i*i%97, i)
		line("events", "%s,A%d,C%d,%d", day.AddDate(0, 0, i*i%200).Format(time.DateOnly), i, i%50, i%17)
	}
	line("category", "Total,%d,%d", 43_000, 404_550)
	out := map[string]*sheet.Workbook{}
	for name, text := range texts {
		out[name] = open(t, textFile(t, "t.csv", text.String()))
	}
	return out
}

// Wherever an understanding is when its context ends, it returns the context's error and nothing else.
func TestCancelAtEveryLook(t *testing.T) {
	for name, wb := range manyLayouts(t) {
		looks := 0
		for ; ; looks++ {
			r, err := Understand(&endsAfter{context.Background(), looks}, wb)
			if err == nil {
				if len(r.Tables) != 1 {
					t.Errorf("%s: %d tables", name, len(r.Tables))
				}
				break
			}
			if !errors.Is(err, context.Canceled) || r != nil {
				t.Fatalf("%s, ended at look %d: %v, %v", name, looks, r, err)
			}
		}
		if looks < 8 {
			t.Errorf("%s looks at its context %d times, too seldom for 300 rows", name, looks)
		}
	}
}

// Cancelling at random moments ends an understanding, and leaves no goroutine behind. How long that takes is printed; it
// decides nothing, since a machine may be busy.
func TestCancelAtRandomMoments(t *testing.T) {
	wb := open(t, textFile(t, "long.csv", longRows(4000)))
	begin := time.Now()
	if _, err := Understand(context.Background(), wb); err != nil {
		t.Fatal(err)
	}
	took := time.Since(begin)
	before := runtime.NumGoroutine()
	r := rand.New(rand.NewPCG(1, 2))
	worst := time.Duration(0)
	for range 20 {
		ctx, cancel := context.WithCancel(context.Background())
		cancelled := make(chan time.Time, 1)
		time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() {
			cancelled <- time.Now()
			cancel()
		})
		if _, err := Understand(ctx, wb); err != nil {
			worst = max(worst, time.Since(<-cancelled))
			if !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled: %v", err)
			}
		}
		cancel()
	}
	for range 100 { // a timer that has just fired may still be ending
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
	t.Logf("takes %v and ends at most %v after it is cancelled", took.Round(time.Millisecond), worst.Round(time.Microsecond))
}

// A stretched sheet is taken in from its file while the context lasts.
func TestCancelTakingIn(t *testing.T) {
	large := headHeld(manyLayouts(t)["wide"], 50)
	for looks := range 6 {
		if _, err := Understand(&endsAfter{context.Background(), looks}, large); !errors.Is(err, context.Canceled) {
			t.Errorf("ended at look %d: %v", looks, err)
		}
	}
}
