"""Names in addresses: ASCII, chosen once, never given twice."""

from collections.abc import Container
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 76


def free_slug(model: type[Model], wanted: str, *, taken: Container[str] = ()) -> str:
    """A slug nobody has yet; the second of a name gets "-2"."""
    stem = slugify(wanted)[:LONGEST].strip("-") or "unnamed"
    for number in count(1):
        slug = stem if number == 1 else f"{stem}-{number}"
        rows = model._default_manager.filter(slug=slug)
        if slug not in taken and not rows.exists():
            return slug
    raise AssertionError("counting never ends")
