package page_test

import (
	"fmt"

	"throughline/export/page"
)

func Example() {
	fonts, err := page.NewFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	p := &page.Page{Size: page.A4}
	p.As(page.H1, func() {
		p.Text(72, 72, fonts.Run("Extend the nudges", page.Style{Face: page.SemiBold, Size: 18}), page.Left)
	})
	p.As(page.Paragraph, func() {
		p.Text(72, 96, fonts.Run("Conversion rose to 12.4%.", page.Style{Size: 11}), page.Left)
	})
	for _, op := range p.Ops {
		if t, ok := op.(*page.Text); ok {
			fmt.Printf("%.0f, %.0f: %s\n", t.At.X, t.At.Y, t.Run.Text)
		}
	}
	fmt.Printf("%.1f\n", page.Contrast(page.Hex(0x0F766E), page.Hex(0xFFFFFF)))
	// Output:
	// 72, 72: Extend the nudges
	// 72, 96: Conversion rose to 12.4%.
	// 5.5
}
