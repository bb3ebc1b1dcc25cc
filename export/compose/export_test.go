package compose

import (
	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/page"
)

// ViewOf is a brief as its blocks are given it.
func ViewOf(f *page.Fonts, b *brief.Brief, o Options) *block.View { return newComposer(f, b, o).View }
