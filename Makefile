# make          what there is
# make run      the workbench on assay.db
# make check    everything but the tests, as CI does it
# make test     all tests, those in a browser included

# SQLite is compiled in by cgo; its full-text search needs this tag in every go command.
TAGS = sqlite_fts5
export GOFLAGS := -tags=$(TAGS)

GO   = go
TOOL = $(GO) tool -modfile=.tools.mod
DB   = assay.db
ADDR = 127.0.0.1:8080
EVAL = ../shared/eval
TREEBANKS = ../shared/treebanks

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.PHONY: build
build: ## make the program, bin/assay
	$(GO) build -o bin/assay ./cmd/assay

.PHONY: run
run: build ## serve $(DB) on $(ADDR); the first start prints a set-up link
	bin/assay serve --db $(DB) --addr $(ADDR)

.PHONY: demo
demo: build ## serve a desk with a worked example from demo.db
	bin/assay serve --db demo.db --addr $(ADDR) --demo

.PHONY: gallery
gallery: ## show every view in every state, without a database
	$(GO) run ./cmd/gallery

.PHONY: generate
generate: ## make Go of the templates
	$(GO) tool templ generate -path views

.PHONY: fmt
fmt: ## format Go and templates
	$(GO) tool templ fmt views
	$(TOOL) gofumpt -w .

.PHONY: fmt-check
fmt-check:
	$(GO) tool templ fmt -fail views
	@test -z "$$($(TOOL) gofumpt -l . | tee /dev/stderr)" || { echo 'make fmt formats these'; exit 1; }

.PHONY: check
check: generate fmt-check ## generated files, format, vet, linters, dead code, go.mod
	git diff --exit-code -- '*_templ.go'
	$(GO) vet -tags $(TAGS),e2e ./...
	$(TOOL) staticcheck -tags $(TAGS),e2e ./...
	$(TOOL) errcheck -ignoretests -exclude .errcheck -tags $(TAGS),e2e ./...
	$(TOOL) unparam ./...
	@dead=$$($(TOOL) deadcode -test -tags $(TAGS),e2e ./...) && test -z "$$dead" || { echo "$$dead"; exit 1; }
	$(GO) mod tidy -diff

.PHONY: test
test: browser ## all tests, with the race detector and in random order
	$(GO) test -race -shuffle=on -tags $(TAGS),e2e ./...

.PHONY: e2e
e2e: browser ## only the tests in a browser
	$(GO) test -tags $(TAGS),e2e ./web/e2e

# The tests drive Chromium. Where they run as root on Debian or Ubuntu it is installed; elsewhere that is not ours to do.
.PHONY: browser
browser:
	@for b in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$b >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update && apt-get install -y --no-install-recommends chromium; \
	else \
		echo 'The tests need Chromium, which is not installed: install the package chromium or Google Chrome.' >&2; exit 1; \
	fi

.PHONY: fuzz
fuzz: ## every fuzz target for 10 seconds
	@for pkg in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			$(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime 10s -fuzzminimizetime 10x $$pkg || exit 1; \
		done; \
	done

.PHONY: bench
bench: build ## the program against rivals on the same machine, as ratios
	$(GO) run ./cmd/bench

.PHONY: bench-split
bench-split: ## the splitter alone against rivals, which come from the Go proxy and, where there is Node, from npm
	$(GO) run ./cmd/bench -splitter

.PHONY: microbench
microbench: ## the benchmarks beside the code
	$(GO) test -run '^$$' -bench . -benchmem ./...

# The kit's gold texts are not part of the tree. Scores are counted by the kit's own scripts, which need Python 3.
.PHONY: eval
eval: build ## one table of scores with the evaluation kit in EVAL=dir; ONLY=splitting,dates picks tasks or sets
	$(GO) run ./cmd/eval -kit $(EVAL) -program bin/assay -only "$(ONLY)"

.PHONY: model
model: ## train the parser's model anew, byte for byte, from the treebanks in TREEBANKS=dir
	@test -d $(TREEBANKS) || { echo 'There are no treebanks in $(TREEBANKS): name their directory with TREEBANKS=dir.' >&2; exit 1; }
	$(GO) run ./cmd/trainsyntax -treebanks $(TREEBANKS) -out claims/syntax/model/en.bin

.PHONY: worth
worth: ## train the check-worthiness model anew, byte for byte, from the evaluation kit in EVAL=dir
	@test -d $(EVAL)/dev/checkworthy || { echo 'There is no evaluation kit in $(EVAL): name its directory with EVAL=dir.' >&2; exit 1; }
	$(GO) run ./cmd/trainworth -data $(EVAL)/dev/checkworthy/ct24_train.jsonl.gz -dev $(EVAL)/dev/checkworthy/ct24_dev.jsonl -out claims/worth/model/en.tsv

.PHONY: cover
cover: ## coverage, by function
	$(GO) test -coverpkg ./... -coverprofile cover.out ./...
	$(GO) tool cover -func cover.out

.PHONY: vuln
vuln: ## known vulnerabilities in what is called; needs the internet
	$(TOOL) govulncheck ./...

.PHONY: hooks
hooks: ## check the format before every commit
	@hook="$$(git rev-parse --git-path hooks)/pre-commit"; mkdir -p "$$(dirname "$$hook")"; \
	printf '#!/bin/sh\nexec make fmt-check\n' > "$$hook"; chmod +x "$$hook"; echo "$$hook"

.PHONY: clean
clean: ## remove what the other targets made, databases excepted
	rm -rf bin cover.out
