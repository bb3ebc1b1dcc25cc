//go:build window

package app_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestWindowOpensOnTheSample starts the program that "make build" built on a virtual display, waits until its window has
// drawn the sample brief, keeps what it looks like in build/window.png, and closes it as a user does.
func TestWindowOpensOnTheSample(t *testing.T) {
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed; make test installs it", tool)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	screen, display := virtualDisplay(ctx, t, standardDisplay)

	home := t.TempDir()
	sample, err := os.ReadFile("../build/sample.brief")
	if err != nil {
		t.Fatalf("%v; make sample makes it", err)
	}
	brief := filepath.Join(home, "sample.brief")
	if err := os.WriteFile(brief, sample, 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "DISPLAY="+display, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home,
		"XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "LIBGL_ALWAYS_SOFTWARE=1")
	var said bytes.Buffer
	app := exec.CommandContext(ctx, program(t), brief)
	app.Env, app.Stdout, app.Stderr = env, &said, &said
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- app.Wait() }()

	var window string
	var seen image.Image
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		select {
		case err := <-ended:
			t.Fatalf("the program ended before its window was drawn: %v\n%s", err, said.String())
		default:
		}
		find := exec.CommandContext(ctx, "xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(app.Process.Pid))
		find.Env = env
		if out, err := find.Output(); err == nil {
			window, _, _ = strings.Cut(string(out), "\n")
		}
		if window != "" {
			if seen, err = readXWD(screen); err == nil && isDrawn(seen) {
				break
			}
		}
		if time.Now().After(deadline) {
			keep(t, seen)
			t.Fatalf("after a minute the window (%q) shows nothing but a plain ground; build/window.png is what it shows\n%s", window, said.String())
		}
	}
	time.Sleep(time.Second) // the page beside the editor is drawn a moment after the window
	if seen, err = readXWD(screen); err != nil {
		t.Fatal(err)
	}
	keep(t, seen)

	quit := exec.CommandContext(ctx, "xdotool", "windowfocus", "--sync", window, "key", "ctrl+q")
	quit.Env = env
	if out, err := quit.CombinedOutput(); err != nil {
		t.Fatalf("xdotool: %v\n%s", err, out)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("closing the window ended the program with %v\n%s", err, said.String())
		}
	case <-time.After(20 * time.Second):
		t.Errorf("the program still runs 20 seconds after its window was closed\n%s", said.String())
	}
	if after, err := os.ReadFile(brief); err != nil || !bytes.Equal(after, sample) {
		t.Errorf("opening and closing the brief changed its file (%v)", err)
	}
}

// standardDisplay is the size most tests of the window have, in pixels.
const standardDisplay = "1280x800"

// virtualDisplay starts an X server that draws into a file, and returns that file and the display's name.
func virtualDisplay(ctx context.Context, t testing.TB, size string) (screen, display string) {
	t.Helper()
	dir := t.TempDir()
	numbers, number, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// -r: no auto-repeat, which on a busy machine doubles a letter whose release comes late.
	server := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-fbdir", dir, "-nolisten", "tcp", "-r")
	server.ExtraFiles = []*os.File{number}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	_ = number.Close() // the server has its own
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	line, err := bufio.NewReader(numbers).ReadString('\n')
	if err != nil {
		t.Fatalf("the virtual display did not start: %v", err)
	}
	return filepath.Join(dir, "Xvfb_screen0"), ":" + strings.TrimSpace(line)
}

// readXWD reads the screen of a virtual display: an X window dump, big-endian, with 32 bits a pixel (XWDFile.h).
func readXWD(file string) (image.Image, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	const headerFields = 25
	if len(data) < headerFields*4 {
		return nil, errors.New("the screen is not there yet")
	}
	var h [headerFields]int
	for i := range h {
		h[i] = int(binary.BigEndian.Uint32(data[4*i:]))
	}
	size, width, height, lsbFirst, bits, stride, colors := h[0], h[4], h[5], h[7] == 0, h[11], h[12], h[19]
	pixels := data[min(size+12*colors, len(data)):]
	if bits != 32 || len(pixels) < stride*height {
		return nil, errors.New("the screen is not in 32 bits a pixel")
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p := pixels[y*stride+4*x:]
			c := color.RGBA{R: p[1], G: p[2], B: p[3], A: 255}
			if lsbFirst {
				c = color.RGBA{R: p[2], G: p[1], B: p[0], A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img, nil
}

// isDrawn reports whether there is more to see than a ground: text alone brings hundreds of shades.
func isDrawn(img image.Image) bool {
	seen := map[color.Color]int{}
	most, b := 0, img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := img.At(x, y)
			seen[c]++
			most = max(most, seen[c])
		}
	}
	return len(seen) > 60 && most < b.Dx()*b.Dy()*9/10
}

func keep(t *testing.T, img image.Image) {
	t.Helper()
	if img == nil {
		return
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../build/window.png", file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
