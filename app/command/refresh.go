package command

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest"
	"throughline/app/metric"
	"throughline/app/refresh"
	"throughline/app/say"
	"throughline/app/store"
)

// refreshFlags are the choices of a refresh.
type refreshFlags struct {
	asJSON, accept      bool
	date                string
	bind                []string
	take, keep, convert []string
	doubts              doubtFlags
}

func refreshCommand(std Streams) *cobra.Command {
	var f refreshFlags
	cmd := &cobra.Command{
		Use:   "refresh FILE.brief NEW",
		Short: say.T("Show what a new workbook does to a brief, and take it with --accept; exit 1 when somebody has to look"),
		Long: say.T(`Refresh reads a workbook as the next state of the brief's sources and shows every figure that changes, every
sentence that it makes untrue, values of the past that were restated, and what somebody has to decide: metrics that are
gone, renamed or in another unit, values that look cumulative, swapped, of something else or far from all before. Nothing is written without --accept, and what is doubtful is not taken by that alone:
name it with --take, --keep or --convert (which puts values back into the brief's unit). Where it cannot be told which table
renews which source, it asks: answer with --bind "OLD.xlsx · Sheet=Sheet!A1:D9", or =none.

It exits with 1 when a sentence became untrue, something is left to decide, or a source or a value that is shown stays old.

With --json it writes {"file","accepted","sources":[{"id","old","new","sheet","range","modified","asOf","wasAsOf","score","why"}],
"questions":[{"source","text","choices":[{"table","label","why"}]}],
"figures":[{"place","figure","old","new","oldValue","newValue","direction","good","why","sentence","metric","file","sheet","cell"}],
"sentences":[{"place","text","why","code","edit"}],"criteria":[{"name","old","new"}],"hero","chart":{"kind","marks":[{"metric","scenario",
"label","old","new"}]},"metrics":[{"id","kind","metric","source","was","is","text","restated","decision","options","decide",
"doubt":{"id","kind","cell","read","readings":[{"reading","value"}],"text"}}],"targets":[{"metric","old","new"}],
"stale":[{"metric","last","why","used"}],"left":[…],"doubts":[…],"notes":[…]}. The hero and the chart are null where
they show what they showed; percentages are fractions.`),
		Example: `  throughline refresh october.brief metrics_nov.xlsx
  throughline refresh october.brief metrics_nov.xlsx --accept --keep "NPS"
  throughline refresh october.brief metrics_nov.xlsx --json --date 2026-11-30`,
		Args: exactArgs("FILE.brief", "NEW"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return std.refresh(cmd, args[0], args[1], f)
		},
	}
	cmd.Flags().BoolVar(&f.asJSON, "json", false, say.T("write JSON"))
	cmd.Flags().BoolVar(&f.accept, "accept", false, say.T("write what is shown into the brief"))
	cmd.Flags().StringVar(&f.date, "date", "", say.T("the `DAY` on which it is judged, as 2026-11-30 (default: today)"))
	cmd.Flags().StringArrayVar(&f.bind, "bind", nil, say.T("which table renews a source, as `SOURCE=TABLE`; may be given again"))
	cmd.Flags().StringArrayVar(&f.take, "take", nil, say.T("take the new values of a `METRIC`; may be given again"))
	cmd.Flags().StringArrayVar(&f.keep, "keep", nil, say.T("keep the old values of a `METRIC`; may be given again"))
	cmd.Flags().StringArrayVar(&f.convert, "convert", nil, say.T("take the new values of a `METRIC`, put back into its unit; may be given again"))
	f.doubts.add(cmd)
	return cmd
}

