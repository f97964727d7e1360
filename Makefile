# `make verify` and `make test` set themselves up; nothing is installed outside .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup verify test

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation \
		--editable ".[numerics,test,dev]"
	touch $@

verify: $(READY)
	$(BIN)/derivations verify
	$(BIN)/numerics run first-light --quick

test: $(READY)
	$(BIN)/python -m pytest -m "not slow"
