"""A chart is drawn once for each content, as SVG that needs no script or style."""

from unittest.mock import patch

import pytest
import vl_convert
from django.core.cache import cache

from projects.drawing import svg


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def chart(day):
    return {
        "data": {"values": [{"x": day, "y": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "temporal"}},
    }


def test_a_drawing_is_an_svg_that_a_strict_policy_lets_through():
    drawn = svg(chart("2026-02-17"))

    assert drawn.startswith("<svg")
    assert "<script" not in drawn
    assert " style=" not in drawn


def test_the_same_content_is_drawn_once_and_other_content_again():
    with patch("vl_convert.vegalite_to_svg", wraps=vl_convert.vegalite_to_svg) as draw:
        for day in ("2026-02-17", "2026-02-17", "2026-02-18"):
            svg(chart(day))

    assert draw.call_count == 2
