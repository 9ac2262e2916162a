"""openapi-generator: it takes openapi.yaml for valid, and what it makes of it compiles and calls the server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.target import Target
from tests.clients.missing import need_program
from tests.clients.pypi import python_of
from tests.server import Api
from tests.tools import java_programs, typescript_programs
from tests.tools.calling import call
from tests.tools.folders import PROGRAMS, PYTHON, copied, document_file, outcome, run

pytestmark = pytest.mark.tools


def generator(*arguments: str) -> list[str]:
    """The command that runs the generator, which PyPI's package of it holds as a jar."""
    (jar,) = python_of(PYTHON).parents[1].glob("lib/python*/site-packages/openapi_generator_cli/*.jar")
    return java_programs.java("-jar", str(jar), *arguments)


def generate(language: str, folder: Path, *options: str) -> Path:
    """The folder with the client for a language, made as whoever knows no option would make it."""
    made = folder / "made"
    run(generator("generate", "-i", str(document_file()), "-g", language, "-o", str(made), *options))
    return made


def test_validation() -> None:
    """The document is valid without an exception."""
    output = run(generator("validate", "-i", str(document_file())))

    assert "No validation issues detected." in output


def test_it_sees_what_is_wrong(tmp_path: Path) -> None:
    """A reference to nothing is no valid document."""
    broken = copied(tmp_path)
    text = document_file().read_text("utf-8")
    broken.write_text(text.replace("title: ZITADEL mock", "titel: ZITADEL mock"), "utf-8")
    assert broken.read_text("utf-8") != text

    code, output = outcome(generator("validate", "-i", str(broken)))

    assert code == 1, output
    assert "attribute info.title is missing" in output


def test_python(server: Target, api: Api, tmp_path: Path) -> None:
    """A client for Python."""
    made = generate("python", tmp_path)

    program = shutil.copy(PROGRAMS / "openapi_generator.py", made)
    call([str(python_of(PYTHON)), program], server, api)


def test_typescript_fetch(server: Target, api: Api, tmp_path: Path) -> None:
    """A client for TypeScript passes the strict compiler."""
    generate("typescript-fetch", tmp_path)

    call(typescript_programs.compiled("typescript_fetch.ts", tmp_path), server, api)


def test_go(server: Target, api: Api, tmp_path: Path) -> None:
    """A client for Go compiles; it needs no other module."""
    go = need_program("go")
    made = generate("go", tmp_path, "--package-name", "made", "--git-user-id", "user", "--git-repo-id", "made")
    (made / "go.mod").write_text("module zitadel-mock/made\n\ngo 1.23\n", "utf-8")
    (made / "calls").mkdir()
    shutil.copy(PROGRAMS / "main.go", made / "calls")

    run([go, "vet", ".", "./calls"], made)
    run([go, "build", "-o", "program", "./calls"], made)
    call([str(made / "program")], server, api)


def test_java(server: Target, api: Api, tmp_path: Path) -> None:
    """A client for Java compiles and calls with the HTTP client of the JDK."""
    made = generate("java", tmp_path, "--library", "native")

    call(java_programs.compiled("Calls", tmp_path, (made / "src" / "main").rglob("*.java")), server, api)
