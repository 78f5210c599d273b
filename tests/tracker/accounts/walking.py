"""Every address of the site, with something put in for its parameters."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern

SAMPLES = {"int": "1", "uuid": str(UUID(int=1)), "": "x"}
_PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")


class Place(NamedTuple):
    name: str
    path: str
    pattern: URLPattern


def places() -> list[Place]:
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns, before: str, space: str) -> Iterator[Place]:
    for pattern in patterns:
        path = before + _filled(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Place(f"{space}{pattern.name}", path, pattern)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, path, inner)


def _filled(pattern) -> str:
    if isinstance(pattern, RegexPattern):
        return _GROUP.sub("x", str(pattern)).strip("^$")
    return _PARAMETER.sub(lambda found: _sample(found[1]), str(pattern))


def _sample(converter: str | None) -> str:
    return SAMPLES.get(converter or "", "x")
