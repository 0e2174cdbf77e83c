# The only commands a person must know: run · test · check · fix · lock · bench
.DEFAULT_GOAL := help
.PHONY: help run test check fix lock bench

export PORTAL_MODE ?= demo
PORT ?= 8000
export PORTAL_URL ?= http://localhost:$(PORT)
PYTHON := .venv/bin/python
# The first Python on the path that is new enough; .python-version makes pyenv and uv offer 3.13.
BASE_PYTHON := $(shell for p in python3 python3.13 python3.12 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)
PYTEST := $(PYTHON) -m pytest
CLUSTER := $(PYTHON) tests/cluster.py

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

.venv/run: requirements.lock
	@test -n "$(BASE_PYTHON)" || { echo "Python 3.12 or later is needed; python3 here is $$(python3 -V 2>/dev/null || echo missing)."; exit 1; }
	$(BASE_PYTHON) -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/run ## start the demo centre at http://localhost:8000/
	@$(PYTHON) manage.py run_demo --port $(PORT)

check: export PORTAL_MODE = test
check: .venv/dev ## style, types, layers, migrations, catalogues
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/mypy .
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check

test: export PORTAL_MODE = test
test: check ## every check and every test, on SQLite and PostgreSQL
	$(PYTEST) -n 2 -m "not journey and not benchmark"
	$(CLUSTER) $(PYTEST) -n 2 -m "not journey and not benchmark" --cov --cov-report=term --cov-fail-under=95
	$(CLUSTER) $(PYTEST) -m "journey or benchmark"
	$(PYTEST) -m "journey" -k smoke

bench: export PORTAL_MODE = test
bench: .venv/dev ## counts and ratios, printed
	$(CLUSTER) $(PYTEST) -m benchmark -s -p no:randomly

fix: .venv/dev ## format and repair what a tool can repair; compile the message catalogues
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	$(PYTHON) portal/locale/compile.py

lock: ## write both locks anew from pyproject.toml
	UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.12 pyproject.toml -o requirements.lock
	UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.12 --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
