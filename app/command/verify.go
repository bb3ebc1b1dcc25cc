package command

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/intake"
	"throughline/app/say"
	"throughline/export/verify"
)

func verifyCommand(std Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify OUT.pdf [BOOK]",
		Short: say.T("Compute every number in a PDF again, from what it carries or from a workbook"),
		Long: say.T(`Verify reads an exported PDF back. Every number in it is computed again from the cells that the PDF carries,
formatted again, and compared with what a reader sees on the page; whatever else of the PDF was changed, added, hidden or
taken away since the export is named too, and a file that another program saved again is told as such. With BOOK (.xlsx, .xlsm, .csv, .tsv) each cell behind the numbers is compared with that file.

It exits with 1 when something drifted, one line for each, and with 3 when the PDF cannot be read or carries no ledger:
copies for readers outside carry none. A PDF that agrees with itself was not edited by hand, but only the workbook tells
whether its numbers are the true ones.

With --json it writes {"figures":[{"text","source","cell","expected","found","ok"}],"drifted":0}.`),
		Example: `  throughline verify october.pdf
  throughline verify october.pdf metrics.xlsx
  throughline verify october.pdf metrics.xlsx --json`,
		Args: verifyArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			report, err := verifyPDF(args[0])
			if err != nil {
				return err
			}
			book := ""
			if len(args) > 1 {
				book = filepath.Base(args[1])
				if report, err = compare(report, args[1]); err != nil {
					return err
				}
			}
			err = std.answer(asJSON, report, func(text *bytes.Buffer) { printReport(text, report, book) })
			if err == nil && report.Drifted > 0 {
				err = &findingsError{said: true}
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, say.T("write JSON"))
	return cmd
}

func verifyArgs(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return exactArgs("OUT.pdf")(cmd, args)
	}
	return exactArgs("OUT.pdf", "BOOK")(cmd, args)
}

// verifyPDF verifies a file.
func verifyPDF(path string) (*verify.Report, error) {
	f, info, err := intake.Open(path, intake.PDF)
	if err != nil {
		return nil, intake.Explain(err, path, say.T("a PDF"), intake.PDF)
	}
	defer func() { _ = f.Close() }() // it was only read
	return verify.PDF(f, info.Size())
}

// compare compares the numbers of a verified PDF with a workbook. What is wrong with the PDF itself stays in the report.
func compare(report *verify.Report, path string) (*verify.Report, error) {
	wb, err := book.Open(context.Background(), path, nil)
	if err != nil {
		return nil, err
	}
	origin, err := report.Origin(wb.File, wb.SHA256)
	if err != nil {
		return nil, err
	}
	for _, recipe := range origin.Recipes {
		if recipe.Text == (brief.TextFormat{}) {
			continue
		}
		if wb, err = book.OpenAs(context.Background(), path, recipe.Text, nil); err != nil { // as it was read then
			return nil, err
		}
		break
	}
	reading, err := ingest.Understand(context.Background(), wb, origin.Recipes...)
	if err != nil {
		return nil, err
	}
	b := origin.Brief()
	reading.AddTo(b, time.Time{})
	return report.Against(verify.Book{Name: wb.File, Of: origin, Metrics: b.Metrics}), nil
}

// printReport writes a report for people: a line for each drift, then how many numbers agree, then what was typed.
func printReport(w *bytes.Buffer, r *verify.Report, book string) {
	said := map[string]bool{} // many numbers on a page that cannot be read have one reason
	for _, f := range r.Figures {
		if !f.OK && !said[f.Why] {
			fmt.Fprintln(w, oneLine(f.Why))
			said[f.Why] = true
		}
	}
	if r.Again != "" {
		fmt.Fprint(w, say.F("The PDF was written again by another program (%s) since it was exported%s.\n", oneLine(r.Again), lost(r)))
	}
	all, agree := r.Numbers()
	with := say.T("what the PDF carries")
	if book != "" {
		with = book
	}
	fmt.Fprint(w, say.F("%d of %s agree with %s", agree, count(all, "number"), with))
	if agree == all && r.Drifted > 0 {
		fmt.Fprint(w, say.T(", and the rest of the PDF is not as it was exported"))
	}
	fmt.Fprintln(w, ".")
	for _, u := range r.Unlisted {
		fmt.Fprint(w, say.F("Page %d prints “%s”, which the ledger does not list.\n", u.Page, oneLine(u.Text)))
	}
	if len(r.Typed) == 0 {
		return
	}
	typed := make([]string, len(r.Typed))
	for i, t := range r.Typed {
		typed[i] = "“" + t.Text + "”"
		if t.Reason != "" {
			typed[i] += " (" + t.Reason + ")"
		}
	}
	fmt.Fprint(w, say.F("%s typed by hand and can be followed to no cell: %s.\n", were(len(typed)), strings.Join(slices.Compact(typed), ", ")))
}

// lost goes on with a sentence about a PDF that was written again: what of it could not be compared any more.
func lost(r *verify.Report) string {
	switch {
	case len(r.Lost) > 0:
		return say.F("; not to be compared any more: %s", strings.Join(r.Lost, ", "))
	case r.Drifted == 0:
		return say.T("; what it shows is as it was")
	}
	return ""
}

// were begins a sentence about a number of numbers.
func were(n int) string {
	return say.N(n, "%d number was", "%d numbers were")
}
