"""What an agent does with its tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Agent:
    """Calls tools by name."""

    ask: Callable[[str, dict[str, Any]], Any]

    def done(self, name: str, /, **arguments: Any) -> Any:
        """What a tool answers, which must succeed."""
        result = self.ask(name, arguments)
        assert not result.is_error, result.content
        return told(result)

    def refused(self, name: str, /, **arguments: Any) -> str:
        """What is said to a call that fails."""
        result = self.ask(name, arguments)
        assert result.is_error, result.content
        return str(result.content[0].text)


def told(result: Any) -> Any:
    """JSON of an answer, or its text where it is none."""
    text = result.content[0].text
    try:
        return json.loads(text)
    except ValueError:
        return text
