"""The chart of a project's stages says what its rows say."""

from datetime import date

from projects.charts import progress
from projects.charts.progress import Said
from projects.codes import Stage

TODAY = date(2026, 11, 22)


def said(stage, day, accepted=True):
    return Said(Stage(stage), day, "Japan", accepted, "/updates/1/")


FIRST = said("candidate", date(2025, 10, 28))
SECOND = said("selected", date(2026, 2, 17))
REPORTED = said("paid_out", date(2026, 3, 1), accepted=False)


def layers(*stages):
    made = progress.chart(stages, standing="selected", until=TODAY)
    return [layer["data"]["values"] for layer in made.spec()["layer"]]


def test_its_title_says_where_it_stands_on_how_many_words_and_how_old():
    made = progress.chart([FIRST, SECOND, REPORTED], standing="selected", until=TODAY)

    assert made.title == (
        "Selected: 3 statements of its stage, 2 accepted; evidence to 1 Mar 2026"
    )
    assert [row.values[2] for row in made.rows] == ["candidate", "selected", "paid out"]


def test_the_line_runs_through_what_was_accepted_to_the_day_asked():
    line, others, accepted = layers(FIRST, REPORTED, SECOND)

    assert [(at["known"], at["stage"]) for at in line] == [
        ("2025-10-28", "candidate"),
        ("2026-02-17", "selected"),
        ("2026-11-22", "selected"),
    ]
    assert [at["stage"] for at in others] == ["paid out"]
    assert len(accepted) == 2


def test_the_ways_off_the_ladder_are_drawn_only_where_somebody_spoke_of_them():
    assert "declined" not in progress.stages_of([FIRST])
    assert progress.stages_of([said("declined", TODAY)])[0] == "declined"
    assert progress.stages_of([FIRST])[-1] == "idea"


def test_without_a_word_there_is_nothing_to_draw():
    made = progress.chart([], standing="", until=TODAY)

    assert made.title.startswith("No stage accepted: 0 statements")
    assert made.title.endswith("no evidence found")
    assert made.rows == ()
