// Package compose lays a brief out as pages: it resolves the figures, checks that every character can be printed, gathers
// the evidence and the notes, and has the blocks of a profile drawn in their order. It answers every problem it met as a
// finding, never fails halfway, and never shrinks or clips a text to make it fit. It draws nothing on a device, reads no
// clock and no file, and knows nothing of windows.
package compose
