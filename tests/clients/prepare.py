"""Installs and builds what the tests take from npm and Go, so that no test has to wait for it."""

from tests.clients.go import built_programs
from tests.clients.npm import installed_packages


def main() -> None:
    """Do what is not done yet."""
    installed_packages()
    built_programs()


if __name__ == "__main__":
    main()
