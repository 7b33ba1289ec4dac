# make demo   the site with the data set, at http://127.0.0.1:8000/ (PORT=9000 for another port)
# make test   all tests, on SQLite and, when one is reachable, on PostgreSQL
# make check  style, settings of production, migrations
# make manual the pictures of the staff manual, taken in the demonstration (slow; needs Chromium)
# make bench-import  one import of 50,000 cases in the browser, in figures (ROWS=2000, SHAPE=workbook; slow)
# make audit  the Nu HTML checker and Lighthouse over every page (slow; needs Java and npm; docs/quality.md)

PYTHON ?= python3
PORT ?= 8000
PYTEST ?= -n auto
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO := SITE_URL=http://127.0.0.1:$(PORT)
# Settings of production, whatever stands in the environment or in .env.
PRODUCTION := env -i PATH="$$PATH" ENV_FILE=var/check/env DATA_DIR=var/check

# Tests start many processes: without compiled files each would read every module again, for seconds.
unexport PYTHONDONTWRITEBYTECODE

.NOTPARALLEL:
.PHONY: demo demo-data test test-sqlite test-postgres check audit manual bench-import lock messages compilemessages clean

demo: demo-data
	@echo
	@echo "The site: http://127.0.0.1:$(PORT)/    its admin: http://127.0.0.1:$(PORT)/admin/    Ctrl+C stops it."
	@$(DEMO) $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) advocacy.wsgi

demo-data: .venv/runtime
	@test -e .env || $(BIN)/python -m advocacy.newenv --port $(PORT)
	@echo "Preparing the database and the static files"
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py demo_data
	@$(DEMO) $(BIN)/python manage.py rebuild_published --if-needed
	@$(DEMO) $(BIN)/python manage.py collectstatic --noinput --verbosity 0

test: test-sqlite
	@set -e; \
	if url=$$($(BIN)/python -m tests.databases); then \
	    $(MAKE) --no-print-directory test-postgres TEST_DATABASE_URL="$$url"; \
	    echo "Tests ran on SQLite and on PostgreSQL."; \
	elif [ "$(REQUIRE_POSTGRES)" = 1 ]; then \
	    echo "Tests ran on SQLite only, and REQUIRE_POSTGRES=1 asks for PostgreSQL too: failed."; exit 1; \
	else \
	    echo "Tests ran on SQLite only: no PostgreSQL was reachable (see above)."; \
	fi

test-sqlite: .venv/dev
	@TEST_DATABASE_URL= $(BIN)/python -m pytest $(PYTEST)

test-postgres: .venv/dev
	@url=$$($(BIN)/python -m tests.databases) && TEST_DATABASE_URL="$$url" $(BIN)/python -m pytest $(PYTEST)

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@rm -rf var/check
	@$(BIN)/python -m advocacy.newenv --file var/check/env --site-url https://surplace.example
	$(PRODUCTION) SITE_SURFACE=public $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) SITE_SURFACE=staff $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) SITE_SURFACE=all $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run

# AUDIT="--pages / /cases/ --languages ko" for some pages alone, AUDIT=--html-only without Lighthouse.
audit: .venv/dev
	@$(BIN)/python -m tests.audit $(AUDIT)

manual: .venv/dev
	@$(BIN)/python -m tests.manual

# On SQLite in a temporary folder, or in a database of its own where TEST_DATABASE_URL names a server.
ROWS ?= 50000
SHAPE ?= table
bench-import: .venv/dev
	@$(BIN)/python -m tests.bench --rows $(ROWS) --shape $(SHAPE)

# New versions of everything pinned; LOCK="--upgrade-package django" for one alone.
LOCK ?= --upgrade
lock: .venv/dev
	@for file in requirements requirements-pdf requirements-dev; do \
	    $(BIN)/uv pip compile $$file.in --output-file $$file.txt --quiet $(LOCK) --universal --python-version 3.11 \
	        --generate-hashes --no-emit-index-url --custom-compile-command "make lock" || exit 1; \
	done

# Needs the gettext programs; compilemessages does not.
messages: .venv/dev
	$(BIN)/python manage.py makemessages --locale ko --locale zh_Hans --extension html,txt,py,svg \
	    --add-location file --no-obsolete \
	    --ignore ".venv/*" --ignore "tests/*" --ignore "var/*"

compilemessages: .venv/dev
	@$(BIN)/python -c 'import pathlib, polib; \
	    [polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo"))) \
	     for po in pathlib.Path("advocacy/locale").rglob("*.po")]'

# Leaves .env and var/ alone: they hold keys and data.
clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .coverage htmlcov var/check
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not. Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing the libraries (once; less than a minute with a good connection)"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing the libraries for tests (once; about a minute with a good connection)"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
