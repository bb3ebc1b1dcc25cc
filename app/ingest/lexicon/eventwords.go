package lexicon

import "throughline/app/language"

// The words of event tables, as data.
var (
	// happenedWords head the moment an event happened; laterWords one that follows it or has nothing to do with it.
	happenedWords = language.Set("sheet.happened")
	laterWords    = language.Set("sheet.later")

	// LevelWords name numbers that average; placeWords numbers that neither add nor average.
	LevelWords = language.Set("sheet.levels")
	PlaceWords = language.Set("sheet.places")

	// ClockTimes head a time of day.
	ClockTimes = language.Set("sheet.clock-times")

	// WhoWords head names of those who take part in several events.
	WhoWords = language.Set("sheet.who")

	// EventNouns head the ID of the event itself.
	EventNouns = language.Set("sheet.event-nouns")

	// flagWords begin or end a header that 0 and 1 answer.
	flagWords = language.Set("sheet.flags")
)

// MomentWords name a column of moments, whatever its numbers look like.
var MomentWords = language.Set("sheet.moments")
