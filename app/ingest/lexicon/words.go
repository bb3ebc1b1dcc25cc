// Package lexicon is what words in spreadsheets say: which labels are totals, scenarios, units or gaps, which way of a metric
// is good, and which number a text writes. Its words are named sets; it looks at one text at a time and knows nothing of
// sheets and tables.
package lexicon

import (
	"strings"
	"unicode"

	"throughline/app/metric"
)

// The words of spreadsheets, as data. All are in lower case and matched as whole words.

// gapMarks stand where a value is missing; none of them is zero.
var gapMarks = Set(`- – — -- --- n/a na n.a. n.a #n/a nan null none nil . .. ... … x ? tbd tba tbc n/d nd n/m nm n.m. missing unknown pending
	k.a. n.v. nv s/o n.d. n.c. nc # : [c] [x] [z] [u] [w] [low] (d) (s) (x) (na) (z)`)

// longestMark is the length of the longest of gapMarks.
const longestMark = len("unknown")

// totalWords name a row or column that adds others up, where they stand alone.
var totalWords = Set(`total totals subtotal subtotals sum grand\ total sub\ total sub-total gesamt summe totale all overall
	average avg mean median min max ytd ltm ttm cumulative year\ to\ date full\ year yoy mom qoq wow trend sparkline
	change variance var delta Δ Σ Ø var% % %\ change cagr growth`)

// derivedWords say that numbers compare others; a label of nothing but these and comparedWords is no metric of its own.
var (
	derivedWords = Set(`vs versus variance var delta Δ diff difference against change chg growth yoy mom qoq wow dod pop cagr trend abweichung abw ecart
		écart veränderung wachstum variación variazione variação`)
	comparedWords = Set(`% pct percent abs absolute rel relative in of from to the on over previous prior last month quarter year period py pm pq ly plan
		budget target forecast bud fcst actual actuals ac pl fc year-on-year month-on-month k m $ € £ pp pts`)
)

// SumWords are those of totalWords that a sum can prove.
var SumWords = Set(`total totals subtotal subtotals sum grand\ total sub\ total sub-total gesamt summe totale all overall Σ zwischensumme gesamtsumme
	insgesamt sous-total total\ général total\ general totaal subtotaal totaal\ generaal suma total\ geral subtotale totale\ generale totais summa`)

// subtotalWords begin a label that adds rows up, whatever follows them.
var subtotalWords = Set(`subtotal subtotals sub-total zwischensumme sous-total subtotaal subtotale`)

// ScenarioNames name the scenario of a column, a row or part of a name.
var ScenarioNames = map[string]metric.Scenario{
	"actual": metric.AC, "actuals": metric.AC, "act": metric.AC, "ac": metric.AC, "ist": metric.AC, "outturn": metric.AC, "out-turn": metric.AC,
	"realised": metric.AC, "realized": metric.AC,
	"plan": metric.PL, "planned": metric.PL, "budget": metric.PL, "bud": metric.PL, "target": metric.PL, "targets": metric.PL, "goal": metric.PL,
	"pl": metric.PL, "aop": metric.PL, "operating plan": metric.PL, "soll": metric.PL, "okr": metric.PL, "quota": metric.PL,
	"forecast": metric.FC, "fcst": metric.FC, "fc": metric.FC, "outlook": metric.FC, "projection": metric.FC, "projected": metric.FC,
	"prior year": metric.PY, "py": metric.PY, "last year": metric.PY, "ly": metric.PY, "previous year": metric.PY, "prior yr": metric.PY,
	"vorjahr": metric.PY, "prior": metric.PY,
}

// ActualWords say that numbers are what happened, which goes without saying.
var ActualWords = Set(`actual actuals ac ist outturn out-turn realised realized`)

// TargetWords are the plan words that mean a level to reach.
var TargetWords = Set(`target targets goal okr quota`)

// MetaColumns are columns beside the values that describe a metric.
var MetaColumns = map[string]string{
	"unit": "unit", "units": "unit", "uom": "unit", "unit of measure": "unit", "format": "unit",
	"owner": "owner", "dri": "owner", "responsible": "owner", "metric owner": "owner",
	"definition": "definition", "description": "definition", "meaning": "definition", "how measured": "definition", "formula": "definition",
	"comment": "ignore", "comments": "ignore", "note": "ignore", "notes": "ignore", "source": "ignore", "status": "ignore", "rag": "ignore",
	"link": "ignore", "url": "ignore", "footnotes": "ignore", "footnote": "ignore", "remarks": "ignore",
	"scenario": "scenario", "version": "scenario", "actual/plan": "scenario", "plan/actual": "scenario", "data type": "scenario", "value type": "scenario",
	"#": "index", "no": "index", "no.": "index", "index": "index", "row": "index", "nr": "index", "rank": "index",
}

