"""Anyone reports an error; what is stored, what is refused, what is kept."""

import pytest

from projects.models import ErrorReport
from tests.tracker.accounts.conftest import no_tries_yet  # noqa: F401

pytestmark = pytest.mark.django_db
TYPED = {
    "about": "/pledges/japan-550/",
    "text": "The sum is 36, not 63.",
    "source_url": "https://news.example/36",
    "website": "",
}


def send(client, **changed):
    return client.post("/report/", {**TYPED, **changed})


def test_a_stranger_s_report_waits_in_the_queue(client):
    answer = send(client)
    report = ErrorReport.objects.waiting().get()

    assert answer.headers["Location"] == "/report/thanks/"
    assert "corrections" in client.get("/report/thanks/").content.decode()
    assert (report.about, report.text) == (TYPED["about"], TYPED["text"])
    assert report.source_url == TYPED["source_url"]


def test_the_form_names_the_page_it_is_about(client):
    page = client.get("/report/?about=/pledges/japan-550/").content.decode()

    assert '<a href="/pledges/japan-550/">' in page


@pytest.mark.parametrize(
    "about",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "/" + 400 * "a",
        "/a\nb",
    ],
)
def test_what_is_no_page_of_this_site_is_left_out(client, about):
    page = client.get("/report/", {"about": about}).content.decode()
    send(client, about=about)

    assert "About:" not in page
    assert ErrorReport.objects.get().about == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " "}, "Say what is wrong."),
        ({"source_url": ""}, "Give the address of a source"),
        ({"source_url": "no address"}, "Write a whole address"),
        ({"source_url": "ftp://news.example/36"}, "begins with http"),
        ({"source_url": "javascript:alert(1)"}, "Write a whole address"),
        ({"text": 4001 * "a"}, "at most 4000 characters"),
    ],
)
def test_a_report_that_is_refused_says_why_and_keeps_what_was_typed(
    client, changed, told
):
    page = send(client, **changed).content.decode()
    kept = {**TYPED, **changed}

    assert told in page
    assert kept["text"].strip() in page
    assert f'value="{kept["source_url"]}"' in page or not kept["source_url"]
    assert not ErrorReport.objects.exists()


def test_a_machine_that_fills_in_every_field_is_thanked_and_not_heard(client):
    answer = send(client, website="https://spam.example")

    assert answer.headers["Location"] == "/report/thanks/"
    assert not ErrorReport.objects.exists()


def test_the_sixth_report_of_an_hour_from_one_address_waits(client):
    assert [send(client).status_code for _ in range(6)] == [302] * 5 + [429]
    assert ErrorReport.objects.count() == 5
    answer = client.post("/report/", TYPED, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 302


def test_who_is_refused_for_too_many_keeps_what_was_typed(client):
    page = [send(client) for _ in range(6)][-1].content.decode()

    assert "too many reports in the last hour" in page
    assert TYPED["text"] in page
    assert TYPED["source_url"] in page


def test_a_report_without_the_form_s_token_is_refused(client):
    client.handler.enforce_csrf_checks = True

    assert send(client).status_code == 403
    assert not ErrorReport.objects.exists()


def test_what_was_sent_is_shown_as_text(client):
    page = send(client, text="<script>alert(1)</script>", source_url="").content

    assert b"<script>alert(1)" not in page
