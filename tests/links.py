"""Dead links in the documents: every relative link must lead to a file, and every anchor to a heading.

Run as `python -m tests.links`; prints each dead link and exits with 1 if there is one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    """All Markdown files that are or will be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def dead_links(document: Path) -> Iterator[str]:
    """Links of one document that lead nowhere within the repository."""
    for target in _LINK.findall(_CODE.sub("", document.read_text("utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in _anchors(path)):
            yield target


def _anchors(document: Path) -> set[str]:
    headings = _HEADING.findall(document.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def main() -> int:
    """Check all documents."""
    dead = [f"{path.relative_to(ROOT)}: {target}" for path in documents() for target in dead_links(path)]
    print("\n".join(dead) or f"no dead link in {len(documents())} documents")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
