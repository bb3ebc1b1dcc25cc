package ingest

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/metric"
)

// nameMeasures names the metrics of measures, each differently.
func (b *body) nameMeasures(measures []*eventMeasure) {
	taken := map[string]bool{}
	for _, m := range measures {
		m.name = b.measureName(m)
		if taken[plainKey(m.name)] && m.column != nil {
			m.name += " (" + m.column.called + ")"
		}
		taken[plainKey(m.name)] = true
	}
}

// measureName says what a measure's numbers are: "Orders", "Revenue", "Average handling time", "Customers", "Refunded share".
func (b *body) measureName(m *eventMeasure) string {
	if m.Operation == brief.CountRows {
		return b.eventsName()
	}
	name := columnName(m.column.head, m.column.called)
	switch m.Operation {
	case brief.Average:
		if m.column.kind == flagColumn {
			return capital(flagSubject(name)) + " share"
		}
		if _, said := hasWord(name, averageWords); said {
			return capital(name)
		}
		return "Average " + small(name)
	case brief.Median:
		return "Median " + small(name)
	case brief.Distinct:
		return capital(plural(subject(name)))
	case brief.Ratio:
		return capital(name) + " per " + small(singular(columnName(m.over.head, m.over.called)))
	case brief.Sum:
		if m.column.kind == flagColumn {
			return capital(flagSubject(name)) + " (count)"
		}
	}
	return capital(name)
}

var averageWords = set(`average avg mean`)

// columnName is a header without unit words, as a sentence can hold it.
func columnName(head, called string) string {
	name, _ := splitHead(head)
	if name == "" {
		return "column " + called
	}
	return strings.TrimRight(spelled(headWords(name)), " ?")
}

// spelled writes abbreviations in capitals, which the headers and names of exports often are not: "mrr delta".
func spelled(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if abbreviations[w] {
			words[i] = strings.ToUpper(w)
		}
	}
	return strings.Join(words, " ")
}

var abbreviations = set(`nps mrr arr csat ces nrr grr cac ltv clv gmv aov arpu arpa sla vat ctr cpc cpa roi kpi ttr ttc ttfr mttr dau wau mau`)

// splitHead takes unit words off a header: as off any name, and off the end of one that programs write, "duration_s".
func splitHead(head string) (string, hint) {
	name, h := splitName(head)
	i := strings.LastIndexByte(name, '_')
	if !h.empty() || i < 1 {
		return name, h
	}
	last, ok := readHint(name[i+1:])
	if ok && (last.kind == metric.Duration || last.percent || last.currency != "") {
		return name[:i], last
	}
	if code := strings.ToUpper(name[i+1:]); currency.IsCode(code) {
		return name[:i], hint{currency: code, words: code}
	}
	return name, h
}

// flagSubject is what a flag says of an event: "refunded" of "is refunded".
func flagSubject(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if ok && askWords[strings.ToLower(first)] {
		return rest
	}
	return name
}

var askWords = set(`is has was did does had can`)

// subject is what a header's codes are of: "customer" of "Customer ID".
func subject(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	if last := strings.ToLower(words[len(words)-1]); codeColumns[last] || addressWords[last] {
		return strings.Join(words[:len(words)-1], " ")
	}
	return name
}

// addressWords end a header by which somebody is told apart.
var addressWords = set(`name email e-mail mail`)

// eventsName names the events: by their ID column, or by a title, sheet or file that does.
func (b *body) eventsName() string {
	for _, e := range b.survey().columns {
		if e.identifies() {
			if name := nounOf(e.head); name != "" {
				return capital(plural(name))
			}
		}
	}
	best := ""
	for _, line := range b.context("").titles {
		name := withoutFillers(line)
		if words := len(strings.Fields(name)); words == 0 || words > 3 || len([]rune(line)) > 40 {
			continue
		}
		if strings.HasSuffix(strings.ToLower(name), "s") {
			return capital(name)
		}
		best = cmp.Or(best, name)
	}
	switch {
	case best == "":
		return "Rows"
	case eventNouns[strings.ToLower(best)]:
		return capital(plural(best))
	}
	return capital(best)
}

// nounOf is what the header of an ID says the events are: "order" of "order_id"; empty where it says nothing.
func nounOf(head string) string {
	words := tokens(headWords(subject(columnName(head, ""))))
	if len(words) == 0 || !eventNouns[words[len(words)-1]] || words[0] == "key" || strings.HasPrefix(words[0], "ref") && words[0] != "refund" {
		return ""
	}
	return strings.Join(words, " ")
}

// withoutFillers takes dates and the words off a title that only say that it is a list.
func withoutFillers(line string) string {
	var kept []string
	for _, w := range strings.FieldsFunc(headWords(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' }) {
		_, isPeriod := metric.ParsePeriod(w)
		_, isBare := metric.ParseBarePeriod(w)
		if isPeriod || isBare || fillerWords[strings.ToLower(w)] || strings.IndexFunc(w, unicode.IsLetter) < 0 || len(w) < 3 {
			continue
		}
		kept = append(kept, w)
	}
	return spelled(strings.Join(kept, " "))
}

// fillerWords say no more than that a sheet or file holds data.
var fillerWords = set(`sheet sheet1 sheet2 sheet3 tabelle1 feuil1 hoja1 data raw export exported exports list log all report table table1 file
	csv xlsx final copy new old test full dump extract download query result results the of and for from to q1 q2 q3 q4 h1 h2 fy ytd
	dataset details detail hourly daily weekly monthly book1 workbook1 untitled metrics jan feb mar apr may jun jul aug sep oct nov dec
	january february march april june july august september october november december`)

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// small begins a name in lower case inside another one, but for an abbreviation.
func small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

func plural(s string) string {
	switch l := strings.ToLower(s); {
	case s == "" || strings.HasSuffix(l, "s"):
		return s
	case strings.HasSuffix(l, "y") && len(l) > 1 && !strings.ContainsRune("aeiou", rune(l[len(l)-2])):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(l, "ch"), strings.HasSuffix(l, "sh"), strings.HasSuffix(l, "x"):
		return s + "es"
	}
	return s + "s"
}

func singular(s string) string {
	switch l := strings.ToLower(s); {
	case strings.HasSuffix(l, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(l, "s") && !strings.HasSuffix(l, "ss"):
		return s[:len(s)-1]
	}
	return s
}