// MetricColumns are headers of a column that names the metric of each row; valueColumns of the one with its value.
var (
	MetricColumns = Set(`metric metrics kpi kpis measure measures indicator indicators series variable metric\ name kpi\ name indicator\ name kennzahl kennzahlen indicateur indicador messgröße position line\ item item account`)
	ValueColumns  = Set(`value values amount val measure\ value metric\ value number result actual data wert valeur`)
)

// CodeColumns end the header of a column of numbers that only name things.
var CodeColumns = Set(`id ids code codes number no nr cod zip postcode postal phone employeeid customerid userid orderid invoice sku fips isbn key uuid ip ipaddress address decile quintile`)

// PlaceCodes are a header of such a column alone: a state or a shop that is given by its number.
var PlaceCodes = Set(`state county msa cbsa region country ward precinct district tract zone store shop branch department dept cluster stratum strate`)

// NumberWords end the header of such a column too, but alone they head a column of counts.
var NumberWords = Set(`number no nr`)

// CalendarColumns are headers of columns that hold a part of the date.
var CalendarColumns = map[string]metric.Grain{
	"year": metric.Year, "yr": metric.Year, "jahr": metric.Year, "année": metric.Year, "annee": metric.Year, "año": metric.Year, "fy": metric.Year,
	"fiscal year": metric.Year, "quarter": metric.Quarter, "qtr": metric.Quarter, "fiscal quarter": metric.Quarter,
	"month": metric.Month, "month number": metric.Month, "month name": metric.Month, "month_number": metric.Month, "month_name": metric.Month,
	"monat": metric.Month, "mois": metric.Month, "mes": metric.Month, "week": metric.Week, "week number": metric.Week, "week_number": metric.Week,
	"wk": metric.Week, "iso week": metric.Week, "day": metric.Day, "day of week": metric.Day, "weekday": metric.Day, "day_of_week": metric.Day,
}

// DateWords make a column more likely the one that dates its rows.
var DateWords = Set(`date day week month quarter year period time datum monat mois fecha mes as\ of day\ index 日付 年月`)

// unitWord is what a word in parentheses, after a name or in a unit column says about the numbers.
type unitWord struct {
	Kind     metric.Kind
	Symbol   string
	currency string
	scale    float64 // 0 for none
	percent  bool
	only     bool // counts only beside another unit word: "in", "figures"
}

