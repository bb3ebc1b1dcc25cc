package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// sale is one made-up order.
type sale struct {
	id       string
	at       time.Time
	customer string
	country  string
	qty      int
	amount   float64
	refunded bool
}

// sales makes orders at random moments of some days from a start; refunds are negative.
func sales(seed int64, n, days int, from time.Time) []sale {
	r := rand.New(rand.NewSource(seed))
	out := make([]sale, n)
	for i := range out {
		s := sale{
			at:       from.Add(time.Duration(r.Int63n(int64(days)*24*3600)) * time.Second),
			customer: fmt.Sprintf("C%03d", r.Intn(n/4+1)), country: []string{"DE", "FR", "US"}[r.Intn(3)],
			qty: 1 + r.Intn(5), amount: float64(r.Intn(20_000)) / 100, refunded: r.Intn(10) == 0,
		}
		if s.refunded {
			s.amount = -s.amount
		}
		out[i] = s
	}
	slices.SortFunc(out, func(a, b sale) int { return a.at.Compare(b.at) })
	for i := range out {
		out[i].id = fmt.Sprintf("ORD-%d", 1001+i)
	}
	return out
}

// salesText writes orders as a text export does.
func salesText(all []sale, layout, delimiter string, number func(float64) string) string {
	var b strings.Builder
	join := func(cells ...string) { b.WriteString(strings.Join(cells, delimiter) + "\n") }
	join("order_id", "created_at", "customer_id", "country", "qty", "amount", "is_refunded")
	for _, s := range all {
		join(s.id, s.at.Format(layout), s.customer, s.country, strconv.Itoa(s.qty), number(s.amount), strconv.FormatBool(s.refunded))
	}
	return b.String()
}

func plainAmount(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// byMonth adds orders up without the code under test.
func byMonth(all []sale) map[string]map[string]float64 {
	out := map[string]map[string]float64{"Orders": {}, "Qty": {}, "Amount": {}, "Refunded share": {}, "Customers": {}}
	who := map[string]map[string]bool{}
	cents := map[string]int{}
	for _, s := range all {
		m := s.at.Format("2006-01")
		out["Orders"][m]++
		out["Qty"][m] += float64(s.qty)
		cents[m] += int(math.Round(s.amount * 100))
		if s.refunded {
			out["Refunded share"][m]++
		}
		if who[m] == nil {
			who[m] = map[string]bool{}
		}
		who[m][s.customer] = true
	}
	for m, n := range out["Orders"] {
		out["Refunded share"][m] /= n
		out["Amount"][m] = float64(cents[m]) / 100
		out["Customers"][m] = float64(len(who[m]))
	}
	return out
}

var newYear = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Orders in the shapes that exports have are added up by month, to the cent.
func TestEventsAreAggregated(t *testing.T) {
	all := sales(1, 900, 212, newYear) // to 31 July
	want := byMonth(all)
	books := map[string]string{
		"iso":     textFile(t, "orders.csv", salesText(all, "2006-01-02T15:04:05Z", ",", plainAmount)),
		"us":      textFile(t, "us.csv", salesText(all, "1/2/2006 3:04 PM", ",", func(v float64) string { return "$" + plainAmount(v) })),
		"eu":      textFile(t, "eu.csv", salesText(all, "02.01.2006 15:04", ";", func(v float64) string { return strings.Replace(plainAmount(v), ".", ",", 1) + " €" })),
		"slashes": textFile(t, "uk.csv", salesText(all, "02/01/2006 15:04:05", ",", plainAmount)),
		"words":   textFile(t, "words.tsv", salesText(all, "2 Jan 2006", "\t", plainAmount)),
		"serials": workbook(t, []page{{Name: "Orders 2026", Rows: salesRows(all)}}),
	}
	for name, path := range books {
		t.Run(name, func(t *testing.T) {
			table := only(t, understand(t, path))
			if table.Layout != brief.Events || table.Grain != metric.Month || table.Rows != len(all) {
				t.Fatalf("read as %s by %s, %d rows; notes %v", table.Layout, table.Grain, table.Rows, table.Notes)
			}
			got := map[string]map[string]float64{}
			for _, f := range table.Metrics {
				got[f.Metric.Name] = map[string]float64{}
				for _, p := range f.Metric.Actual().Points {
					got[f.Metric.Name][p.Period.String()] = p.Value
				}
			}
			near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12*math.Max(1, math.Abs(a)) })
			if diff := cmp.Diff(want, got, near); diff != "" {
				t.Errorf("metrics (-want +got):\n%s", diff)
			}
			checkFollowed(t, table)
			checkRecipes(t, name, &sheet.Reading{Workbook: table.Workbook, Tables: []*sheet.Table{table}})
		})
	}
}

