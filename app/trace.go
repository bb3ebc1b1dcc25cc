package app

import (
	"io"
	"os"
)

// traceVariable names a file in the environment. Where it is set, the window writes there which pages it shows, so that a
// test of the real window can compare the page in sight with what was typed. Nobody else sets it: the file has the text of
// the pages in it.
const traceVariable = "THROUGHLINE_TRACE"

// openTrace returns what the trace is written to, nil where none is asked for or it cannot be written.
func openTrace() io.Writer {
	path := os.Getenv(traceVariable)
	if path == "" {
		return nil
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil
	}
	return file
}
