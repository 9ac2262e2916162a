# Our server beside others on this machine, about nine minutes; docs/performance.md tells how and shows what came of it.
# More flags in BENCH, such as `make bench BENCH=--quick` or `make bench BENCH="--only wiremock --fail-on-regression"`.

BENCH ?=

.PHONY: bench instructions
bench: setup
	$(PYTHON) -m benchmarks $(BENCH)

# Instructions of a request, by callgrind, about ten minutes.
instructions: setup
	$(PYTHON) -m benchmarks.instructions $(BENCH)
