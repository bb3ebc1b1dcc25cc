package store

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"path/filepath"
	"strings"

	"throughline/app/intake"
)

var (
	errNoContainer = errors.New("not a zip container")
	errTooMany     = errors.New("too many parts")
)

// entry is one part of a container. Data that does not match its checksum is kept beside the error.
type entry struct {
	name string
	data []byte
	err  error
}

// readParts reads every part into memory; nothing is ever extracted by name. whole is false when the directory at the
// end is lost, and then the parts are those found from the beginning on.
func readParts(data []byte) (parts []entry, whole bool, err error) {
	// The directory at the end finds the parts also where the first byte is damaged.
	// ErrInsecurePath only tells of names like ../x, which are harmless here; see safeName.
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		parts, err = salvage(data)
		if err == nil && len(parts) == 0 && !bytes.HasPrefix(data, []byte(localHeader)) {
			err = errNoContainer
		}
		return parts, false, err
	}
	if len(z.File) > intake.BriefParts {
		return nil, false, errTooMany
	}
	budget := int64(intake.BriefUnzipped)
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue // folders, which some zip programs write
		}
		p := entry{name: f.Name}
		var r io.ReadCloser
		if r, p.err = f.Open(); p.err == nil {
			p.data, p.err = readPart(f.Name, r, &budget)
			p.err = errors.Join(p.err, r.Close())
		}
		if errors.Is(p.err, intake.ErrTooLarge) {
			return nil, false, intake.ErrTooLarge
		}
		parts = append(parts, p)
	}
	return parts, true, nil
}

// readPart reads a part to its end and takes what it read from the budget of the container.
func readPart(name string, r io.Reader, budget *int64) ([]byte, error) {
	most := min(*budget, mostBytes(name))
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	*budget -= int64(len(data))
	if int64(len(data)) > most {
		return nil, intake.ErrTooLarge
	}
	return data, err
}

// mostBytes is how large a part may be: what is read value by value is smaller than numbers and pictures may be.
func mostBytes(name string) int64 {
	if strings.HasPrefix(name, seriesFolder) || strings.HasPrefix(name, filesFolder) {
		return intake.BriefUnzipped
	}
	return intake.BriefText
}

// A local header of a zip: APPNOTE.TXT 4.3.7.
const (
	localHeader     = "PK\x03\x04"
	localHeaderSize = 30
)

// salvage reads a container whose end is lost by walking from one local header to the next.
func salvage(data []byte) ([]entry, error) {
	var parts []entry
	budget := int64(intake.BriefUnzipped)
	for len(data) > 0 {
		at := bytes.Index(data, []byte(localHeader))
		if at < 0 || len(data)-at < localHeaderSize {
			break
		}
		h := data[at:]
		le := binary.LittleEndian
		flags, method, sum := le.Uint16(h[6:]), le.Uint16(h[8:]), le.Uint32(h[14:])
		size := int64(le.Uint32(h[18:]))
		nameLen, extraLen := int(le.Uint16(h[26:])), int(le.Uint16(h[28:]))
		body := localHeaderSize + nameLen + extraLen
		if len(h) < body {
			break
		}
		p := entry{name: string(h[localHeaderSize : localHeaderSize+nameLen])}
		rest := h[body:]
		data = rest
		const sizesFollow = 1 << 3 // and so does the checksum: another program wrote this
		if flags&sizesFollow != 0 || strings.HasSuffix(p.name, "/") {
			continue
		}
		if int64(len(rest)) < size {
			size, p.err = int64(len(rest)), io.ErrUnexpectedEOF
		}
		data = rest[size:]
		var r io.Reader = bytes.NewReader(rest[:size])
		if method == zip.Deflate {
			r = flate.NewReader(r)
		}
		var err error
		if p.data, err = readPart(p.name, r, &budget); errors.Is(err, intake.ErrTooLarge) {
			return nil, err
		}
		p.err = errors.Join(p.err, err)
		if p.err == nil && crc32.ChecksumIEEE(p.data) != sum {
			p.err = zip.ErrChecksum
		}
		if parts = append(parts, p); len(parts) > intake.BriefParts {
			return nil, errTooMany
		}
	}
	return parts, nil
}

// safeName reports whether a part's name would stay in its folder on every system. Others are read if they are ours but
// never written again: whoever unpacks our files should not be surprised.
func safeName(name string) bool {
	return filepath.IsLocal(name) && !strings.ContainsAny(name, "\\:\x00")
}
