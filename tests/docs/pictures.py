"""Makes the documents' pictures out of those that the tests of the console took; run by `make pictures`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
TAKEN = ROOT / "artefacts" / "screenshots"
SHOWN = ROOT / "docs" / "pictures"
COLOURS = 64
"""Enough for flat surfaces and text, at a third of the size."""

PICTURES = {
    "board": "board-desk",
    "control": "control-desk",
    "delivery": "delivery-desk",
    "faults": "faults-desk",
    "journal": "entry-desk",
    "seed": "seed-desk",
    "terminal": "terminal",
}
"""Name in the documents, and what the tests call it."""


def main() -> None:
    """Write each picture with few colours."""
    for shown, taken in PICTURES.items():
        with Image.open(TAKEN / f"{taken}.png") as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(SHOWN / f"{shown}.png", optimize=True)


if __name__ == "__main__":
    main()
