package ui

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"throughline/export/page"
)

// shown is a line of the trace: the picture of a page was put up in the window.
type shown struct {
	At   time.Time `json:"at"`
	Page int       `json:"page"` // counted from 1
	Text string    `json:"text"` // of the page, in the order in which it is drawn
}

// tracePages returns what writes to a trace which pages are shown; nil where there is no trace. A line that cannot be
// written is left out: the trace is for tests, and the window goes on.
func tracePages(to io.Writer, now func() time.Time) func(number int, p *page.Page) {
	if to == nil {
		return nil
	}
	lines := json.NewEncoder(to)
	return func(number int, p *page.Page) {
		_ = lines.Encode(shown{At: now(), Page: number, Text: textOf(p)})
	}
}

// textOf returns the text of a page, a blank between what stands apart.
func textOf(p *page.Page) string {
	var words []string
	for _, op := range p.Ops {
		if t, ok := op.(*page.Text); ok {
			words = append(words, t.Run.Text)
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
