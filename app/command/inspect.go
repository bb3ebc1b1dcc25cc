package command

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

func inspectCommand(std Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "inspect BOOK",
		Short: "Show what the importer understands of a workbook",
		Long: `Inspect reads a workbook (.xlsx, .xlsm, .csv, .tsv) as an import would and shows the tables found, their
metrics with unit, scenario and period, and everything that was skipped or doubted, with its cell.

With --json it writes {"file","kind","sha256","tables":[{"sheet","range","headerRows","layout","grain",
"metrics":[{"name","unit","currency","scenario","points":[{"period","value","cell"}]}],"notes"}],"notes"}.
Percentages are fractions; values are in full, so "$k" has been multiplied out.`,
		Example: `  throughline inspect metrics.xlsx
  throughline inspect metrics.xlsx --json`,
		Args: exactArgs("BOOK"),
		RunE: func(_ *cobra.Command, args []string) error {
			reading, err := std.understand(args[0])
			if err != nil {
				return err
			}
			var text bytes.Buffer
			if asJSON {
				err = writeJSON(&text, inspectionOf(reading))
			} else {
				err = printReading(&text, reading)
			}
			if err != nil {
				return err
			}
			return std.write(text.Bytes())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// inspection and the types below are the JSON of SPEC §10: names and shapes are stable.
type inspection struct {
	File   string           `json:"file"`
	Kind   string           `json:"kind"`
	SHA256 string           `json:"sha256"`
	Tables []inspectedTable `json:"tables"`
	Notes  []brief.Note     `json:"notes"`
}

type inspectedTable struct {
	Sheet      string            `json:"sheet"`
	Range      string            `json:"range"`
	HeaderRows []int             `json:"headerRows"`
	Layout     brief.Layout      `json:"layout"`
	Grain      string            `json:"grain"`
	Rows       int               `json:"rows"`  // rows read
	Cells      int               `json:"cells"` // cells read
	Metrics    []inspectedMetric `json:"metrics"`
	Notes      []brief.Note      `json:"notes"`
}

// inspectedMetric is one scenario of a metric.
type inspectedMetric struct {
	Name     string          `json:"name"`
	Unit     metric.Kind     `json:"unit"`
	Currency string          `json:"currency,omitempty"`
	Symbol   string          `json:"symbol,omitempty"`
	Polarity metric.Polarity `json:"polarity"`
	Scenario metric.Scenario `json:"scenario"`
	Points   []metric.Point  `json:"points"`
}

func inspectionOf(r *sheet.Reading) inspection {
	out := inspection{
		File: r.Workbook.File, Kind: r.Workbook.Kind, SHA256: r.Workbook.SHA256,
		Tables: []inspectedTable{}, Notes: notesOf(r),
	}
	for _, t := range r.Tables {
		table := inspectedTable{
			Sheet: t.Sheet.Name, Range: t.Range.String(), HeaderRows: orEmpty(t.HeaderRows), Layout: t.Layout,
			Grain: t.Grain.String(), Rows: t.Rows, Cells: t.Cells, Metrics: []inspectedMetric{}, Notes: orEmpty(t.Notes),
		}
		for _, f := range t.Metrics {
			m := f.Metric
			for _, s := range m.Series {
				table.Metrics = append(table.Metrics, inspectedMetric{
					Name: m.Name, Unit: m.Unit.Kind, Currency: m.Unit.Currency, Symbol: m.Unit.Symbol,
					Polarity: m.Polarity, Scenario: s.Scenario, Points: orEmpty(s.Points),
				})
			}
		}
		out.Tables = append(out.Tables, table)
	}
	return out
}

// notesOf returns the notes about the file and those about sheets without a table.
func notesOf(r *sheet.Reading) []brief.Note {
	return append(append([]brief.Note{}, r.Workbook.Notes...), r.Notes...)
}

// orEmpty keeps an empty list from being null in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// printReading shows a reading to people: a line for each metric and scenario, then what was noticed.
func printReading(w io.Writer, r *sheet.Reading) error {
	fmt.Fprintf(w, "%s: %s.\n", r.Workbook.File, count(len(r.Tables), "table"))
	for _, t := range r.Tables {
		fmt.Fprintf(w, "\n%s!%s: %s layout, by %s, header in row %s; %d rows and %d cells read.\n",
			t.Sheet.Name, t.Range, t.Layout, t.Grain, joinInts(t.HeaderRows), t.Rows, t.Cells)
		lines := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, f := range t.Metrics {
			for _, s := range f.Metric.Series {
				fmt.Fprintf(lines, "  %s\t%s\t%s\t%s\n", f.Metric.Name, s.Scenario.Label(), unitLabel(f.Metric.Unit), span(f.Metric.Unit, s))
			}
		}
		if err := lines.Flush(); err != nil {
			return err
		}
		printNotes(w, t.Notes)
	}
	if notes := notesOf(r); len(notes) > 0 {
		fmt.Fprintln(w)
		printNotes(w, notes)
	}
	return nil
}

func printNotes(w io.Writer, notes []brief.Note) {
	for _, n := range notes {
		at := ""
		if n.Cell != "" {
			at = n.Cell + ": "
		}
		fmt.Fprintf(w, "  %s: %s%s\n", n.Severity, at, oneLine(n.Text))
	}
}

// span says what a series covers and ends with: "22 values, Jan 2025 to Oct 2026, last 9.7% (W10)".
func span(u metric.Unit, s *metric.Series) string {
	if len(s.Points) == 0 {
		return "no values"
	}
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	return fmt.Sprintf("%s, %s to %s, last %s (%s)", count(len(s.Points), "value"), key(first), key(last), metric.Format{}.Value(last.Value, u), last.Cell)
}

func key(p metric.Point) string {
	if p.Period.IsZero() {
		return p.Category
	}
	return p.Period.Label()
}

func unitLabel(u metric.Unit) string {
	return strings.TrimSpace(u.Kind.String() + " " + u.Currency + u.Symbol)
}

func joinInts(numbers []int) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(numbers)), ", "), "[]")
}
