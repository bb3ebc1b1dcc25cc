package ingest

import (
	"fmt"
	"path/filepath"
	"strings"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// body is a region once its columns and its header are known, before it is decided how it lies. Layouts read it and give
// its columns their uses.
type body struct {
	g          *grid
	whole      *grid // with the rows and columns left out by hand; nil where none are
	r          *region
	recipe     brief.Recipe
	by         corrections
	titles     []string
	footnotes  map[string]bool // numbers that notes below explain
	unitRows   map[int]bool    // header rows, by index, that hold nothing but units
	cols       []*column
	unit       sheetUnit
	coins      *column                       // says the currency of each row; nil where none does
	formats    map[string]*book.NumberFormat // by their codes; see formatOf
	roles      sheet.Roles
	sharedSign bool // an amount carries a sign that several currencies share
	*report
	sums     columnSums
	heads    map[int]bool // rows that add up those below them, see findSubtotals
	surveyed *eventSurvey // see survey, once asked
}

func (b *body) lastNote() int {
	if len(b.r.notes) == 0 {
		return 0
	}
	return b.r.notes[len(b.r.notes)-1]
}

// draft is what a layout makes of a body: runs of cells that are to become metrics, or, of single events, the metrics.
type draft struct {
	layout     brief.Layout
	chosen     fit // why it is this layout
	axis       periods.Axis
	grain      metric.Grain
	rows       int // with values
	cells      int // beyond the rows that are held
	candidates []*seriesCandidate
	metrics    []*sheet.Found
	events     *brief.Aggregation // as it was carried out
	choices    *sheet.EventChoices
}

// context is what the surroundings of the table say about its periods: the lines above it, the sheet's and the file's
// name, nearest first.
func (b *body) context(header string) periods.Context {
	titles := append([]string{}, b.titles...)
	titles = append(titles, b.g.sheet.Name, strings.TrimSuffix(b.g.book.File, filepath.Ext(b.g.book.File)))
	return periods.Context{Header: header, Titles: titles, By: b.recipe.Periods, Neighbour: b.g.neighbour, Settled: b.recipe.Doubts, Order: b.g.order, Stop: b.g.stop}
}

// use is what a column of a table is for.
type use uint8

const (
	useIgnored use = iota
	useLabel       // names metrics, categories or segments
	useKey         // dates the rows
	useValue
	useUnit
	useCurrency // says the currency of the row
	useOwner
	useDefinition
	useScenario
	useTarget   // one value per metric to reach
	useYear     // the year of each row, beside months across
	useCalendar // a part of the date that the key column has already
)

// column is what the body of a table holds in one column, and what its header says.
type column struct {
	n                                     int      // 1-based column of the sheet
	parts                                 []string // the header rows' labels, top down, merged and grouped ones filled in
	from                                  []int    // the columns they stand in
	head                                  string   // the same in one line
	numbers, texts, dates, missing, other int
	use                                   use
	leftOut                               reason
	groups                                *bool // see groupsRows, once asked
	period                                metric.Period
	rest                                  string // what the header says beside the period
}

func (c *column) filled() int { return c.numbers + c.texts + c.dates + c.missing + c.other }

// numeric reports a column of numbers, words among them notwithstanding.
func (c *column) numeric() bool { return c.numbers > 0 && c.numbers >= c.texts+c.dates }

// reason says why columns were left out: of one and of several. The zero reason is that of a column that was taken.
type reason struct{ one, many string }

var (
	repeatsDate = reason{"it repeats the date", "they repeat the date"}
	holdsDates  = reason{"it holds dates, not values", "they hold dates, not values"}
	partOfDate  = reason{"it holds a part of a date, not values", "they hold parts of a date, not values"}
	countsRows  = reason{"it only numbers the rows", "they only number the rows"}
	holdsWords  = reason{"it holds words or codes, not values", "they hold words or codes, not values"}
	isConstant  = reason{"it says the same in every row", "they say the same in every row"}
	namesTwice  = reason{"the rows are named without it", "the rows are named without them"}
)

// seriesCandidate is the run of cells of one metric in one scenario.
type seriesCandidate struct {
	name     string          // as in the file
	scenario metric.Scenario // as said by a column, a row or a header of its own
	word     string          // the word that said it; empty where none did
	measure  string          // the name without what tells it apart from others: "Revenue" of "Revenue (No income)"; empty where that is all of it
	attached bool            // named by its scenario alone: it belongs to the candidate before it
	target   bool            // one value to reach, not a series
	hint     lexicon.Hint
	owner    string
	meaning  string
	group    string // the heading it stands under
	total    bool   // a bare total, left out unless the recipe wants it
	keep     bool   // a row the recipe keeps, whatever it is called
	labelAt  [2]int
	places   []place
	from     *seriesCandidate // the run that it is a part of, where its amounts are of several currencies
}

// place is one cell of a candidate with what it is a value for.
type place struct {
	row, col int
	period   metric.Period
	category string
}

// fit is how well a table reads in a layout, and why.
type fit struct {
	score int  // 0 for not at all
	asked bool // the recipe asks for this layout, and it can be had
	why   string
	sure  sheet.Confidence // that it is this layout rather than another
}

// report is what is said of a table while it is read: its notes, and the decisions about its metrics.
type report struct {
	notes   []brief.Note
	counts  map[string]int // notes by code
	decided []sheet.Decision
	doubts  []metric.Doubt
	settled map[string]string // how the recipe settles doubts, by their keys
}

// noteLimit is how many notes of one kind are listed one by one; the rest are counted.
const noteLimit = 12

// note adds a note about the table.
func (b *report) note(severity brief.Severity, code, cell, format string, args ...any) {
	b.notes = append(b.notes, brief.Note{Severity: severity, Code: code, Cell: cell, Text: fmt.Sprintf(format, args...)})
}

// limited adds a note unless there are many of its kind; those are counted and said at the end.
func (b *report) limited(severity brief.Severity, code, cell, text string) {
	if b.counts == nil {
		b.counts = map[string]int{}
	}
	if b.counts[code]++; b.counts[code] <= noteLimit {
		b.note(severity, code, cell, "%s", text)
	}
}

// ask keeps a doubt, with a note while nobody has settled it, and returns the reading that holds: the one of the recipe, or
// the one that the doubt was read by. A doubt that is asked again is the same doubt.
func (b *report) ask(d metric.Doubt) string {
	if d.Key == "" {
		d.Key = sheet.DoubtKey(d.Kind, d.Metric)
	}
	for _, known := range b.doubts {
		if known.Key == d.Key {
			return known.Read
		}
	}
	d.Settle(b.settled)
	b.doubts = append(b.doubts, d)
	if !d.Settled {
		b.limited(brief.Warning, string(d.Kind)+"-doubtful", d.Cell, d.Text)
	}
	return d.Read
}

// sheetUnit is what is said once of the unit of a table's numbers.
type sheetUnit struct {
	lexicon.Hint
	place      string // where it is said
	everything bool   // of all numbers, but those that say a unit of their own
}

// columnSums remembers what proving totals has read of each column.
type columnSums struct {
	numbers map[int][]float64  // see numbersOf
	above   map[int]runningSum // see sumAbove
}

// runningSum is the sum of a column's numbers above a row, and how many they are.
type runningSum struct {
	row, parts int
	sum        float64
}

// corrections are a recipe's choices about the rows, columns and scenarios of one table, bound to where they are now.
type corrections struct {
	skipRows, skipCols map[int]bool
	hidden             map[int]bool // rows that are left out because they are hidden in the workbook
	hiddenCols         map[int]bool
	keep               map[int]bool
	scenarios          map[string]metric.Scenario // by plain header or label
	rows, columns      map[int]metric.Scenario    // of these that name a row or a column
	used               map[string]bool            // of scenarios
}

// eventKind is what a column of a table of single events is good for.
type eventKind uint8

const (
	plainColumn eventKind = iota // words and codes with no use here
	momentColumn
	addedColumn    // amounts: their sum says something
	averagedColumn // rates, prices, scores, durations: their average does
	flagColumn     // yes or no
	namedColumn    // who or what: how many different ones
	rowIDColumn    // a different one in each row
	partColumn     // few values, to break down by
)

// eventColumn is a column of single events.
type eventColumn struct {
	*column
	kind   eventKind
	called string // how a recipe calls it: its header, or its letter
	days   *periods.Days
	rank   int      // of moments: how plainly the header says when it happened
	values []string // of few
	flags  func(string) (yes, ok bool)
}

// eventSurvey is what the columns of a table offer to an aggregation.
type eventSurvey struct {
	rows    []int // held rows of the body
	columns []*eventColumn
	moments []*eventColumn // the likeliest first
}

// decide keeps a decision about a metric, and its reason with the metric.
func (b *report) decide(f *sheet.Found, d sheet.Decision) {
	d.Metric = f.RawName
	f.Why = append(f.Why, d.String())
	b.decided = append(b.decided, d)
}

func (b *body) markTexts(row int, role sheet.Role) {
	for c := b.r.col1; c <= b.r.col2; c++ {
		if b.g.fact(row, c) != isBlank {
			b.roles.Set(row, c, role)
		}
	}
}

func (b *body) markColumn(c *column, role sheet.Role) {
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.fact(row, c.n) != isBlank {
			b.roles.Set(row, c.n, role)
		}
	}
}

// columnLabel is how a note names a column.
func columnLabel(c *column) string {
	if c.head == "" {
		return "Column " + sheet.ColumnName(c.n)
	}
	return fmt.Sprintf("Column %s “%s”", sheet.ColumnName(c.n), lexicon.Short(c.head))
}
