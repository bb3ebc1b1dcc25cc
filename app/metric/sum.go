package metric

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Words in a metric's name that tell an amount per period, which adds up over time, from a level at its end, which does
// not: three months of revenue are a quarter's, three months of ARR are not.
var (
	flowWords = wordSet(`revenue sales bookings booked orders order cost costs spend spending expense expenses opex capex invoices invoiced
		payments transactions signups sign-ups signup registrations trials started new visits visitors sessions pageviews downloads installs
		shipments shipped delivered deliveries parcels tickets incidents outages complaints calls claims returns refunds leads deals won lost
		renewals cancellations churned applications admissions appointments donations trips rides units sold produced emissions consumption
		defects failures errors crashes gmv profit ebitda ebit earnings income cashflow nudged
		umsatz erlöse kosten bestellungen ventes coûts`)
	levelWords = wordSet(`arr mrr recurring balance active open outstanding backlog inventory stock headcount employees staff fte subscribers
		subscriptions members accounts users customers seats price rate ratio share average avg mean median per index score nps gap cash
		debt dau wau mau pipeline capacity unique cumulative total-to-date ytd to-date run-rate value lifetime ltv cac arpu aov utilisation
		utilization bestand guthaben`)
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// Additive reports whether the metric's values make sums over time: a count or an amount of money whose name tells
// something that happens in a period and nothing that stands at its end. Where the name tells neither it does not: a
// wrong sum looks as right as a right one.
func (m *Metric) Additive() bool {
	if m.Unit.Kind != Count && m.Unit.Kind != Currency {
		return false
	}
	flow := false
	for _, w := range strings.FieldsFunc(strings.ToLower(m.Name), func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) {
		if levelWords[w] {
			return false
		}
		flow = flow || flowWords[w]
	}
	return flow
}

// sum returns the total of a longer period. Every part of it must have a value; refusal is what is said of a metric that
// knows no sums.
func (m *Metric) sum(p Period, refusal error) (Value, error) {
	s := m.Actual()
	grain := s.Points[len(s.Points)-1].Period.Grain
	var known *Refusal
	if !m.Additive() || p.Fiscal || s.Points[0].Period.Fiscal || grain == Week {
		if errors.As(refusal, &known) && !p.Fiscal && !m.Additive() && m.Unit.Kind != Percent {
			known.Text += fmt.Sprintf(", and its values are not known to add up to a %s", p.Grain)
		}
		return Value{}, refusal
	}
	var terms []Term
	end := p.End(time.January)
	for at := firstIn(grain, p); !at.Start(time.January).After(end); at = at.Add(1) {
		point, ok := s.At(at)
		if !ok {
			return Value{}, m.refuse(ErrNoValue, "name a period that is complete", "has no value for %s, so there is no sum for %s", at.Label(), p.Label())
		}
		terms = append(terms, s.term(point))
	}
	number := 0.0
	for _, t := range terms {
		number += t.Point.Value
	}
	v := m.aggregate(OpTotal, terms, number, "sum of "+listed(terms))
	v.Period, v.Base = p, Period{}
	v.Reason = fmt.Sprintf("the sum of its %d %ss, because %s is kept by %s and adds up", len(terms), grain, m.Name, grain)
	return v, nil
}

// firstIn returns the first period of a grain in a longer one.
func firstIn(grain Grain, p Period) Period {
	start := p.Start(time.January)
	switch grain {
	case Day:
		return DayOf(start.Year(), start.Month(), start.Day())
	case Quarter:
		return QuarterOf(start.Year(), (int(start.Month())+2)/3)
	}
	return MonthOf(start.Year(), start.Month())
}
