"""The modules for Go pass their tests and those of their README, and their client is that of the description."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.clients.missing import need_program
from tests.packages.go import MODULE, modules
from tests.packages.layout import copied, run

README = (MODULE / "README.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]

pytestmark = [pytest.mark.tools, pytest.mark.timeout(600)]


def go(folder: Path, *arguments: str) -> str:
    """What go prints, which downloads nothing."""
    variables = {"GOMODCACHE": f"{modules()}/mod", "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOSUMDB": "off"}
    return run([need_program("go"), *arguments], folder, **variables)


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A copy of the module."""
    return copied("go", tmp_path)


def test_its_own_tests(module: Path) -> None:
    """They pass, and vet and gofmt have nothing to say."""
    assert run([str(Path(need_program("go")).with_name("gofmt")), "-l", "."], module) == ""
    go(module, "vet", "./...")
    assert "ok " in go(module, "test", "-count=1", ".")


def test_the_container(module: Path) -> None:
    """The module of Testcontainers compiles, and asks for what it should; no engine is there to ask."""
    go(module / "container", "vet", "./...")
    assert "ok " in go(module / "container", "test", "-count=1", "./...")


def test_the_readme(module: Path) -> None:
    """A fresh project with the files of the README passes; its module comes from here, not from a proxy."""
    files = dict(re.findall(r"`(\w+\.go)`[^`]*?:\n\n```go\n(.*?)```", README, re.DOTALL))
    assert [*files] == ["triggers_test.go"]
    project = module.parent / "project"
    project.mkdir()
    for name, text in files.items():
        (project / name).write_text(text, "utf-8")
    go(project, "mod", "init", "example.com/project")
    shutil.copy(module / "go.sum", project)
    assert len(COMMANDS) == 3
    printed = ""
    for command in COMMANDS:
        program, *arguments = shlex.split(command.replace("$ZITADEL_MOCK", str(module.parents[1])))
        assert program == "go"
        printed = go(project, *arguments)
    assert "ok " in printed


def test_the_client_is_made_of_the_description(module: Path) -> None:
    """`go generate ./control` in clients/go would change nothing."""
    made = (module / "control" / "control.go").read_text("utf-8")
    command = [str(modules() / "oapi-codegen"), "-config", "config.yaml", "../../../mockserver/control/openapi.yaml"]
    run(command, module / "control")
    assert (module / "control" / "control.go").read_text("utf-8") == made
