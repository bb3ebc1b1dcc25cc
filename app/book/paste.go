package book

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"throughline/app/brief"
	"throughline/app/intake"
	"throughline/app/sheet"
)

// Paste reads cells that were copied from a spreadsheet program, which puts them on the clipboard as text with tabs
// between them, cells of several lines in quotation marks; text that was copied from a .csv file is read as well. Addresses
// begin at A1 wherever the cells came from. The name stands for a file's, and is what tells later pastes of the same cells
// from others. Cancelling ctx ends it with ctx.Err(); every other error is a fault.Error of kind Unreadable.
func Paste(ctx context.Context, text, name string) (*sheet.Workbook, error) {
	if strings.TrimSpace(text) == "" {
		return nil, unreadable(nil, "There is no text on the clipboard; copy cells in your spreadsheet program, then choose this again.")
	}
	if int64(len(text)) > limits.Memory {
		return nil, unreadable(nil, "The copied cells have %s, more than the %s that can be pasted; save them as a file and import that.",
			intake.Megabytes(int64(len(text))), intake.Megabytes(limits.Memory))
	}
	// The clipboard's text is decoded already, whatever its first letters look like.
	src := &source{name: name, data: []byte(text), sum: sha256.Sum256([]byte(text))}
	format := brief.TextFormat{Encoding: "utf-8"}
	if tabbed(text) {
		format.Delimiter = "\t"
	} else if sniffMarkup("", src.data) != formatText {
		return nil, errNoTableCopied(nil)
	}
	wb, err := readText(ctx, src, format, func(float64) {})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && format.Delimiter == "":
		return nil, errNoTableCopied(err)
	case err != nil:
		return nil, err
	}
	wb.File, wb.Kind, wb.SHA256 = name, "paste", hex.EncodeToString(src.sum[:])
	wb.Text = nil // there are no bytes to read in another way
	return wb, nil
}

// tabbed reports cells that were copied side by side.
func tabbed(text string) bool {
	share := 0.0
	if strings.Contains(text, "\t") {
		_, share = regularity(text[:min(len(text), sampleSize)], '\t')
	}
	return share > 0.5
}

func errNoTableCopied(cause error) error {
	return unreadable(cause, "There is no table on the clipboard; copy the cells with their headers in your spreadsheet program, then choose this again.")
}
