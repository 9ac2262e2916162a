# `make serve` and `make test` need Python 3.11+ and nothing else; the rest they install into .venv.
PYTHON3 ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
STAMP := $(VENV)/.installed

.PHONY: serve test check clients contracts load mutants pictures spec-check format setup lock fuzz clean

serve: setup
	$(BIN)/zitadel-mock serve

test: setup
	-.ci/install-browser
	$(BIN)/pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/openapi-spec-validator openapi.yaml
	$(PYTHON) -m tests.links

# Other people's clients that tests drive, in Node.js and Go.
clients: setup
	$(PYTHON) -m tests.clients.prepare

contracts: setup
	$(BIN)/pytest contracts

fuzz: setup
	$(BIN)/pytest -m fuzz

load: setup
	$(BIN)/pytest -m long

mutants: setup
	$(BIN)/pytest -m mutants

# The pictures of the documents, out of those that the tests of the console take.
pictures: setup clients
	$(BIN)/pytest tests/control/console/test_walkthrough.py tests/control/console/test_pictures.py
	$(PYTHON) -m tests.docs.pictures

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON3) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version if sys.version_info < (3, 11) else 0)'
	test -x $(PYTHON) || $(PYTHON3) -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile -r requirements.lock
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(PYTHON) -m compileall -q $(VENV)/lib mockserver || true
	touch $(STAMP)

# Pins every dependency with its hashes, for all platforms.
lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --all-extras pyproject.toml -o requirements.lock

include mockserver/protos/protos.mk
include benchmarks/bench.mk

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