func (std Streams) refresh(cmd *cobra.Command, path, data string, f refreshFlags) error {
	day, err := std.dayOrToday(cmd, f.date)
	if err != nil {
		return err
	}
	b, err := load(path)
	if err != nil {
		return err
	}
	keeper, origin := store.Once(time.Now), brief.Origin{}
	if f.accept {
		// From here to the write nobody else may change it.
		opened, err := openToWrite(keeper, path)
		if err != nil {
			return err
		}
		defer keeper.Release(opened.Origin.Path)
		b, origin = opened.Brief, opened.Origin
	}
	renewal, err := std.renewal(cmd, b, data, f.bind, &f.doubts)
	if err != nil {
		return err
	}
	plan, err := planOf(cmd, renewal, f)
	if err != nil {
		return err
	}
	review := renewal.Review(plan, day)
	accepted := f.accept && review.Renews()
	if accepted {
		renewal.Apply(b, plan, time.Now().UTC().Truncate(time.Second))
		if err := std.save(keeper, b, origin); err != nil {
			return err
		}
	}
	if err := std.showReview(review, renewal.Reading.Doubts(), accepted, f.asJSON); err != nil {
		if !accepted {
			return err
		}
		// Exit code 4 would say that the brief is what it was.
		std.tell("“%s” was brought up to date, but standard output took only a part of the review.\n", filepath.Base(path))
	}
	if review.Open() || !review.Renews() {
		return &findingsError{said: true}
	}
	return nil
}

// save puts a brief back where it was opened.
func (std Streams) save(keeper *store.Store, b *brief.Brief, origin brief.Origin) error {
	if err := b.Validate(); err != nil {
		return err
	}
	_, warning, err := keeper.Save(origin.Path, b, origin, false)
	return std.saved(warning, err)
}

// openToWrite opens a brief that is going to be saved again.
func openToWrite(keeper *store.Store, path string) (*brief.Opened, error) {
	opened, err := keeper.Open(path)
	if err == nil && opened.Origin.ReadOnly != "" {
		return nil, fault.New(fault.Unwritable, opened.Origin.ReadOnly, brief.ErrReadOnly)
	}
	return opened, err
}

// dayOf reads a --date, the zero time where none was given.
func dayOf(cmd *cobra.Command, date string) (time.Time, error) {
	if !cmd.Flags().Changed("date") {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return day, usage(cmd, err, "“%s” is not a date; write it as 2026-11-30.", date)
	}
	return day, nil
}

// dayOrToday reads a --date, today where none was given.
func (std Streams) dayOrToday(cmd *cobra.Command, date string) (time.Time, error) {
	day, err := dayOf(cmd, date)
	if err == nil && day.IsZero() {
		day = std.today()
	}
	return day, err
}

// renewal reads a workbook against a brief, with the questions that it raises answered by bind.
func (std Streams) renewal(cmd *cobra.Command, b *brief.Brief, data string, bind []string, doubts *doubtFlags) (*refresh.Renewal, error) {
	if err := doubts.parse(cmd); err != nil {
		return nil, err
	}
	show, wipe := std.progress(filepath.Base(data))
	book, err := book.OpenAs(cmd.Context(), data, refresh.TextFormat(b, filepath.Base(data)), show)
	wipe()
	if err != nil {
		return nil, err
	}
	answers := refresh.Answers{}
	for _, answer := range bind {
		i := strings.LastIndex(answer, "=")
		source := sourceOf(b, answer[:max(i, 0)])
		if i < 0 || source == nil {
			return nil, usage(cmd, nil, "“%s” names no source of the brief; write --bind \"SOURCE=TABLE\" with a source as it is listed.", answer)
		}
		answers[source.ID] = answer[i+1:]
	}
	renewal, err := refresh.Read(cmd.Context(), b, book, doubts.understand, answers)
	if err != nil {
		return nil, err
	}
	for id, table := range answers {
		if table != refresh.None && !renewal.Has(table) {
			return nil, usage(cmd, nil, "There is no table “%s” in %s for “%s”; there is %s.", table, book.File, b.Source(id).File, list(renewal.Tables()))
		}
	}
	return renewal, doubts.unused(cmd, renewal.Reading)
}

// sourceOf returns the source that is listed by that label, or has that ID, or nil.
func sourceOf(b *brief.Brief, label string) *brief.Source {
	for _, s := range b.Sources {
		if label == s.ID || strings.EqualFold(label, refresh.SourceLabel(s)) {
			return s
		}
	}
	return nil
}

