# `make demo` and `make test` are all a newcomer needs; everything they use is installed here.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip
INSTALL := $(UV) install -q --python $(BIN)/python
COMPILE := $(BIN)/python -m compileall -q -j 0

.PHONY: demo test check ready accuracy bench bench-full faults train lock clean

.venv/.run: requirements-uv.lock requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Tocsin needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(BIN)/pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements-uv.lock  # installs the rest in seconds
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --no-deps -e .
	-$(COMPILE) -x '/tests?/' .venv/lib  # on all cores, which pip does on one
	touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	-$(COMPILE) -x '/tests?/' .venv/lib
	touch $@

demo: .venv/.run  ## the founding story, replayed on this machine
	$(BIN)/tocsin demo

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

test: .venv/.dev  ## checks, then every test
	$(MAKE) -j 2 check ready
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder  # many wait for processes and servers; the longest begin

ready: .venv/.dev  ## what the tests need of this machine, and their bytecode, once and not by each process
	sh tests/system-packages.sh
	$(COMPILE) config model storage crawler nlp inventory alerts tocsin tests
	-PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -q >/dev/null  # what is wrong with them is told below

accuracy: .venv/.dev  ## the published accuracy figures, with their floors
	$(BIN)/python -m tests.accuracy.gate

faults: .venv/.dev  ## kills at every point and at random, at most 45 minutes: nothing lost, nothing shown twice
	PYTHONPATH=tests $(BIN)/python -m faults --write

bench: .venv/.dev  ## speed and memory, printed
	$(BIN)/python benchmarks/run.py

bench-full: .venv/.dev  ## search on a million generated incidents, deleted afterwards; takes twenty minutes on two quiet cores and some 15 GB for that time
	$(BIN)/python benchmarks/search.py 1000000 --fuzz 100000 --write

DATA ?= ../shared/data
train:  ## weights, from the labelled sets in DATA (needs requirements-train.txt, see there)
	$(PYTHON) -m nlp.training --data $(DATA)

LOCK := compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header
lock: .venv/.run  ## new versions of every dependency, with hashes
	echo uv | $(UV) $(LOCK) -o requirements-uv.lock -
	$(UV) $(LOCK) --extra demo --extra postgres -o requirements.lock pyproject.toml
	$(UV) $(LOCK) --all-extras --group dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache
