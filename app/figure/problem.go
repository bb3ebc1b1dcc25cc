package figure

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/match"
	"throughline/app/metric"
)

// problem is why a figure does not resolve. text goes on from the quoted sentence: "names a metric …".
type problem struct{ code, text, fix string }

// longestQuote is how many characters of a sentence a finding repeats.
const longestQuote = 160

// in makes the finding for a figure at an offset of a field.
func (p *problem) in(f brief.Field, offset int) brief.Finding {
	return brief.Finding{
		Severity: brief.Error, Code: p.code, Place: f.Place, Fix: p.fix,
		Text: "“" + shortened(brief.SentenceAt(f.Text, offset)) + "” " + p.text,
	}
}

func shortened(sentence string) string {
	runes := []rune(sentence)
	if len(runes) <= longestQuote {
		return sentence
	}
	return strings.TrimRightFunc(string(runes[:longestQuote]), unicode.IsSpace) + "…"
}

// unclosed is for the first of so many open braces of a field: one finding, however many braces were pasted.
func unclosed(count int) *problem {
	p := &problem{
		code: "figure-unclosed", text: "opens a figure with { and never closes it.",
		fix: `Close it with }, or write \{ where a brace is meant.`,
	}
	if count > 1 {
		p.text = fmt.Sprintf("opens a figure with { and never closes it, the first of %d such braces.", count)
	}
	return p
}

func (r *Resolver) noName(t Token) *problem {
	p := &problem{code: "figure-metric", text: "has the figure " + t.Raw + ", which names no metric.", fix: "Name a metric between the braces."}
	if len(r.brief.Metrics) == 0 {
		p.fix = "Import a spreadsheet first, then choose a metric."
	}
	return p
}

func (r *Resolver) noMetric(t Token) *problem {
	p := &problem{code: "figure-metric", text: "names the metric “" + t.Metric + "”, and the brief has none of that name."}
	names := make([]string, len(r.brief.Metrics))
	for i, m := range r.brief.Metrics {
		names[i] = m.Name
	}
	switch best, ok := match.Nearest(t.Metric, names); {
	case ok:
		p.fix = "Write " + Write(best, t.View, t.Format) + "."
	case len(names) == 0:
		p.fix = "Import the spreadsheet that holds it."
	default:
		p.fix = "Choose one of the brief's metrics: " + fault.First(names, ", ") + "."
	}
	return p
}

// noAnswer is a figure whose view means nothing, or whose metric refuses to answer it.
func (r *Resolver) noAnswer(t Token, m *metric.Metric, err error) *problem {
	var (
		unread  *unread
		refusal *metric.Refusal
	)
	switch {
	case errors.As(err, &unread):
		p := &problem{code: "figure-view", text: "has the figure " + t.Raw + ", and " + unread.Error() + "."}
		if best, ok := match.Nearest(unread.text, viewNames()); ok && unread.what == "view" {
			p.fix = "Write " + Write(t.Metric, best, t.Format) + "."
		} else {
			p.fix = "Name a period " + m.Range() + ", or a view such as " + fault.First(viewNames(), ", ") + "."
		}
		return p
	case errors.As(err, &refusal):
		p := &problem{code: "figure-value", text: "has the figure " + t.Raw + ", but " + refusal.Text + ".", fix: sentence(refusal.Fix)}
		if p.fix == "" && errors.Is(err, metric.ErrNoValue) {
			p.fix = "Import its values again."
			if _, ok := m.Actual().Latest(); ok {
				p.fix = "Ask for what is there: " + m.Range() + "."
			}
		}
		return p
	}
	return &problem{
		code: "figure-value", text: "has the figure " + t.Raw + ", but " + m.Name + " " + err.Error() + ".",
		fix: "Check the cells it is computed from.",
	}
}

func noFormat(t Token, unknown string) *problem {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	p := &problem{code: "figure-format", text: "has the figure " + t.Raw + ", and “" + unknown + "” is no format."}
	if best, ok := match.Nearest(unknown, names); ok {
		p.fix = "Write " + Write(t.Metric, t.View, best) + "."
	} else {
		p.fix = "Use " + strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1] + "."
	}
	return p
}

func viewNames() []string {
	names := make([]string, len(Views))
	for i, v := range Views {
		names[i] = v.Name
	}
	return names
}

// sentence makes a fix of a metric into one: "use “change”" into "Use “change”.".
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:] + "."
}
