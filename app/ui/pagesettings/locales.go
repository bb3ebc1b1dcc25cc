package pagesettings

import (
	"throughline/app/metric"
	"throughline/app/say"
)

// locales are the ways of writing numbers and dates that are offered, by what people call them. A brief may have any
// other.
var locales = []struct{ tag, name string }{
	{"en-US", say.Key("English (US)")},
	{"en-GB", say.Key("English (UK)")},
	{"en-IN", say.Key("English (India)")},
	{"de-DE", say.Key("German")},
	{"de-CH", say.Key("German (Switzerland)")},
	{"fr-FR", say.Key("French")},
	{"es-ES", say.Key("Spanish")},
	{"it-IT", say.Key("Italian")},
	{"nl-NL", say.Key("Dutch")},
	{"pt-BR", say.Key("Portuguese (Brazil)")},
	{"pl-PL", say.Key("Polish")},
	{"sv-SE", say.Key("Swedish")},
	{"da-DK", say.Key("Danish")},
	{"el-GR", say.Key("Greek")},
}

// sampled adds how a number is written there.
func sampled(tag, name string) string {
	f := metric.Format{Locale: tag, Style: metric.Full, Decimals: metric.Fixed(1)}
	return say.T(name) + ": " + f.Value(1234567.5, metric.Unit{Kind: metric.Number})
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
