package brief

// Template is a starting point. It puts no words on the page: its hints are what the editor shows in a field while that
// is empty, and they are never printed.
type Template struct {
	Name    string // stable, what the command line takes: "launch"
	Title   string // "Launch go/no-go"
	Summary string // when to choose it, one sentence
	// Classification replaces the one of a blank brief where it is not empty.
	Classification string
	// Chart is the form the evidence usually takes, offered first; empty where it is open.
	Chart ChartKind
	// Hints overrides the hints every brief has.
	Hints map[Place]string
}

// hints are shown in empty fields of every brief. They ask what the beat is for (SPEC §5) and suggest no sentence to
// leave standing.
var hints = map[Place]string{
	"headline":               "The bottom line in one sentence: what to do, and what it brings",
	"ask.what":               "What you want decided",
	"ask.from":               "Who decides, by role",
	"ask.by":                 "By when, as a date",
	"context.lead":           "What has changed in the market, for the customer or against a competitor?",
	"context.body":           "Name the market, customer or competitor, and since when. Type { for a number.",
	"conflict.lead":          "What stands in the way and makes it urgent?",
	"conflict.body":          "The trade-off or the deadline, with the number that shows it",
	"resolution.lead":        "What will we do about it? A subject, an active verb",
	"resolution.body":        "How it works, which stated priority it serves, and what we give up",
	"evidence.lead":          "What shows that it works? One result",
	"evidence.body":          "Against what, among whom and since when",
	"evidence.quote":         "The customer's own words, up to 40",
	"evidence.hero":          "The one number, or one quote, that carries the decision",
	"evidence.chart":         "The one chart that shows it",
	"evidence.quote.role":    "Who said it, by role",
	"evidence.quote.segment": "From which customers",
	"evidence.quote.date":    "When",
}

// Templates lists the starting points in the order they are offered; the first is the blank one.
var Templates = []Template{
	{
		Name: "blank", Title: "Blank brief", Summary: "Four beats and an ask, for any message.",
	},
	{
		Name: "launch", Title: "Launch go/no-go", Summary: "A decision to release, hold or narrow a launch.",
		Classification: "Leadership · internal", Chart: Line,
		Hints: map[Place]string{
			"headline":        "Go, no-go or a narrower launch, and the reason in half a sentence",
			"ask.what":        "Approve the launch, hold it, or limit it to whom",
			"context.lead":    "Who waits for this, and what changed since the plan was made?",
			"conflict.lead":   "Which launch criterion is at risk?",
			"conflict.body":   "The criterion, where it stands and what launching anyway would cost. Type { for a number.",
			"resolution.lead": "What do we launch, to whom, on which date?",
			"resolution.body": "What is in, what is left out, and what makes us roll back",
			"evidence.lead":   "What did the pilot or beta show?",
			"evidence.body":   "How many took part, for how long, compared with whom",
		},
	},
	{
		Name: "monthly", Title: "Monthly product update", Summary: "What moved this month, why, and what happens next.",
		Classification: "Leadership · internal", Chart: Column,
		Hints: map[Place]string{
			"headline":        "The one thing that moved this month, and what it means",
			"ask.what":        "The decision you need this month; leave it empty if there is none",
			"context.lead":    "What changed around the product this month?",
			"conflict.lead":   "Which number is off plan, and since when?",
			"conflict.body":   "How far, against which plan, and the cause as far as it is known. Type { for a number.",
			"resolution.lead": "What do we do next month, and what do we stop?",
			"evidence.lead":   "Which number shows it is working, or not yet?",
		},
	},
	{
		Name: "resources", Title: "Resource request", Summary: "People or money, tied to an outcome that can be measured.",
		Classification: "Leadership · confidential", Chart: Waterfall,
		Hints: map[Place]string{
			"headline":        "What you need, and the outcome it buys",
			"ask.what":        "How many people or how much money, for how long",
			"context.lead":    "Which opportunity or obligation is larger than the team?",
			"conflict.lead":   "What will not happen without it, and what does waiting cost?",
			"conflict.body":   "The cost of waiting as a number, and what was already cut. Type { for a number.",
			"resolution.lead": "What will the people or the money do?",
			"resolution.body": "The metric it moves, from where to where, and the date you give it back",
			"evidence.lead":   "Why believe it will work? The last time, or a pilot",
		},
	},
	{
		Name: "incident", Title: "Incident review", Summary: "What happened, what it cost customers, and what keeps it from happening again.",
		Classification: "Leadership · confidential", Chart: Column,
		Hints: map[Place]string{
			"headline":        "What happened, that it is over, and what prevents the next one",
			"ask.what":        "The prevention you want approved",
			"context.lead":    "What did customers meet, from when to when?",
			"context.body":    "Who was affected and how many, in their words rather than the system's. Type { for a number.",
			"conflict.lead":   "What let it happen, as a property of the system rather than of a person?",
			"resolution.lead": "What changes so that it cannot happen in this way again?",
			"resolution.body": "What is done, what is left, who owns it and by when",
			"evidence.lead":   "Which number shows that it is over?",
		},
	},
}

// New returns an empty brief begun from the template. The ID is as for New.
func (t Template) New(id string) *Brief {
	b := New(id)
	b.Template = t.Name
	if t.Classification != "" {
		b.Settings.Classification = t.Classification
	}
	return b
}

// TemplateNamed returns the template of that name, or the blank one.
func TemplateNamed(name string) Template {
	for _, t := range Templates {
		if t.Name == name {
			return t
		}
	}
	return Templates[0]
}

// Hint returns what the editor shows in the field at a place while it is empty, "" where there is nothing to say.
func (b *Brief) Hint(p Place) string {
	if hint, ok := TemplateNamed(b.Template).Hints[p]; ok {
		return hint
	}
	return hints[p]
}
