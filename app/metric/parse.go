package metric

import (
	"strings"
	"time"
	"unicode"
)

// ParsePeriod reads a period as String writes it (2026-01-31, 2026-W05, 2026-01, 2026-Q1, 2026, FY26-Q1, FY26) and in
// the spellings people use: Jan-26, Sep '26, January 2026, 2026 Jan, 01/2026, 202601, Q3 2026, 3Q26, Week 34 2026,
// FY2026 Q1, 2025/26 (a fiscal year), 31 Jan 2026, Jan 31, 2026, 31.01.2026. Month names may be English, German, French,
// Spanish, Italian, Portuguese or Dutch. A date that can be read in two ways (05/06/2026) is refused; see ParseDate.
func ParsePeriod(s string) (Period, bool) {
	if p, ok := isoDay(s); ok {
		return p, true
	}
	shape, nums, ok := scanPeriod(s)
	if !ok {
		return Period{}, false
	}
	if read := readerOf(shape); read != nil {
		return read(nums)
	}
	return parseDate(anyWidth(shape), nums, DateOrderUnknown)
}

// isoDay reads 2026-01-31. Most days are written so, in files a hundred thousand of them, and scanning one costs five times
// as much.
func isoDay(s string) (Period, bool) {
	const form = "yyyy-mm-dd"
	if len(s) != len(form) {
		return Period{}, false
	}
	n := [3]int{}
	at := 0
	for i := range len(form) {
		switch digit := isDigit(rune(s[i])); {
		case form[i] == '-' && s[i] == '-':
			at++
		case form[i] != '-' && digit:
			n[at] = n[at]*10 + int(s[i]-'0')
		default:
			return Period{}, false
		}
	}
	return day(n[0], n[1], n[2])
}

// DateOrder is how the numbers of an all-digit date follow each other.
type DateOrder uint8

// The orders. A year of four digits in front needs none: it is always followed by month and day.
const (
	DateOrderUnknown DateOrder = iota
	DayMonthYear
	MonthDayYear
	YearMonthDay // 26-01-31
)

// ParseDate reads an all-digit date such as 31/01/2026, 31-01-26 or 2026/1/31 whose order the caller knows from its
// neighbours. Two digits of a year mean 1970 to 2069.
func ParseDate(s string, order DateOrder) (Period, bool) {
	shape, nums, ok := scanPeriod(s)
	if !ok {
		return Period{}, false
	}
	return parseDate(anyWidth(shape), nums, order)
}

// DateOrders returns the orders in which an all-digit date can be read, so that a column of dates can be read in the
// order all of them allow. It is empty for text that is no such date.
func DateOrders(s string) []DateOrder {
	var orders []DateOrder
	for _, o := range []DateOrder{DayMonthYear, MonthDayYear, YearMonthDay} {
		if _, ok := ParseDate(s, o); ok {
			orders = append(orders, o)
		}
	}
	return orders
}

// BarePeriod is a month, quarter or week named without its year: "June", "Q3", "W34".
type BarePeriod struct {
	Grain  Grain
	Within int // month 1 to 12, quarter 1 to 4, week 1 to 53
}

// ParseBarePeriod reads a month, quarter or week that names no year: "Jun", "June", "Sept.", "M06", "Q3", "W34", "Week 34".
func ParseBarePeriod(s string) (BarePeriod, bool) {
	shape, nums, ok := scanPeriod(s)
	if !ok {
		return BarePeriod{}, false
	}
	b := BarePeriod{}
	switch anyWidth(shape) {
	case "M":
		if ambiguousMonths[strings.ToLower(strings.Trim(s, " ."))] {
			return BarePeriod{}, false
		}
		b = BarePeriod{Month, nums[0]}
	case "m2":
		b = BarePeriod{Month, nums[0]}
	case "Q2":
		b = BarePeriod{Quarter, nums[0]}
	case "W2":
		b = BarePeriod{Week, nums[0]}
	}
	limit := map[Grain]int{Month: 12, Quarter: 4, Week: 53}[b.Grain]
	return b, b.Within >= 1 && b.Within <= limit
}

// In returns b in a year: a calendar year, for weeks an ISO year.
func (b BarePeriod) In(year int) Period {
	switch b.Grain {
	case Month:
		return MonthOf(year, time.Month(b.Within))
	case Quarter:
		return QuarterOf(year, b.Within)
	case Week:
		return WeekOf(year, b.Within)
	}
	return Period{}
}

