package command

import (
	"bytes"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/say"
)

func checkCommand(std Streams) *cobra.Command {
	var (
		asJSON               bool
		profile, paper, date string
	)
	cmd := &cobra.Command{
		Use:   "check FILE.brief",
		Short: say.T("List what leadership would trip over; exit 1 when any of it is an error"),
		Long: say.T(`Check lists what keeps a brief from being exported (errors) and what leadership would trip over
(warnings and hints), by the place in the brief, as it is exported: export refuses
where check, with the same --profile, --paper and --date, finds an error. A file of the brief's data that lies beside it in a
newer state is said. It exits with 1 when there is an error.

With --json it writes {"findings":[{"severity","code","place","text","fix"}]}.`),
		Example: `  throughline check october.brief
  throughline check october.brief --json`,
		Args: exactArgs("FILE.brief"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := exportOptions(cmd, profile, paper, date, "")
			if err != nil {
				return err
			}
			b, err := load(args[0])
			if err != nil {
				return err
			}
			findings := review(b, args[0], options, std.dayIn(options))
			answer := struct {
				Findings []brief.Finding `json:"findings"`
			}{orEmpty(findings)}
			err = std.answer(asJSON, answer, func(text *bytes.Buffer) { printFindings(text, findings) })
			if err != nil {
				return err
			}
			if broken := errorsAmong(findings); len(broken) > 0 {
				return &findingsError{said: true, findings: broken}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, say.T("write JSON"))
	cmd.Flags().StringVar(&date, "date", "", say.T("the `DAY` on which it is judged, as 2026-11-30 (default: today)"))
	cmd.Flags().StringVar(&profile, "profile", "", say.F("the `FORM` of the document: %s (default: as the brief says)", list(profileNames())))
	cmd.Flags().StringVar(&paper, "paper", "", say.F("the `SIZE` of the paper: %s (default: as the brief says)", list(papers)))
	return cmd
}
