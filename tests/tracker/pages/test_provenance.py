"""What we read and what it only names are told apart wherever an origin is told."""

from datetime import date
from html import unescape

import pytest

from projects.models import CitationStep, Claim
from projects.rules.moment import LATEST
from tests.factories import (
    AcceptanceFactory,
    CitationFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
)
from tracker.pages.evidence import evidence_of, with_evidence
from tracker.pages.provenance import held_words
from tracker.pages.totals import totals_of

pytestmark = pytest.mark.django_db


def named(**fields):
    """An origin that we did not read."""
    publisher = PartyFactory(name="NHK")
    told = {"title": "[NHK on loans]", "url": "", "published_on": date(2026, 5, 1)}
    return SourceFactory(publisher=publisher, **{**told, "held": False, **fields})


def carrier():
    return SourceFactory(
        repost=True,
        publisher=PartyFactory(name="Repost"),
        title="[On loans]",
        url="https://repost.example/1",
    )


def carried(origin, *between, **fields):
    """A claim read in a carrier that names an origin."""
    claim = QuantityClaimFactory(source=carrier(), origin=origin, **fields)
    citation = claim.citations.get()
    for place, each in enumerate([*between, origin], start=1):
        CitationStep.objects.create(citation=citation, place=place, source=each)
    return claim


def cites(claim):
    found = with_evidence(Claim.objects.filter(pk=claim.pk)).get()
    return [each.words for each in evidence_of(found).cite.provenance]


def test_a_cite_names_what_we_read_and_then_the_unread_origin():
    assert cites(carried(named())) == [
        "Read in: Repost, On loans (title in our words), https://repost.example/1 "
        "(grade C), which names as the origin: NHK, 1 May 2026 "
        "(grade B, named only, not read by us)"
    ]


def test_a_cite_tells_of_an_origin_that_we_read_elsewhere_by_its_title():
    (words,) = cites(carried(named(title="The loans", held=True)))

    assert words.endswith("the origin: NHK, “The loans”, 1 May 2026 (grade B)")


def test_a_cite_names_who_stands_between():
    wire = SourceFactory(publisher=PartyFactory(name="Wire"), held=False)
    (words,) = cites(carried(named(), wire))

    assert words.endswith("(grade B, through Wire, named only, not read by us)")


def test_a_cite_names_each_text_the_most_direct_one_first():
    claim = carried(named())
    source = SourceFactory(grade="A", title="Order", url="https://state.example/1")
    CitationFactory(claim=claim, source=source, locator="section 2")
    first, second = cites(claim)

    assert "“Order”, section 2, https://state.example/1 (grade A)" in first
    assert second.startswith("Read in: Repost")


def test_what_we_count_is_not_called_read():
    clock = PartyFactory(slug="pledgebook")
    (words,) = cites(QuantityClaimFactory(by=[clock]))

    assert words.startswith("Counted by us from: ")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (True, "grade B, through a source of grade C that we read"),
        (False, "grade B, named only, by a source of grade C that we read"),
    ],
)
def test_an_origin_tells_how_we_hold_it(held, words):
    claim = carried(named(held=held))

    assert held_words(claim.citations.get()) == words
    assert held_words(QuantityClaimFactory().citations.get()) == "grade B, read by us"


def costed(pledge, claim_of):
    project = ProjectFactory(pledge=pledge)
    StageClaimFactory(of=[project], stage="selected", accepted=True)
    claim = claim_of(of=[project], basis="project_cost")
    AcceptanceFactory(claim=claim, secondary=True)
    return claim


def confirmed(pledge):
    methods = totals_of(pledge, LATEST).methods
    return next(method for method in methods if method.code == "selected")


def test_a_confirmed_total_says_that_its_origin_is_named_only(client):
    pledge = PledgeFactory(slug="promise")
    costed(pledge, lambda **fields: carried(named(), **fields))
    held = "grade B, named only, by a source of grade C that we read"
    page = unescape(client.get("/pledges/promise/totals/").text)

    assert confirmed(pledge).origins == f"1 of {held}"
    assert f"origins: 1 of {held}" in page
    assert f"origin of {held}" in page
    assert f"“US$550bn” (origins: 1 of {held}). Computed by Pledgebook" in page


def test_of_two_origins_of_one_grade_the_one_that_we_read_counts():
    pledge = PledgeFactory()
    claim = costed(pledge, lambda **fields: carried(named(), **fields))
    QuantityClaimFactory(responds_to=claim, stance="confirms")

    assert confirmed(pledge).origins == "1 of grade B, read by us"


@pytest.mark.parametrize(
    "path", ["/", "/pledges/promise/", "/pledges/promise/totals/", "/projects/"]
)
def test_each_line_of_evidence_marks_what_a_carrier_tells(client, path):
    pledge = PledgeFactory(slug="promise")
    costed(pledge, lambda **fields: carried(named(), **fields))
    page = client.get(path).text

    assert "Repost, from NHK" in page
    assert "secondary" in page
