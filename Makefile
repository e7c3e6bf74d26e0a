# One word per task; `make` alone lists them. The continuous integration says the same words.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
WORKERS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: help brief test lint type fmt docs lock setup clean distclean natives-run natives-test

help: ## list the tasks
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

brief: natives-run setup ## build the sample brief into out/, for every audience
	$(BIN)/communique build

test: natives-test setup node_modules/.installed ## run every test (ARGS='-k name' picks some, WORKERS=n spreads them)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: setup ## ruff: rules and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

type: setup ## mypy, strict
	$(BIN)/mypy

fmt: setup ## lay the code out, and mend what ruff can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: setup ## write docs/reference/ anew from the code (make test tells when it is out of date)
	$(BIN)/python tools/make_reference.py

lock: .venv/.locked ## write the locks anew after a change in pyproject.toml or package.json (UPGRADE=1 moves all)
	$(COMPILE) $(if $(UPGRADE),--upgrade) --group dev -o requirements/dev.lock pyproject.toml
	$(COMPILE) -c requirements/dev.lock -o requirements/run.lock pyproject.toml
	npm install --package-lock-only --ignore-scripts

setup: .venv/.installed ## make .venv from the lock, with communique in it

clean: ## remove what was built
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find out -mindepth 1 ! -name .gitignore -delete
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## remove the virtual environment and node_modules too
	rm -rf .venv node_modules

# A virtual environment knows its own path: one that came along with a copied folder is made again.
ifneq ($(shell cat .venv/.made 2>/dev/null),$(CURDIR))
.PHONY: .venv/.made
endif

.venv/.made:
	@test ! -e $@ || rm -rf .venv
	@test -x $(BIN)/python || rm -rf .venv
	@sh tools/natives.sh venv
	@python=$$(sh tools/python.sh) && "$$python" -m venv .venv
	@echo '$(CURDIR)' > $@

.venv/.locked: .venv/.made requirements/dev.lock
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	$(PIP) install --no-index --no-deps --no-build-isolation -e .
	@touch $@

# Asked every time, and quick when all is there: a machine changes under a checkout.
natives-run natives-test: natives-%:
	@sh tools/natives.sh $*

node_modules/.installed: package.json package-lock.json
	npm ci --ignore-scripts --silent
	@touch $@