// Names reports whether p is b in some year, calendar or fiscal.
func (b BarePeriod) Names(p Period) bool {
	_, within := p.Parts()
	return b.Grain != GrainNone && p.Grain == b.Grain && within == b.Within
}

// periodShapes maps what scanPeriod saw to what it means. In a shape M is a month's name, Q, W, F and m are the words
// for quarter, week, fiscal year and "M" before a month's number; 2 is a number of one or two digits, y a year of exactly
// two, and 4, 6 and 8 are numbers of that many digits. Separators matter only between bare numbers. The functions get
// one number per M, 2, y, 4, 6 and 8.
var periodShapes = map[string]func([]int) (Period, bool){
	"4":    func(n []int) (Period, bool) { return YearOf(n[0]), n[0] >= 1000 },
	"6":    func(n []int) (Period, bool) { return month(n[0]/100, n[0]%100) },
	"8":    func(n []int) (Period, bool) { return day(n[0]/10000, n[0]/100%100, n[0]%100) },
	"4-2":  monthOrSpan,
	"4/2":  monthOrSpan,
	"4 2":  monthOrSpan,
	"4.2":  func(n []int) (Period, bool) { return month(n[0], n[1]) },
	"2-4":  func(n []int) (Period, bool) { return month(n[1], n[0]) },
	"2/4":  func(n []int) (Period, bool) { return month(n[1], n[0]) },
	"2.4":  func(n []int) (Period, bool) { return month(n[1], n[0]) },
	"4/4":  span,
	"4-4":  span,
	"M4":   func(n []int) (Period, bool) { return month(n[1], n[0]) },
	"4M":   func(n []int) (Period, bool) { return month(n[0], n[1]) },
	"My":   func(n []int) (Period, bool) { return month(century(n[1]), n[0]) },
	"4m2":  func(n []int) (Period, bool) { return month(n[0], n[1]) },
	"m24":  func(n []int) (Period, bool) { return month(n[1], n[0]) },
	"2M4":  func(n []int) (Period, bool) { return day(n[2], n[1], n[0]) },
	"2My":  func(n []int) (Period, bool) { return day(century(n[2]), n[1], n[0]) },
	"M24":  func(n []int) (Period, bool) { return day(n[2], n[0], n[1]) },
	"4M2":  func(n []int) (Period, bool) { return day(n[0], n[1], n[2]) },
	"Q24":  func(n []int) (Period, bool) { return quarter(n[1], n[0]) },
	"Q2y":  func(n []int) (Period, bool) { return quarter(century(n[1]), n[0]) },
	"2Q4":  func(n []int) (Period, bool) { return quarter(n[1], n[0]) },
	"2Qy":  func(n []int) (Period, bool) { return quarter(century(n[1]), n[0]) },
	"4Q2":  func(n []int) (Period, bool) { return quarter(n[0], n[1]) },
	"W24":  func(n []int) (Period, bool) { return week(n[1], n[0]) },
	"4W2":  func(n []int) (Period, bool) { return week(n[0], n[1]) },
	"Fy":   func(n []int) (Period, bool) { return FiscalYearOf(century(n[0])), true },
	"F4":   func(n []int) (Period, bool) { return FiscalYearOf(n[0]), true },
	"F42":  span,
	"F44":  span,
	"Fy2":  func(n []int) (Period, bool) { return span([]int{century(n[0]), n[1]}) },
	"FyQ2": func(n []int) (Period, bool) { return fiscalQuarter(century(n[0]), n[1]) },
	"F4Q2": func(n []int) (Period, bool) { return fiscalQuarter(n[0], n[1]) },
	"Q2Fy": func(n []int) (Period, bool) { return fiscalQuarter(century(n[1]), n[0]) },
	"Q2F4": func(n []int) (Period, bool) { return fiscalQuarter(n[1], n[0]) },
}

// readerOf finds the reading of a scanned shape: as it stands, or with one of its two-digit numbers taken for a year.
func readerOf(shape string) func([]int) (Period, bool) {
	wide := anyWidth(shape)
	if read, known := periodShapes[wide]; known {
		return read
	}
	for i := range shape {
		if shape[i] != '2' {
			continue
		}
		if read, known := periodShapes[wide[:i]+"y"+wide[i+1:]]; known {
			return read
		}
	}
	return nil
}

// anyWidth forgets which numbers had a single digit.
func anyWidth(shape string) string { return strings.ReplaceAll(shape, "1", "2") }

