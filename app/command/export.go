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
	"throughline/app/say"
	"throughline/app/store"
	"throughline/export"
)

// pngDPI is the resolution of exported images: an A4 page is 1240 by 1754 pixels, sharp on a slide or in a chat.
const pngDPI = 150

// format is a type of file that a brief can be exported as.
type format struct {
	ext   string
	gated bool // made for readers, so refused while there are errors; a story file is for its writer
	text  bool // read as it is, in a terminal too
	write func(io.Writer, *brief.Brief, export.Options, picture) error
}

// picture says what is drawn as an image, a page or the chart, and how large.
type picture struct {
	page, width int // width in pixels; 0: as pngDPI makes it
	chart       bool
}

// formats are in the order they are listed.
var formats = []format{
	{".pdf", true, false, func(w io.Writer, b *brief.Brief, o export.Options, _ picture) error { return export.PDF(w, b, o) }},
	{".png", true, false, writePicture},
	{".html", true, true, func(w io.Writer, b *brief.Brief, o export.Options, _ picture) error { return export.HTML(w, b, o) }},
	{".svg", true, true, func(w io.Writer, b *brief.Brief, o export.Options, _ picture) error { return export.ChartSVG(w, b, o) }},
	{".md", false, true, func(w io.Writer, b *brief.Brief, _ export.Options, _ picture) error { return export.Markdown(w, b) }},
	{".txt", true, true, func(w io.Writer, b *brief.Brief, o export.Options, _ picture) error { return export.Text(w, b, o) }},
}

func writePicture(w io.Writer, b *brief.Brief, o export.Options, p picture) error {
	switch {
	case p.chart:
		return export.ChartPNG(w, b, o, p.width, pngDPI)
	case p.width > 0:
		return export.PNGWide(w, b, o, p.page, p.width)
	}
	return export.PNG(w, b, o, p.page, pngDPI)
}

// The sizes of an image in pixels: below, no word can be read, and above, no screen shows it.
const leastWidth, mostWidth = 100, 10000

var papers = []string{string(brief.A4), string(brief.Letter), string(brief.Screen)}

// profileNames lists the profiles as they are typed.
func profileNames() []string {
	var names []string
	for _, p := range export.Profiles() {
		names = append(names, string(p.ID))
	}
	return names
}

// ledgers are the answers to --ledger.
var ledgers = map[string]export.Carry{
	"": export.LedgerByClassification, "yes": export.LedgerAlways, "no": export.LedgerNever,
}

// formatOf returns the format of a file by --as, or else by the end of its name; standard output takes a PDF.
func formatOf(cmd *cobra.Command, out, as string) (format, error) {
	ext := strings.ToLower(filepath.Ext(out))
	if out == "-" {
		ext = ".pdf"
	}
	if as != "" {
		ext = "." + strings.TrimPrefix(strings.ToLower(as), ".")
	}
	switch at := slices.IndexFunc(formats, func(f format) bool { return f.ext == ext }); {
	case at >= 0:
		return formats[at], nil
	case as != "":
		return format{}, usage(cmd, nil, "“%s” is no file type that can be written; say --as pdf, png, svg, html, md or txt.", as)
	}
	return format{}, usage(cmd, nil, "“%s” ends in no file type that can be written; end it in .pdf, .png, .svg, .html, .md or .txt.", out)
}

