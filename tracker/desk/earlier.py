"""The claims of the record that a typed one may confirm, deny or take the place of."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import Claim
from tracker.desk.desk import Judged
from tracker.desk.typed import Part
from tracker.pages.wording import CHILDREN, value_words

SHOWN = 20


def earlier_claims(part: Part, judged: Judged) -> list[tuple[str, str]]:
    """Claims this one may answer or replace: the latest about the same subjects."""
    row = next(
        (row for row in judged.built.entry.update.claims if row.line == part.number),
        None,
    )
    if row is None:
        return []
    deadline = row.values.get("deadline", "")
    wanted = Q(dateclaim__deadline__slug=deadline)
    wanted |= Q(outcomeclaim__deadline__slug=deadline)
    clause = row.values.get("clause", "")
    wanted |= Q(clausereading__clause__slug=clause)
    wanted |= Q(finding__clause__slug=clause)
    wanted |= Q(legalbasis__code=row.values.get("code", ""))
    for reference in row.values.get("of", ()):
        prefix, _colon, slug = reference.partition(":")
        if prefix != "deadline":
            wanted |= Q(**{f"subjects__{prefix}__slug": slug})
    claims = Claim.objects.live().filter(wanted, kind=part.kind).distinct()
    latest = claims.select_related("update", *CHILDREN.values()).prefetch_related(
        "speakers"
    )
    return [
        (str(claim.public_id), _called(claim))
        for claim in latest.order_by("-update__known_on", "-pk")[:SHOWN]
    ]


def _called(claim: Claim) -> str:
    speakers = ", ".join(party.name for party in claim.speakers.all())
    return _("%(day)s, %(who)s: %(what)s") % {
        "day": date_format(claim.update.known_on, "j M Y"),
        "who": speakers,
        "what": value_words(claim)[:120],
    }
