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
	@mkdir -p out && rm -f out/demo.db*
	@echo "Reading a report (examples/round-table.txt) …"
	@$(BIN)/communique read examples/round-table.txt
	@echo "Keeping ten reports of eight years (examples/composed, made up) …"
	@$(BIN)/communique add examples/composed --db out/demo.db
	@$(BIN)/communique official load examples/composed/official.csv --db out/demo.db
	@echo && echo "What was promised:" && $(BIN)/communique promises --db out/demo.db
	@echo && echo "What does not fit together:" && $(BIN)/communique check --db out/demo.db
	@$(BIN)/communique read examples/ --json --html out/examples.html >out/examples.jsonl
	@echo "The page with the highlighted texts: out/examples.html"
	@echo "The same in a browser: $(BIN)/communique serve --db out/demo.db"

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
