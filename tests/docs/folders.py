"""Where packages that pages of the documentation use are pinned."""

from __future__ import annotations

from pathlib import Path

REACT = Path(__file__).parent / "react"
