"""The package for JavaScript does what its README says, for its reader and with the programs that it names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.clients import chromium
from tests.clients.missing import need_program
from tests.packages.javascript import package, packed
from tests.packages.layout import PACKAGES, copied, run

README = (PACKAGES / "javascript" / "README.md").read_text("utf-8")
FILES = dict(re.findall(r"`([\w.-]+\.(?:ts|mjs))`[^`]*?:\n\n```[tj]s\n(.*?)```", README, re.DOTALL))
COMMANDS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
OUTPUT = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
# What is of this machine, and all else as the README has it.
BROWSER = """
import config from "./playwright.config.ts";
const launchOptions = { executablePath: "%s", args: %s };
export default { ...config, use: { ...config.use, launchOptions } };
"""

INSTALLED = 'npm install --save-dev "$ZITADEL_MOCK/clients/javascript/{}"'.format("zitadel-mock-0.1.0.tgz")

pytestmark = [pytest.mark.tools, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh project with the files of the README, in which the archive is installed, and nothing of a registry.

    What the README installs beside it is in a folder above, in the versions of the package's own lock.
    """
    need_program("npm")
    above = tmp_path_factory.mktemp("above")
    (above / "node_modules").symlink_to(package() / "node_modules")
    folder = above / "project"
    folder.mkdir()
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    run(["npm", "install", "--save-dev", "--offline", "--no-audit", "--no-fund", str(packed())], folder)
    return folder


def test_the_readme_is_read() -> None:
    """All its files and commands are found, so that those below are all there are."""
    assert [*FILES] == [
        "vitest.config.ts",
        "triggers.test.ts",
        "playwright.config.ts",
        "login.spec.ts",
        "cypress.config.mjs",
        "plain.mjs",
    ]
    assert [command.strip() for command in COMMANDS] == [
        INSTALLED + " vitest",
        "npx vitest run",
        "npm install --save-dev @playwright/test\nnpx playwright install chromium",
        "npx playwright test",
        "node plain.mjs",
    ]


def test_vitest(project: Path) -> None:
    """Its tests pass, however busy this machine is."""
    assert "3 passed (3)" in run(["npx", "vitest", "run", "--testTimeout=60000"], project)


def test_playwright(project: Path) -> None:
    """Its test passes in Debian's Chromium."""
    browser = chromium.program()
    (project / "chromium.ts").write_text(BROWSER % (browser, [*chromium.FLAGS]), "utf-8")
    command = ["npx", "playwright", "test", "--config=chromium.ts", "--reporter=line"]
    assert "1 passed" in run(command, project)


def test_cypress(project: Path) -> None:
    """The configuration registers tasks that can be called; Cypress itself is a download of its own, and not here."""
    script = """
        const { default: { e2e } } = await import("./cypress.config.mjs");
        const given = {};
        await e2e.setupNodeEvents((event, value) => { given[event] = value; });
        const { host } = await given.task["zitadelMock:instance"]();
        console.log(await given.task["zitadelMock:seed"]({ host, state: { organisations: [{ name: "Acme" }] } }));
        await given["after:run"]();
    """
    assert run(["node", "--input-type=module", "-e", script], project) == "null\n"


def test_plain(project: Path) -> None:
    """The program prints what stands below it."""
    assert run(["node", "plain.mjs"], project) == OUTPUT[0]


def test_its_types(project: Path) -> None:
    """Strict TypeScript takes what the README shows, by the types that the archive holds."""
    flags = (
        "--noEmit --strict --target es2022 --module nodenext --moduleResolution nodenext --types node --skipLibCheck"
    )
    run(["npx", "tsc", *flags.split(), "triggers.test.ts", "login.spec.ts", "vitest.config.ts"], project)


def test_its_own_tests(tmp_path: Path) -> None:
    """They pass where it was built, and its sources are right by Cypress' types too."""
    folder = copied("javascript", tmp_path)
    (folder / "node_modules").symlink_to(package() / "node_modules")
    shutil.copy(package() / "src" / "control.ts", folder / "src")
    shutil.copytree(package() / "dist", folder / "dist")
    run(["npm", "run", "check"], folder)
    assert re.search(r"Tests\s+20 passed \(20\)", run(["npm", "test"], folder))
