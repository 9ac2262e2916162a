"""Installs and builds what the tests take from npm, PyPI and Go, so that no test has to wait for it."""

from tests.clients.go import built_programs
from tests.clients.npm import CLIENTS, installed_packages
from tests.clients.pypi import installed_clients
from tests.examples.folders import FRONTEND
from tests.testing.linters.linting import LINTERS


def main() -> None:
    """Do what is not done yet."""
    for manifests in (CLIENTS, FRONTEND, LINTERS):
        installed_packages(manifests)
    installed_clients()
    built_programs()


if __name__ == "__main__":
    main()
