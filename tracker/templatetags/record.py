"""Filters for the pages of the record."""

from django import template

from projects.charts.chart import Row
from projects.models import Source

register = template.Library()


@register.filter
def title_language(source: Source) -> str:
    """The language of a title: the source's own script, or our English words for it."""
    return "en" if source.title.isascii() else source.language


@register.filter
def labelled(row: Row, columns: tuple[str, ...]) -> list[tuple[str, str]]:
    """The cells of a row of a chart, each with the heading of its column."""
    return list(zip(columns, row.words, strict=True))
