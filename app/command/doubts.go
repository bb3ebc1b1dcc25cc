package command

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// doubtFlags are the answers to what files do not prove.
type doubtFlags struct {
	set      []string
	yes      bool
	currency string

	answers map[string]string
	used    map[string]bool
}

func (f *doubtFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.set, "set", nil, say.T("settle a doubt, as `DOUBT=READING`; may be given again"))
	cmd.Flags().BoolVar(&f.yes, "yes", false, say.T("take everything that is in doubt as it was read"))
}

// parse reads the answers; they are wrong use where they have no form.
func (f *doubtFlags) parse(cmd *cobra.Command) error {
	f.answers, f.used = map[string]string{}, map[string]bool{}
	for _, answer := range f.set {
		id, reading, ok := strings.Cut(answer, "=")
		if !ok || id == "" {
			return usage(cmd, nil, "“%s” settles no doubt; write --set DOUBT=READING, as inspect lists them.", answer)
		}
		f.answers[strings.TrimSpace(id)] = reading
	}
	return nil
}

// understand reads a workbook as recipes say, and again as the answers to its doubts say, until none of them is left: what
// is settled may bring up what was hidden behind it.
func (f *doubtFlags) understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	reading, err := ingest.Understand(ctx, wb, recipes...)
	for done := map[string]bool{}; err == nil; {
		answers := f.answersTo(reading, done)
		if len(answers) == 0 {
			break
		}
		var settled []brief.Recipe
		if settled, err = reading.Settle(answers); err == nil {
			reading, err = ingest.Understand(ctx, wb, settled...)
		}
	}
	if err == nil && f.yes {
		reading.TakeAsRead()
	}
	return reading, err
}

// settings puts the locale and the currency of a command line into a brief.
func (f *doubtFlags) settings(cmd *cobra.Command, b *brief.Brief, locale string) error {
	if err := f.parse(cmd); err != nil {
		return err
	}
	if locale != "" {
		if !metric.KnownLocale(locale) {
			return usage(cmd, nil, "“%s” is no locale; write a language and a region, as de-DE.", locale)
		}
		b.Settings.Locale = locale
	}
	if f.currency != "" {
		code, ok := (metric.Doubt{Kind: metric.CurrencyDoubt}).Reading(f.currency)
		if !ok {
			return usage(cmd, nil, "“%s” is no currency; write its code of three letters, as EUR.", f.currency)
		}
		b.Settings.Currency, f.currency = code, code
	}
	return nil
}

// listDoubts prints what of some workbooks is in doubt, with what settles it.
func (std Streams) listDoubts(readings []*sheet.Reading) error {
	var text bytes.Buffer
	for _, r := range readings {
		text.WriteString(strings.TrimPrefix(ingest.DoubtLines(r.Doubts()), "\n"))
	}
	if text.Len() == 0 {
		return nil
	}
	return std.print(&text)
}

// answersTo returns the answers to the doubts of a reading that were not given yet. The currency of the brief answers for
// amounts whose currency nobody named.
func (f *doubtFlags) answersTo(reading *sheet.Reading, done map[string]bool) map[string]string {
	answers := map[string]string{}
	for _, d := range reading.Doubts() {
		answer, ok := f.answers[d.ID]
		if !ok && d.Unnamed() {
			answer, ok = f.currency, f.currency != ""
		} else if ok {
			f.used[d.ID] = true
		}
		if ok && !done[d.ID] {
			answers[d.ID], done[d.ID] = answer, true
		}
	}
	return answers
}

// unused is the error of an answer to something that no file leaves in doubt; nil where there is none.
func (f *doubtFlags) unused(cmd *cobra.Command, readings ...*sheet.Reading) error {
	for _, id := range slices.Sorted(maps.Keys(f.answers)) {
		if f.used[id] {
			continue
		}
		var ids []string
		for _, r := range readings {
			for _, d := range r.Doubts() {
				ids = append(ids, d.ID)
			}
		}
		if len(ids) == 0 {
			return usage(cmd, nil, "Nothing is in doubt, so --set %s settles nothing.", id)
		}
		return usage(cmd, nil, "There is no doubt “%s”; there is %s.", id, list(ids))
	}
	return nil
}
