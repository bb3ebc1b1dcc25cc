package data

import (
	"slices"

	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/say"
)

// unitNames are the units offered for a metric that is in the brief, beside the currencies. The values stay what they
// are: a factor is chosen at import.
var unitNames = []struct {
	unit metric.Unit
	name string
}{
	{metric.Unit{Kind: metric.Count}, say.Key("count")},
	{metric.Unit{Kind: metric.Number}, say.Key("number")},
	{metric.Unit{Kind: metric.Percent}, "%"},
	{metric.Unit{Kind: metric.Duration, Symbol: "days"}, say.Key("days")},
	{metric.Unit{Kind: metric.Duration, Symbol: "h"}, say.Key("hours")},
	{metric.Unit{Kind: metric.Duration, Symbol: "min"}, say.Key("minutes")},
	{metric.Unit{Kind: metric.Duration, Symbol: "s"}, say.Key("seconds")},
}

func unitOptions(present metric.Unit, currency string) []metric.Unit {
	var units []metric.Unit
	add := func(u metric.Unit) {
		if !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	for _, u := range unitNames[:3] {
		add(u.unit)
	}
	for _, code := range []string{present.Currency, currency, "USD", "EUR", "GBP"} {
		if code != "" {
			add(metric.Unit{Kind: metric.Currency, Currency: code})
		}
	}
	for _, u := range unitNames[3:] {
		add(u.unit)
	}
	add(present)
	return units
}

func unitName(u metric.Unit) string {
	for _, n := range unitNames {
		if n.unit == u {
			return say.T(n.name)
		}
	}
	switch {
	case u.Kind == metric.Currency && u.Currency != "":
		return u.Currency
	case u.Symbol != "":
		return u.Symbol
	}
	return say.T(u.Kind.String())
}

// typedTarget is the target as it can be typed again, in full.
func typedTarget(m *metric.Metric, locale string) string {
	if m.Target == nil {
		return ""
	}
	return metric.Format{Locale: locale, Style: metric.Full}.Value(m.Target.Value, m.Unit)
}

func notANumber(text string, m *metric.Metric, locale string) error {
	example := metric.Format{Locale: locale}.Value(1250, m.Unit)
	if m.Unit.Kind == metric.Percent {
		example = metric.Format{Locale: locale}.Value(0.125, m.Unit)
	}
	return fault.New(fault.Usage, say.F("“%s” is no target for %s; type it like %s.", shorten(text, 40), m.Name, example), nil)
}
