package pagesettings

import (
	"throughline/app/metric"
)

// locales are the ways of writing numbers and dates that are offered, by what people call them. A brief may have any
// other.
var locales = []struct{ tag, name string }{
	{"en-US", "English (US)"},
	{"en-GB", "English (UK)"},
	{"en-IN", "English (India)"},
	{"de-DE", "German"},
	{"de-CH", "German (Switzerland)"},
	{"fr-FR", "French"},
	{"es-ES", "Spanish"},
	{"it-IT", "Italian"},
	{"nl-NL", "Dutch"},
	{"pt-BR", "Portuguese (Brazil)"},
	{"pl-PL", "Polish"},
	{"sv-SE", "Swedish"},
	{"da-DK", "Danish"},
	{"el-GR", "Greek"},
}

// sampled adds how a number is written there.
func sampled(tag, name string) string {
	f := metric.Format{Locale: tag, Style: metric.Full, Decimals: metric.Fixed(1)}
	return name + ": " + f.Value(1234567.5, metric.Unit{Kind: metric.Number})
}

func localeNames() []string {
	names := make([]string, len(locales))
	for i, l := range locales {
		names[i] = sampled(l.tag, l.name)
	}
	return names
}

// localeName returns what people call a locale, itself where it is not among those offered.
func localeName(tag string) string {
	for _, l := range locales {
		if l.tag == tag {
			return sampled(l.tag, l.name)
		}
	}
	return tag
}
