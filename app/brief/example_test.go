package brief_test

import (
	"fmt"

	"throughline/app/brief"
)

func ExampleParseStory() {
	story, err := brief.ParseStory(`# Extend the nudges to every trial

> Ask: approve one squad until February; from CPO; by 12 Dec 2026

## Conflict

The funnel leaks.

Trial conversion {Trial conversion | moved}.
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	b := brief.New("example")
	brief.ApplyStory(b, story)
	for _, f := range b.Fields() {
		if f.Text != "" {
			fmt.Printf("%s: %s\n", f.Place, f.Text)
		}
	}
	// Output:
	// headline: Extend the nudges to every trial
	// ask.what: approve one squad until February
	// ask.from: CPO
	// ask.by: 12 Dec 2026
	// conflict.lead: The funnel leaks.
	// conflict.body: Trial conversion {Trial conversion | moved}.
}
