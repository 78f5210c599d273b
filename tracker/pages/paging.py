"""One page of a long list; which one stands in the address."""

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)


def page_of(request: HttpRequest, rows: QuerySet[Row], size: int) -> Page[Row]:
    """The page that `?page=` asks for; the first or the last where there is no such."""
    paginator: Paginator[Any] = Paginator(rows, size)
    page: Page[Row] = paginator.get_page(request.GET.get("page"))
    return page
