# Every word here needs only Python 3.11 or newer; the scripts make .venv themselves.
PYTHON ?= python3

.PHONY: run test check fix bench lock messages elasticsearch bench-search

run:            ## serve the demo at http://127.0.0.1:8000/, everything under one command
	@$(PYTHON) scripts/run.py

test:           ## all tests: SQLite, PostgreSQL, Elasticsearch, the browser's
	@$(PYTHON) scripts/run_tests.py

check:          ## everything that can be checked without running a test
	@$(PYTHON) scripts/check.py

fix:            ## put right what a tool can put right
	@$(PYTHON) scripts/check.py --fix

bench:          ## measure; prints a table, writes bench/results/
	@$(PYTHON) scripts/in_venv.py bench

bench-search:   ## measure search alone, at 10k and 100k documents (SIZES="10000"; IN=DIR keeps what was made)
	@$(PYTHON) scripts/in_venv.py -m bench.search $(if $(IN),--in $(IN)) $(SIZES)

lock:           ## write requirements*.lock from pyproject.toml (make lock UPGRADE=1 for newer ones)
	@$(PYTHON) scripts/in_venv.py scripts/lock.py $(if $(UPGRADE),--upgrade)

messages:       ## gather the words on the screen into locale/
	@$(PYTHON) scripts/in_venv.py scripts/make_messages.py

elasticsearch:  ## a server to develop with; prints ELASTICSEARCH_URL, Ctrl-C stops it
	@$(PYTHON) scripts/elasticsearch.py
