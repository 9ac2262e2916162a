# Facts about a version of ZITADEL's API, out of its npm package. `make surface VERSION=1.3.1` adds that version; without
# one, it is the version whose clients the tests drive.

VERSION ?= $(shell sed -n 's|.*"@zitadel/proto": "\(.*\)".*|\1|p' tests/clients/package.json)

.PHONY: surface
surface:
	aside=$$(mktemp -d) && trap 'rm -rf "$$aside"' EXIT && \
		npm pack "@zitadel/proto@$(VERSION)" --loglevel=error --pack-destination "$$aside" && \
		$(PYTHON) -m mockserver.surface.keep "$$aside"/*.tgz
