"""Asking the search page, as a reader does."""

import re


def page(client, q, **asked):
    return client.get("/search/", {"q": q, **asked}).content.decode()


def found(client, q, **asked):
    """The kinds that were found, with how many of each."""
    heads = r'id="found-(\w+)">[^<]+<span class="count">([\d,]+)<'
    return {kind: int(n) for kind, n in re.findall(heads, page(client, q, **asked))}
