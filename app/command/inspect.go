package command

import (
	"bytes"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/say"
)

func inspectCommand(std Streams) *cobra.Command {
	var (
		asJSON bool
		format brief.TextFormat
		doubts doubtFlags
	)
	cmd := &cobra.Command{
		Use:   "inspect BOOK",
		Short: say.T("Show what the importer understands of a workbook"),
		Long: say.T(`Inspect reads a workbook (.xlsx, .xlsm, .ods, .csv, .tsv) as an import would and shows the tables found, their
metrics with unit, scenario and period, and everything that was skipped or doubted, with its cell. --set and --yes show how
a doubt that is settled is read.

With --json it writes {"file","kind","sha256","tables":[{"sheet","range","headerRows","layout","grain","rows","cells",
"metrics":[{"name","unit","currency","symbol","polarity","scenario","target","why",
"points":[{"period","value","cell"}]}],"notes"}],"doubts":[{"id","kind","sheet","cell","metric","read","readings":[{"reading",
"value"}],"effect","text","settled"}],"notes"}. A point of a table without periods has "category" instead.
Percentages are fractions; values are in full, so "$k" has been multiplied out.`),
		Example: `  throughline inspect metrics.xlsx
  throughline inspect metrics.xlsx --json
  throughline inspect export.csv --encoding windows-1251 --delimiter ';'`,
		Args: exactArgs("BOOK"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := doubts.parse(cmd); err != nil {
				return err
			}
			reading, err := std.understand(args[0], format, true, &doubts)
			if err != nil {
				return err
			}
			if err := doubts.unused(cmd, reading); err != nil {
				return err
			}
			var inspection ingest.Inspection
			if asJSON {
				inspection = ingest.Inspect(reading)
			}
			return std.answer(asJSON, inspection, func(text *bytes.Buffer) {
				_ = ingest.Describe(text, reading) // a buffer takes everything
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, say.T("write JSON"))
	doubts.add(cmd)
	formatFlags(cmd, &format)
	return cmd
}

// formatFlags lets a person say how a text file is to be read where that is guessed wrong.
func formatFlags(cmd *cobra.Command, format *brief.TextFormat) {
	cmd.Flags().StringVar(&format.Encoding, "encoding", "", say.T("the `NAME` of a text file's encoding, such as windows-1251, where it is guessed wrong"))
	cmd.Flags().StringVar(&format.Delimiter, "delimiter", "", say.T("the `SIGN` between the fields of a text file: a comma, a semicolon, a tab or a vertical bar"))
}
