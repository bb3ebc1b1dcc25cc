package coach

import "throughline/app/metric"

// trades are briefs of other trades, in the tones that they are written in: what had been a false alarm stands in them as
// it was written, and what had been missed is a seed.
var trades = []clean{
	{
		name: "ward", // numbers in lists of names, clock times, short years
		story: `
# Discharge by noon frees beds before winter: run it on all wards
> Ask: Approve discharge coordinators on wards 3, 5 and 7B; from Chief Nursing Officer; by Fri 27 Nov 2026, 17:00
## Context
Winter pressure starts in week 48, and the guidance 2026/27 asks trusts for 7-day discharge from spring '27 on. Patients over 65 and doses of 40 mg are not part of this.
## Conflict
Bed occupancy has climbed to {Bed occupancy}, so ambulances queue. Every bed blocked past 14:00 costs a case; we discharge earlier or cancel surgery from 1 December to 15 January.
## Resolution
We put one coordinator on each ward from 7 a.m. to 3 p.m. That serves the access goal for FY27; the research clinic waits.
## Evidence
Length of stay came down to {Length of stay} from {Length of stay | Jun 2026} in June. Readmissions did not rise: they stand at {Readmissions}, down from {Readmissions | Jan 2026} in January.
hero: Length of stay
chart: line Length of stay`,
		kpis: []kpi{
			{name: "Length of stay", kind: metric.Duration, symbol: "days", polarity: lower, values: []float64{6.1, 6, 6.2, 6.1, 5.9, 5.8, 5.6, 5.5, 5.3, 5.1}},
			{name: "Readmissions", kind: metric.Count, polarity: lower, values: []float64{41, 43, 40, 42, 39, 38, 36, 37, 35, 33}},
			{name: "Bed occupancy", kind: metric.Percent, polarity: lower, values: []float64{.91, .92, .93, .92, .94, .95, .95, .94, .95, .96}},
		},
		seeds: []seed{
			{"contradiction", "evidence.lead", "came down to", "went up to"},
			{"contradiction", "evidence.body", "down from {Readmissions", "up from {Readmissions"},
			{"typed-number", "evidence.lead", "to {Length of stay} from", "to 5.1 days from"},
			{"typed-number", "resolution.lead", "one coordinator", "for 40 cents a day one coordinator"},
			{"typed-number", "context.body", "Patients over 65", "Every third patient over 65"},
		},
	},
	{
		name: "network", // units of description, two clauses with periods and benchmarks of their own
		story: `
# Densify the north, stop price promos
> Ask: Shift budget from promos to sites in region North; from CTO; by KW 50
## Context
Rivals bundle streaming since March 2026. Customers compare coverage maps; 3.5 GHz and 700 MHz are both lit, and routers with 8 MB flash are gone.
## Conflict
Promos hurt. Revenue per user slipped to {Revenue per user}, {Revenue per user | vs plan} vs plan, and every promo euro is a site not built before the 2027 auction.
## Resolution
We build in the north first, at the 25 worst sites. This backs priority 2, network quality; we ramp open radio to 100% and drop the Friday campaign.
## Evidence
More sites, fewer drops. Sites doubled over the same months, from {Sites | Feb 2026} to {Sites}; dropped calls declined for the sixth month running, to {Dropped calls}, and the outage line is quiet.
hero: Dropped calls
chart: line Dropped calls`,
		kpis: []kpi{
			{name: "Dropped calls", kind: metric.Percent, polarity: lower, values: []float64{.021, .02, .022, .022, .02, .018, .016, .015, .014, .012}},
			{
				name: "Revenue per user", kind: metric.Currency, symbol: "EUR", polarity: higher, values: []float64{18.4, 18.3, 18.4, 18.2, 18.1, 18.1, 18, 17.9, 17.9, 17.8},
				plan: []float64{18.4, 18.4, 18.4, 18.4, 18.4, 18.4, 18.4, 18.4, 18.4, 18.4},
			},
			{name: "Sites", kind: metric.Count, polarity: higher, values: []float64{210, 260, 262, 300, 330, 370, 410, 450, 480, 520}},
		},
		seeds: []seed{
			{"contradiction", "conflict.body", "Revenue per user slipped to", "Revenue per user rose to"},
			{"contradiction", "conflict.body", "slipped to {Revenue per user}, {Revenue per user | vs plan} vs plan", "beat plan at {Revenue per user}"},
			{"contradiction", "evidence.body", "Sites doubled", "Sites tripled"},
			{"contradiction", "evidence.body", "sixth month running", "ninth month running"},
			{"typed-number", "conflict.body", "{Revenue per user},", "€17.80,"},
		},
	},
	{
		name: "werk", // German: verbs at the end, two clauses at one comma, shares in words
		story: `
# Weniger Lager, mehr Liefertreue: Kanban auf Linie 2 bis 5
> Ask: Kanban für die Linien 2 bis 5 freigeben; from Werkleitung; by 18.12.2026, 10 Uhr
## Context
Seit dem 4. Mai verlangen Kunden Ware binnen 48 Stunden. Die ISO 13485 und § 14 gelten weiter.
## Conflict
Jede Palette bindet Geld, doch leere Regale kosten Aufträge. Der Lagerbestand sank auf {Lagerbestand}; weniger geht nur mit neuen Takten bis Q2/27.
## Resolution
Wir ziehen ab KW 3 nach Verbrauch. Das zahlt auf Ziel 3 ein und verschiebt die Migration.
## Evidence
Die Liefertreue stieg auf {Liefertreue} und liegt über Plan. Der Ausschuss blieb unverändert bei {Ausschuss}, der Lagerbestand ist seit Januar um {Lagerbestand | growth from Jan 2026 | size} gesunken.
hero: Liefertreue
chart: line Liefertreue`,
		kpis: []kpi{
			{name: "Lagerbestand", kind: metric.Count, values: []float64{5200, 5100, 5000, 4800, 4700, 4500, 4300, 4200, 4000, 3800}},
			{
				name: "Liefertreue", kind: metric.Percent, polarity: higher, values: []float64{.88, .88, .89, .9, .9, .91, .92, .93, .94, .95},
				plan: []float64{.93, .93, .93, .93, .93, .93, .93, .93, .93, .93},
			},
			{name: "Ausschuss", kind: metric.Percent, polarity: lower, values: []float64{.031, .03, .031, .03, .03, .029, .03, .03, .031, .03}},
		},
		seeds: []seed{
			{"contradiction", "evidence.lead", "liegt über Plan", "liegt unter Plan"},
			{"contradiction", "evidence.body", "gesunken", "gestiegen"},
			{"contradiction", "evidence.body", "blieb unverändert bei", "verdoppelte sich auf"},
			{"typed-number", "conflict.body", "{Lagerbestand}", "3.800"},
			{"typed-number", "context.lead", "verlangen Kunden", "verlangen zwei Drittel der Kunden"},
		},
	},
	{
		name: "clinique", // French: clock times, shares in words
		story: `
# Ouvrir le samedi réduit l'attente
> Ask: Autoriser l'ouverture du samedi; from Directrice générale; by 5 décembre 2026
## Context
Depuis la loi du 27 mai 2025, les patients choisissent leur centre. L'article L.1110-5 reste en vigueur.
## Conflict
Le taux d'occupation a augmenté à {Taux d'occupation}, mais le personnel manque. Sans décision avant le T2 2027, nous perdons l'agrément.
## Resolution
Nous ouvrons 2 salles le samedi de 9 h à 13 h. Cela sert la priorité 1 du plan.
## Evidence
Le délai moyen a baissé à {Délai moyen}. Il était de {Délai moyen | Jan 2026} en janvier.
hero: Délai moyen
chart: line Délai moyen`,
		kpis: []kpi{
			{name: "Délai moyen", kind: metric.Duration, symbol: "jours", polarity: lower, values: []float64{12, 12, 11.5, 11, 11, 10.5, 10, 9.5, 9, 8.5}},
			{name: "Taux d'occupation", kind: metric.Percent, values: []float64{.82, .83, .84, .84, .85, .86, .87, .88, .89, .9}},
		},
		seeds: []seed{
			{"contradiction", "evidence.lead", "a baissé", "a augmenté"},
			{"typed-number", "conflict.lead", "à {Taux d'occupation}", "à 90 %"},
			{"typed-number", "context.lead", "les patients choisissent", "un patient sur trois choisit"},
		},
	},
}
