"""The totals of Japan's pledge, each on its own method, and of Korea's parts."""

import re

import pytest

from projects.models import Pledge
from tests.seeded import seeded  # noqa: F401
from projects.rules.moment import LATEST
from tests.tracker.pages.placed import agree
from tracker.pages.totals import totals_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def totals():
    return totals_of(Pledge.objects.get(slug="japan-550"), LATEST)


def words(sums):
    return [total.words for total in sums]


def given(totals, tranche):
    rows = next(g.rows for g in totals.given if g.tranche.slug == tranche)
    return [
        (row.said[0].words, row.shown.row.evidence.speakers[0].name) for row in rows
    ]


@pytest.mark.parametrize(
    ("code", "said", "ours"),
    [
        (
            "announced",
            ["US$36bn", "up to US$33bn", "up to US$40bn"],
            ["up to US$109bn"],
        ),
        ("selected", ["US$36bn"], ["US$36bn"]),
        ("signed", ["over JPY 340bn"], ["over JPY 340bn"]),
        ("paid-out", [], []),
    ],
)
def test_each_method_counts_on_its_own(totals, code, said, ours):
    method = next(each for each in totals.methods if each.code == code)

    assert [amount.words for amount in method.said] == said
    assert (words(method.adjusted), words(method.confirmed)) == (ours, ours)


def test_the_parts_of_the_first_tranche_are_left_out_as_counted_already(totals):
    selected = next(each for each in totals.methods if each.code == "selected")

    assert {out.grounds[0].instead.words for out in selected.left} == {"US$36bn"}
    assert sorted(out.shown.words for out in selected.left) == [
        "US$2.1bn",
        "US$33bn",
        "about US$600mn",
    ]


@pytest.mark.parametrize(
    ("sum_", "by"),
    [
        ("about US$490bn", "Howard Lutnick"),
        ("up to US$400bn", "Reuters"),
        ("over US$390bn", "Yomiuri Shimbun"),
        ("US$467bn", "dpa-AFX"),
        ("up to US$332bn", "ANS Nuclear Newswire"),
        ("up to US$513.45bn", "The White House"),
    ],
)
def test_each_sum_of_the_candidates_stands_with_who_gives_it(totals, sum_, by):
    assert (sum_, by) in given(totals, "japan-550-list-2025-10")


def test_the_bullets_come_to_513_45_of_which_332_is_one_line(totals):
    rows = next(g.rows for g in totals.given if g.tranche.number == 0)
    bullets = next(row for row in rows if row.items)

    assert len(bullets.items) == 14
    assert {each.name: words(each.sums)[0] for each in bullets.bases} == {
        "composition": "up to US$332bn",
        "business scale, sales included": "up to US$181.45bn",
    }
    assert (bullets.adjusted, bullets.confirmed) == ((), ())


def test_no_sum_of_the_candidates_is_an_amount_of_investment(totals):
    rows = next(g.rows for g in totals.given if g.tranche.number == 0)

    assert rows
    assert not any(row.adjusted for row in rows)
    assert all(row.left for row in rows)


def test_35_7_and_36_agree_and_57_of_the_332_is_unexplained(totals):
    found = [
        (whole.shown.words, whole.comparison.parts.words, whole.comparison.gap_words)
        for whole in totals.wholes
    ]

    assert found == [
        ("US$36bn", "about US$35.7bn", ""),
        ("US$36bn", "US$36bn", ""),
        ("up to US$332bn", "up to US$275bn", "up to US$57bn"),
    ]
    assert {project.slug for project in totals.wholes[2].silent} == {
        "list-entra1",
        "list-kinder-morgan",
    }


def test_korea_s_350_is_200_and_150_and_not_the_further_150():
    (whole,) = totals_of(Pledge.objects.get(slug="korea-350"), LATEST).wholes

    assert [part.words for part in whole.parts] == ["US$150bn", "US$200bn"]
    assert whole.comparison.agrees
    assert [each.words for each in whole.beside] == ["US$150bn"]


def test_the_loans_count_or_not_by_the_reading(totals):
    counted = {r.words: [each.words for each in r.drawn] for r in totals.readings}

    assert counted["a ceiling of equity, loans and guarantees"] == ["counts"]
    assert counted["direct investment"] == ["does not count"]
    assert "the latest: within 45 days" not in counted


def test_no_percentage_of_the_pledge_is_on_the_page(client):
    page = client.get("/pledges/japan-550/totals/").content.decode()
    content = page.split("<main")[1].split("</main>")[0]

    assert not re.search(r"\d ?%", re.sub(r"<[^>]+>", "", content))
    paid = content.split('id="paid-out"')[1].split("</tr>")[0]
    assert paid.count("no evidence found") == 3
    assert "US$0" not in content


def test_every_amount_leads_to_its_claim(client, totals):
    shown = [s for m in totals.methods for s in (*m.said, *m.counted)]

    for url in {each.url for each in shown}:
        page, anchor = url.split("#")
        assert f'id="{anchor}"' in client.get(page).content.decode()


def test_the_ladder_the_totals_and_the_chart_agree_on_every_pledge(monkeypatch):
    pledges = Pledge.objects.filter(parent=None)

    found = {pledge.slug: agree(pledge, monkeypatch) for pledge in pledges}

    assert "US$36bn" in found["japan-550"]["selected"]
