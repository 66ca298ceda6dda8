# One verb for each thing people do; CI uses the same ones.
# Uses uv when it is there (seconds), else pip (minutes). Needs Python 3.11 or newer and nothing else.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
  MAKE_VENV = $(UV) venv --quiet --python $(PYTHON) $(VENV)
  INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
  MAKE_VENV = $(PYTHON) -m venv $(VENV)
  INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help demo chat check format test eval bench clean

help:  ## Show these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.ready: pyproject.toml
	@test -x $(BIN)/python || { echo "Making a virtual environment in $(VENV) …"; $(MAKE_VENV); }
	@echo "Installing packages …"
	@$(INSTALL) -e '.[ui]'
	@touch $@

$(VENV)/.ready-dev: pyproject.toml
	@test -x $(BIN)/python || $(MAKE_VENV)
	@$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.ready

demo: $(VENV)/.ready  ## Build the demo shop and answer four questions
	@$(BIN)/text2sql demo

chat: $(VENV)/.ready  ## Open the chat page
	@$(BIN)/text2sql chat

check: $(VENV)/.ready-dev  ## Lint, format check, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.ready-dev  ## Format and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test: $(VENV)/.ready-dev  ## The whole default test suite: no network, no key
	@$(BIN)/pytest -n 2 --dist loadfile --benchmark-disable

eval: $(VENV)/.ready  ## The demo shop's own benchmark, without a model
	@$(BIN)/text2sql eval demo --model offline --out .text2sql/evaluations/demo

bench: $(VENV)/.ready-dev  ## Speed, on demand
	@$(BIN)/pytest benchmarks --benchmark-only

.PHONY: bedrock-local
bedrock-local: $(VENV)/.ready-dev  ## A local Bedrock to try the model's commands against, without an account
	@$(BIN)/python -m tests.bedrock_endpoint --port $(or $(PORT),8788)

clean:  ## Remove what was built
	rm -rf $(VENV) .text2sql build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