// salesRows are the orders as a workbook stores them: dates with their time as numbers.
func salesRows(all []sale) [][]any {
	rows := [][]any{{"order_id", "created_at", "customer_id", "country", "qty", "amount", "is_refunded"}}
	for _, s := range all {
		rows = append(rows, []any{s.id, styled{Value: s.at, Format: "yyyy-mm-dd hh:mm"}, s.customer, s.country, s.qty, s.amount, s.refunded})
	}
	return rows
}

// checkFollowed does by hand what a point's cell says: looks at the range, leaves the rows that the filter says, and
// counts or adds.
func checkFollowed(t *testing.T, table *sheet.Table) {
	t.Helper()
	g := newGrid(&canceller{ctx: context.Background()}, table.Workbook, table.Sheet, 0)
	days := map[int]int{}
	b := &body{g: g, r: &region{col1: 1, col2: g.w, first: table.HeaderRows[0] + 1, last: g.h, header: table.HeaderRows}, report: &report{}}
	b.profile()
	reader := b.survey().column(table.Recipe.Events.Date).days
	for row := table.HeaderRows[0] + 1; row <= g.h; row++ {
		c := g.sheet.At(row, b.survey().column(table.Recipe.Events.Date).n)
		if day, ok := reader.Day(&c); ok {
			days[row] = day
		}
	}
	for _, f := range table.Metrics {
		for _, p := range f.Metric.Actual().Points {
			place, filter, filtered := strings.Cut(p.Cell, " where ")
			from, to, two := strings.Cut(place, ":")
			if !two {
				to = from
			}
			row1, col, ok1 := sheet.ParseAddress(from)
			row2, _, ok2 := sheet.ParseAddress(to)
			if !ok1 || !ok2 {
				t.Fatalf("“%s”: cell %q", f.RawName, p.Cell)
			}
			_, value, parted := strings.Cut(filter, " is ")
			n, sum := 0, 0.0
			for row := row1; row <= row2; row++ {
				day, dated := days[row]
				if !dated || filtered && periods.InGrain(metric.Period{Grain: metric.Day, N: day}, table.Grain) != p.Period {
					continue
				}
				if parted && "“"+g.text(row, b.survey().column(table.Recipe.Events.By).n)+"”" != value {
					continue
				}
				n++
				if g.fact(row, col) == isNumber {
					sum += g.number(row, col).Value * f.Scale
				}
			}
			want := float64(n)
			if strings.HasPrefix(f.RawName, "sum") {
				want = sum
			} else if !strings.HasPrefix(f.RawName, "count") {
				continue
			}
			if math.Abs(p.Value-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Fatalf("“%s” is %v in %s, but %s gives %v", f.RawName, p.Value, p.Period, p.Cell, want)
			}
		}
	}
}

