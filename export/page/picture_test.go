package page_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/export/page"
)

// mark returns a dark disc on a ground.
func mark(w, h int, ground color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, ground)
			if dx, dy := x-w/2, y-h/2; dx*dx+dy*dy < h*h/5 {
				img.Set(x, y, color.NRGBA{R: 20, G: 60, B: 120, A: 255})
			}
		}
	}
	return img
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALogoIsWrittenAnewWithoutWhatItCarried(t *testing.T) {
	t.Parallel()
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, mark(300, 100, color.White), nil); err != nil {
		t.Fatal(err)
	}
	// A comment, as a camera or a program of pictures leaves them, after the start of the file.
	secret := []byte("taken by Jane Doe at 52.52 N")
	commented := append([]byte{0xFF, 0xD8, 0xFF, 0xFE, 0, byte(len(secret) + 2)}, append(secret, photo.Bytes()[2:]...)...)
	for name, data := range map[string][]byte{
		"PNG":  pngOf(t, mark(300, 100, color.Transparent)),
		"JPEG": commented,
	} {
		clean, err := page.CheckLogo(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(clean, secret) || bytes.Contains(clean, []byte("tEXt")) {
			t.Errorf("%s: what the file says besides its pixels is kept", name)
		}
		again, err := page.CheckLogo(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s: a logo that was kept changes when it is chosen again (%v)", name, err)
		}
		q, err := page.ReadPicture(clean)
		if err != nil {
			t.Fatal(err)
		}
		if q.W < 85 || q.W > 95 || q.H < 85 || q.H > 95 || len(q.RGB) != 3*q.W*q.H || q.RGB[0] < 230 {
			t.Errorf("%s: read as %d×%d with a corner of %v, want the disc alone, on white", name, q.W, q.H, q.RGB[:3])
		}
	}
}

func TestALargeLogoIsKeptAsLargeAsItIsPrinted(t *testing.T) {
	t.Parallel()
	clean, err := page.CheckLogo(pngOf(t, mark(3000, 1000, color.Gray{200})))
	if err != nil {
		t.Fatal(err)
	}
	q, err := page.ReadPicture(clean)
	if err != nil || q.W != 1000 || q.H != 333 {
		t.Errorf("kept as %+v, %v", q, err)
	}
	box := q.Fit(page.Rect{X: 100, Y: 10, W: 96, H: 20})
	if ratio := box.W / box.H; box.Right() != 196 || ratio < 2.9 || ratio > 3.1 || box.W > 96 || box.H > 20 {
		t.Errorf("fits as %+v", box)
	}
}

func TestAPictureThatIsNoLogoIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	good := pngOf(t, mark(300, 100, color.White))
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":        {nil, "no PNG or JPEG"},
		"a GIF":          {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "no PNG or JPEG"},
		"cut short":      {good[:len(good)/2], "damaged"},
		"too many bytes": {make([]byte, intake.Logo+1), "larger than 8 MB"},
		"a poster":       {pngOf(t, image.NewGray(image.Rect(0, 0, 6000, 5000))), "24 million"},
		"white on clear": {pngOf(t, image.NewNRGBA(image.Rect(0, 0, 50, 50))), "nothing on white paper"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := page.CheckLogo(c.data)
			var told *fault.Error
			if !errors.As(err, &told) || !strings.Contains(told.Text, c.says) {
				t.Errorf("said %v, want a sentence with %q", err, c.says)
			}
		})
	}
}

func FuzzCheckLogo(f *testing.F) {
	f.Add(pngOf(f, mark(30, 10, color.Transparent)))
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, mark(30, 10, color.White), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(photo.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := page.CheckLogo(data)
		if err != nil {
			var told *fault.Error
			if !errors.As(err, &told) {
				t.Fatalf("an error nobody explained: %v", err)
			}
			return
		}
		if _, err := page.ReadPicture(clean); err != nil {
			t.Fatalf("what was kept cannot be read: %v", err)
		}
	})
}
