"""Name and place of projects by the latest word that was accepted.

A project keeps the name under which it came in, so that no earlier day tells what was
known later; what sources call it since, and where they put it, stands beside it.
"""

from collections import defaultdict
from collections.abc import Iterable

from projects.codes import FactAttribute
from projects.models import FactClaim, Project
from projects.models.claim import ClaimQuerySet
from projects.rules.moment import Moment

SHOWN = (FactAttribute.NAME, FactAttribute.PLACE)


def claims_given(moment: Moment) -> ClaimQuerySet[FactClaim]:
    """The accepted claims of a name or a place, the latest last."""
    return FactClaim.objects.operative(moment).filter(attribute__in=SHOWN).in_order()


def facts_given(
    projects: Iterable[Project], moment: Moment
) -> defaultdict[int, dict[str, str]]:
    """By project, what was last accepted as its name and its place. One query."""
    claims = claims_given(moment).filter(subjects__project__in=projects)
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for key, attribute, value in claims.values_list(
        "subjects__project", "attribute", "value"
    ):
        found[key][attribute] = value
    return found
