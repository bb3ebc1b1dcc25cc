package command

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/store"
)

func newCommand(std Streams) *cobra.Command {
	var (
		template, story string
		data            []string
		locale          string
		force, hidden   bool
		format          brief.TextFormat
		doubts          doubtFlags
	)
	cmd := &cobra.Command{
		Use:   "new OUT.brief",
		Short: say.T("Make a brief from a template, a story file and workbooks"),
		Long: say.F(`New makes a brief. Workbooks (.xlsx, .xlsm, .ods, .csv, .tsv) bring the metrics; the story file (Markdown) brings
the headline, the ask, the four beats and the evidence, with figures such as {Trial conversion | moved from Jun 2026}.

What a workbook does not prove, such as whether 1.204 is a thousand, is printed with the --set that settles it; figures that
rest on it are not exported before. --yes takes everything as it was read.

Templates:`+"%s", templateList()),
		Example: `  throughline new october.brief --data metrics.xlsx
  throughline new october.brief --data metrics.xlsx --data pilot.csv --story story.md
  throughline new october.brief --data export.csv --encoding windows-1251 --delimiter ';'
  throughline new oktober.brief --data kpis.csv --locale de-DE --currency EUR --set factor-visits=thousands
  throughline new launch.brief --template launch`,
		Args: exactArgs("OUT.brief"),
		RunE: func(cmd *cobra.Command, args []string) error {
			out := args[0]
			if !strings.EqualFold(filepath.Ext(out), brief.Extension) {
				return usage(cmd, nil, "“%s” does not end in %s, which the window knows a brief by.", out, brief.Extension)
			}
			if _, err := os.Lstat(out); err == nil && !force {
				return fault.New(fault.Unwritable, say.F("“%s” is there already and was left alone; choose another name, or add --force to replace it.", out), nil)
			}
			if one, other := namesakes(data); one != "" {
				return usage(cmd, nil, "“%s” and “%s” have the same file name, so the second would pass for a newer state of the first; rename one.", one, other)
			}
			b, err := start(cmd, template)
			if err != nil {
				return err
			}
			if err := doubts.settings(cmd, b, locale); err != nil {
				return err
			}
			var readings []*sheet.Reading
			for _, path := range data {
				reading, err := std.addWorkbook(b, path, format, hidden, &doubts)
				if err != nil {
					return err
				}
				readings = append(readings, reading)
			}
			if err := doubts.unused(cmd, readings...); err != nil {
				return err
			}
			if story != "" {
				if err := applyStory(b, story); err != nil {
					return err
				}
			}
			if err := std.saved(store.Write(out, b)); err != nil {
				return err
			}
			return std.listDoubts(readings)
		},
	}
	cmd.Flags().StringVar(&template, "template", brief.Templates[0].Name, say.T("the `NAME` of the starting point"))
	cmd.Flags().StringVar(&story, "story", "", say.T("the `FILE` with the story, Markdown"))
	cmd.Flags().StringArrayVar(&data, "data", nil, say.T("a `BOOK` to import; may be given again"))
	cmd.Flags().BoolVar(&force, "force", false, say.T("replace OUT.brief if it is there"))
	cmd.Flags().BoolVar(&hidden, "hidden", false, say.T("take hidden sheets, rows and columns as well; without it they are left out, and said"))
	cmd.Flags().StringVar(&locale, "locale", "", say.T("the `LOCALE` by which the brief writes numbers and dates, as de-DE"))
	cmd.Flags().StringVar(&doubts.currency, "currency", "", say.T("the `CODE` of the currency of amounts whose currency no file names, as EUR"))
	doubts.add(cmd)
	formatFlags(cmd, &format)
	return cmd
}

// namesakes returns the first two workbooks that differ in their folders alone. A file of a known name brings that file's
// metrics up to date, which is meant next month and not here.
func namesakes(paths []string) (one, other string) {
	seen := map[string]string{}
	for _, p := range paths {
		p = filepath.Clean(p)
		name := filepath.Base(p)
		if before, ok := seen[name]; ok && before != p {
			return before, p
		}
		seen[name] = p
	}
	return "", ""
}

func start(cmd *cobra.Command, template string) (*brief.Brief, error) {
	for _, t := range brief.Templates {
		if strings.EqualFold(t.Name, template) || strings.EqualFold(t.Title, template) {
			return t.New(rand.Text()), nil
		}
	}
	names := make([]string, len(brief.Templates))
	for i, t := range brief.Templates {
		names[i] = t.Name
	}
	return nil, usage(cmd, nil, "There is no template “%s”; there is %s.", template, list(names))
}

// templateList names every template with what it is for, one to a line.
func templateList() string {
	var b strings.Builder
	for _, t := range brief.Templates {
		fmt.Fprintf(&b, "\n  %-10s %s: %s", t.Name, t.Title, t.Summary)
	}
	return b.String()
}

// understand reads a workbook, with its hidden cells or without, a text file in the format as far as it says one, and what it holds. One without a table is
// as unreadable as a broken one.
func (std Streams) understand(path string, format brief.TextFormat, hidden bool, doubts *doubtFlags) (*sheet.Reading, error) {
	show, wipe := std.progress(filepath.Base(path))
	book, err := book.OpenAs(context.Background(), path, format, show)
	wipe()
	if err != nil {
		return nil, err
	}
	if hidden {
		return doubts.understand(context.Background(), book)
	}
	reading, err := doubts.understand(context.Background(), book, sheet.Unhidden(book, nil)...)
	if err == nil {
		reading.SkipHiddenSheets()
	}
	return reading, err
}

func (std Streams) addWorkbook(b *brief.Brief, path string, format brief.TextFormat, hidden bool, doubts *doubtFlags) (*sheet.Reading, error) {
	reading, err := std.understand(path, format, hidden, doubts)
	if err != nil {
		return nil, err
	}
	if left := reading.LeftHidden(); left != "" {
		std.tell("%s\n", oneLine(say.F("%s Add --hidden to take what is hidden.", left)))
	}
	if len(reading.AddTo(b, time.Now().UTC().Truncate(time.Second))) == 0 {
		return nil, fault.New(fault.Unreadable, say.F("“%s” holds no table of numbers under a header; see what was found with: throughline inspect %s", filepath.Base(path), path), nil)
	}
	return reading, nil
}

func applyStory(b *brief.Brief, path string) error {
	text, err := intake.Read(path, intake.Story)
	if err != nil {
		return intake.Explain(err, path, say.T("a Markdown file"), intake.Story)
	}
	if !utf8.Valid(text) {
		return fault.New(fault.Unreadable, say.F("The story file “%s” is not text in UTF-8; save it as Markdown in UTF-8.", filepath.Base(path)), nil)
	}
	parsed, err := brief.ParseStory(string(text))
	if err != nil {
		return err
	}
	brief.ApplyStory(b, parsed)
	for _, f := range b.Overlong(intake.Field) {
		return fault.New(fault.Unreadable, say.F("The story file “%s” has %s letters in %s, more than the %s that a text takes; shorten it.",
			filepath.Base(path), fault.Grouped(utf8.RuneCountInString(f.Text)), say.T(brief.Label(f.Place)), fault.Grouped(intake.Field)), nil)
	}
	return nil
}