func exportCommand(std Streams) *cobra.Command {
	var out, as, profile, paper, date, ledger string
	var image picture
	cmd := &cobra.Command{
		Use:   "export FILE.brief -o OUT.pdf",
		Short: say.T("Write a brief as PDF, PNG, SVG, mail, Markdown or text"),
		Long: say.F(`Export writes a brief as the file type that OUT ends in: .pdf, .png (one page, or with --chart the
chart), .svg (the chart, with its source under it), .html (a mail that holds all it shows), .md (the story file, which
"new --story" reads back, figures and all) or .txt (for chat). With "-o -" the file goes to standard
output, as a PDF or as --as says.

The profiles:
`+"%s"+`

A PDF carries the ledger of its numbers, which "verify" computes again: the cells they came from, with all values of
their metrics. A brief that is classified for readers outside (“External”, “Public”, “Partner” …), or not at all,
carries none.

The same brief gives the same bytes. The date a PDF claims is the day its data runs to, unless --date says another.
Export checks the brief first, as check does, on the day of --date or today. A brief with errors is not exported: they are
listed, one line each, and the exit code is 1. Warnings are listed and do not stop it.`, aboutProfiles()),
		Example: `  throughline export october.brief -o october.pdf
  throughline export october.brief -o october.png --paper letter
  throughline export october.brief -o october.pdf --profile deck
  throughline export october.brief -o slide3.png --profile deck --page 3 --width 1920
  throughline export october.brief -o chart.svg
  throughline export october.brief -o - --as txt
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
			form, err := formatOf(cmd, out, as)
			if err != nil {
				return err
			}
			if image.width != 0 && (image.width < leastWidth || image.width > mostWidth) {
				return usage(cmd, nil, "An image of %d pixels across cannot be made; say --width %d to %d.", image.width, leastWidth, mostWidth)
			}
			b, err := load(args[0])
			if err != nil {
				return err
			}
			if form.gated {
				findings := review(b, args[0], options, std.dayIn(options))
				if broken := errorsAmong(findings); len(broken) > 0 {
					return &findingsError{findings: broken}
				}
				std.warn(findings)
			}
			var file bytes.Buffer
			if err := form.write(&file, b, options, image); err != nil {
				return err
			}
			switch {
			case out == "-" && form.text && isTerminal(std.Out):
				return std.print(&file)
			case out == "-":
				return std.write(file.Bytes())
			}
			return std.saved(store.WriteFile(out, func(w io.Writer) error {
				_, err := w.Write(file.Bytes())
				return err
			}))
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", say.T("the `FILE` to write, or - for standard output"))
	cmd.Flags().StringVar(&as, "as", "", say.T("the `TYPE` of the file, whatever its name: pdf, png, svg, html, md or txt"))
	cmd.Flags().IntVar(&image.page, "page", 1, say.T("the `NUMBER` of the page that a PNG shows"))
	cmd.Flags().BoolVar(&image.chart, "chart", false, say.T("draw the chart alone as a PNG, with its source under it"))
	cmd.Flags().IntVar(&image.width, "width", 0, say.T("the width of a PNG in `PIXELS` (default: 150 pixels per inch)"))
	cmd.Flags().StringVar(&profile, "profile", "", say.F("the `FORM` of the document: %s (default: as the brief says)", list(profileNames())))
	cmd.Flags().StringVar(&paper, "paper", "", say.F("the `SIZE` of the paper: %s (default: as the brief says)", list(papers)))
	cmd.Flags().StringVar(&date, "date", "", say.T("the `DAY` the PDF claims, as 2026-11-30 (default: the day the data runs to)"))
	cmd.Flags().StringVar(&ledger, "ledger", "", say.T("`yes` or no: whether the PDF carries the cells behind its numbers (default: by classification)"))
	return cmd
}

func exportOptions(cmd *cobra.Command, profile, paper, date, ledger string) (export.Options, error) {
	profile, paper = strings.ToLower(profile), strings.ToLower(paper)
	o := export.Options{Profile: brief.Profile(profile), Paper: brief.Paper(paper)}
	if names := profileNames(); profile != "" && !slices.Contains(names, profile) {
		return o, usage(cmd, nil, "There is no profile “%s”; there is %s.", profile, list(names))
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

// aboutProfiles lists the profiles with what each is for, as help does.
func aboutProfiles() string {
	var b strings.Builder
	for _, p := range export.Profiles() {
		fmt.Fprintf(&b, "  %-10s %s\n", p.ID, p.About)
	}
	return b.String()
}

// list names values as a sentence does: "a, b and c".
func list(values []string) string {
	if len(values) < 2 {
		return strings.Join(values, "")
	}
	last := len(values) - 1
	return say.F("%s and %s", strings.Join(values[:last], ", "), values[last])
}
