"""docs/pages.md names every page of the site, and nothing else."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.docs.pages import rows, text

PAGE = "docs/pages.md"


def named(
    patterns: list[URLPattern | URLResolver], begins: str = "/"
) -> Iterator[tuple[str, str]]:
    """Path and name of every address; the admin's own are Django's to describe."""
    for each in patterns:
        path = begins + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(each.pattern))
        if isinstance(each, URLPattern):
            yield path, each.name or ""
        elif each.app_name == "admin":
            yield path, ""
        else:
            yield from named(each.url_patterns, path)


def test_every_page_is_documented_and_no_other():
    documented = {
        (path, cells[0].strip("`")) for path, cells in rows(text(PAGE)).items()
    }

    assert documented == set(named(get_resolver().url_patterns))


def test_every_address_has_a_name_to_link_by():
    nameless = [path for path, name in named(get_resolver().url_patterns) if not name]

    assert nameless == ["/admin/"]
