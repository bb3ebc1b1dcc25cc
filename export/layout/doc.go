// Package layout is the engine that pages are laid out by: it breaks text into lines, lets items flow from page to page,
// draws tables whose heads are repeated, and fills fixed pages from both ends. It holds the sizes and spaces that all pages
// share. It knows shapes and text, never a brief, a figure or a device; what does not fit it answers, and never shrinks.
package layout
