"""What the control API refuses, as problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

import msgspec

_CONSOLE_PREFIX = "/__admin/console/"
_FIRST_PAGE = "/__admin/"
_MOST_SHOWN = 80


class ControlProblem(Exception):
    """A refusal that says what is wrong and what to do."""

    def __init__(self, status: int, detail: str, *, field: str = "", fix: str = "") -> None:
        """Refuse.

        Args:
            field: the field or parameter that is wrong, as it is written in the request.
            fix: what to send or do instead.
        """
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field
        self.fix = fix

    def body(self) -> bytes:
        """The problem document."""
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "field": self.field,
            "fix": self.fix,
        }
        return msgspec.json.encode({key: value for key, value in document.items() if value != ""})


def shown(value: object) -> str:
    """What a request said, as a message repeats it: quoted, and no longer than a line."""
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}..."


def unusable(field: str, value: object, fix: str) -> ControlProblem:
    """What is answered to a field that cannot be used."""
    return ControlProblem(400, f"{field}: {shown(value)} cannot be used", field=field, fix=fix)


def wants_page(method: str, path: str, accept: str) -> bool:
    """Whether a request is a browser's that looks at a page of the console."""
    return (
        method in {"GET", "HEAD"}
        and "text/html" in accept
        and (path == _FIRST_PAGE or path.startswith(_CONSOLE_PREFIX))
    )
