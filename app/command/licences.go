package command

import (
	"github.com/spf13/cobra"

	"throughline/app/say"
	"throughline/assets"
)

func licencesCommand(std Streams) *cobra.Command {
	return &cobra.Command{
		Use:     "licences",
		Aliases: []string{"licenses"},
		Short:   say.T("Print the licences of the program and of all that is built into it"),
		Example: "  throughline licences",
		Args:    exactArgs(),
		RunE:    func(*cobra.Command, []string) error { return std.write([]byte(assets.Licences)) },
	}
}