// The parts of a breakdown add up to the whole, days to months, and months to the year, whatever the events are and in
// whatever order they stand.
func TestEventsAddUp(t *testing.T) {
	for seed := range int64(12) {
		r := rand.New(rand.NewSource(seed))
		all := sales(seed, 60+r.Intn(400), 20+r.Intn(700), newYear.AddDate(0, 0, r.Intn(300)))
		if seed%2 == 1 {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		}
		wb := open(t, textFile(t, "orders.csv", salesText(all, time.RFC3339, ",", plainAmount)))
		total := map[metric.Grain]map[string]float64{}
		for grain := metric.Day; grain <= metric.Year; grain++ {
			recipe := brief.Recipe{Layout: brief.Events, Events: &brief.Aggregation{Grain: grain, By: "country", Measures: []brief.Measure{
				{Operation: brief.CountRows}, {Operation: brief.Sum, Column: "amount"}, {Operation: brief.Sum, Column: "qty"},
			}}}
			table := only(t, reread(t, wb, recipe))
			checkFollowed(t, table)
			total[grain] = map[string]float64{}
			whole, parts := map[string]float64{}, map[string]float64{}
			for _, f := range table.Metrics {
				name, _, isPart := strings.Cut(f.RawName, " – ")
				for _, p := range f.Metric.Actual().Points {
					key := name + p.Period.String()
					if isPart {
						parts[key] += p.Value
					} else {
						whole[key] = p.Value
						total[grain][name] += p.Value
					}
				}
			}
			near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9*math.Max(1, math.Abs(a)) })
			if diff := cmp.Diff(whole, parts, near); diff != "" {
				t.Fatalf("seed %d by %s: the parts are not the whole (-whole +parts):\n%s", seed, grain, diff)
			}
			if diff := cmp.Diff(total[metric.Day], total[grain], near); diff != "" {
				t.Fatalf("seed %d: days and %ss add up differently:\n%s", seed, grain, diff)
			}
		}
	}
}

// What is a list of events and what is a series, by how the rows look.
func TestEventsAreRecognised(t *testing.T) {
	day := func(i int) string { return newYear.AddDate(0, 0, i).Format(time.DateOnly) }
	rows := func(header string, n int, row func(i int) string) string {
		var b strings.Builder
		b.WriteString(header + "\n")
		for i := range n {
			b.WriteString(row(i) + "\n")
		}
		return b.String()
	}
	regions := []string{"EMEA", "US", "APAC"}
	for name, tt := range map[string]struct {
		text   string
		layout brief.Layout
		names  []string
	}{
		"tickets without a number": {rows("id,created,status,priority", 60, func(i int) string {
			return fmt.Sprintf("T-%d,%s,%s,P%d", i, day(i/2), []string{"open", "closed"}[i%2], i%3)
		}), brief.Events, []string{"Ticket"}},
		"orders of one day": {rows("Order ID,Placed,Amount", 30, func(i int) string { return fmt.Sprintf("A%d,2026-03-04 %02d:10,%d", i, i%24, i*i%97) }), brief.Events, []string{"Orders", "Amount"}},
		"seconds since 1970": {rows("session_id,started_at,user_id,pages", 60, func(i int) string {
			return fmt.Sprintf("x%d,%d,%d,%d", i, 1_767_225_600+i*40_000, i%7+400, i%9)
		}), brief.Events, []string{"Sessions", "Pages", "Users"}},
		"a series per region": {rows("date,region,revenue", 90, func(i int) string { return day(i/3) + "," + regions[i%3] + "," + strconv.Itoa(i) }), brief.Long, nil},
		"a series per region with row numbers": {rows("id,date,region,revenue", 90, func(i int) string {
			return fmt.Sprintf("%d,%s,%s,%d", i+1, day(i/3), regions[i%3], i)
		}), brief.Long, nil},
		"metrics in long form": {rows("id,date,metric,value", 60, func(i int) string { return fmt.Sprintf("r%d,%s,%s,%d", i, day(i/2), regions[i%2], i) }), brief.Long, nil},
		"one row a day":        {rows("date,orders,revenue", 60, func(i int) string { return fmt.Sprintf("%s,%d,%d", day(i), i, i*7) }), brief.Tall, nil},
		"customers by name": {rows("customer,signed up,mrr", 12, func(i int) string {
			return fmt.Sprintf("Customer %c,%s,%d", 'A'+i, day(i*37%100), i*7)
		}), brief.Tall, nil},
	} {
		t.Run(name, func(t *testing.T) {
			table := only(t, understand(t, textFile(t, "ticket.csv", tt.text)))
			if table.Layout != tt.layout {
				t.Fatalf("read as %s, want %s\n%s", table.Layout, tt.layout, summary(&sheet.Reading{Workbook: table.Workbook, Tables: []*sheet.Table{table}}))
			}
			var names []string
			for _, f := range table.Metrics {
				names = append(names, f.Metric.Name)
			}
			if tt.names != nil && names[0] != "Tickets" {
				if diff := cmp.Diff(tt.names, names); diff != "" {
					t.Errorf("metrics (-want +got):\n%s", diff)
				}
			}
		})
	}
}

