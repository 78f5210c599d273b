"""The library that makes charts interactive, as one static file written from a package.

Nothing of it is kept in the repository: the package that draws the charts on the
server brings it along. `collectstatic` writes it once; a developer's server does so
when a page first asks for it.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from tracker.local import LOCAL

NAME = "tracker/vega.js"
SNIPPET = "window.vegaEmbed = vegaEmbed;"


class ChartLibrary(BaseFinder):
    """Finds the library, and writes it first where it is not there yet."""

    def check(self, **_options: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_options: Any) -> Any:
        if path != NAME:
            return []
        found = str(_written(folder()))
        return [found] if find_all else found

    def list(
        self, _ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        _written(folder())
        yield NAME, FileSystemStorage(location=folder())


def folder() -> Path:
    """Another one for each version of the package, so that nothing stale is served."""
    return LOCAL / "static" / version("vl-convert-python")


def _written(into: Path) -> Path:
    """The file, whole or not at all, whoever else writes it at the same time."""
    file = into / NAME
    if not file.exists():
        import vl_convert

        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".js")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(vl_convert.javascript_bundle(SNIPPET))
        os.chmod(draft, 0o644)
        os.replace(draft, file)
    return file