// planOf makes a plan of the decisions on the command line.
func planOf(cmd *cobra.Command, r *refresh.Renewal, f refreshFlags) (refresh.Plan, error) {
	plan := refresh.Plan{}
	rows := r.Rows()
	for _, choice := range []struct {
		decision refresh.Decision
		metrics  []string
	}{{refresh.Take, f.take}, {refresh.Keep, f.keep}, {refresh.Convert, f.convert}} {
		for _, name := range choice.metrics {
			found := false
			for _, row := range rows {
				if strings.EqualFold(row.Metric, strings.TrimSpace(name)) {
					found = true
					if !row.Offers(choice.decision) {
						return nil, usage(cmd, nil, "“%s” cannot be decided as --%s: %s", row.Metric, choice.decision, row.Text)
					}
					plan[row.ID] = choice.decision
				}
			}
			if !found {
				return nil, usage(cmd, nil, "“%s” is no metric that this file renews.", name)
			}
		}
	}
	return plan, nil
}

func (std Streams) showReview(v *refresh.Review, doubts []metric.Doubt, accepted, asJSON bool) error {
	answer := struct {
		Accepted bool `json:"accepted"`
		*refresh.Review
		Doubts []metric.Doubt `json:"doubts"`
	}{accepted, v, doubts}
	return std.answer(asJSON, answer, func(text *bytes.Buffer) {
		printReview(text, v, accepted)
		text.WriteString(ingest.DoubtLines(doubts))
	})
}

// printReview writes a review for people: what is renewed, what changes, what is untrue, what is to be decided.
func printReview(w *bytes.Buffer, v *refresh.Review, accepted bool) {
	if !v.Renews() && len(v.Questions) == 0 {
		fmt.Fprint(w, say.F("%s is the new state of nothing in this brief; nothing changes.\n", v.File))
		printLines(w, say.T("Not renewed"), v.Left)
		return
	}
	for _, s := range v.Sources {
		asOf := ""
		if s.AsOf != "" {
			asOf = ", " + s.WasAsOf + " → " + s.AsOf
			if s.AsOf == s.WasAsOf {
				asOf = ", " + s.AsOf
			}
		}
		fmt.Fprintf(w, "%s → %s%s\n  %s\n", s.Old, strings.TrimSuffix(s.New+" · "+s.Sheet, " · "), asOf, strings.Join(s.Why, ", "))
	}
	printLines(w, say.T("Not renewed"), v.Left)
	printQuestions(w, v.Questions)
	section(w, say.T("Figures"), len(v.Figures))
	rows := make([][]string, len(v.Figures))
	for i, f := range v.Figures {
		rows[i] = []string{say.T(brief.Label(f.Place)), oneLine(f.Figure), dash(f.Old) + " → " + dash(f.New), f.Why}
	}
	printColumns(w, rows)
	section(w, say.T("Sentences to read again"), len(v.Sentences))
	for _, s := range v.Sentences {
		fmt.Fprintf(w, "  %s: %s\n  → %s\n", say.T(brief.Label(s.Place)), oneLine(s.Text), oneLine(s.Why))
	}
	section(w, say.T("Judged otherwise"), len(v.Criteria))
	for _, c := range v.Criteria {
		fmt.Fprintf(w, "  %s: %s → %s\n", oneLine(c.Name), dash(c.Old), dash(c.New))
	}
	printMetrics(w, v)
	fmt.Fprintf(w, "\n%s, %s, %s. ", figuresChange(len(v.Figures)), untrueWords(len(v.Sentences)), toDecide(v))
	if accepted {
		fmt.Fprintln(w, say.T("The brief was brought up to date."))
	} else {
		fmt.Fprintln(w, say.T("Nothing was written; add --accept to take it."))
	}
}

func printQuestions(w *bytes.Buffer, questions []refresh.Question) {
	section(w, say.T("To be answered with --bind"), len(questions))
	for _, q := range questions {
		fmt.Fprintf(w, "  %s\n", q.Text)
		for _, c := range q.Choices {
			fmt.Fprintf(w, "    %s: %s\n", c.Table, c.Why)
		}
	}
}

