"""The claims of the record that a typed one may confirm, deny or take the place of."""

from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import Claim, ClaimSubject
from tracker.desk.desk import Judged
from tracker.desk.typed import Part
from tracker.pages.wording import model_of, value_words
from tracker.seeding.rows import Row

SHOWN = 20
# What a claim of a kind is about beside its subjects, and how it is found by that.
OWN = {
    "date": ("deadline", "deadline__slug"),
    "outcome": ("deadline", "deadline__slug"),
    "reading": ("clause", "clause__slug"),
    "finding": ("clause", "clause__slug"),
    "legal_basis": ("code", "code"),
}
SHOWN_WITH = {"statement": ("update", "code")}


def earlier_claims(part: Part, judged: Judged) -> list[tuple[str, str]]:
    """Claims this one may answer or replace: the latest about the same subjects."""
    row = next(
        (row for row in judged.built.entry.update.claims if row.line == part.number),
        None,
    )
    if row is None:
        return []
    # Asked of the table of its kind: with all kinds joined, planning alone is slow.
    claims: Any = model_of(part.kind)._default_manager
    latest = (
        claims.live()
        .filter(_about_the_same(part.kind, row))
        .select_related(*SHOWN_WITH.get(part.kind, ("update",)))
        .prefetch_related("speakers")
        .order_by("-update__known_on", "-pk")
    )
    return [(str(claim.public_id), _called(claim)) for claim in latest[:SHOWN]]


def _about_the_same(kind: str, row: Row) -> Q:
    """Claims about anything that the row is about; none where it names nothing."""
    wanted = Q(pk__in=[])
    own, column = OWN.get(kind, ("", ""))
    if row.values.get(own):
        wanted |= Q(**{column: row.values[own]})
    for reference in row.values.get("of", ()):
        prefix, _colon, slug = reference.partition(":")
        if prefix != "deadline":
            about = ClaimSubject.objects.filter(**{f"{prefix}__slug": slug})
            wanted |= Q(pk__in=about.values("claim"))
    return wanted


def _called(claim: Claim) -> str:
    speakers = ", ".join(party.name for party in claim.speakers.all())
    return _("%(day)s, %(who)s: %(what)s") % {
        "day": date_format(claim.update.known_on, "j M Y"),
        "who": speakers,
        "what": value_words(claim)[:120],
    }
