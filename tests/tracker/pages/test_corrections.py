"""The list of corrections says of each why it was made."""

import re
from datetime import date

import pytest

from projects.models import SourceStatus
from tests.factories import DateClaimFactory, SourceFactory, UpdateFactory
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<th scope="row"><a[^>]*>(.*?)</a>.*?"Why">(.*?)</td>', re.S)


def reasons(client):
    """What stands under "Why", by the headline of the row."""
    html = client.get("/corrections/").content.decode()
    return {name: re.sub("<[^>]+>", "", why) for name, why in ROW.findall(html)}


def our_correction(**fields):
    """An update of ours that took the place of another, which said a wrong day."""
    old = UpdateFactory(retracted=True, retracted_why="The article says March.")
    return UpdateFactory(kind="our_correction", corrects=old, **fields)


def test_our_correction_says_what_was_wrong(client):
    right = our_correction(headline="March", note="Read again.")

    told = reasons(client)
    assert told["March"] == "The article says March."
    assert told[right.corrects.headline] == "The article says March."


def test_a_withdrawn_source_says_why_it_was_withdrawn(client):
    update = UpdateFactory(kind="source_correction", headline="Taken back")
    SourceStatus.objects.create(
        source=SourceFactory(),
        status="retracted",
        from_on=date(2026, 1, 9),
        reason="The outlet could not confirm it.",
        update=update,
    )

    assert reasons(client) == {"Taken back": "The outlet could not confirm it."}


def test_a_speaker_who_corrects_himself_gives_his_reason(client):
    update = UpdateFactory(kind="speaker_correction", headline="He erred")
    DateClaimFactory(update=update, justification="He had misread the calendar.")

    assert reasons(client) == {"He erred": "He had misread the calendar."}


def test_a_note_comes_before_what_the_claims_give(client):
    update = UpdateFactory(kind="speaker_correction", headline="H", note="Our words.")
    DateClaimFactory(update=update, justification="His words.")

    assert reasons(client) == {"H": "Our words."}


def test_no_reason_given_is_said(client):
    UpdateFactory(kind="speaker_correction", headline="He erred")

    assert reasons(client) == {"He erred": "not given"}


def test_the_reasons_of_many_cost_no_more_queries(client):
    our_correction()
    few = queries(client, "/corrections/")
    for _ in range(5):
        our_correction()

    assert queries(client, "/corrections/") == few