// printMetrics writes what there is to know of metrics beside their new values.
func printMetrics(w *bytes.Buffer, v *refresh.Review) {
	var notable, restated [][]string
	for _, r := range v.Metrics {
		if r.Kind != refresh.Updated && r.Kind != refresh.Unchanged {
			word := string(r.Kind)
			if r.Decide {
				word += "?"
			}
			notable = append(notable, []string{word, r.Text + " (" + decisionWords(r) + ")"})
		}
		for _, x := range r.Restated {
			restated = append(restated, []string{r.Metric, x.Period.Label(), x.Old + " → " + x.New, x.Cell})
		}
	}
	section(w, say.T("Metrics"), len(notable))
	printColumns(w, notable)
	section(w, say.T("Restated"), len(restated))
	printColumns(w, restated)
	if v.Chart != nil {
		section(w, say.T("Chart"), len(v.Chart.Marks))
		var marks [][]string
		for _, m := range v.Chart.Marks {
			marks = append(marks, []string{m.Metric, m.Scenario, m.Label, dash(m.Old) + " → " + dash(m.New)})
		}
		printColumns(w, marks)
	}
	section(w, say.T("Targets"), len(v.Targets))
	for _, t := range v.Targets {
		fmt.Fprintf(w, "  %s  %s → %s\n", t.Metric, dash(t.Old), dash(t.New))
	}
	section(w, say.T("Stale"), len(v.Stale))
	for _, s := range v.Stale {
		fmt.Fprintf(w, "  %s  %s: %s\n", s.Metric, s.Last, s.Why)
	}
	printLines(w, say.T("What the importer says of it"), v.Notes)
}

// printLines writes sentences under a title.
func printLines(w *bytes.Buffer, title string, lines []string) {
	section(w, title, len(lines))
	for _, l := range lines {
		fmt.Fprintf(w, "  %s\n", oneLine(l))
	}
}

func decisionWords(r refresh.Row) string {
	words := map[refresh.Decision]string{refresh.Take: say.T("taken"), refresh.Keep: say.T("not taken"), refresh.Convert: say.T("put back into its unit")}
	if r.Decide && len(r.Options) > 1 {
		others := make([]string, 0, len(r.Options))
		for _, o := range r.Options {
			if o != r.Decision {
				others = append(others, "--"+string(o)+whatPrints(r, o))
			}
		}
		return say.F("%s unless you say %s", words[r.Decision], strings.Join(others, " or "))
	}
	return words[r.Decision]
}

// whatPrints returns the latest value that a decision about a doubtful row prints, in brackets.
func whatPrints(r refresh.Row, d refresh.Decision) string {
	if r.Doubt == nil {
		return ""
	}
	for _, x := range r.Doubt.Readings {
		if x.Reading == string(d) {
			return " (" + x.Value + ")"
		}
	}
	return ""
}

func section(w *bytes.Buffer, title string, n int) {
	if n > 0 {
		fmt.Fprintf(w, "\n%s\n", title)
	}
}

// printColumns writes rows with their columns aligned.
func printColumns(w *bytes.Buffer, rows [][]string) {
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		_, _ = fmt.Fprintln(columns, "  "+strings.Join(row, "\t")) // a buffer takes everything
	}
	_ = columns.Flush()
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func figuresChange(n int) string {
	if n == 0 {
		return say.T("No figures change")
	}
	return say.N(n, "%d figure changes", "%d figures change")
}

func untrueWords(n int) string {
	if n == 0 {
		return say.T("no sentence becomes untrue")
	}
	return say.F("%s to read again", count(n, "sentence"))
}

func toDecide(v *refresh.Review) string {
	n := len(v.Questions)
	for _, r := range v.Metrics {
		if r.Decide {
			n++
		}
	}
	if n == 0 {
		return say.T("nothing to decide")
	}
	return say.F("%d to decide", n)
}
