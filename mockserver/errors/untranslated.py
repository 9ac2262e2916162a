"""Lists the texts that English stands in for, by language: `make untranslated`."""

from __future__ import annotations

from mockserver.errors.languages import DEFAULT_LANGUAGE, SUPPORTED_LANGUAGES
from mockserver.errors.texts import text, untranslated


def main() -> None:
    """Print language, key and English text of each, a line each."""
    for language in sorted(SUPPORTED_LANGUAGES - {DEFAULT_LANGUAGE}):
        for key in untranslated(language):
            print(language, key, text(key), sep="\t")


if __name__ == "__main__":
    main()