const tickets = `Ticket,Opened,Closed,Team,Handling time (min),CSAT,Escalated,Cost
1,2026-01-05,2026-02-01,Tech,10,5,yes,$10
2,2026-01-20,2026-02-02,Billing,20,,no,$20
3,2026-01-28,2026-02-03,Tech,60,3,no,($5)
4,2026-03-02,2026-03-09,Billing,later,4,yes,#REF!
5,2026-03-03,2026-03-09,Tech,40,4,no,$7
6,soon,2026-03-10,Tech,1,1,no,$1
7,2026-03-12,2026-03-30,Tech,50,2,no,$8
Total,,,,181,19,,$41
`

// The series of a small table, number by number, with what is said about it.
func TestEventsInDetail(t *testing.T) {
	r := understand(t, textFile(t, "Support tickets.csv", tickets), brief.Recipe{Layout: brief.Events, Events: &brief.Aggregation{Grain: metric.Month, Measures: []brief.Measure{
		{Operation: brief.CountRows},
		{Operation: brief.Sum, Column: "Cost"},
		{Operation: brief.Average, Column: "Handling time (min)"},
		{Operation: brief.Median, Column: "Handling time (min)"},
		{Operation: brief.Average, Column: "Escalated"},
		{Operation: brief.Average, Column: "CSAT"},
		{Operation: brief.Distinct, Column: "Team"},
		{Operation: brief.Ratio, Column: "Cost", Over: "CSAT"},
	}}})
	table := only(t, r)
	want := []string{
		"Tickets [count] AC: 2026-01=3@B2:B4 2026-02=0@B2:B8 where B in Feb 2026 2026-03=3@B2:B8 where B in Mar 2026",
		"Cost [currency USD] AC: 2026-01=25@H2:H4 2026-02=0@H2:H8 where B in Feb 2026 2026-03=15@H2:H8 where B in Mar 2026",
		"Average handling time [duration min] AC: 2026-01=30@E2:E4 2026-03=45@E2:E8 where B in Mar 2026",
		"Median handling time [duration min] AC: 2026-01=20@E2:E4 2026-03=45@E2:E8 where B in Mar 2026",
		"Escalated share [percent] AC: 2026-01=0.33333333333@G2:G4 2026-03=0.33333333333@G2:G8 where B in Mar 2026",
		"Average CSAT [number] AC: 2026-01=4@F2:F4 2026-03=3.3333333333@F2:F8 where B in Mar 2026",
		"Teams [count] AC: 2026-01=2@D2:D4 2026-03=2@D2:D8 where B in Mar 2026",
		"Cost per CSAT [currency USD] AC: 2026-01=3.125@H2:H4 ÷ F2:F4 2026-03=1.5@H2:H8 ÷ F2:F8 where B in Mar 2026",
	}
	if diff := cmp.Diff(want, lines(table)); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	if why := table.Metrics[2].Why; why[0] != "average of column E by month of column B" {
		t.Errorf("why = %q", why)
	}
	if table.Metrics[2].Metric.Polarity != metric.LowerBetter {
		t.Error("a long handling time is no good news")
	}
	for code, want := range map[string]string{
		"row-without-date":       "1 row was left out: column B holds no date there, first in B7 “soon”.",
		"total-row":              "Row 9 “Total” was left out: it is worked out from the others.",
		"periods-without-events": "1 month has no event: counts and sums are 0 there, averages and the like have a gap.",
	} {
		if got := noteTexts(table.Notes, code); !slices.Contains(got, want) {
			t.Errorf("note %s: %q, want %q", code, got, want)
		}
	}
	if got := noteTexts(table.Notes, "not-a-number"); len(got) != 2 ||
		got[0] != "1 cell of column H “Cost” holds no number: H5 “#REF!”. The rows count, but add nothing to it." {
		t.Errorf("notes on cells without a number: %q", got)
	}
}

