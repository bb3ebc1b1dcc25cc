package raster_test

import (
	"fmt"

	"throughline/export/page"
	"throughline/export/raster"
)

func ExampleDraw() {
	fonts, err := page.NewFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	p := &page.Page{Size: page.A4}
	p.FillRect(page.Rect{W: page.A4.W / 2, H: page.A4.H}, page.Hex(0x0F766E))
	img := raster.Draw(p, fonts, 100, 141)
	fmt.Println(img.Bounds(), img.At(10, 70), img.At(90, 70))
	// Output:
	// (0,0)-(100,141) {15 118 110 255} {255 255 255 255}
}
