"""Paths beside the services."""

from __future__ import annotations

import pytest

from mockserver.wire.beside import beside
from mockserver.wire.responses import PAGE_NOT_FOUND


@pytest.mark.parametrize("path", ["/debug/", "/debug/healthz/", "/debug/healthz.", "/debug/rEady", "/debug/x/y"])
def test_other_debug_pages(path: str) -> None:
    """Below `/debug` there are two pages and no others."""
    assert beside("GET", path, home="/home") is PAGE_NOT_FOUND


@pytest.mark.parametrize("path", ["/debugx", "/healthz", "/nope", "", "/management/v1/debug"])
def test_not_beside(path: str) -> None:
    """All else is none of its business."""
    assert beside("GET", path, home="/home") is None


def test_a_root_that_leads_nowhere() -> None:
    """Without a console the root is a path like others."""
    assert beside("GET", "/", home=None) is None


def test_a_page_for_those_who_do_not_follow() -> None:
    """A redirect of a GET has a page that says where it leads."""
    answer = beside("GET", "/debug", home=None)

    assert answer is not None
    assert answer.body == b'<a href="/">Temporary Redirect</a>.\n\n'