// A last period that the events do not reach the end of is known to be partial; one they run through is not.
func TestAPartialLastPeriodIsKnown(t *testing.T) {
	for days, through := range map[int]string{71: "2026-03-12", 90: "", 89: ""} {
		var text strings.Builder
		text.WriteString("order_id,date,amount\n")
		for i := range days * 3 {
			fmt.Fprintf(&text, "A%d,%s,%d\n", i, newYear.AddDate(0, 0, i/3).Format(time.DateOnly), i)
		}
		s := csvTable(t, text.String()).Metrics[0].Metric.Actual()
		last, _ := s.Latest()
		_, got, partial := s.Partial(last.Period)
		if got.String() != through || partial != (through != "") {
			t.Errorf("%d days: partial %v through %q, want %q", days, partial, got, through)
		}
		if _, _, partial := s.Partial(s.Points[0].Period); partial {
			t.Errorf("%d days: the first month is whole", days)
		}
	}
}

// A person can choose another date, grain, breakdown and other measures, rename and rescale what comes of it, and make
// events of what was read as something else.
func TestEventsAreCorrected(t *testing.T) {
	wb := open(t, textFile(t, "Support tickets.csv", tickets))
	first := only(t, reread(t, wb, brief.Recipe{Layout: brief.Events}))
	if got := first.Recipe.Events; got.Date != "Opened" || got.Grain != metric.Month || got.By != "" || len(got.Measures) < 3 {
		t.Fatalf("proposed %+v", got)
	}
	choices := first.Events
	if len(choices.Dates) != 2 || choices.Dates[1].Name != "Closed" || len(choices.By) == 0 || choices.By[0].Name != "Team" ||
		!slices.Equal(choices.By[0].Values, []string{"Tech", "Billing"}) || choices.First.String() != "2026-01-05" {
		t.Errorf("choices %+v", choices)
	}
	recipe := first.Recipe
	recipe.Events = &brief.Aggregation{Date: "Closed", Grain: metric.Quarter, By: "Team", Measures: []brief.Measure{{Operation: brief.Sum, Column: "Cost"}}}
	recipe.Metrics = map[string]brief.MetricRecipe{"sum of Cost – Tech": {Name: "Tech spend", Scale: 10}}
	want := []string{
		"Cost [currency USD] AC: 2026-Q1=41@H2:H8",
		"Tech spend [currency USD] AC: 2026-Q1=210@H2:H8 where C in Q1 2026 and D is “Tech”",
		"Cost – Billing [currency USD] AC: 2026-Q1=20@H2:H8 where C in Q1 2026 and D is “Billing”",
	}
	table := only(t, reread(t, wb, recipe))
	if diff := cmp.Diff(want, lines(table)); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	checkRecipes(t, "tickets", &sheet.Reading{Workbook: wb, Tables: []*sheet.Table{table}})

	gone := recipe
	gone.Events = &brief.Aggregation{Date: "Solved", Grain: metric.Month, By: "Squad", Measures: []brief.Measure{{Operation: brief.Sum, Column: "Fees"}}}
	if got := noteTexts(only(t, reread(t, wb, gone)).Notes, "event-column-not-found"); len(got) != 3 {
		t.Errorf("a date, a breakdown and a measure are gone, but the notes say %q", got)
	}

	daily := open(t, textFile(t, "daily.csv", "date,visits\n2026-01-01,3\n2026-01-02,4\n2026-02-01,5\n2026-02-03,6\n"))
	if got := lines(only(t, reread(t, daily, brief.Recipe{Layout: brief.Events}))); len(got) != 2 || got[1] != "Visits [count] AC: 2026-W01=7@B2:B3 2026-W02=0@B2:B5 where A in W02 2026 2026-W03=0@B2:B5 where A in W03 2026 2026-W04=0@B2:B5 where A in W04 2026 2026-W05=5@B4 2026-W06=6@B5" {
		t.Errorf("days taken for events: %q", got)
	}
	if got := only(t, reread(t, wb, brief.Recipe{Layout: brief.Tall})); got.Layout == brief.Events || got.Events != nil {
		t.Errorf("asked for tall, read as %s", got.Layout)
	}
	if got := noteTexts(csvTable(t, "Country,Users\nDE,3\nFR,4\n", brief.Recipe{Layout: brief.Events}).Notes, "no-event-date"); len(got) != 1 {
		t.Error("a table without dates cannot be events, and that is to be said")
	}
}

