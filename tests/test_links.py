"""The check of links finds what is dead."""

from pathlib import Path

from tests.links import dead_links


def test_dead_and_live_links(tmp_path: Path) -> None:
    """A file or heading that is not there is dead; other sites and what stands in code are not looked at."""
    (tmp_path / "other.md").write_text("# Two words\n")
    document = tmp_path / "a.md"
    document.write_text(
        "# Here\n[a](other.md) [b](gone.md) [c](#here) [d](#there) [e](other.md#two-words) [f](other.md#three)\n"
        "[g](https://example.com/x)\n```\n[h](nowhere.md)\n```\n"
    )
    assert list(dead_links(document)) == ["gone.md", "#there", "other.md#three"]
