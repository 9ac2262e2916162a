"""What MkDocs is told beside mkdocs.yml: pages made of code, and files of the repository that pages lead to.

Pages link to files as the repository has them, so that links work on both. What lies outside of docs/ becomes a part of
the site: a page where it is Markdown, else the file itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from website.reference.commands import commands_page
from website.reference.control import control_page
from website.reference.errors import errors_page
from website.reference.judgement import judgement_page
from website.reference.matrix import PICTURE, matrix_page, matrix_picture
from website.reference.operations import operations_page

ROOT = Path(__file__).parents[1]
DOCS = "docs"
ELSEWHERE = "repository"
"""The folder of the site for what comes from outside of docs/."""
GENERATED: Mapping[str, Callable[[], str]] = {
    "reference/command-line.md": commands_page,
    "reference/control-api.md": control_page,
    "reference/errors.md": errors_page,
    "reference/operations.md": operations_page,
    "reference/order-of-judgement.md": judgement_page,
    "reference/flows-and-triggers.md": matrix_page,
    f"reference/{PICTURE}": matrix_picture,
}
PAGES = {"index.md": "README.md", "architecture.md": "ARCHITECTURE.md", "contributing.md": "CONTRIBUTING.md",
         "changelog.md": "CHANGELOG.md"}  # fmt: skip
"""Pages of the site that are files of the repository, by their place on the site."""
_LINK = re.compile(r"(\]\()([^)\s#]+)((?:#[^)\s]*)?\))")
_CODE = re.compile(r"(^```.*?^```)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is generated and what comes from elsewhere in the repository."""
    for uri, make in GENERATED.items():
        files.append(File.generated(config, uri, content=make()))
    site = _Site(config, files)
    for uri, name in PAGES.items():
        site.add_page(uri, name)
    for file in list(files):
        if file.is_documentation_page() and file.generated_by is None:
            name = f"{DOCS}/{file.src_uri}"
            site.take(file, name)
    return files


class _Site:
    """Finds out where a file of the repository is on the site, and brings it there."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._places = {name: uri for uri, name in PAGES.items()}

    def add_page(self, uri: str, name: str) -> None:
        """Make a page of a Markdown file of the repository."""
        text = (ROOT / name).read_text("utf-8")
        self._places[name] = uri
        # In place before its links are followed, which may lead back.
        self._files.append(File.generated(self._config, uri, content=""))
        self._replace(uri, self._rewritten(text, name, uri))

    def take(self, file: File, name: str) -> None:
        """Bring the links of a page of docs/ to where they lead on the site."""
        text = (ROOT / name).read_text("utf-8")
        rewritten = self._rewritten(text, name, file.src_uri)
        if rewritten != text:
            self._replace(file.src_uri, rewritten)

    def _replace(self, uri: str, text: str) -> None:
        if old := self._files.get_file_from_path(uri):
            self._files.remove(old)
        self._files.append(File.generated(self._config, uri, content=text))

    def _rewritten(self, text: str, name: str, uri: str) -> str:
        def led(link: re.Match[str]) -> str:
            return f"{link[1]}{self._link(link[2], name, uri)}{link[3]}"

        parts = _CODE.split(text)
        return "".join(part if part.startswith("```") else _LINK.sub(led, part) for part in parts)

    def _link(self, target: str, name: str, uri: str) -> str:
        if "://" in target or target.startswith("mailto:"):
            return target
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        place = self._place(meant)
        return posixpath.relpath(place, posixpath.dirname(uri) or ".") if place else target

    def _place(self, name: str) -> str:
        """Where a file of the repository is on the site; empty where there is no such file, which MkDocs then tells."""
        if name in self._places:
            return self._places[name]
        path = ROOT / name
        if path.is_dir():
            return self._place(f"{name}/README.md") if (path / "README.md").exists() else self._listing(name)
        if not path.is_file():
            return ""
        if name.startswith(f"{DOCS}/"):
            return name.removeprefix(f"{DOCS}/")
        uri = f"{ELSEWHERE}/{name}"
        self._places[name] = uri
        if name.endswith(".md"):
            self.add_page(uri, name)
        else:
            self._files.append(File.generated(self._config, uri, content=path.read_bytes()))
        return uri

    def _listing(self, name: str) -> str:
        """A page that names what is in a folder without a README."""
        uri = f"{ELSEWHERE}/{name}/index.md"
        self._places[name] = uri
        names = sorted(path.name for path in (ROOT / name).iterdir() if not path.name.startswith(("_", ".")))
        text = "\n".join([f"# {name}", "", *(f"- `{entry}`" for entry in names), ""])
        self._files.append(File.generated(self._config, uri, content=text))
        return uri
