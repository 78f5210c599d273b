"""Following the links of the site, and comparing its pages across databases."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urlsplit

from django.test import Client
from django.urls import resolve

LINK = re.compile(r'(?:href|src|srcset)="(/[^"]*|\?[^"]*)"')
KEY = re.compile(r"-\d+(?=[\"#&])")


def without_moment(page: str) -> str:
    """A page without what says its moment, which leads back to today."""
    before, _bar, rest = page.partition('<div class="moment')
    return before + rest.partition('<main id="content">')[2]


def links(page: str, address: str) -> Iterator[str]:
    """The addresses of this site that a page leads to, without their fragments."""
    for found in LINK.findall(page):
        link = urldefrag(unescape(found)).url
        yield urlsplit(address).path + link if link.startswith("?") else link


def plain(page: str) -> str:
    """A page without the keys of its rows, which depend on the order of writing."""
    return KEY.sub("-n", page)


def crawl(client: Client, *start: str, most: int) -> dict[str, str]:
    """Pages by address, at most so many of each kind.

    Follows the links that stay at the moment of the first page, and fails on one that
    leads nowhere.
    """
    moment = urlsplit(start[0]).query
    pages: dict[str, str] = {}
    counts: Counter[str] = Counter()
    waiting, seen = list(start), set(start)
    while waiting:
        address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        if counts[name] >= most or name in UNREAD:
            continue
        counts[name] += 1
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        pages[address] = answer.text
        for link in links(answer.text, address):
            if link not in seen and moment in link:
                seen.add(link)
                waiting.append(link)
    return pages


# Charts and tables to take along; the pages that lead to them are compared.
FILES = {
    "deadline_chart",
    "pledge_chart_file",
    "project_chart",
    "slips_chart",
    "split_chart",
    "split_working",
    "penalty_chart",
    "penalty_working",
}
# Not of the record: what is typed, what needs an account, what belongs to somebody.
UNREAD = {
    "login",
    "watches",
    "report",
} | FILES
