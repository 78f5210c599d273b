"""Links between the pages of the documentation lead somewhere."""

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, anchors, links, rows, text

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "seeds" / "README.md"])


def is_elsewhere(link: str) -> bool:
    return "://" in link or link.startswith("mailto:")


def where(page: Path, link: str) -> tuple[Path, str]:
    """The file a link leads to, and the heading in it, if it names one."""
    path, _, anchor = link.partition("#")
    return (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_link_leads_to_a_file_and_to_a_heading_in_it(page):
    broken = []
    for link in links(page):
        if is_elsewhere(link):
            continue
        file, anchor = where(page, link)
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize(
    "page", sorted(DOCS.glob("*.md")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_newcomer_finds_every_page_from_the_readme(page):
    readme = ROOT / "README.md"

    assert page in [where(readme, link)[0] for link in links(readme)]


def test_every_decision_is_listed_once_and_says_where_it_stands():
    decisions = sorted(DOCS.glob("adr/0*.md"))
    listed = list(links(DOCS / "adr" / "README.md"))

    assert listed == [decision.name for decision in decisions]
    for decision in decisions:
        assert "\nStatus: " in decision.read_text("utf-8")


def test_the_license_is_the_one_that_the_readme_names():
    assert "[Apache-2.0](LICENSE)" in text("README.md")
    assert "Apache License" in text("LICENSE")
    assert rows(text("README.md")) == {}
