package brief

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/fault"
	"throughline/app/metric"
)

// Validate checks what every brief holds to, whoever changed it: names and IDs are unique, values are finite and in
// order, nothing points at a source that is gone, the evidence has one hero, and settings are ones the program knows. It
// says nothing about what a reader might miss; the coach does. The error is a sentence for people.
func (b *Brief) Validate() error {
	for _, check := range []func() error{b.validSettings, b.validEvidence, b.validSources, b.validMetrics, b.validParts} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// invalid returns the error of a change that must not be made.
func invalid(format string, args ...any) error {
	return fault.New(fault.Usage, fmt.Sprintf(format, args...), nil)
}

func (b *Brief) validSettings() error {
	s := b.Settings
	switch {
	case s.FiscalStart < time.January || s.FiscalStart > time.December:
		return invalid("The fiscal year must begin in a month, 1 to 12; it is set to %d.", int(s.FiscalStart))
	case s.Paper != A4 && s.Paper != Letter:
		return invalid("There is no paper “%s”; choose A4 or Letter.", s.Paper)
	case s.Theme.Brand != "" && !isColor(s.Theme.Brand):
		return invalid("“%s” is no colour; write the brand colour as # and six digits or letters, such as #0F766E.", s.Theme.Brand)
	case s.Theme.Bold != nil && s.Theme.Font == nil:
		return invalid("A bold font needs a font for text beside it; choose that first.")
	case s.Profile != "" && !slices.Contains(Profiles[:], s.Profile):
		return invalid("There is no profile “%s”; choose one-page, decision, pre-read, pack or deck.", s.Profile)
	}
	return nil
}

func (b *Brief) validEvidence() error {
	e := b.Evidence
	if e.Hero != "" && e.Quote != nil {
		return invalid("The evidence has one hero, a metric or a quote; remove “%s” or the quote.", e.Hero)
	}
	if e.Chart == nil {
		return nil
	}
	return e.Chart.valid()
}

func (b *Brief) validSources() error {
	seen := map[string]bool{}
	for _, s := range b.Sources {
		if s.ID == "" || seen[s.ID] {
			return invalid("Two sources of this brief cannot be told apart (%s); import “%s” again.", s.ID, s.File)
		}
		seen[s.ID] = true
	}
	return nil
}

func (b *Brief) validMetrics() error {
	names, ids := map[string]bool{}, map[string]bool{}
	for _, m := range b.Metrics {
		name := strings.ToLower(strings.TrimSpace(m.Name))
		switch {
		case name == "":
			return invalid("A metric has no name; give it one.")
		case strings.ContainsAny(name, "\n\r"):
			return invalid("The name of the metric “%s” has a line break; put it on one line.", strings.Join(strings.Fields(m.Name), " "))
		case names[name]:
			return invalid("The brief already has a metric “%s”; choose another name.", m.Name)
		case m.ID != "" && ids[m.ID]:
			return invalid("The metric “%s” cannot be told apart from another one; import it again.", m.Name)
		}
		names[name], ids[m.ID] = true, true
		if t := m.Target; t != nil && (!finite(t.Value) || t.Source != "" && b.Source(t.Source) == nil) {
			return invalid("The target of “%s” is no number of this brief; set it again.", m.Name)
		}
		if err := b.validSeries(m); err != nil {
			return err
		}
	}
	return nil
}

func (b *Brief) validSeries(m *metric.Metric) error {
	scenarios := map[metric.Scenario]bool{}
	for _, s := range m.Series {
		if scenarios[s.Scenario] {
			return invalid("The metric “%s” has two series of %s; keep one.", m.Name, s.Scenario.Label())
		}
		scenarios[s.Scenario] = true
		if b.Source(s.Source) == nil {
			return invalid("The metric “%s” comes from a source this brief no longer has; import it again.", m.Name)
		}
		for i, p := range s.Points {
			if !finite(p.Value) {
				return invalid("The metric “%s” has a value that is no number in cell %s; correct the file and import it again.", m.Name, p.Cell)
			}
			if i == 0 {
				continue
			}
			before := s.Points[i-1].Period
			if p.Period.Grain != before.Grain || p.Period.Fiscal != before.Fiscal || !p.Period.IsZero() && !before.Before(p.Period) {
				return invalid("The metric “%s” does not go forward in time at cell %s; correct the file and import it again.", m.Name, p.Cell)
			}
		}
	}
	return nil
}

func (b *Brief) validParts() error {
	for _, spec := range Kinds {
		if err := spec.CheckAll(b.PartsOf(spec.Kind)); err != nil {
			return err
		}
	}
	return nil
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
