# make demo   build the graph and the page from the examples (needs Python 3.11 or newer, nothing else)
# make test   ruff, mypy --strict and pytest
# make bench  speed and memory on this machine
# make bench-pages  how fast pages open and move in a browser, beside pyvis
# make fuzz   look for inputs that break the reading, for an hour (SECONDS=3600)
# make quality  measure how right the reading is, and how sure each rule: docs/quality.md
# make bench-queries  how long questions take on a graph of a million statements
# make bench-stores  load rate, size and walks of the stores, with Neo4j and peers beside them
# make bench-scale  what many articles take: memory, cores, kills, who is who at scale (with PySpark, if it is installed)
# make docs   write the outputs that the README shows anew, and docs/vocabulary.md
# make lock   renew the versions of all that demo and test install
# Everything is installed into .venv, again only when the project's dependencies change.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
KEYS := setup.cfg pyproject.toml kg/__init__.py

# Two of the compiled libraries want room of their own in one process, more than the loader of Linux sets aside.
export GLIBC_TUNABLES := glibc.rtld.optional_static_tls=16384

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz lock bench bench-stores bench-pages quality bench-queries bench-scale docs clean

help:
	@sed -n '1,12s/^# //p' Makefile


# Installed in place, so that an edited file is run at once and an edit never asks for a new installation.
$(VENV)/.installed: $(KEYS) requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with its venv module is needed" \
	"(on Debian and Ubuntu: apt install python3-venv); or name one: make PYTHON=/path/to/python" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-test: $(KEYS) requirements-test.lock | $(VENV)/.installed
	@echo "Installing the test tools into $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements-test.lock
	@$(PIP) install -e '.[test]'
	@! command -v npm >/dev/null || npm install --silent --no-audit --no-fund --prefix $(VENV)/node axe-core@4.14.1 || \
	echo "axe-core could not be installed: the tests that look for barriers are left out" >&2
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(KEYS) | $(VENV)/.installed
	@echo "Installing the programs to compare with into $(VENV) ..." >&2
	@$(PIP) install -e '.[bench]'
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed
	@$(BIN)/python -m kg build examples --store demo/store --out demo/page.html
	@echo "Open this page in a browser: $(CURDIR)/demo/page.html"

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

SECONDS ?= 3600
fuzz: $(VENV)/.installed-test
	@$(BIN)/python tests/hostile/fuzz.py --seconds $(SECONDS) --folder .fuzz

bench: $(VENV)/.installed-bench
	@$(BIN)/python -m bench.extract
	@$(BIN)/python -m bench.identity

quality: $(VENV)/.installed
	@$(BIN)/python -m bench.quality

bench-pages: $(VENV)/.installed-test
	@$(BIN)/python -m bench.pages

bench-stores: $(VENV)/.installed-bench
	@$(BIN)/python -m bench.stores

bench-queries: $(VENV)/.installed-test
	@$(BIN)/python -m bench.queries

bench-scale: $(VENV)/.installed-test
	@$(BIN)/python -m bench.scale

docs: $(VENV)/.installed-test
	@PYTHONPATH=tests $(BIN)/python -m tests.test_docs

# The versions and hashes of all that demo and test install, for every system and Python that the project knows.
LOCK = $(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	--python-version 3.11 setup.cfg
lock: $(VENV)/.installed
	@$(PIP) install uv
	@$(LOCK) -o requirements.lock
	@$(LOCK) --extra test -o requirements-test.lock

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
