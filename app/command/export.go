package command

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/store"
	"throughline/export"
)

// pngDPI is the resolution of exported images: an A4 page is 1240 by 1754 pixels, sharp on a slide or in a chat.
const pngDPI = 150

// format is a type of file that a brief can be exported as.
type format struct {
	ext   string
	gated bool // made for readers, so refused while there are errors; a story file is for its writer
	write func(io.Writer, *brief.Brief, export.Options) error
}

// formats are in the order they are listed.
var formats = []format{
	{".pdf", true, export.PDF},
	{".png", true, func(w io.Writer, b *brief.Brief, o export.Options) error { return export.PNG(w, b, o, 1, pngDPI) }},
	{".md", false, func(w io.Writer, b *brief.Brief, _ export.Options) error {
		_, err := io.WriteString(w, b.Markdown())
		return err
	}},
	{".txt", true, export.Text},
}

var (
	profiles = []string{string(brief.OnePage)}
	papers   = []string{string(brief.A4), string(brief.Letter)}
)

// ledgers are the answers to --ledger.
var ledgers = map[string]export.Carry{
	"": export.LedgerByClassification, "yes": export.LedgerAlways, "no": export.LedgerNever,
}

func exportCommand(std Streams) *cobra.Command {
	var out, profile, paper, date, ledger string
	cmd := &cobra.Command{
		Use:   "export FILE.brief -o OUT.pdf",
		Short: "Write a brief as PDF, PNG, Markdown or text",
		Long: `Export writes a brief as the file type that OUT ends in: .pdf, .png (the first page), .md (the story
file, which "new --story" reads back) or .txt (for mail or chat). With "-o -" a PDF goes to standard output.

A PDF carries the ledger of its numbers, which "verify" computes again: the cells they came from, with all values of
their metrics. A brief that is classified for readers outside (“External”, “Public”, “Partner” …), or not at all,
carries none.

The same brief gives the same bytes. The date a PDF claims is the day its data runs to, unless --date says another.
A brief with errors is not exported: they are listed, one line each, and the exit code is 1.`,
		Example: `  throughline export october.brief -o october.pdf
  throughline export october.brief -o october.png --paper letter
  throughline export october.brief -o - --date 2026-11-30 | lp`,
		Args: exactArgs("FILE.brief"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := exportOptions(cmd, profile, paper, date, ledger)
			if err != nil {
				return err
			}
			if out == "" {
				return usage(cmd, nil, "It is not said where to write: add -o OUT.pdf, or -o - for standard output.")
			}
			ext := strings.ToLower(filepath.Ext(out))
			if out == "-" {
				ext = ".pdf"
			}
			at := slices.IndexFunc(formats, func(f format) bool { return f.ext == ext })
			if at < 0 {
				return usage(cmd, nil, "“%s” ends in no file type that can be written; end it in .pdf, .png, .md or .txt.", out)
			}
			b, err := load(args[0])
			if err != nil {
				return err
			}
			if formats[at].gated {
				if broken := errorsAmong(review(b, options)); len(broken) > 0 {
					return &findingsError{findings: broken}
				}
			}
			var file bytes.Buffer
			if err := formats[at].write(&file, b, options); err != nil {
				return err
			}
			if out == "-" {
				return std.write(file.Bytes())
			}
			return store.WriteFile(out, func(w io.Writer) error {
				_, err := w.Write(file.Bytes())
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the `FILE` to write, or - for standard output")
	cmd.Flags().StringVar(&profile, "profile", string(brief.OnePage), "the `FORM` of the document: "+list(profiles))
	cmd.Flags().StringVar(&paper, "paper", "", "the `SIZE` of the paper: "+list(papers)+" (default: as the brief says)")
	cmd.Flags().StringVar(&date, "date", "", "the `DAY` the PDF claims, as 2026-11-30 (default: the day the data runs to)")
	cmd.Flags().StringVar(&ledger, "ledger", "", "`yes` or no: whether the PDF carries the cells behind its numbers (default: by classification)")
	return cmd
}

func exportOptions(cmd *cobra.Command, profile, paper, date, ledger string) (export.Options, error) {
	profile, paper = strings.ToLower(profile), strings.ToLower(paper)
	o := export.Options{Profile: brief.Profile(profile), Paper: brief.Paper(paper)}
	if !slices.Contains(profiles, profile) {
		return o, usage(cmd, nil, "There is no profile “%s”; there is %s.", profile, list(profiles))
	}
	if paper != "" && !slices.Contains(papers, paper) {
		return o, usage(cmd, nil, "There is no paper “%s”; there is %s.", paper, list(papers))
	}
	day, err := dayOf(cmd, date)
	if err != nil {
		return o, err
	}
	o.Date = day
	choice, ok := ledgers[strings.ToLower(ledger)]
	if !ok {
		return o, usage(cmd, nil, "“%s” is no answer to --ledger; say yes or no.", ledger)
	}
	o.Ledger = choice
	return o, nil
}

// list names values as a sentence does: "a, b and c".
func list(values []string) string {
	if len(values) < 2 {
		return strings.Join(values, "")
	}
	last := len(values) - 1
	return fmt.Sprintf("%s and %s", strings.Join(values[:last], ", "), values[last])
}
