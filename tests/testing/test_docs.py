"""What the pages show works as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from mockserver.testing import ZitadelMock

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pytest.md").read_text("utf-8")
FILES = dict(re.findall(r"`(\w+\.py)`:\n\n```python\n(.*?)```", PAGE, re.DOTALL))
TEXTS = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
WORKFLOWS = [
    text
    for text in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)
    if "steps:" in text
]
"""Those of GitHub; others have another form."""


def python(folder: Path, *arguments: str) -> str:
    """What Python prints in a folder that holds the page's files; it must end well."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_worked_example(tmp_path: Path) -> None:
    """As many tests pass as the page says, with warnings as errors and the fixture of the session replaced."""
    said = re.findall(r"`pytest` says `(\d+ passed)`", PAGE)[0]
    assert said in python(tmp_path, "-m", "pytest", "-q", "-W", "error", "-p", "no:xdist")


def test_without_pytest(tmp_path: Path) -> None:
    """The script prints what stands below it."""
    assert python(tmp_path, "-W", "error", "without_pytest.py") == TEXTS[1]


def test_the_failure_text(zitadel_mock: ZitadelMock) -> None:
    """An assertion fails in the words of the page."""
    with httpx.Client(
        base_url=f"{zitadel_mock.url}/management/v1", headers=zitadel_mock.headers, trust_env=False
    ) as http:
        http.post("/flow/1/trigger/1", json={"actionIds": ["7"]})
        http.post("/flows/1/trigger/1", json={"actionIds": ["7"]})
    with pytest.raises(AssertionError) as failed:
        zitadel_mock.assert_called("DeleteAction")
    assert str(failed.value) == TEXTS[0].rstrip("\n")


@pytest.mark.parametrize("text", WORKFLOWS)
def test_workflows_use_what_the_action_has(text: str) -> None:
    """Inputs and outputs of the examples are ones of action.yml."""
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    ours = [step for step in yaml.safe_load(text)["steps"] if "zitadel-mock@" in step.get("uses", "")]
    assert ours
    assert {name for step in ours for name in step["with"]} <= set(action["inputs"])
    assert set(re.findall(r"steps\.zitadel\.outputs\.(\w+)", text)) <= set(action["outputs"])


def test_the_table_names_what_there_is() -> None:
    """Every name in the table of a mock's abilities is one."""
    table = PAGE.split("## What a mock can do", 1)[1].split("###", 1)[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    names = {name for cell in cells for name in re.findall(r"`(\w+)", cell)}
    made = ZitadelMock()
    assert {name for name in names if not (hasattr(ZitadelMock, name) or name in vars(made))} == set()
    assert len(names) >= len(cells)
