"""Where each amount of a pledge stands: on the ladder, in the totals, in the chart."""

from datetime import date

from projects.rules.moment import Moment
from tracker.pages import rungs
from tracker.pages.charts.money import rungs_over_time
from tracker.pages.totals import totals_of

CHART_RUNG = "Announced or selected"
THEN = Moment.at(date(2026, 11, 22))


def on_ladder(pledge, monkeypatch):
    """The amounts on the rungs announced and selected, however many they are."""
    monkeypatch.setattr(rungs, "SHOWN", 1000)
    (ladder,) = rungs.ladders([pledge], THEN)
    return {
        rung.code: sorted(each.row.value for each in rung.amounts)
        for rung in ladder.rungs
        if rung.code in ("announced", "selected")
    }


def in_totals(pledge):
    """Each amount once, at the furthest method that has it."""
    found = {}
    for method in totals_of(pledge, THEN).methods:
        left = [out.shown for out in method.left]
        shown = [*method.counted, *method.contingent, *left]
        found[method.code] = {each.url: each.words for each in shown}
    further = found["selected"]
    only = {u: words for u, words in found["announced"].items() if u not in further}
    return {"announced": sorted(only.values()), "selected": sorted(further.values())}


def in_chart(pledge):
    chart = rungs_over_time(pledge, THEN)
    rung, stated = chart.columns.index("Rung"), chart.columns.index("As stated")
    rows = [row.words for row in chart.rows]
    return sorted(words[stated] for words in rows if words[rung] == CHART_RUNG)


def agree(pledge, monkeypatch):
    """The one answer of the three places; the chart has both rungs in one panel."""
    ladder = on_ladder(pledge, monkeypatch)
    assert ladder == in_totals(pledge)
    assert sorted([*ladder["announced"], *ladder["selected"]]) == in_chart(pledge)
    return ladder
