// Command throughline turns a spreadsheet of metrics into a brief that executives can trust. Its arguments lead to a
// window or to a command; everything else is in the packages.
package main

import (
	"os"

	"throughline/app"
	"throughline/app/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:], command.Streams{Out: os.Stdout, Err: os.Stderr}, app.Open))
}
