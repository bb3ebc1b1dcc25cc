// Package command is the command line: it turns arguments into calls of the packages that do the work, their answers
// into text or JSON, and their errors into one plain line and an exit code. It decides nothing about numbers, layout or
// files itself, and it knows nothing of the window: opening one is a function it is handed.
package command

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/export"
)

// Version is the version of the program, as FyneApp.toml and CHANGELOG.md have it.
const Version = "0.1.0"

// Streams are where a command reads and writes, and its clock.
type Streams struct {
	Out, Err io.Writer
	Now      func() time.Time // the clock by which numbers are old; nil is the computer's
}

// today is the day on which a brief is judged where none is named.
func (std Streams) today() time.Time {
	now := time.Now
	if std.Now != nil {
		now = std.Now
	}
	year, month, day := now().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// dayIn returns the day on which a brief is judged that is printed so. The date that a PDF claims without one is another,
// the day its data runs to, so that the same brief gives the same bytes.
func (std Streams) dayIn(o export.Options) time.Time {
	if o.Date.IsZero() {
		return std.today()
	}
	return o.Date
}

// Run carries out a command line, without the program's name, and returns the exit code: 0 done, 1 findings, 2 wrong
// use, 3 unreadable input, 4 could not write. Without a verb it calls window, with the path of a brief or "".
func Run(args []string, std Streams, window func(path string) error) int {
	// The window is started by a double click as well, which Cobra would take for a mistake on Windows.
	cobra.MousetrapHelpText = ""
	if err := speak(os.Getenv(languageVariable)); err != nil {
		std.tell("%s\n", fault.Text(err))
		return fault.KindOf(err).Code()
	}
	root := rootCommand(std, window)
	root.SetArgs(args)
	root.SetOut(gate{std.Out})
	root.SetErr(gate{std.Err})
	err := root.Execute()
	if err == nil {
		return 0
	}
	var found *findingsError
	var refused *export.Refused
	if errors.As(err, &refused) {
		err = &findingsError{findings: refused.Findings}
	}
	if errors.As(err, &found) {
		found.tell(std)
		return fault.Findings.Code()
	}
	std.tell("%s\n", oneLine(fault.Text(err)))
	return fault.KindOf(err).Code()
}

func rootCommand(std Streams, window func(path string) error) *cobra.Command {
	root := &cobra.Command{
		Use:   "throughline [FILE.brief]",
		Short: say.T("Turn a spreadsheet of metrics into a brief that executives can trust"),
		Long: say.T(`Throughline turns a spreadsheet of metrics into a brief that executives can trust: four beats of a
story with live figures, each of which can be followed back to its cell.

Without a verb it opens the window, on FILE.brief if one is given.

Exit codes: 0 done, 1 findings, 2 wrong use, 3 unreadable input, 4 could not write.`),
		Example: `  throughline
  throughline october.brief
  throughline inspect metrics.xlsx
  throughline new october.brief --data metrics.xlsx --story story.md
  throughline check october.brief
  throughline export october.brief -o october.pdf
  throughline refresh october.brief metrics_nov.xlsx
  throughline verify october.pdf metrics.xlsx`,
		Version:       Version,
		Args:          windowArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return window("")
			}
			// A path that nobody can read is said here, before a window opens only to say it.
			if _, err := os.Stat(args[0]); err != nil {
				return fault.New(fault.Unreadable, say.F("“%s” was not found or may not be read; check its name and folder.", args[0]), err)
			}
			return window(args[0])
		},
	}
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		if f := cmd.Flags().Lookup("json"); f != nil && f.Value.String() == "true" {
			say.Use(nil) // scripts read it, so it is the same in every language
		}
	}
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetVersionTemplate("throughline {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(cmd, err, "%s", sentence(err.Error()))
	})
	root.AddCommand(newCommand(std), inspectCommand(std), checkCommand(std), exportCommand(std), refreshCommand(std), verifyCommand(std), licencesCommand(std))
	return root
}

// windowArgs accepts nothing or one brief. Whatever else stands where a verb could is a slip worth a precise answer.
func windowArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	first := args[0]
	if meant := cmd.SuggestionsFor(first); len(meant) > 0 {
		return usage(cmd, nil, "“%s” is not a verb of throughline; did you mean “%s”?", first, meant[0])
	}
	_, err := os.Stat(first)
	switch {
	case strings.EqualFold(filepath.Ext(first), brief.Extension) && len(args) == 1:
		return nil
	case strings.EqualFold(filepath.Ext(first), brief.Extension):
		return usage(cmd, nil, "The window opens one brief at a time; “%s” is one argument too many.", args[1])
	case err == nil:
		return usage(cmd, nil, "“%s” is not a brief. Make one from a workbook with: throughline new OUT.brief --data %[1]s.", first)
	}
	return usage(cmd, nil, "“%s” is neither a verb of throughline nor a .brief file.", first)
}

// exactArgs wants the named arguments, no more and no fewer.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usage(cmd, nil, "%s is missing.", names[len(args)])
		case len(args) > len(names):
			return usage(cmd, nil, "“%s” is one argument too many.", args[len(names)])
		}
		return nil
	}
}

// usage returns the error of a wrong use: what is wrong and where the right use is described.
func usage(cmd *cobra.Command, cause error, format string, args ...any) error {
	return fault.New(fault.Usage, say.F(format, args...)+say.F(" See: %s --help", cmd.CommandPath()), cause)
}

// sentence gives a library's fragment the form of a sentence.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.TrimSuffix(s[1:], ".") + "."
}
