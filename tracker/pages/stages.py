"""The stage ladder of a project: which rung it stands on, and who says so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.codes import OFF_LADDER, Stage
from projects.models import Project, StageClaim
from projects.rules.moment import Moment
from tracker.pages.beside import Item, items, shown


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage. `place` is "here", "below" or "above" the current one, or "off"."""

    stage: Stage
    place: str
    words: str
    items: tuple[Item, ...]


def stages_said(project: Project, moment: Moment) -> list[StageClaim]:
    """Every word on its stage, with its evidence."""
    claims: QuerySet[StageClaim] = StageClaim.objects.seen(moment)
    return list(shown(claims.filter(subjects__project=project), moment))


def ladder(project: Project, claims: Iterable[StageClaim]) -> list[Rung]:
    """Every rung; the two ways off the ladder only where somebody spoke of them."""
    said: dict[str, list[StageClaim]] = defaultdict(list)
    for claim in claims:
        said[claim.stage].append(claim)
    return [
        _rung(stage, project, said[stage])
        for stage in Stage
        if stage not in OFF_LADDER or said[stage]
    ]


def _rung(stage: Stage, project: Project, claims: Iterable[StageClaim]) -> Rung:
    place = _place(stage, project.stage_then)
    found = items(claims)
    return Rung(stage=stage, place=place, words=_words(place, found), items=found)


def _place(stage: Stage, current: str) -> str:
    ladder = list(Stage)
    if stage == current:
        return "here"
    if stage in OFF_LADDER or current in OFF_LADDER:
        return "off"
    if not current:
        return "above"
    return "below" if ladder.index(stage) < ladder.index(Stage(current)) else "above"


def _words(place: str, found: tuple[Item, ...]) -> str:
    if place == "here":
        return _("stands here")
    if found:
        accepted = any(item.row.operative for item in found)
        return _("reached") if accepted else _("said, not accepted")
    if place == "below":
        return _("no evidence of its own")
    return _("no evidence found")
