# Every target is one command that also works without make; install first:
#   python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
BENCH := benchmarks/.venv/bin
INSTALLED := .venv/.installed
PYTEST := $(BIN)/python -m pytest --nbval --nbval-current-env --nbval-cell-timeout=300 \
	-n 2 --dist loadfile --ignore=_build chapters tests

.PHONY: help book pdf test lab check bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

# Installs again only when the pins or the package's own settings change.
$(INSTALLED): requirements.txt pyproject.toml
	@for python in "$(PYTHON)" python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	  then found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then echo "Python 3.11, 3.12 or 3.13 with venv is needed: make PYTHON=/path/to/python3" >&2; exit 1; fi; \
	[ -x $(BIN)/python ] || $$found -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

book: $(INSTALLED) ## run the chapters whose inputs changed and make the HTML book
	$(BIN)/python -m kaoju.book.build

pdf: book ## print the book into one PDF, which its pages then link; needs Chromium
	$(BIN)/python -m kaoju.book.pdf

test: $(INSTALLED) ## run everything: units, chapters against their stored outputs, the built book
	$(PYTEST)

lab: $(INSTALLED) ## open the chapters in JupyterLab
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lab]' -c requirements.txt
	$(BIN)/python -m jupyterlab chapters

check: $(INSTALLED) ## lint, formatting, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The tools that it is measured beside bring packages of their own, which the book must not come to need.
bench: $(INSTALLED) ## measure speed and growth against other tools, in an environment of their own
	[ -x $(BENCH)/python ] || $(BIN)/python -m venv benchmarks/.venv
	grep == requirements.txt > benchmarks/.venv/pins.txt
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check \
	  -e . -r benchmarks/requirements.txt -c benchmarks/.venv/pins.txt
	$(BENCH)/python -m benchmarks

clean: ## remove what was built; .venv stays
	rm -rf _build evidence lookup profiles .pytest_cache .ruff_cache .mypy_cache .hypothesis
