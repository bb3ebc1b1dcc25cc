package coach

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/part"
	"throughline/app/say"
)

func checkHeroMetric(r *review) {
	hero := r.brief.Evidence.Hero
	if hero != "" && r.brief.Metric(hero) == nil {
		r.find("evidence.hero", say.F("The hero is “%s”, and the brief has no metric of that name.", hero),
			say.T("Choose one of the brief's metrics as hero, or import the file that holds it."))
	}
}

func checkChartMetrics(r *review) {
	if r.brief.Evidence.Chart == nil {
		return
	}
	for _, name := range r.brief.Evidence.Chart.Metrics {
		if r.brief.Metric(name) == nil {
			r.find("evidence.chart", say.F("The chart shows “%s”, and the brief has no metric of that name.", name),
				say.T("Choose one of the brief's metrics for the chart, or import the file that holds it."))
		}
	}
}

// checkLinks finds what names a part or a metric that the brief does not have. The hero and the chart, which would print
// nothing, have rules of their own.
func checkLinks(r *review) {
	for _, link := range r.brief.References() {
		if link.Place == brief.HeroPlace || link.Place == brief.ChartPlace || r.brief.Resolves(link) {
			continue
		}
		fix := say.T("Choose one that the brief has.")
		if link.Kind == part.MetricKind {
			fix = say.T("Choose one of the brief's metrics, or import the file that holds it.")
		}
		r.find(link.Place, say.F("%s names the %s “%s”, and the brief has none of that name.", link.Label, link.Kind, link.Name), fix)
	}
}

func checkHeadline(r *review) {
	if strings.TrimSpace(r.brief.Headline) == "" {
		r.find("headline", say.T("The brief has no headline."), say.T("Write the bottom line in one sentence: what to do, and what it brings."))
	}
}

// checkAsk wants an ask whole or not at all: an update may ask for nothing.
func checkAsk(r *review) {
	ask := r.brief.Ask
	if ask.IsZero() {
		if r.brief.Template != "monthly" {
			r.find("ask.what", say.T("The brief asks for nothing."), say.T("Say what you want decided, by whom and by when."))
		}
		return
	}
	var missing []string
	first := brief.Place("")
	for _, part := range []struct {
		place      brief.Place
		text, what string
	}{{"ask.what", ask.What, say.T("what is asked")}, {"ask.from", ask.From, say.T("who decides")}, {"ask.by", ask.By, say.T("by when")}} {
		if strings.TrimSpace(part.text) == "" {
			missing = append(missing, part.what)
			if first == "" {
				first = part.place
			}
		}
	}
	if len(missing) > 0 {
		r.find(first, say.F("The ask does not say %s.", list(missing)), say.F("Add %s.", list(missing)))
	}
}

// checkLeads reports missing leads together: a brief half written is not four mistakes.
func checkLeads(r *review) {
	var missing []string
	first := brief.Place("")
	for _, k := range brief.Beats {
		if strings.TrimSpace(r.brief.Beats[k].Lead) == "" {
			missing = append(missing, say.T(k.String()))
			if first == "" {
				first = brief.PlaceOf(k, "lead")
			}
		}
	}
	switch len(missing) {
	case 0:
	case 1:
		r.find(first, say.F("%s has no lead.", missing[0]), say.T("Say it in one sentence of up to 20 words."))
	default:
		r.find(first, say.F("%s have no leads.", list(missing)), say.T("Say each in one sentence of up to 20 words."))
	}
}

func checkHero(r *review) {
	if r.brief.Evidence.Hero == "" && r.brief.Evidence.Quote == nil {
		r.find("evidence.hero", say.T("The evidence has no hero."), say.T("Choose the one metric, or the one quote, that carries the decision."))
	}
}

func checkChart(r *review) {
	if r.brief.Evidence.Chart == nil {
		r.find("evidence.chart", say.T("The evidence has no chart."), say.T("Choose one chart of the metric that carries the decision."))
	}
}

func checkLengths(r *review) {
	story := 0
	tooLong := func(place brief.Place, text string, most int) {
		if n := brief.Words(text); n > most {
			r.find(place, say.F("%s has %d words, %d more than a reader takes in at once.", brief.Label(place), n, n-most),
				say.F("Cut it to %d words.", most))
		}
	}
	tooLong("headline", r.brief.Headline, HeadlineWords)
	for _, k := range brief.Beats {
		beat := r.brief.Beats[k]
		tooLong(brief.PlaceOf(k, "lead"), beat.Lead, LeadWords)
		tooLong(brief.PlaceOf(k, "body"), beat.Body, BodyWords)
		story += brief.Words(beat.Lead) + brief.Words(beat.Body)
	}
	if story > StoryWords {
		r.find("context.lead", say.F("The story has %d words, which takes longer than the minute it gets.", story),
			say.F("Cut %d words where the story does not need them.", story-StoryWords))
	}
	if q := r.brief.Evidence.Quote; q != nil {
		tooLong("evidence.quote", q.Words, QuoteWords)
	}
}

func checkQuote(r *review) {
	q := r.brief.Evidence.Quote
	if q == nil {
		return
	}
	if strings.TrimSpace(q.Words) == "" {
		r.find("evidence.quote", say.T("The quote has no words."), say.T("Write down what the customer said, or choose a metric as hero."))
		return
	}
	var missing []string
	for _, part := range []struct{ text, what string }{{q.Role, say.T("who said it")}, {q.Segment, say.T("from which segment")}, {q.Date, say.T("when")}} {
		if strings.TrimSpace(part.text) == "" {
			missing = append(missing, part.what)
		}
	}
	if len(missing) > 0 {
		r.find("evidence.quote", say.F("The quote does not say %s.", list(missing)), say.T("Add the speaker's role, segment and date."))
	}
}