// UnitWords are the units people write. Currency signs and codes come from their own tables.
var UnitWords = map[string]unitWord{
	"%": {percent: true}, "pct": {percent: true}, "percent": {percent: true}, "percentage": {percent: true}, "in %": {percent: true},
	"k": {scale: 1e3}, "thousand": {scale: 1e3}, "thousands": {scale: 1e3}, "'000": {scale: 1e3}, "000s": {scale: 1e3}, "'000s": {scale: 1e3},
	"000": {scale: 1e3}, "tsd": {scale: 1e3}, "tausend": {scale: 1e3}, "milliers": {scale: 1e3}, "migliaia": {scale: 1e3}, "milhares": {scale: 1e3},
	"duizend": {scale: 1e3}, "duizenden": {scale: 1e3}, "ths": {scale: 1e3}, "thsd": {scale: 1e3}, "thds": {scale: 1e3}, "mln": {scale: 1e6},
	"mill": {scale: 1e6}, "millionen": {scale: 1e6}, "millones": {scale: 1e6}, "milioni": {scale: 1e6}, "milhões": {scale: 1e6},
	"miljoen": {scale: 1e6}, "miljoenen": {scale: 1e6}, "mrd": {scale: 1e9}, "mds": {scale: 1e9}, "md": {scale: 1e9}, "milliarden": {scale: 1e9}, "milliards": {scale: 1e9}, "milliard": {scale: 1e9}, "miljard": {scale: 1e9}, "milliarde": {scale: 1e9}, "bln": {scale: 1e9}, "m": {scale: 1e6}, "mm": {scale: 1e6}, "mn": {scale: 1e6}, "mio": {scale: 1e6}, "mil": {scale: 1e6},
	"million": {scale: 1e6}, "millions": {scale: 1e6}, "bn": {scale: 1e9}, "b": {scale: 1e9}, "billion": {scale: 1e9}, "billions": {scale: 1e9},
	"h": {Kind: metric.Duration, Symbol: "h"}, "hr": {Kind: metric.Duration, Symbol: "h"}, "hrs": {Kind: metric.Duration, Symbol: "h"},
	"hour": {Kind: metric.Duration, Symbol: "h"}, "hours": {Kind: metric.Duration, Symbol: "h"}, "std": {Kind: metric.Duration, Symbol: "h"},
	"min": {Kind: metric.Duration, Symbol: "min"}, "mins": {Kind: metric.Duration, Symbol: "min"}, "minute": {Kind: metric.Duration, Symbol: "min"},
	"minutes": {Kind: metric.Duration, Symbol: "min"}, "s": {Kind: metric.Duration, Symbol: "s"}, "sec": {Kind: metric.Duration, Symbol: "s"},
	"secs": {Kind: metric.Duration, Symbol: "s"}, "second": {Kind: metric.Duration, Symbol: "s"}, "seconds": {Kind: metric.Duration, Symbol: "s"},
	"ms": {Kind: metric.Duration, Symbol: "ms"}, "milliseconds": {Kind: metric.Duration, Symbol: "ms"},
	"d": {Kind: metric.Duration, Symbol: "days"}, "day": {Kind: metric.Duration, Symbol: "days"}, "days": {Kind: metric.Duration, Symbol: "days"},
	"weeks": {Kind: metric.Duration, Symbol: "weeks"}, "months": {Kind: metric.Duration, Symbol: "months"}, "years": {Kind: metric.Duration, Symbol: "years"},
	"x": {Kind: metric.Number, Symbol: "x"}, "times": {Kind: metric.Number, Symbol: "x"},
	"bps": {Kind: metric.Number, Symbol: "bps"}, "bp": {Kind: metric.Number, Symbol: "bps"}, "p.p.": {Kind: metric.Number, Symbol: "pp"},
	"p.p": {Kind: metric.Number, Symbol: "pp"}, "ppt": {Kind: metric.Number, Symbol: "pp"},
	"pts": {Kind: metric.Number, Symbol: "pts"}, "points": {Kind: metric.Number, Symbol: "pts"}, "pp": {Kind: metric.Number, Symbol: "pp"},
	"#": {Kind: metric.Count}, "count": {Kind: metric.Count}, "no.": {Kind: metric.Count}, "number": {Kind: metric.Count}, "qty": {Kind: metric.Count},
	"units": {Kind: metric.Count}, "pcs": {Kind: metric.Count},
	"dollar": {currency: "USD"}, "dollars": {currency: "USD"}, "euro": {currency: "EUR"}, "euros": {currency: "EUR"}, "pounds": {currency: "GBP"},
	"sterling": {currency: "GBP"}, "francs": {currency: "CHF"}, "franken": {currency: "CHF"}, "yen": {currency: "JPY"}, "us": {only: true},
	"en": {only: true}, "em": {only: true}, "de": {only: true}, "di": {only: true}, "d'euros": {currency: "EUR"}, "euro's": {currency: "EUR"},
	"in": {only: true}, "of": {only: true}, "figures": {only: true}, "all": {only: true}, "amounts": {only: true}, "unit": {only: true},
	"units:": {only: true}, "values": {only: true}, "unit:": {only: true}, "and": {only: true},
}

// Words of a metric's name that tell what its numbers are where neither format nor header does.
var (
	MoneyWords = Set(`arr mrr revenue revenues spend cost costs cac ltv clv arpu arpa acv tcv bookings billings budget sales profit ebitda cogs
		gmv income cash price fee fees payroll expense expenses opex capex margin\ amount amount amounts rent rents burn aov revpar umsatz kosten erlös payment payments
		turnover refunds\ amount invoice invoiced`)
	CountWords = Set(`users user customers customer accounts account signups sign-ups subscribers subscriptions sessions visits visitors views
		clicks impressions orders order tickets ticket bugs bug defects incidents logos seats employees headcount installs downloads leads trials
		requests count deals opportunities churned activations transactions deaths cases votes population units releases deployments dau wau mau
		emails calls messages queries events members students beneficiaries`)
	RateWords = Set(`rate ratio conversion churn retention nrr grr share margin occupancy adoption utilization utilisation penetration yield ctr
		cvr uptime availability satisfaction activation turnout coverage bounce percent percentage pct`)
)

