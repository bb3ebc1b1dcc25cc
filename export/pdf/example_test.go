package pdf_test

import (
	"bytes"
	"fmt"

	"throughline/export/page"
	"throughline/export/pdf"
)

func ExampleWrite() {
	fonts, err := page.NewFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	p := &page.Page{Size: page.A4}
	p.As(page.H1, func() {
		p.Text(72, 72, fonts.Run("Extend the nudges to every trial", page.Style{Size: 18}), page.Left)
	})
	var once, twice bytes.Buffer
	for _, file := range []*bytes.Buffer{&once, &twice} {
		if err := pdf.Write(file, &page.Document{Title: "October", Language: "en", Pages: []*page.Page{p}}, fonts); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Printf("%s %t\n", once.Bytes()[:8], bytes.Equal(once.Bytes(), twice.Bytes()))
	fmt.Println(pdf.Write(&once, &page.Document{}, fonts))
	// Output:
	// %PDF-1.7 true
	// write pdf: the document has no pages
}
