# Two commands are enough: "make run" and "make test". On Debian and Ubuntu, as root or with sudo, both install what is
# missing; on other systems README.md says what to install. Everything made here lies in build/.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

export LANG := C.UTF-8
export LC_ALL := C.UTF-8

GO ?= go
GO_VERSION := $(shell sed -n 's/^go //p' go.mod)
# no_animations keeps the caret still: fading it would repaint the whole window sixty times a second while one thinks.
APP_TAGS := migrated_fynedo,no_animations
ifeq ($(shell uname -s),Linux)
APP_TAGS := x11,$(APP_TAGS)
endif
TEST_TAGS := ci,migrated_fynedo
FUZZTIME ?= 5s
GOLANGCI_VERSION := v2.15.0
GOLANGCI := build/tools/golangci-lint-$(GOLANGCI_VERSION)
# The packages in which goroutines meet: what works in the background, and the pages that it makes for the window.
RACE_PACKAGES := ./app ./app/session ./app/store ./app/ui/... ./export ./export/raster

APP := build/throughline
SOURCES := go.mod go.sum $(shell find main.go app export assets \( -name '*.go' -not -name '*_test.go' \) -o -path 'assets/*' -type f)
SAMPLE := assets/sample/product-metrics.xlsx assets/sample/story.md

BUILD_LIBRARIES := gl x11 xrandr xcursor xinerama xi xxf86vm xkbcommon
BUILD_PACKAGES := gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev
TEST_TOOLS := pdftotext qpdf Xvfb xdotool dbus-daemon
TEST_PACKAGES := poppler-utils qpdf xvfb xdotool dbus

.PHONY: run build sample test test-headless test-window test-race soak bench fuzz lint generate clean help
.PHONY: toolchain build-packages test-packages

## run: build the app, make the sample brief and its PDF, and open the app on it where there is a display
run: build/sample.pdf
	@if [ -n "$${DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
		$(APP) build/sample.brief; \
	else \
		echo "There is no display here, so the window stays closed. Look at build/sample.pdf, made from build/sample.brief."; \
	fi

## build: build build/throughline, the window and the command line in one
build: $(APP)

$(APP): $(SOURCES) | toolchain build-packages
	@mkdir -p build
	@echo "Building $(APP); the first time takes some minutes, as the window's C code is compiled."
	@CGO_ENABLED=1 $(GO) build -tags $(APP_TAGS) -trimpath -ldflags '-s -w' -o $(APP) .

## sample: make build/sample.brief and build/sample.pdf from the sample workbook
sample: build/sample.pdf
	@echo "The sample is at build/sample.brief, its PDF at build/sample.pdf."

# The sample is made anew when the program or the workbook changed: it is a thing to try out, not to keep.
build/sample.brief: $(SAMPLE) $(APP)
	@$(APP) new $@ --force --story assets/sample/story.md --data assets/sample/product-metrics.xlsx

build/sample.pdf: build/sample.brief
	@$(APP) export $< -o $@

## test: run every test: without a window, and the real window on a virtual display
test: toolchain test-packages
	@$(MAKE) test-headless
	@$(MAKE) test-window
	@echo "All tests passed: the packages without a window, and the real window on a virtual display (build/window.png)."

## test-headless: run the tests of every package; needs no C compiler and no display
test-headless: toolchain
	CGO_ENABLED=0 $(GO) test -tags $(TEST_TAGS) ./...

## test-window: start the built app on a virtual display, look at it, and close it
test-window: build/sample.brief | test-packages
	CGO_ENABLED=0 $(GO) test -count=1 -tags $(TEST_TAGS),window -run '^TestWindow' ./app

## test-race: run the tests of the packages that have goroutines under the race detector; needs a C compiler
test-race: toolchain build-packages
	CGO_ENABLED=1 $(GO) test -race -timeout 30m -tags $(TEST_TAGS) $(RACE_PACKAGES)

## soak: use the real window for MINUTES (5) and print what it takes; SEED repeats a run, METRICS takes so many metrics
soak: build/sample.brief | test-packages
	CGO_ENABLED=0 SOAK_MINUTES=$(MINUTES) SOAK_SEED=$(SEED) SOAK_METRICS=$(METRICS) \
		$(GO) test -count=1 -timeout 0 -tags $(TEST_TAGS),window,soak -v -run '^TestSoak$$' ./app

## bench: print the benchmarks of every package
bench: toolchain
	CGO_ENABLED=0 $(GO) test -tags $(TEST_TAGS) -run '^$$' -bench . -benchmem ./...

## fuzz: let every fuzz target make up inputs for FUZZTIME (5s)
fuzz: toolchain
	@mkdir -p build/fuzz; top=$$PWD; \
	for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' app export | xargs -n1 dirname | sort -u); do \
		CGO_ENABLED=0 $(GO) test -c -fuzz . -tags $(TEST_TAGS) -o build/fuzz/fuzz.test ./$$dir; \
		cd $$dir; \
		for target in $$($$top/build/fuzz/fuzz.test -test.list '^Fuzz'); do \
			echo "$$dir $$target"; \
			$$top/build/fuzz/fuzz.test -test.run '^$$' -test.fuzz "^$$target\$$" -test.fuzztime $(FUZZTIME) \
				-test.fuzzminimizetime 10x -test.parallel 2 -test.fuzzcachedir $$top/build/fuzz/cache/$$dir; \
		done; \
		cd $$top; \
	done

## lint: run the linters of .golangci.yml, at a version pinned here
lint: $(GOLANGCI) | toolchain
	CGO_ENABLED=0 $(GOLANGCI) run

# The linter is built once for a version; "make clean" removes it, and Go's own cache brings it back in seconds.
$(GOLANGCI): | toolchain
	@mkdir -p build/tools
	@echo "Building golangci-lint $(GOLANGCI_VERSION); the first time takes some minutes."
	@GOBIN=$(CURDIR)/build/tools CGO_ENABLED=0 $(GO) install -trimpath -ldflags '-s -w' github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv build/tools/golangci-lint $@

## generate: draw the icon, write the sample workbook and gather the licences again
generate: toolchain
	$(GO) generate ./assets

## clean: remove build/
clean:
	rm -rf build

## help: list these targets
help:
	@sed -n 's/^## //p' Makefile

toolchain:
	@have=$$($(GO) env GOVERSION 2>/dev/null || true); have=$${have#go}; \
	if [ -z "$$have" ]; then \
		echo "Throughline needs Go $(GO_VERSION) or newer, and there is no go command that can build it. Get it from https://go.dev/dl/." >&2; exit 1; \
	elif ! printf '%s\n' "$(GO_VERSION)" "$$have" | sort -V -C; then \
		echo "Throughline needs Go $(GO_VERSION) or newer; this is Go $$have. Get it from https://go.dev/dl/." >&2; exit 1; \
	fi

# What is asked is whether the tools are there, not which package brought them; only then are packages installed.
build-packages:
	@case "$$(uname -s)" in Linux) ;; *) exit 0 ;; esac; \
	command -v gcc >/dev/null && pkg-config --exists $(BUILD_LIBRARIES) 2>/dev/null || .ci/install "build the window" $(BUILD_PACKAGES)

test-packages:
	@case "$$(uname -s)" in Linux) ;; *) exit 0 ;; esac; \
	type $(TEST_TOOLS) >/dev/null 2>&1 || .ci/install "run all tests" $(TEST_PACKAGES)