// inspect calls the layout by a word it has documented, and adds the aggregation.
func TestInspectShowsTheAggregation(t *testing.T) {
	all := sales(3, 200, 90, newYear)
	in := Inspect(understand(t, textFile(t, "orders.csv", salesText(all, time.DateOnly, ",", plainAmount))))
	if got := in.Tables[0]; got.Layout != "long" || got.Grain != "month" || got.Aggregation == nil || got.Aggregation.Date != "created_at" {
		t.Errorf("inspected as %q by %q with %+v", got.Layout, got.Grain, got.Aggregation)
	}
}

// headOf is a sheet of which only the first rows are held; the rest comes through a stream that the test makes.
func headOf(held int, rows [][]sheet.Cell) *sheet.Workbook {
	s := &sheet.Sheet{Rows: rows[:held], HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	s.Stretch(len(rows), func(ctx context.Context, f func(int, []sheet.Cell) error) error {
		scratch := []sheet.Cell{}
		for i, row := range rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			scratch = append(scratch[:0], row...)
			if err := f(i+1, scratch); err != nil {
				return err
			}
			clear(scratch) // they were f's until it returned
		}
		return nil
	})
	return &sheet.Workbook{File: "orders.csv", Kind: "csv", Sheets: []*sheet.Sheet{s}}
}

// A sheet too large to be held gives what it would give if it were, also where only rows far down tell the order of day
// and month.
func TestStreamedEventsAreTheSame(t *testing.T) {
	for _, layout := range []string{time.RFC3339, "02/01/2006"} {
		all := sales(5, 3000, 400, newYear)
		wb := open(t, textFile(t, "orders.csv", salesText(all, layout, ",", plainAmount)))
		whole := only(t, reread(t, wb))
		part := only(t, reread(t, headOf(60, wb.Sheets[0].Rows)))
		if diff := cmp.Diff(lines(whole), lines(part)); diff != "" {
			t.Errorf("%s: streamed (-held +streamed):\n%s", layout, diff)
		}
		if part.Rows != len(all) || part.Range != whole.Range || part.Cells != whole.Cells {
			t.Errorf("%s: %d rows, %s, %d cells streamed; %d, %s, %d held", layout, part.Rows, part.Range, part.Cells, whole.Rows, whole.Range, whole.Cells)
		}
	}
}

