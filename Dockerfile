# syntax=docker/dockerfile:1

FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE openapi.yaml requirements.lock requirements-build.lock ./
COPY contracts contracts
COPY openapi openapi
COPY mockserver mockserver
# What is locked and nothing else; nothing is resolved, here or below.
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes --requirement requirements-build.lock \
 && pip wheel --no-cache-dir --disable-pip-version-check --no-deps --require-hashes --wheel-dir /wheels --requirement requirements.lock \
 && pip wheel --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir /wheels .

FROM python:3.12-slim
# A volume at /data takes its owner over, so that --persist can write there.
RUN useradd --system --uid 10001 --create-home zitadel-mock && install --directory --owner 10001 /data
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps /wheels/*.whl \
 && pip check
USER 10001:10001
ENV HOME=/home/zitadel-mock \
    PYTHONUNBUFFERED=1 \
    ZITADEL_MOCK_HOST=0.0.0.0 \
    ZITADEL_PORT=8080
# Reads the spec once, so that no start has to.
RUN ["python", "-c", "from mockserver.app import served_routes; served_routes()"]
EXPOSE 8080
# Without TLS; a container that serves TLS needs a check of its own.
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as http; http.urlopen('http://127.0.0.1:' + os.environ['ZITADEL_PORT'] + '/healthz', timeout=2)"]
ENTRYPOINT ["zitadel-mock"]
CMD ["serve"]
