package compose

import (
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/export/page"
)

// Options say how a brief is to be printed. The zero value means: as the brief itself says.
type Options struct {
	Profile brief.Profile // empty: the one-page brief
	Paper   brief.Paper   // empty: the paper of the brief's settings
	// Date is the creation date the file claims, and the day on which numbers are stale; zero: the day the brief's data runs to.
	Date time.Time
	Logo *page.Picture // the brief's logo; whoever holds the brief reads it once
	// Claims is a fresh reader of the brief, for those who go on with it afterwards; nil: one is made.
	Claims *claim.Reader
	Ledger Carry // whether a PDF carries its ledger; the zero value: unless the brief is for readers outside
}

// Carry says whether a PDF carries the ledger of its numbers, with the values behind them.
type Carry uint8

// The choices. ByClassification lets the brief's classification decide.
const (
	ByClassification Carry = iota
	Always
	Never
)
