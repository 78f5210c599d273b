"""Filters for the pages of the record."""

from django import template

from projects.models import Source

register = template.Library()


@register.filter
def title_language(source: Source) -> str:
    """The language of a title: the source's own script, or our English words for it."""
    return "en" if source.title.isascii() else source.language
