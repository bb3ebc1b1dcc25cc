package importer

import (
	"slices"

	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// unitOption is one thing a column of numbers may be counted in, with the factor that is applied to what is written.
type unitOption struct {
	text  string
	unit  metric.Unit
	scale float64
}

// The units that are offered for every metric, before and after the currencies.
var (
	plainUnits = []unitOption{
		{"count", metric.Unit{Kind: metric.Count}, 1},
		{say.Key("count, thousands"), metric.Unit{Kind: metric.Count}, 1e3},
		{say.Key("count, millions"), metric.Unit{Kind: metric.Count}, 1e6},
		{"number", metric.Unit{Kind: metric.Number}, 1},
		{"%", metric.Unit{Kind: metric.Percent}, 1},
		{"%, written 12.4", metric.Unit{Kind: metric.Percent}, 0.01},
	}
	durationUnits = []unitOption{
		{"days", metric.Unit{Kind: metric.Duration, Symbol: "days"}, 1},
		{"hours", metric.Unit{Kind: metric.Duration, Symbol: "h"}, 1},
		{"minutes", metric.Unit{Kind: metric.Duration, Symbol: "min"}, 1},
		{"seconds", metric.Unit{Kind: metric.Duration, Symbol: "s"}, 1},
	}
	commonCurrencies = []string{"USD", "EUR", "GBP"}
	scaleWords       = []struct {
		words string
		scale float64
	}{{"", 1}, {say.Key(", thousands"), 1e3}, {say.Key(", millions"), 1e6}, {say.Key(", billions"), 1e9}}
)

// unitOptions lists what a metric can be counted in; its present unit is always among them.
func unitOptions(f *sheet.Found, s brief.Settings) []unitOption {
	options := slices.Clone(plainUnits)
	var codes []string
	for _, code := range append([]string{f.Metric.Unit.Currency, s.Currency}, commonCurrencies...) {
		if code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, code := range codes {
		for _, w := range scaleWords[:3] {
			options = append(options, unitOption{code + say.T(w.words), metric.Unit{Kind: metric.Currency, Currency: code}, w.scale})
		}
	}
	return withPresent(append(options, durationUnits...), f)
}

// otherUnit is the option that leads to all units.
var otherUnit = say.Key("Other…")

// allUnits lists what a metric can be counted in with every currency there is.
func allUnits(f *sheet.Found, s brief.Settings) []unitOption {
	options := unitOptions(f, s)
	for _, code := range currency.All() {
		for _, w := range scaleWords[:3] {
			o := unitOption{code + say.T(w.words), metric.Unit{Kind: metric.Currency, Currency: code}, w.scale}
			if !slices.Contains(options, o) {
				options = append(options, o)
			}
		}
	}
	return options
}

// withPresent adds the present unit of a metric where it is not among the options.
func withPresent(options []unitOption, f *sheet.Found) []unitOption {
	present := presentUnit(f)
	if !slices.ContainsFunc(options, func(o unitOption) bool { return o.unit == present.unit && o.scale == present.scale }) {
		options = append([]unitOption{present}, options...)
	}
	return options
}

// presentUnit says in words how a metric was read.
func presentUnit(f *sheet.Found) unitOption {
	u, scale := f.Metric.Unit, f.Scale
	if scale == 0 {
		scale = 1
	}
	for _, o := range slices.Concat(plainUnits, durationUnits) {
		if o.unit == u && o.scale == scale {
			return o
		}
	}
	name := say.T(u.Kind.String())
	switch {
	case u.Kind == metric.Currency && u.Currency != "":
		name = u.Currency
	case u.Kind == metric.Percent:
		name = "%"
	case u.Symbol != "":
		name = u.Symbol
	}
	for _, w := range scaleWords {
		if w.scale == scale {
			return unitOption{name + say.T(w.words), u, scale}
		}
	}
	return unitOption{name + " × " + metric.Format{Style: metric.Full}.Value(scale, metric.Unit{}), u, scale}
}
