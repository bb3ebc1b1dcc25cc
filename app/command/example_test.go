package command_test

import (
	"fmt"
	"os"
	"path/filepath"

	"throughline/app/command"
)

func ExampleRun() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	data := filepath.Join(dir, "metrics.csv")
	if err := os.WriteFile(data, []byte("Metric,Sep 2026,Oct 2026\nTrial conversion,10.9%,12.4%\n"), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	std := command.Streams{Out: os.Stdout, Err: os.Stdout}
	window := func(string) error { return nil }
	fmt.Println("exit code", command.Run([]string{"inspect", data}, std, window))
	fmt.Println("exit code", command.Run([]string{"exprot"}, std, window))
	// Output:
	// metrics.csv (csv)
	//
	// A1:C2 · header in row 1 · months across · 1 row · 6 cells read
	//   metric            unit     scenario  span               latest
	//   Trial conversion  percent  actual    2026-09 – 2026-10  12.40%
	//
	//   info: Read as UTF-8 text with commas between the fields.
	// exit code 0
	// “exprot” is not a verb of throughline; did you mean “export”? See: throughline --help
	// exit code 2
}
