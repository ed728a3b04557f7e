PYTHON3 ?= python3
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help install run stop test drill load bench screenshots format messages sbom

help: ## This list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

install: ## Install what is missing: Debian packages, uv, the locked Python packages
	@$(PYTHON3) -m mcig.machine.install

run: install ## Serve the demonstration on this machine (PORT=8000, DATABASE_URL=…, EMPTY=1)
	@$(PYTHON) -m mcig.machine.serve

stop: ## Stop every server and database of this checkout
	@$(PYTHON) -m mcig.machine.stop

test: ## All proofs: form, types, contracts, migrations, translations, tests
	@$(PYTHON3) -m mcig.machine.install --for-tests
	@$(PYTHON) -m mcig.machine.proofs

drill: ## Heavy proofs: kill processes, stop the database, fill disks (ONLY=tests/drills/test_….py)
	@$(PYTHON3) -m mcig.machine.install --for-tests
	@$(PYTHON) -m mcig.machine.within --tests $(PYTHON) -m pytest -m drill -s $(or $(ONLY),tests/drills)

load: ## Fifty people at once for three minutes, on the loopback address (SECONDS=180)
	@$(MAKE) --no-print-directory drill ONLY=tests/drills/test_load.py

bench: ## Measure, print the table, write var/bench.json
	@$(PYTHON3) -m mcig.machine.install --for-tests
	@$(PYTHON) -m mcig.machine.within --database mcig_bench $(PYTHON) bench/run.py

screenshots: ## Take the pictures of README and the guides anew
	@$(PYTHON3) -m mcig.machine.install --for-tests
	@$(PYTHON) -m mcig.machine.within --database mcig_pictures $(PYTHON) manage.py screenshots

format: ## Write code and templates in the agreed form
	@.venv/bin/ruff check --fix --quiet
	@.venv/bin/ruff format --quiet
	@git ls-files '*.html' | xargs -r .venv/bin/djade

messages: ## Collect the texts to translate into locale/
	@$(PYTHON) -m mcig.machine.within $(PYTHON) manage.py makemessages --locale en --no-location --no-obsolete

sbom: ## Write the bill of materials (CycloneDX) to var/sbom.cdx.json
	@mkdir -p var
	@$(PYTHON) -m mcig.machine.sbom var/sbom.cdx.json
