"""How a working names what is cited, so that a page finds it again."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from projects.models import CashFlow, Citation, Claim
from projects.rules.result import Given

T = TypeVar("T")


class Cited(dict[str, Citation]):
    """The citations that the workings name, by the key under which they do."""

    def of(self, claim: Claim) -> str:
        """The key of the most direct citation of a claim that came with them."""
        return self._key(claim.citations.all())

    def of_flow(self, flow: CashFlow) -> str:
        """The same for cash that moved: its update is cited, or that one's claims."""
        claims = (row for claim in flow.update.claims.all() for row in _rows(claim))
        return self._key([*flow.update.citations.all(), *claims])

    def given(self, value: T, claim: Claim) -> Given[T]:
        """A value with the key of what it rests on."""
        return Given(value, self.of(claim))

    def _key(self, citations: Iterable[Citation]) -> str:
        best = min(citations, key=_directness)
        place = f", {best.locator}" if best.locator else ""
        key = f"{best.source.slug}{place}"
        self.setdefault(key, best)
        return key


def with_citations() -> "Prefetch[str, QuerySet[Citation], str]":
    """Fetch with claims, or with updates, what is cited for them."""
    return Prefetch("citations", Citation.objects.select_related("source"))


def _rows(claim: Claim) -> Iterable[Citation]:
    return claim.citations.all()


def _directness(citation: Citation) -> tuple[str, int, int]:
    return citation.source.grade, citation.place, citation.pk
