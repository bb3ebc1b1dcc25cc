package coach

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/app/part"
)

func checkHeroMetric(r *review) {
	hero := r.brief.Evidence.Hero
	if hero != "" && r.brief.Metric(hero) == nil {
		r.find("evidence.hero", fmt.Sprintf("The hero is “%s”, and the brief has no metric of that name.", hero),
			"Choose one of the brief's metrics as hero, or import the file that holds it.")
	}
}

func checkChartMetrics(r *review) {
	if r.brief.Evidence.Chart == nil {
		return
	}
	for _, name := range r.brief.Evidence.Chart.Metrics {
		if r.brief.Metric(name) == nil {
			r.find("evidence.chart", fmt.Sprintf("The chart shows “%s”, and the brief has no metric of that name.", name),
				"Choose one of the brief's metrics for the chart, or import the file that holds it.")
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
		fix := "Choose one that the brief has."
		if link.Kind == part.MetricKind {
			fix = "Choose one of the brief's metrics, or import the file that holds it."
		}
		r.find(link.Place, fmt.Sprintf("%s names the %s “%s”, and the brief has none of that name.", link.Label, link.Kind, link.Name), fix)
	}
}

func checkHeadline(r *review) {
	if strings.TrimSpace(r.brief.Headline) == "" {
		r.find("headline", "The brief has no headline.", "Write the bottom line in one sentence: what to do, and what it brings.")
	}
}

// checkAsk wants an ask whole or not at all: an update may ask for nothing.
func checkAsk(r *review) {
	ask := r.brief.Ask
	if ask.IsZero() {
		if r.brief.Template != "monthly" {
			r.find("ask.what", "The brief asks for nothing.", "Say what you want decided, by whom and by when.")
		}
		return
	}
	var missing []string
	first := brief.Place("")
	for _, part := range []struct {
		place      brief.Place
		text, what string
	}{{"ask.what", ask.What, "what is asked"}, {"ask.from", ask.From, "who decides"}, {"ask.by", ask.By, "by when"}} {
		if strings.TrimSpace(part.text) == "" {
			missing = append(missing, part.what)
			if first == "" {
				first = part.place
			}
		}
	}
	if len(missing) > 0 {
		r.find(first, "The ask does not say "+list(missing)+".", "Add "+list(missing)+".")
	}
}

// checkLeads reports missing leads together: a brief half written is not four mistakes.
func checkLeads(r *review) {
	var missing []string
	first := brief.Place("")
	for _, k := range brief.Beats {
		if strings.TrimSpace(r.brief.Beats[k].Lead) == "" {
			missing = append(missing, k.String())
			if first == "" {
				first = brief.PlaceOf(k, "lead")
			}
		}
	}
	switch len(missing) {
	case 0:
	case 1:
		r.find(first, missing[0]+" has no lead.", "Say it in one sentence of up to 20 words.")
	default:
		r.find(first, list(missing)+" have no leads.", "Say each in one sentence of up to 20 words.")
	}
}

func checkHero(r *review) {
	if r.brief.Evidence.Hero == "" && r.brief.Evidence.Quote == nil {
		r.find("evidence.hero", "The evidence has no hero.", "Choose the one metric, or the one quote, that carries the decision.")
	}
}

func checkChart(r *review) {
	if r.brief.Evidence.Chart == nil {
		r.find("evidence.chart", "The evidence has no chart.", "Choose one chart of the metric that carries the decision.")
	}
}

func checkLengths(r *review) {
	story := 0
	tooLong := func(place brief.Place, text string, most int) {
		if n := brief.Words(text); n > most {
			r.find(place, fmt.Sprintf("%s has %d words, %d more than a reader takes in at once.", brief.Label(place), n, n-most),
				fmt.Sprintf("Cut it to %d words.", most))
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
		r.find("context.lead", fmt.Sprintf("The story has %d words, which takes longer than the minute it gets.", story),
			fmt.Sprintf("Cut %d words where the story does not need them.", story-StoryWords))
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
		r.find("evidence.quote", "The quote has no words.", "Write down what the customer said, or choose a metric as hero.")
		return
	}
	var missing []string
	for _, part := range []struct{ text, what string }{{q.Role, "who said it"}, {q.Segment, "from which segment"}, {q.Date, "when"}} {
		if strings.TrimSpace(part.text) == "" {
			missing = append(missing, part.what)
		}
	}
	if len(missing) > 0 {
		r.find("evidence.quote", "The quote does not say "+list(missing)+".", "Add the speaker's role, segment and date.")
	}
}
