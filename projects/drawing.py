"""Draws a Vega-Lite spec as SVG or PNG on the server: charts need no script."""

import hashlib
import json
from typing import Any

from django.core.cache import cache

KEPT_SECONDS = 24 * 60 * 60


def svg(spec: dict[str, Any]) -> str:
    """The drawing of a spec. The same spec is drawn once and kept by its content."""
    key = f"svg-{fingerprint(spec)}"
    drawn: str | None = cache.get(key)
    if drawn is None:
        # Loading the renderer takes most of a second: only who draws pays for it.
        import vl_convert

        drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        cache.set(key, drawn, KEPT_SECONDS)
    return drawn


def png(spec: dict[str, Any], *, scale: float = 2) -> bytes:
    """The same as a picture for mail and slides; for slides twice as fine as a screen.

    Raises ValueError for what cannot be drawn.
    """
    key = f"png-{scale}-{fingerprint(spec)}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        import vl_convert

        drawn = vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=[])
        cache.set(key, drawn, KEPT_SECONDS)
    return drawn


def fingerprint(spec: dict[str, Any]) -> str:
    """Short, and another one as soon as anything in the drawing changes."""
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
