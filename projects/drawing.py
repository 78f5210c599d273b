"""Draws a Vega-Lite spec as SVG or PNG on the server: charts need no script."""

import hashlib
import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.core.cache import cache

from projects.charts.style import Theme, config

KEPT_SECONDS = 24 * 60 * 60
FOOT = 22
"""Pixels that the line below a drawing takes."""


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


def png(drawn: str, *, scale: float = 2) -> bytes:
    """An SVG as a picture for mail and slides; for slides twice as fine as a screen.

    Raises ValueError for what cannot be drawn.
    """
    key = f"png-{scale}-{fingerprint(drawn)}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        import vl_convert

        picture = vl_convert.svg_to_png(drawn, scale=scale)
        cache.set(key, picture, KEPT_SECONDS)
    return picture


def footed(drawn: str, *, title: str, foot: str, theme: Theme) -> str:
    """The SVG with a title for who opens it alone, and a small grey line below."""
    width, height = size_of(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}"'
        f' height="{height + FOOT}" viewBox="0 0 {width} {height + FOOT}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="100%" height="100%" fill="{theme.paper}"/>{drawn}'
        f'<text x="5" y="{height + 12}" font-size="11" fill="{theme.soft}"'
        f" font-family={quoteattr(config(theme)['font'])}>{escape(foot)}</text></svg>"
    )


def size_of(drawn: str) -> tuple[int, int]:
    """Width and height that an SVG says it has."""
    head = drawn[: drawn.index(">")]
    width, height = (
        float(head.split(f' {name}="', 1)[1].split('"', 1)[0])
        for name in ("width", "height")
    )
    return round(width), round(height)


def fingerprint(drawing: dict[str, Any] | str) -> str:
    """Short, and another one as soon as anything in the drawing changes."""
    text = json.dumps(drawing, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