// Cancelling ends the pass, and a stream that breaks is an error, not half a table.
func TestStreamedEventsEnd(t *testing.T) {
	wb := open(t, textFile(t, "orders.csv", salesText(sales(5, 500, 90, newYear), time.RFC3339, ",", plainAmount)))
	ctx, cancel := context.WithCancel(context.Background())
	part := headOf(60, wb.Sheets[0].Rows)
	part.Sheets[0].Stretch(501, func(ctx context.Context, _ func(int, []sheet.Cell) error) error {
		cancel()
		return ctx.Err()
	})
	if _, err := Understand(ctx, part); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	broken := errors.New("gone")
	part.Sheets[0].Stretch(501, func(context.Context, func(int, []sheet.Cell) error) error { return broken })
	if _, err := Understand(context.Background(), part); !errors.Is(err, broken) {
		t.Errorf("broken: %v", err)
	}
}

// A stored recipe keeps the grain as a word, and reads the same.
func TestAggregationIsStored(t *testing.T) {
	table := csvTable(t, tickets, brief.Recipe{Layout: brief.Events})
	data, err := json.Marshal(table.Recipe)
	must(t, err)
	var again brief.Recipe
	must(t, json.Unmarshal(data, &again))
	if !strings.Contains(string(data), `"grain":"month"`) {
		t.Errorf("stored as %s", data)
	}
	if !reflect.DeepEqual(table.Recipe.Events, again.Events) {
		t.Errorf("stored %+v, read back %+v", table.Recipe.Events, again.Events)
	}
}

// BenchmarkEvents aggregates rows of ten columns that are not held.
func BenchmarkEvents(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			wb := streamedSales(n)
			b.ReportAllocs()
			for b.Loop() {
				r, err := Understand(context.Background(), wb)
				if err != nil || len(r.Tables) != 1 || r.Tables[0].Rows != n {
					b.Fatalf("%v %v", err, r)
				}
			}
		})
	}
}

// streamedSales makes n orders of ten columns on the way, so that they take no memory.
func streamedSales(n int) *sheet.Workbook {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	number := func(v float64) sheet.Cell { return sheet.Cell{Kind: sheet.Number, Number: v} }
	header := []sheet.Cell{}
	for _, h := range []string{"order_id", "created_at", "customer_id", "country", "channel", "qty", "unit_price", "amount", "rating", "is_refunded"} {
		header = append(header, text(h))
	}
	ids := make([]string, 50_000)
	for i := range ids {
		ids[i] = fmt.Sprintf("C%06d", i)
	}
	row := func(i int, cells []sheet.Cell) []sheet.Cell {
		h := uint32(i) * 2_654_435_761
		return append(cells,
			number(float64(i)), sheet.Cell{Kind: sheet.Date, Number: 45_000 + float64(i)/float64(n)*900, Format: "yyyy-mm-dd hh:mm"},
			text(ids[h%50_000]), text([]string{"DE", "FR", "US", "UK"}[h>>7%4]), text([]string{"web", "shop"}[h>>9%2]), number(float64(h>>11%5+1)),
			number(float64(h>>13%90)+0.99), number(float64(h>>5%9999)/100), number(float64(h>>17%5+1)), text([]string{"yes", "no"}[h>>19%2]))
	}
	s := &sheet.Sheet{HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}, Rows: [][]sheet.Cell{header}}
	for i := range min(n, 5000) {
		s.Rows = append(s.Rows, row(i, nil))
	}
	s.Stretch(n+1, func(ctx context.Context, f func(int, []sheet.Cell) error) error {
		if err := f(1, header); err != nil {
			return err
		}
		cells := make([]sheet.Cell, 0, 10)
		for i := range n {
			if i%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := f(i+2, row(i, cells[:0])); err != nil {
				return err
			}
		}
		return nil
	})
	return &sheet.Workbook{File: "orders.xlsx", Kind: "xlsx", Sheets: []*sheet.Sheet{s}}
}
