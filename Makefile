# `make demo` and `make test` need Python 3.11 or newer and make; everything else they install into .venv.
PYTHON ?= python3
BIN := .venv/bin
# Processes that share the tests, file by file.
WORKERS ?= auto
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help demo test lint types check-tests check-browser screenshots floors gold bench codebooks lock clean

help:
	@echo "make demo   read the shipped sample and show what it holds"
	@echo "make test   lint, types and all tests (floors of the large gold sets apart)"
	@echo "make check-browser   walk through the workbench in Chromium, a part of make test"
	@echo "make floors no figure of any gold set has fallen (minutes)"
	@echo "make gold   score every gold set found under ../shared/gold"
	@echo "make screenshots   take the pictures of docs/workbench.md anew"
	@echo "make codebooks  write the codebooks of the exports anew, from the code"
	@echo "make bench  every figure of speed and size beside its goal and the last release's (minutes)"
	@echo "make lock   pin every requirement anew, with hashes"

demo: .venv/run.stamp
	@$(BIN)/dateline read samples/palmyra/articles.jsonl

test: lint types check-tests check-browser

lint: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: .venv/dev.stamp
	$(BIN)/mypy

check-tests: .venv/dev.stamp
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -p no:playwright -m "not gold and not browser" -n $(WORKERS) --dist loadfile --durations 25

check-browser: .venv/dev.stamp
	$(BIN)/python -m pytest -m browser tests/browser

floors: .venv/dev.stamp
	$(BIN)/python -m pytest tests/evaluate/test_floors.py

gold: .venv/dev.stamp
	$(BIN)/dateline evaluate all ../shared

screenshots: .venv/dev.stamp
	$(BIN)/python docs/take_screenshots.py

bench: .venv/dev.stamp
	$(BIN)/python benchmarks/figures.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 demo"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements/run.txt pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

codebooks: .venv/run.stamp
	@for book in docs/codebooks/*.md; do \
		$(BIN)/dateline export --codebook "$$(basename $$book .md)" > $$book; done

lock: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --group build -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf .venv
