"""Reading the documentation as the tests need it: headings, tables, links."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \|(.*)\|$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text(name: str) -> str:
    """A page by its path from the root, such as docs/operations.md."""
    return (ROOT / name).read_text("utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    page = text(name)
    found = re.search(rf"^(#+) {re.escape(heading)}$", page, re.MULTILINE)
    assert found, f"{name} has no heading “{heading}”."
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def subsections(part: str) -> dict[str, str]:
    """The text under each heading of a part, by the heading without backticks."""
    pieces = _HEADING.split(part)[1:]
    return {
        title.strip("`"): body
        for title, body in zip(pieces[1::3], pieces[2::3], strict=True)
    }


def rows(part: str) -> dict[str, list[str]]:
    """The rows of a part's tables that begin with a code: its other cells, by it."""
    return {
        key: [cell.strip() for cell in cells.split("|")]
        for key, cells in _ROW.findall(part)
    }


def links(page: Path) -> Iterator[str]:
    """Where the links of a page lead, those in examples left out."""
    yield from _LINK.findall(_FENCED.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """The anchors a code host gives the headings of a page."""
    titles = (title for _, title in _HEADING.findall(page.read_text("utf-8")))
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.replace(" ", "-") for title in plain}
