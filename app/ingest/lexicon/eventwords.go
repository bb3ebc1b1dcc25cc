package lexicon

// The words of event tables, as data.
var (
	// happenedWords head the moment an event happened; laterWords one that follows it or has nothing to do with it.
	happenedWords = Set(`created create creation ordered order placed purchase purchased opened open started start begin occurred happened event
		reported submitted signed signup sign-up invoice invoiced transaction session visit visited logged booked booking paid payment call
		sale sold incident ticket received sent timestamp`)
	laterWords = Set(`updated update modified changed due expires expiry expiration birth birthday dob ship shipped delivery delivered renewal renews last
		exported imported hire hired eta deadline target closed resolved completed finished end ended cancelled canceled refunded returned first\ response`)

	// LevelWords name numbers that average; placeWords numbers that neither add nor average.
	LevelWords = Set(`rate ratio price score rating nps csat ces satisfaction grade rank stars time duration latency age wait waiting lead\ time
		cycle\ time resolution response average avg mean median per percent percentage pct % margin\ % temperature speed level index ttr ttc
		ttfr mttr sentiment probability priority severity tenure yield utilisation utilization balance salary`)
	PlaceWords = Set(`lat latitude lng lon long longitude x y zip postcode postal year month week day quarter hour version fips`)

	// ClockTimes head a time of day.
	ClockTimes = Set(`time start\ time end\ time time\ of\ day start end clock\ in clock\ out uhrzeit heure hora`)

	// WhoWords head names of those who take part in several events.
	WhoWords = Set(`customer customers user users client clients account accounts company companies visitor visitors member members subscriber
		buyer shopper patient student employee agent seller vendor supplier email e-mail device contact organisation organization tenant workspace`)

	// EventNouns head the ID of the event itself.
	EventNouns = Set(`order ticket invoice session transaction incident case request call visit booking event issue payment lead deal subscription
		bug claim complaint shipment delivery return refund purchase sale reference ref key`)

	// flagWords begin or end a header that 0 and 1 answer.
	flagWords = Set(`is has was did does had can flag active won churn sla breach met first new returning repeat valid success paid trial spam fraud`)
)

// MomentWords name a column of moments, whatever its numbers look like.
var MomentWords = Set(`date datum fecha data dated day time timestamp datetime ts at on created opened closed ordered placed started ended
	updated resolved occurred happened completed paid purchased signup signed submitted reported logged booked epoch`)
