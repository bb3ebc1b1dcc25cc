package metric

import (
	"fmt"
	"time"

	"golang.org/x/text/language"
)

// tongue is how a language writes what CLDR's numbers do not hold: months, thousands, and the difference of percentages.
type tongue struct {
	months  [12]string
	quarter string                  // the letter before the number of a quarter
	week    string                  // what stands before the number of a week
	dot     string                  // after the day of a month
	scales  [len(scaleNames)]string // after the number, by Scale
	points  string                  // percentage points
}

var english = tongue{
	months:  [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	quarter: "Q", week: "W", scales: [...]string{"", "", "k", "M", "bn"}, points: "pp",
}

// british writes a million as a small m.
var british = func() tongue {
	t := english
	t.scales[Millions] = "m"
	return t
}()

// tongues are the languages with ways of their own, by language or by language and region.
var tongues = map[string]*tongue{
	"en-GB": &british,
	"de": {
		months:  [12]string{"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."},
		quarter: "Q", week: "KW ", dot: ".", scales: [...]string{"", "", noBreak + "Tsd.", noBreak + "Mio.", noBreak + "Mrd."}, points: "PP",
	},
	"fr": {
		months:  [12]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
		quarter: "T", week: "S", scales: [...]string{"", "", noBreak + "k", noBreak + "M", noBreak + "Md"}, points: "pt",
	},
}

func tongueOf(tag language.Tag) *tongue {
	base, _ := tag.Base()
	region, _ := tag.Region()
	if t := tongues[base.String()+"-"+region.String()]; t != nil {
		return t
	}
	if t := tongues[base.String()]; t != nil {
		return t
	}
	return &english
}

// ShortMonth returns the short name of a month in a locale (BCP 47): "Oct", "Okt.", "oct.".
func ShortMonth(m time.Month, locale string) string { return localeOf(locale).months[m-1] }

// QuarterLetter returns what stands before the number of a quarter in a locale: "Q", in French "T".
func QuarterLetter(locale string) string { return localeOf(locale).quarter }

// LabelIn names the period as Label does, in the language of a locale: "Okt. 2026", "T3 2026", "KW 34 2026". Names of
// fiscal years are the same in all.
func (p Period) LabelIn(locale string) string {
	l := localeOf(locale)
	year, within := p.Parts()
	switch {
	case p.Grain == Day:
		return fmt.Sprintf("%d%s %s %d", within%100, l.dot, l.months[within/100-1], year)
	case p.Grain == Week:
		return fmt.Sprintf("%s%02d %d", l.week, within, year)
	case p.Grain == Month:
		return fmt.Sprintf("%s %d", l.months[within-1], year)
	case p.Grain == Quarter && p.Fiscal:
		return fmt.Sprintf("%s%d FY%02d", l.quarter, within, year%100)
	case p.Grain == Quarter:
		return fmt.Sprintf("%s%d %d", l.quarter, within, year)
	}
	return p.Label()
}
