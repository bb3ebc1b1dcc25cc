package coach

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/app/say"
)

// smallestAmount is the number from which even an ask is checked: "two engineers for 8 weeks" is what is asked for, not
// something measured.
const smallestAmount = 100

// checkTyped finds the numbers that were typed by hand with neither a figure nor a reason. The finding names the number
// that a reason can be given for, and where one figure must be meant it brings the edit that puts it there.
func checkTyped(r *review) {
	for _, f := range r.brief.Fields() {
		if f.Place == "ask.from" || f.Place == "ask.by" {
			continue // a name and a date
		}
		for _, t := range r.claims.TypedAt(f) {
			if t.Reason != "" || f.Place == "ask.what" && t.Bare && t.Value < smallestAmount {
				continue
			}
			fix, with := r.typedFix(t)
			found := r.find(f.Place, say.F("“%s” is typed by hand in “%s”.", t.Text, strings.TrimSuffix(t.Sentence, ".")), fix)
			found.Typed = &brief.TypedReason{Place: f.Place, Text: t.Text, Occurrence: t.Occurrence}
			if with != "" && !bringsMinus(r.figures.Shown(with), t.Text) {
				found.Edit = &brief.Edit{Place: f.Place, Start: t.Start, End: t.End, Is: t.Text, With: with}
			}
		}
	}
}

// typedFix says what to do about a typed number, and what goes in its place where that is beyond doubt.
func (r *review) typedFix(t claim.Typed) (fix, with string) {
	switch {
	case t.Of != "" && !t.Newest:
		now := figure.Write(t.Of, "", "")
		return say.F("The newest value of %s is %s: put %s in its place, or name the period it is of.", t.Of, r.figures.Shown(now), now), now
	case t.Figure != "" && t.Sure:
		return say.F("It equals %s: put that in its place.", t.Figure), t.Figure
	case t.Figure != "":
		return say.F("If it is %s, put that in its place; otherwise give a reason or say in the sentence where it comes from.", t.Figure), ""
	}
	return say.T("Type { and choose the metric it comes from; if none holds it, give a reason or say in the sentence where it comes from."), ""
}

// bringsMinus reports whether a figure prints a minus that was not typed: “down 66%” would become “down −66%”, and the
// words around it are the writer's to change.
func bringsMinus(printed, typed string) bool {
	return strings.HasPrefix(printed, "−") && !strings.HasPrefix(typed, "−") && !strings.HasPrefix(typed, "-")
}