// periodWords are the words that may stand in a period. Those that map to "" are read over.
var periodWords = map[string]string{
	"q": "Q", "qtr": "Q", "quarter": "Q", "quartal": "Q", "kwartaal": "Q", "trimestre": "Q", "t": "Q", // T1 is a quarter in French and Spanish
	"w": "W", "wk": "W", "week": "W", "kw": "W", "cw": "W", "kalenderwoche": "W", "semaine": "W", "semana": "W", "settimana": "W", "woche": "W",
	"fy": "F", "fiscal": "F",
	"m":  "m",
	"cy": "", "year": "", "st": "", "nd": "", "rd": "", "th": "", "of": "", "de": "",
	"mon": "", "tue": "", "tues": "", "wed": "", "thu": "", "thur": "", "thurs": "", "fri": "", "sat": "", "sun": "",
	"monday": "", "tuesday": "", "wednesday": "", "thursday": "", "friday": "", "saturday": "", "sunday": "",
}

// monthNames lists each month's names and short names, without dots, in lower case.
var monthNames = [12]string{
	"jan january januar janvier janv enero ene gennaio gen janeiro januari янв январь января sty styczeń stycznia tammikuu",
	"feb february februar février févr fév fevrier fevr fev febrero febbraio fevereiro februari фев февр февраль февраля lut luty lutego helmikuu",
	"mar march märz mär mrz mars marts marzo março maart mrt мар март марта marzec marca maaliskuu",
	"apr april avril avr abril abr aprile апр апрель апреля kwi kwiecień kwietnia huhtikuu",
	"may mai mayo maggio mag maio mei maj май мая maja toukokuu",
	"jun june juni juin junio giugno giu junho июн июнь июня cze czerwiec czerwca kesäkuu",
	"jul july juli juillet juil julio luglio lug julho июл июль июля lip lipiec lipca heinäkuu",
	"aug august août aout agosto ago augustus augusti авг август августа sie sierpień sierpnia elokuu",
	"sep sept september septembre septiembre settembre sett set setembro сен сент сентябрь сентября wrz wrzesień września syyskuu",
	"oct october oktober okt octobre octubre ottobre ott outubro out окт октябрь октября paź październik października lokakuu",
	"nov november novembre noviembre novembro ноя нояб ноябрь ноября listopad listopada marraskuu",
	"dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro дек декабрь декабря gru grudzień grudnia joulukuu desember des",
}

// ambiguousMonths are short names that are common words too; alone, without a year, they are not taken for months.
var ambiguousMonths = map[string]bool{"set": true, "out": true, "mag": true, "gen": true, "ago": true, "lug": true, "ene": true, "lip": true, "lut": true, "des": true}

var monthNumbers = func() map[string]int {
	numbers := map[string]int{}
	for i, names := range monthNames {
		for _, name := range strings.Fields(names) {
			numbers[name] = i + 1
		}
	}
	return numbers
}()

// scanPeriod splits s into words and numbers and returns its shape, as periodShapes describes it but with 1 for a single
// digit, and the numbers. It refuses anything longer than a date with its weekday, and every word that no period has.
func scanPeriod(s string) (shape string, nums []int, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 48 {
		return "", nil, false
	}
	scan := periodScan{rest: cutTime(s)}
	for scan.rest != "" {
		r := firstRune(scan.rest)
		switch {
		case isDigit(r):
			ok = scan.number()
		case unicode.IsLetter(r):
			ok = scan.word()
		default:
			ok = scan.separator(r)
		}
		if !ok {
			return "", nil, false
		}
	}
	shape = scan.shape.String()
	if scan.words {
		shape = separators.Replace(shape)
	}
	return spacedSeparators.Replace(shape), scan.nums, len(scan.nums) > 0
}

// periodScan is the state of scanPeriod. Each of its steps reads what rest begins with, and answers false for what no
// period has.
type periodScan struct {
	rest  string
	shape strings.Builder
	since strings.Builder // the separators since the last number
	words bool            // a word gave the shape a letter, so separators say nothing
	nums  []int
}

func (s *periodScan) number() bool {
	digits := leading(s.rest, isDigit)
	s.rest = s.rest[len(digits):]
	code, n := digitShape(digits)
	if code == 0 {
		return false
	}
	if s.shape.Len() > 0 {
		s.shape.WriteString(s.since.String())
	} else if strings.Contains(s.since.String(), "-") {
		return false // a negative number
	}
	s.since.Reset()
	s.shape.WriteByte(code)
	s.nums = append(s.nums, n)
	return true
}

