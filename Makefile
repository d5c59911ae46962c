# Everything a newcomer does. Needs only python3 (3.11 or later), its venv and make.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV_VERSION := 0.13.9
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
DEMO_SETTINGS := DEMO=true SITE_URL=http://127.0.0.1:$(PORT)
# A process of tests for each processor, four at most: each has a database of its own.
SPREAD := -n auto --maxprocesses 4

.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres lint format messages docs bench \
	screenshots lock

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.runtime $(CATALOGUES) ## Serve the portal with the demo contest (PORT=8000)
	@$(DEMO_SETTINGS) $(PY) manage.py prepare --demo
	@echo
	@echo "The portal is at http://127.0.0.1:$(PORT) - Ctrl-C stops it."
	@$(DEMO_SETTINGS) BIND=127.0.0.1:$(PORT) $(PY) deploy/serve.py --log-level warning

test: test-sqlite test-postgres ## Run all tests, on SQLite and on PostgreSQL

test-sqlite: $(VENV)/.dev $(CATALOGUES) ## Run all tests on SQLite
	env -u DATABASE_URL $(PY) -m pytest $(SPREAD)

test-postgres: $(VENV)/.dev $(CATALOGUES) ## Run all tests on PostgreSQL
	$(PY) -m tests.postgres $(PY) -m pytest $(SPREAD)

lint: $(VENV)/.dev $(CATALOGUES) ## Check style, layers, templates, migrations, settings, Thai
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint templates ui/templates --lint --quiet
	find templates ui/templates -name '*.html' | xargs $(VENV)/bin/djade --check --target-version 5.2
	DEMO=true $(PY) manage.py makemigrations --check --dry-run
	deploy/check.sh $(PY)
	$(PY) -m pytest tests/test_translations.py tests/test_documents.py

format: $(VENV)/.dev ## Bring Python and templates into the house's form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	find templates ui/templates -name '*.html' | xargs $(VENV)/bin/djade --target-version 5.2

messages: $(VENV)/.dev ## Bring locale/th up to the strings of code and templates
	$(PY) -m tests.messages

docs: $(VENV)/.dev ## Print docs/permissions.md from the tests' table
	$(PY) -m tests.permissions

bench: $(VENV)/.dev $(CATALOGUES) ## Measure the budgets, on SQLite and on PostgreSQL
	env -u DATABASE_URL $(PY) -m bench
	$(PY) -m tests.postgres $(PY) -m bench

screenshots: $(VENV)/.dev $(CATALOGUES) ## Picture the main pages, into screenshots/
	env -u DATABASE_URL $(PY) -m tests.screenshots

lock: $(VENV)/.uv ## Compile requirements*.txt from the .in files
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header \
		--python-version 3.11 requirements.in -o requirements.txt
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header \
		--python-version 3.11 requirements-dev.in -o requirements-dev.txt

# What has to be installed ----------------------------------------------------------
# A stamp is younger than what it was made from, so that a second run does nothing.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The portal needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Install Python's venv module: apt install python3-venv"; exit 1; }
	@touch $@

# uv installs in seconds what takes pip a minute; without it, pip does it.
$(VENV)/.uv: $(VENV)/.made
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) \
		|| echo "uv cannot be had; pip installs instead, which takes longer."
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.uv
	@deploy/install.sh $(VENV) requirements.txt
	@rm -f $(VENV)/.dev
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(VENV)/.uv
	@deploy/install.sh $(VENV) requirements-dev.txt
	@touch $(VENV)/.runtime $@

%.mo: %.po | $(VENV)/.runtime
	@$(VENV)/bin/pybabel --quiet compile --input-file $< --output-file $@ --locale th
