# Optrek. `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash -o pipefail
VERSION ?= $(shell git describe --always --dirty 2>/dev/null || echo unknown)
WEB := services/gateway/web
WEB_SOURCES = $(shell find $(WEB)/src $(WEB)/public $(WEB)/mijn $(WEB)/scripts -type f 2>/dev/null) $(wildcard $(WEB)/*.html $(WEB)/*.ts $(WEB)/package.json)
NPM := npm --no-audit --no-fund --no-update-notifier --loglevel=error
GO_PACKAGES := ./...
# The tools of the checks are pinned in modules of their own, apart from ours.
GOLANGCI := go tool -modfile=$(CURDIR)/.ci/tools/lint/go.mod golangci-lint
BUF := $(CURDIR)/.ci/tools/node_modules/.bin/buf

.PHONY: help
help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## ?/  make \1\t/' | expand -t 22

.PHONY: run
run: build ## build everything and start Optrek on this machine, with demo people (http://localhost:8080)
	@exec ./bin/optrek all

.PHONY: build
build: bin/optrek ## the one binary, with the web app inside: bin/optrek

.PHONY: test
test: web postgres charts ## every test: Go, web, the chart, and the journeys in a real browser
	@cd $(WEB) && $(NPM) run --silent check && $(NPM) run --silent test && $(NPM) run --silent size
	go vet $(GO_PACKAGES)
	go test -timeout 30m $(GO_PACKAGES)
	cd deploy/image && go test ./...
	cd deploy/checks && go vet ./... && go test -count=1 ./... # -count: it reads files beside it

.PHONY: e2e
e2e: web postgres ## only the journeys: over HTTP and in the browser (E2E_TARGET=url for one that runs)
	go test -count=1 -timeout 30m -v ./services/e2e/...

.PHONY: image
image: web ## the container image, FROM scratch, with its list of parts: .artefacts/image (deploy/image/build.sh --twice compares)
	@deploy/image/build.sh "$(VERSION)"

.PHONY: e2e-cluster
e2e-cluster: ## a rehearsal on the cluster of the current kube context (deploy/cluster/run.sh says what it needs)
	@deploy/cluster/run.sh

# -count=1: the chart lies outside the module, where Go does not see that it changed. The flags are those of the tools
# that are built of the same packages, so that each is compiled once.
.PHONY: charts
charts: ## the chart as a cluster would judge it: strict, validated, Pod Security, network (UPDATE=1: its README too)
	cd charts/test && CGO_ENABLED=0 go vet -trimpath ./... && CGO_ENABLED=0 go test -trimpath -count=1 ./... $(if $(UPDATE),-args -update)

.PHONY: bench
bench: postgres ## the benchmarks, as ratios against a named peer or limit
	go test -run '^$$' -bench . -benchtime 2s ./services/bench/...

.PHONY: lint
lint: $(BUF) proto/third_party/.stamp $(WEB)/node_modules/.stamp ## golangci-lint, buf lint, the web app's types
	$(GOLANGCI) run --config .ci/golangci.yaml
	cd proto && $(BUF) lint
	cd $(WEB) && $(NPM) run --silent check

.PHONY: verify
verify: $(BUF) ## generated code is up to date, go.mod tidy, nothing breaks the contract
	@deploy/dev/verify.sh

.PHONY: gen
gen: $(BUF) proto/third_party/.stamp $(WEB)/node_modules/.stamp ## generate code from proto/ (Go, REST, OpenAPI, the web app's types)
	deploy/dev/gen.sh
	cd $(WEB) && $(NPM) run --silent gen

.PHONY: web
web: $(WEB)/dist/index.html ## build the web app

.PHONY: postgres
postgres: deploy/dev/postgres/node_modules/.stamp ## fetch the PostgreSQL that `make run` and the tests use

.PHONY: clean
clean: ## remove what was built (not your data in .data/)
	rm -rf bin $(WEB)/.artefacts .artefacts
	find $(WEB)/dist -mindepth 1 ! -name .gitkeep -delete

GO_SOURCES = $(shell find services proto/gen deploy -name '*.go' -not -name '*_test.go' 2>/dev/null) $(shell find services -name '*.sql' 2>/dev/null)
bin/optrek: web postgres go.mod go.sum $(GO_SOURCES)
	@echo "Optrek wordt gebouwd …"
	go build -trimpath -ldflags "-X main.version=$(VERSION)" -o $@ ./services/cmd/optrek

$(WEB)/dist/index.html: $(WEB)/node_modules/.stamp $(WEB_SOURCES)
	cd $(WEB) && $(NPM) run --silent build
	@touch $@

$(WEB)/node_modules/.stamp: $(WEB)/package-lock.json
	$(NPM) ci --prefix $(WEB)
	@touch $@

deploy/dev/postgres/node_modules/.stamp: deploy/dev/postgres/package-lock.json
	$(NPM) ci --prefix deploy/dev/postgres --ignore-scripts
	@touch $@

proto/third_party/.stamp: deploy/dev/third-party.sh
	@deploy/dev/third-party.sh

# Pinned in package.json; a lock file would ask every registry for all of buf's platforms.
$(BUF): .ci/tools/package.json
	$(NPM) install --prefix .ci/tools --ignore-scripts --no-package-lock
	@touch $@