func (s *periodScan) word() bool {
	letters := leading(s.rest, unicode.IsLetter)
	s.rest = s.rest[len(letters):]
	word := strings.ToLower(letters)
	if m, isMonth := monthNumbers[word]; isMonth {
		s.shape.WriteByte('M')
		s.nums = append(s.nums, m)
		s.words = true
		return true
	}
	code, known := periodWords[word]
	s.shape.WriteString(code)
	s.words = s.words || code != ""
	return known
}

func (s *periodScan) separator(r rune) bool {
	code, known := periodSeparators[r]
	if !known {
		return false
	}
	s.rest = s.rest[len(string(r)):]
	s.since.WriteString(code)
	return true
}

// periodSeparators are what may part the numbers and words of a period, with what they count as in a shape.
var periodSeparators = map[rune]string{
	'-': "-", '‐': "-", '‑': "-", '–': "-", '—': "-", '_': "-",
	'/': "/", '.': ".",
	' ': " ", '\u00a0': " ", '\u202f': " ", '\t': " ", '\n': " ", '\r': " ",
	',': "", '\'': "", '’': "", '‘': "", '`': "",
}

// Building a replacer costs more than the rest of the parsing, and a brief by day has a hundred thousand periods.
var (
	separators       = strings.NewReplacer("-", "", "/", "", ".", "", " ", "")
	spacedSeparators = strings.NewReplacer(" - ", "-", " / ", "/", ". ", ".")
)

// cutTime drops a time of day: "2026-01-31T00:00:00Z", "31.01.2026 14:30".
func cutTime(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s[:colon], "0123456789"), " T,")
}

// digitShape gives digits their code in a shape, which is how many there are; 0 for a length that no period has.
func digitShape(digits string) (code byte, n int) {
	switch len(digits) {
	case 1, 2, 4, 6, 8:
		code = byte('0' + len(digits))
	default:
		return 0, 0
	}
	for _, d := range []byte(digits) {
		n = n*10 + int(d-'0')
	}
	return code, n
}

// parseDate reads the shapes of all-digit dates. Dots are day first wherever they are used.
func parseDate(shape string, n []int, order DateOrder) (Period, bool) {
	if len(shape) != 5 || shape[1] != shape[3] || len(n) != 3 {
		return Period{}, false
	}
	switch {
	case shape[0] == '4':
		return day(n[0], n[1], n[2])
	case shape == "2.2.4" && order == DateOrderUnknown:
		order = DayMonthYear
	}
	if shape[4] == '4' {
		if order == YearMonthDay {
			return Period{}, false
		}
		return dateIn(order, n[2], n[0], n[1])
	}
	if shape[4] != '2' || order == DateOrderUnknown {
		return Period{}, false
	}
	if order == YearMonthDay {
		return day(century(n[0]), n[1], n[2])
	}
	return dateIn(order, century(n[2]), n[0], n[1])
}

func dateIn(order DateOrder, year, a, b int) (Period, bool) {
	switch {
	case order == DayMonthYear, order == DateOrderUnknown && (a > 12 || a == b):
		return day(year, b, a)
	case order == MonthDayYear, order == DateOrderUnknown && b > 12:
		return day(year, a, b)
	}
	return Period{}, false
}

// monthOrSpan reads 2026-01 as a month and 2025-26 as the fiscal year ending in 2026.
func monthOrSpan(n []int) (Period, bool) {
	if p, ok := month(n[0], n[1]); ok {
		return p, ok
	}
	return span(n)
}

// span reads 2025/26 and 2025/2026 as the fiscal year that ends in the second year.
func span(n []int) (Period, bool) {
	next := n[0] + 1
	return FiscalYearOf(next), n[1] == next || n[1] == next%100
}

func century(yy int) int {
	if yy < 70 {
		return 2000 + yy
	}
	return 1900 + yy
}

func day(year, m, d int) (Period, bool) {
	p := DayOf(year, time.Month(m), d)
	y, within := p.Parts()
	return p, m >= 1 && m <= 12 && y == year && within == m*100+d
}

func week(year, w int) (Period, bool) {
	p := WeekOf(year, w)
	y, within := p.Parts()
	return p, y == year && within == w
}

func month(year, m int) (Period, bool) { return MonthOf(year, time.Month(m)), m >= 1 && m <= 12 }

func quarter(year, q int) (Period, bool) { return QuarterOf(year, q), q >= 1 && q <= 4 }

func fiscalQuarter(year, q int) (Period, bool) { return FiscalQuarterOf(year, q), q >= 1 && q <= 4 }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func leading(s string, in func(rune) bool) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !in(r) }); i >= 0 {
		return s[:i]
	}
	return s
}
