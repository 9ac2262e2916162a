"""Clients of other people: how they are prepared, and what becomes of their tests where they cannot be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.java import compile_programs, java_command
from tests.clients.missing import need_program
from tests.clients.prepare import reasons_of
from tests.command_line import environment

ROOT = Path(__file__).parents[1]
PROGRAM = 'public class Greet { public static void main(String[] names) { System.out.println("hello " + names[0]); } }'
NEEDS_CLIENTS = """
from tests.clients.go import program
from tests.clients.missing import missing, need_program

def test_one(): missing("A client", "it is too far away")
def test_two(): missing("A client", "it is too far away")
def test_program(): need_program("no-such-program")
def test_sound(): need_program("sh")
"""


def run_tests(folder: Path, ci: str) -> tuple[int, str]:
    """Run tests that need clients that are missing, in two workers; the exit code and all output."""
    (folder / "test_it.py").write_text(NEEDS_CLIENTS, "utf-8")
    (folder / "conftest.py").write_text("from tests.conftest import pytest_terminal_summary", "utf-8")
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(settings), "--rootdir", str(folder), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-n", "2", "--color=no", str(folder)],
        env=environment(PYTHONPATH=str(ROOT), CI=ci),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_is_missing_is_told_at_the_end(tmp_path: Path) -> None:
    """Its tests are skipped; each client is named once with the reason and the number of its tests."""
    code, output = run_tests(tmp_path, ci="")
    assert code == 0, output
    assert "1 passed, 3 skipped" in output
    end = output.partition("clients that were missing")[2]
    assert "A client: it is too far away (tests skipped: 2)\n" in end
    assert "no-such-program: it is not installed (tests skipped: 1)\n" in end


def test_in_ci_nothing_may_be_missing(tmp_path: Path) -> None:
    """With CI=true the same tests fail, with the same reasons."""
    code, output = run_tests(tmp_path, ci="true")
    assert code == 1, output
    assert "3 failed, 1 passed" in output
    assert "missing client: A client: it is too far away" in output


def not_installed() -> None:
    """A program that the machine does not have."""
    subprocess.run(["/nowhere/javac"], check=True)


def fails() -> None:
    """A program that says why it fails."""
    command = "echo first >&2; echo no registry answers >&2; exit 3"
    subprocess.run(["sh", "-c", command], check=True, stderr=subprocess.PIPE, text=True)


def test_reasons() -> None:
    """Each client that cannot be had has its reason, and does not keep the others from being prepared."""
    done = []
    reasons = reasons_of([("One", not_installed), ("Two", fails), ("Three", lambda: done.append(3))])
    assert reasons == {"One": "javac is not installed", "Two": "sh failed: no registry answers"}
    assert done == [3]


def test_java(tmp_path: Path) -> None:
    """A program is compiled once, anew when it changes, and runs; one that does not compile leaves nothing."""
    need_program("javac")
    folder, cache = tmp_path / "java", tmp_path / "cache"
    folder.mkdir()
    source = folder / "Greet.java"
    source.write_text(PROGRAM, "utf-8")
    classes = compile_programs(folder, cache)
    assert compile_programs(folder, cache) == classes
    command = java_command("Greet", "Ada", folder=folder, cache=cache)
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "hello Ada\n"

    source.write_text(PROGRAM.replace("println(", "println(1 +"), "utf-8")
    assert compile_programs(folder, cache) != classes
    source.write_text("public class", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        compile_programs(folder, cache)
    assert len(list(cache.iterdir())) == 2


def test_without_java_programs_there_is_nothing_to_do(tmp_path: Path) -> None:
    """An empty folder is prepared without a JDK."""
    assert list(compile_programs(tmp_path, tmp_path / "cache").iterdir()) == []
