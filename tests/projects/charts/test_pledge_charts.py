"""The charts of amounts, rungs and stages say what their rows say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from projects.charts import amounts, ladder, rungs
from projects.charts.amounts import Said
from projects.charts.ladder import Standing
from projects.charts.rungs_drawing import Even, Panel, Step, ends_of
from projects.charts.style import LIGHT
from projects.drawing import svg
from projects.rules.pace import pace

KNOWN, TODAY = date(2026, 2, 17), date(2026, 11, 22)
BN = Decimal(10) ** 9
TO_DAY = {"even": None, "until": TODAY}


def said(low, high, unit="USD", by="Japan", accepted=True):
    own = ("ceiling", "words", unit, low, high, KNOWN, accepted, "/updates/1/")
    return Said(by, *own)


def step(low, high, unit="USD"):
    return Step(KNOWN, "signed", "Three projects", "", "words", unit, low, high, "")


def even(drawn=Decimal(0)):
    opens, closes = date(2025, 9, 4), date(2029, 1, 19)
    found = pace(550 * BN, drawn=drawn, opens_on=opens, closes_on=closes, on=TODAY)
    return Even("USD", opens, found)


def test_an_open_end_is_drawn_to_the_edge():
    up_to, over = said(None, 550 * BN), said(600 * BN, None)

    bars = amounts.chart([up_to, over], unit="USD").spec()["data"]["values"]

    assert [(bar["low"], bar["low_open"]) for bar in bars] == [(0, True), (600, False)]
    assert bars[0]["high"] == 550
    assert bars[1]["high"] > 600


def test_no_label_names_an_end_that_nobody_stated():
    over = replace(said(550 * BN, None), words="over US$550bn")
    spread = rungs.chart([Panel("Pledged", "USD", (step(550 * BN, None),))], **TO_DAY)

    drawn = svg(amounts.chart([over], unit="USD").spec())

    assert "over US$550bn, ceiling · Japan · accepted" in drawn
    assert "632.5" not in drawn
    assert "to: " not in svg(spread.spec())


def test_a_known_error_is_in_the_table_only():
    wrong = replace(
        said(55 * BN, 55 * BN, by="GMT Eight"), remark="known error", counted=False
    )
    wrong = replace(wrong, known_on=TODAY)

    made = amounts.chart([said(BN, BN), wrong], unit="USD")

    assert made.title == (
        "1 amount in USD, 1 speaker, 1 accepted; evidence to 17 Feb 2026"
    )
    assert len(made.spec()["data"]["values"]) == 1
    assert [row.values[-1] for row in made.rows] == ["", "known error"]
    assert "1 known error or denial is in the table only and not" in made.note


def test_a_remark_stands_in_the_label():
    made = amounts.chart([replace(said(BN, BN), remark="superseded")], unit="USD")

    (bar,) = made.spec()["data"]["values"]

    assert bar["lines"] == ["words, ceiling (superseded) · Japan · accepted"]


def test_amounts_in_another_unit_are_in_the_table_only():
    made = amounts.chart([said(BN, BN), said(5 * BN, None, "JPY")], unit="USD")

    assert made.title.startswith("1 amount in USD, 1 speaker, 1 accepted; evidence")
    assert len(made.spec()["data"]["values"]) == 1
    assert [row.values[5] for row in made.rows] == ["USD", "JPY"]


def drawn_apart(spec, name):
    """The values of a channel for what is accepted, and for what is not."""
    found = [layer["encoding"].get(name) for layer in spec["layer"]]
    return [(each["condition"]["value"], each["value"]) for each in found if each]


def test_accepted_is_told_from_not_accepted_without_colour():
    made = amounts.chart([said(None, BN), said(None, BN, accepted=False)], unit="USD")

    assert drawn_apart(made.spec(), "strokeDash") == [([1, 0], [5, 4])]
    labels = [bar["lines"][-1] for bar in made.spec()["data"]["values"]]
    assert ["accepted" in label for label in labels] == [True, False]
    assert "solid" in made.note
    assert "dashed" in made.note
    assert "2 amounts in USD, 1 speaker, 1 accepted" in made.alt


def test_one_figure_is_a_square_where_accepted_else_a_circle():
    shapes = {
        layer["mark"]["shape"]: layer["transform"][0]["filter"]
        for layer in amounts.chart([said(BN, BN)], unit="USD").spec()["layer"]
        if layer["mark"].get("shape") in ("square", "circle")
    }

    assert shapes["square"].endswith("&& datum.accepted")
    assert shapes["circle"].endswith("&& !datum.accepted")


LONG = "Ministry of Economy, Trade and Industry; " * 2 + "JBIC"


def test_who_said_it_stands_uncut_on_lines_of_its_own_on_a_phone():
    made = amounts.chart([said(None, BN, by=LONG), said(BN, BN)], unit="USD")

    first, second = made.spec(narrow=True)["data"]["values"]

    assert first["lines"][0] == "words, ceiling"
    assert " ".join(first["lines"][1:]) == f"{LONG} · accepted"
    assert max(map(len, first["lines"])) <= 42
    assert second["top"] >= first["at"] > 15 * len(first["lines"])


def test_a_project_is_counted_once_on_its_stage():
    projects = [
        Standing("A", "candidate", "/projects/a/"),
        Standing("B", "contract_signed", "/projects/b/"),
        Standing("C", "", "/projects/c/"),
    ]

    made = ladder.chart(projects, newest=KNOWN)

    counts = {bar["stage"]: bar["n"] for bar in made.spec()["data"]["values"]}
    assert sum(counts.values()) == 3
    assert counts["no stage accepted"] == 1
    assert made.title == (
        "3 projects by stage, 1 signed or further; evidence to 17 Feb 2026"
    )


def test_a_ladder_without_projects_is_still_a_chart():
    made = ladder.chart([], newest=None)

    assert made.title.endswith("no evidence found")
    assert made.rows == ()


def test_each_rung_has_its_own_scale_and_only_draws_the_even_line():
    panels = [
        Panel("Pledged", "USD", (step(550 * BN, 550 * BN),), holds=True),
        Panel("Signed", "JPY", (step(340 * BN, None, "JPY"),)),
        Panel("Signed", "USD", (), even=True),
    ]

    drawn = rungs.chart(panels, even=even(), until=TODAY).spec()["vconcat"]

    texts = [str(panel["layer"]) for panel in drawn]
    assert ["our arithmetic" in text for text in texts] == [False, False, True]
    assert ["no evidence found" in text for text in texts] == [False, False, True]
    tops = [panel["encoding"]["y"]["scale"]["domain"][1] for panel in drawn]
    assert tops[1] < tops[0]


def test_the_run_rate_is_said_of_what_was_drawn_only():
    panels = [Panel("Signed", "USD", (), even=True)]

    without, with_draws = (
        rungs.chart(panels, even=even(drawn), until=TODAY).note
        for drawn in (Decimal(0), Decimal("4450000000"))
    )

    assert "the agreement sets no schedule" in without
    assert "Drawn so far" not in without
    assert "Drawn so far is 10.0 million a day; the rest would take 691.4" in with_draws


def test_the_end_that_alone_is_stated_decides_the_arrow():
    ends = [ends_of(step(BN, None)), ends_of(step(None, BN)), ends_of(step(BN, BN))]

    assert ends == ["low", "high", "closed"]


def test_what_stands_beside_the_rungs_is_grey_and_counted_apart():
    own = (step(BN, BN), step(None, BN))
    panels = [
        Panel("Announced", "USD", own[:1]),
        Panel("Named", "USD", own * 2, beside=True),
    ]

    made = rungs.chart(panels, even=None, until=TODAY)

    assert made.title.startswith("1 accepted amount, rung by rung, and 4 of")
    announced, named = made.spec()["vconcat"]
    assert announced["title"]["subtitle"] == "1 amount, in USD billion"
    assert named["title"]["subtitle"] == "4 amounts, in USD billion"
    assert LIGHT.blue not in str(named["layer"])
    assert made.formula == ""


def test_the_even_line_is_ours_and_names_its_formula():
    panels = [Panel("Signed", "USD", (), even=True)]

    assert rungs.chart(panels, even=even(), until=TODAY).formula == "pace"
