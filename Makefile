# Two commands matter: `make demo` and `make test`. Both begin with `make setup`; each says what it does.
PYTHON ?= python3
BIN := .venv/bin
SCORE ?=

.PHONY: setup demo test lint score bench lock

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@echo "Setting up .venv from requirements.lock (hashes are checked) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@echo "Reading the example reports …"
	@mkdir -p out
	@$(BIN)/communique read examples/ --html out/examples.html
	@echo "The page with the highlighted text: out/examples.html"

lint: setup
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	@scripts/test-programs
	$(BIN)/pytest -n 2

score: setup
	$(BIN)/python bench/score.py $(SCORE)
	$(BIN)/python bench/dossier.py --gold
	$(BIN)/python bench/dossier.py

bench: setup
	$(BIN)/python bench/read.py

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock
