package export_test

import (
	"errors"
	"fmt"
	"io"
	"os"

	"throughline/app/brief"
	"throughline/export"
)

func ExampleText() {
	b := brief.New("example")
	b.Headline = "Extend the nudges to every trial"
	b.Ask = brief.Ask{What: "Approve one squad until February", From: "CPO"}
	if err := export.Text(os.Stdout, b, export.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Extend the nudges to every trial
	//
	// Decision: Approve one squad until February
	// Approver: CPO
	//
	// v1 · Internal
}

func ExampleRefused() {
	b := brief.New("example")
	b.Headline = "Ship it 🚀"
	err := export.PDF(io.Discard, b, export.Options{})
	var refused *export.Refused
	if errors.As(err, &refused) {
		fmt.Println(refused.Findings[0].Place, "–", refused.Findings[0].Text)
	}
	// Output: headline – The emoji “🚀” in the headline cannot be printed: the page’s fonts have no such sign.
}
