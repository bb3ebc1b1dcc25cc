// Package block is what a brief prints, one file a block: the strip, the headline, the ask, the story, the evidence, tables
// and notes. A block is a value with the forms it can take; it reads a View of the brief, in which texts and figures are
// resolved, and answers items for a flow or draws on a page. Which blocks a document shows, in which order and with how much
// room, is said by the profiles of package compose. A block never changes the brief, and never shrinks or clips what does
// not fit: it tells by how many words that is too long.
package block