// RetentionWords are rates that pass 100%.
var RetentionWords = Set(`nrr grr retention`)

// polarityWords say which direction is good; the first word of a name that is listed decides, lower ones before higher,
// because "churn rate", "support cost per user" and "time to value" carry a good word too.
var polarityWords = []struct {
	words map[string]bool
	is    metric.Polarity
}{
	{Set(`churn churned cost costs latency bug bugs refund refunds defect defects ticket tickets incident incidents error errors complaint
		complaints downtime outage outages cac burn debt attrition cancellation cancellations bounce abandonment backlog overdue crash crashes
		failure failures unsubscribes unsubscribe escalation escalations mttr mttd chargebacks delinquency expense expenses opex deaths delay
		delays risk spam rework cpa cpc cpm contraction downgrades downgrade dso lost losses loss vulnerabilities violations disputes returns
		cycle\ time lead\ time response\ time resolution\ time load\ time time\ to wait\ time handling\ time page\ load payback cogs crime
		murder theft outflow outflows emissions gap leakage saidi saifi readmission readmissions exclusions absenteeism accidents injuries
		shrinkage`), metric.LowerBetter},
	{Set(`arr mrr revenue revenues conversion conversions nps csat retention nrr grr users customers activation activations adoption engagement
		growth margin profit ltv clv arpu arpa signups sign-ups subscribers bookings dau wau mau uptime availability satisfaction sessions
		visitors visits expansion win winrate renewal renewals referrals pipeline gmv orders sales throughput coverage accuracy quality trials
		leads occupancy revpar stickiness downloads installs velocity ebitda income accounts members upgrades reactivations net\ new
		deals opportunities fcf cash deployment deployments score rating completed active activated inflow inflows collections take-up
		donations donors ridership passengers attendance enrolment enrollment`), metric.HigherBetter},
}

// DatedWords name a column of dates, whatever format its numbers have.
var DatedWords = Set(`date datum fecha data\ di dated day`)

// ScaleWords say that numbers are shortened.
var ScaleWords = Set(`thousand thousands million millions billion billions '000 000s '000s tsd mio tausend millionen milliarden milliers milliards
	millones migliaia milioni milhares milhões duizend duizenden miljoen miljoenen`)

// ItemWords are amounts for one of something, which a line about all amounts (“in thousands”) does not mean.
var ItemWords = Set(`per eps price prices arpu arpa arppu cpa cpc cpm cac ltv clv aov je pro par por`)

// NoteWords begin a line below a table that is no row of it.
var NoteWords = Set(`source sources note notes footnote footnotes * † ** *** legend key n.b. nb disclaimer last\ updated updated comment comments
	exported generated quelle anmerkung definition definitions prepared confidential`)

// Set makes a lookup of words between white space; "\ " is a space inside one.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(strings.ReplaceAll(words, `\ `, "\x00")) {
		m[strings.ReplaceAll(w, "\x00", " ")] = true
	}
	return m
}

// Tokens splits a name into lower-case words; "Channel0_spend" gives "channel0", "spend" and "dailyActiveUsers" stays one.
func Tokens(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '%'
	})
}

// HasWord reports whether a listed word, or a listed pair of neighbours, is in the name, and returns it.
func HasWord(name string, words map[string]bool) (string, bool) {
	ts := Tokens(name)
	for i, t := range ts {
		if i+1 < len(ts) && words[t+" "+ts[i+1]] {
			return t + " " + ts[i+1], true
		}
		if words[t] {
			return t, true
		}
	}
	return "", false
}

// PlainKey is how short labels are compared: lower case, without spaces around, a closing colon and surplus spaces.
func PlainKey(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.Join(strings.Fields(strings.ToLower(s)), " "), ":"))
}

// suppressed reports a value given only as a bound, "<5" or "≥95": no number to compute with.
func suppressed(s string) bool {
	for _, sign := range []string{"<", ">", "≤", "≥", "~"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, "="))
			return rest != "" && rest[0] >= '0' && rest[0] <= '9'
		}
	}
	return false
}

// IsGap reports whether text marks a missing value.
func IsGap(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	if len(s) <= longestMark && gapMarks[strings.ToLower(s)] {
		return true
	}
	if suppressed(s) {
		return true
	}
	return strings.Trim(s, "*") == "" || strings.Trim(s, "-–—") == ""
}

// ScoreWords name numbers that are grades: whole, and no counts.
var ScoreWords = Set(`score nps index rank rating level grade points anomaly temperature`)
