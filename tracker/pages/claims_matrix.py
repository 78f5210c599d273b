"""The same question to everybody: each party's latest answer, and what it said before.

A question is one of the code book's, or "how much" of a pledge or tranche on one
basis. Answers are told apart by their code, amounts by their value.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.codes import SourceKind, Stance
from projects.models import Citation, Claim, QuantityClaim, Statement
from tracker.pages.beside import amounts_verdict
from tracker.pages.evidence import ClaimRow, citations_of, claim_row

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, slots=True)
class Holder:
    """One party, or several jointly: its latest answer and the earlier ones."""

    row: ClaimRow
    earlier: tuple[ClaimRow, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with all who hold it now.

    `origins` are the publishers it comes from independently of each other; `carriers`
    the texts that only pass on what another said.
    """

    words: str
    holders: tuple[Holder, ...]
    origins: int
    carriers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the answers that are held; `code` tells how they compare."""

    slug: str
    text: str
    answers: tuple[Answer, ...]
    code: str
    verdict: str

    @property
    def holders(self) -> int:
        return sum(len(answer.holders) for answer in self.answers)


def statements_by_question(statements: Iterable[Statement]) -> list[Asked]:
    """The code book's questions, each with the answers given to it."""
    asked: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.question:
            asked[statement.question.slug].append(statement)
    return [_question(slug, given) for slug, given in asked.items()]


def amounts_by_question(claims: Iterable[QuantityClaim]) -> list[Asked]:
    """How much, by what it is an amount of and its basis, unit and period."""
    asked: dict[str, list[QuantityClaim]] = defaultdict(list)
    for claim in claims:
        asked[amount_slug(claim)].append(claim)
    return [_amount(slug, given) for slug, given in asked.items()]


def amount_slug(claim: QuantityClaim) -> str:
    """What stands for the question in an address: "japan-550.headline.usd"."""
    about: list[Any] = [subject.thing for subject in claim.subjects.all()]
    things = "+".join(thing.slug for thing in about)
    parts = (things, claim.basis, claim.unit, claim.per, claim.period)
    return ".".join(part for part in parts if part).lower()


def _question(slug: str, given: Sequence[Statement]) -> Asked:
    question = given[0].question
    assert question is not None
    held = _holders(given)
    answers = _answers(held)
    return Asked(
        slug=slug,
        text=question.text,
        answers=answers,
        code="conflict" if len(answers) > 1 else "",
        verdict=ngettext(
            "%(count)d answer", "%(count)d different answers", len(answers)
        )
        % {"count": len(answers)},
    )


def _amount(slug: str, given: Sequence[QuantityClaim]) -> Asked:
    held = _holders(given)
    code, verdict = amounts_verdict([claims[-1] for claims in held])
    return Asked(
        slug=slug,
        text=_("How much: %(what)s, %(basis)s?")
        % {
            "what": ", ".join(str(s.thing) for s in given[0].subjects.all()),
            "basis": " ".join(filter(None, _basis_words(given[0]))),
        },
        answers=_answers(held),
        code=code,
        verdict=verdict,
    )


def _basis_words(claim: QuantityClaim) -> tuple[str, str, str]:
    per = _("per %(period)s") % {"period": claim.per} if claim.per else ""
    return str(claim.get_basis_display()), per, claim.period


def _holders(given: Iterable[AnyClaim]) -> list[list[AnyClaim]]:
    """What each party said on one question, oldest knowledge first."""
    found: dict[frozenset[int], list[AnyClaim]] = defaultdict(list)
    for claim in given:
        found[frozenset(said.party_id for said in claim.said_by.all())].append(claim)
    return list(found.values())


def _answers(held: Iterable[Sequence[Claim]]) -> tuple[Answer, ...]:
    """Holders of the same answer together, the answer held by most first."""
    same: dict[str, list[Sequence[Claim]]] = defaultdict(list)
    for claims in held:
        same[_answer_words(claims[-1])].append(claims)
    most_first = sorted(same.items(), key=lambda item: -len(item[1]))
    return tuple(_answer(words, holders) for words, holders in most_first)


def _answer_words(claim: Claim) -> str:
    """A denial is an answer of its own, not that of those whom it denies."""
    words = claim_row(claim).value
    denied = claim.stance == Stance.DENIES
    return _("denied: %(answer)s") % {"answer": words} if denied else words


def _answer(words: str, held: Sequence[Sequence[Claim]]) -> Answer:
    citations = [c for claims in held for c in citations_of(claims[-1])]
    return Answer(
        words=words,
        holders=tuple(_holder(claims) for claims in held),
        origins=len({citation.origin.publisher_id for citation in citations}),
        carriers=len({c.source_id for c in citations if _carries(c)}),
    )


def _carries(citation: Citation) -> bool:
    passed_on = citation.source_id != citation.origin_id
    return passed_on or citation.source.kind == SourceKind.CARRIER


def _holder(claims: Sequence[Claim]) -> Holder:
    rows = [claim_row(claim) for claim in claims]
    return Holder(
        row=rows[-1],
        earlier=tuple(reversed(rows[:-1])),
        changed=any(row.value != rows[-1].value for row in rows[:-1]),
    )


def only_of(asked: Iterable[Asked], party: str) -> list[Asked]:
    """The questions a party answered, with its own answers alone."""
    found = []
    for question in asked:
        answers = tuple(
            replace(answer, holders=mine)
            for answer in question.answers
            if (mine := tuple(h for h in answer.holders if _is_by(h, party)))
        )
        if answers:
            found.append(replace(question, answers=answers))
    return found


def _is_by(holder: Holder, party: str) -> bool:
    return any(speaker.slug == party for speaker in holder.row.evidence.speakers)


def speakers_of(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Everybody who answered anything, by slug."""
    found = {
        said.party.slug: said.party.name
        for claim in claims
        for said in claim.said_by.all()
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))
