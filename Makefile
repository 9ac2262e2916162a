# `make serve` and `make test` need Python 3.11+ and nothing else; the rest they install into .venv.
PYTHON3 ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
SERVING := $(VENV)/.serving
DEVELOPMENT := $(VENV)/.development
WEBSITE := $(VENV)/.website

.PHONY: serve test tools check clients clients-derived contracts docs derived evidence fidelity load mutants pictures spec-check format setup lock fuzz thorough untranslated clean

serve: $(SERVING)
	$(BIN)/zitadel-mock serve

test: setup clients
	$(BIN)/pytest

# Other people's generators, linters and testers on openapi.yaml, and clients that take longer to install.
tools: setup
	$(PYTHON) -m tests.clients.prepare --tools
	$(BIN)/pytest -m tools

check: setup docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zitadel-mock spec --format json >$(VENV)/openapi.json
	$(BIN)/openapi-spec-validator $(VENV)/openapi.json
	$(PYTHON) -m tests.links

# The site of the documents, with a reference made of the code; a dead link or a page without its place fails it.
docs: $(WEBSITE)
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict
	@echo "the site is in build/site"

# What tests drive: clients in Node.js, Go and Java, and a browser. What cannot be had is told of, and its tests skipped.
clients: setup
	$(PYTHON) -m tests.clients.prepare

contracts: setup
	$(BIN)/pytest contracts

# Reads the recordings anew for where checks of the contract come from.
evidence: setup
	$(BIN)/zitadel-mock spec --format json >$(VENV)/openapi.json
	$(PYTHON) -m contracts.verify.evidence $(VENV)/openapi.json

# Replays every recording and writes the figures of docs/fidelity.md, with those of the last `make mutants`.
fidelity: setup
	$(PYTHON) -m tests.fidelity

fuzz: setup
	$(BIN)/pytest -m fuzz

# What `make test` runs a sample of, in full.
thorough: setup clients
	$(BIN)/pytest -m thorough

load: setup
	$(BIN)/pytest -m long

mutants: setup
	$(BIN)/pytest -m '' --junitxml $(VENV)/mutants.xml \
		tests/mutants/test_mutants.py::test_mutant tests/fuzz/test_mutants.py::test_mutant \
		|| status=$$?; $(PYTHON) -m tests.mutants.kills $(VENV)/mutants.xml; exit $${status:-0}

# The pictures of the documents, out of those that the tests of the console take.
pictures: setup clients
	$(BIN)/pytest -m 'not tools' tests/control/console/test_walkthrough.py tests/control/console/test_pictures.py tests/control/console/test_webhook_pages.py
	$(PYTHON) -m tests.docs.pictures

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(DEVELOPMENT)

# Serving needs few packages, so that the first answer does not wait for the tools of development.
$(SERVING): requirements.lock requirements-build.lock pyproject.toml .ci/install
	$(PYTHON3) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON3) -m venv --clear $(VENV)
	.ci/install $(PYTHON) --editable requirements.lock requirements-build.lock
	touch $@

$(DEVELOPMENT): requirements-dev.lock $(SERVING)
	.ci/install $(PYTHON) --editable requirements-dev.lock
	touch $@

$(WEBSITE): website/requirements.lock $(DEVELOPMENT)
	.ci/install $(PYTHON) --editable website/requirements.lock
	touch $@

# Pins every dependency with its hashes, for all platforms: those of serving, those that build, and all that development
# needs, where the first two count; then what the tests take from elsewhere. `make lock UPGRADE=--upgrade` takes the newest
# of everything from PyPI; package.json and pom.xml name versions themselves, and so does go.mod, which `go get` locks. It
# needs the uv of an earlier `make setup`, and not a new one, which would want the locks that are to be made.
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(UPGRADE)
lock:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group build -c requirements.lock -o requirements-build.lock
	$(COMPILE) --all-extras pyproject.toml --group build -c requirements.lock -c requirements-build.lock -o requirements-dev.lock
	$(COMPILE) website/requirements.in -c requirements-dev.lock -o website/requirements.lock
	echo pip | $(COMPILE) - -o tests/clients/pip.lock
	for folder in tests/clients/python tests/tools/python; do \
	  $(COMPILE) $$folder/requirements.in -o $$folder/requirements.lock || exit 1; done
	for manifest in $$(git ls-files '*package.json'); do \
	  npm install --prefix $${manifest%/package.json} --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved \
	    --no-audit --no-fund --silent || exit 1; done
	$(PYTHON) -m tests.tools.jars
	$(PYTHON) -m tests.packages.java

# Writes all that follows from the surface: schemas of messages for the OpenAPI document, their Python classes, and the
# page of operations.
derived: setup
	$(PYTHON) -m mockserver.spec.writing
	$(PYTHON) -m mockserver.unmodelled.overview
	$(PYTHON) -m mockserver.migration.overview
	$(PYTHON) -m mockserver.operations.messages

# The client of the control API that the module for Go keeps; those of other languages are made when they are built.
clients-derived:
	cd clients/go && go generate ./control

# Texts that English stands in for, by language.
untranslated: setup
	@$(PYTHON) -m mockserver.errors.untranslated

include mockserver/surface/surface.mk
include benchmarks/bench.mk

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
