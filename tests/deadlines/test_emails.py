"""What a mail says, and what it lets its reader do."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from deadlines.actions import refresh_periods
from deadlines.emails import message, news
from deadlines.mail_words import day_words, days_words, window_words
from deadlines.models import Watch
from deadlines.pictures import WIDTH, Picture, Pictures, chart_of, picture
from deadlines.rules.windows import Window
from projects.models import Update
from tests.factories import (
    AlertFactory,
    ClauseFactory,
    ClauseReadingFactory,
    DateClaimFactory,
    DeadlineFactory,
    DeliveryFactory,
    OutcomeClaimFactory,
    PartyFactory,
    PledgeFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
    WatchFactory,
)

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
KNOWN = (date(2025, 10, 27), date(2026, 1, 10), date(2026, 2, 12))
DATES = (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28))


@pytest.fixture
def deadline(db):
    """Given three times, each time later; the last word is an agency's."""
    deadline = DeadlineFactory(
        title="First project settled",
        slug="first-project",
        pledge=PledgeFactory(name="Japan: US$550bn"),
        zone="America/New_York",
    )
    for known_on, latest_on in zip(KNOWN, DATES, strict=True):
        DateClaimFactory(
            deadline=deadline,
            update=UpdateFactory(known_on=known_on),
            latest_on=latest_on,
            said_on=known_on,
            words=f"by then, {latest_on:%B}",
            by=[PartyFactory(name="METI")],
            source=SourceFactory(
                title="METI press note",
                publisher=PartyFactory(name="The Agency"),
                grade="A",
            ),
            accepted=True,
        )
    refresh_periods([deadline])
    return deadline


def owed(deadline, *, kind="missed"):
    watch = WatchFactory(scope="pledge", pledge=deadline.pledge)
    claim = deadline.date_claims.latest("update__known_on")
    alert = AlertFactory(kind=kind, deadline=deadline, claim=claim)
    return DeliveryFactory(alert=alert, recipient=watch.recipient, watches=[watch.pk])


def mail(deadline, *, now=NOW, kind="missed"):
    delivery = owed(deadline, kind=kind)
    return message(delivery, news(delivery.alert, now=now))


def both(mail):
    """The text, and what a reader sees of the HTML."""
    ((html, kind),) = mail.alternatives
    assert kind == "text/html"
    seen = re.sub(r"<title>.*</title>|<[^>]*>", " ", html)
    return [" ".join(part.split()) for part in (mail.body, seen)]


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param("First project settled", id="what was due"),
        pytest.param("Japan: US$550bn", id="of which pledge"),
        pytest.param("28 February 2026", id="when"),
        pytest.param("METI", id="by whose word"),
        pytest.param("by then, February", id="in which words"),
        pytest.param("said on 12 February 2026, known on 12 February 2026", id="said"),
        pytest.param("METI press note (The Agency, grade A)", id="where it stands"),
        pytest.param("official target", id="how binding"),
        pytest.param("31 December 2025; moved later 2 times, by 59 days", id="moves"),
        pytest.param("operative date passed 10 days ago", id="against operative"),
        pytest.param("original date passed 69 days ago", id="against original"),
        pytest.param("no outcome is recorded", id="no outcome"),
        pytest.param("of 12 February 2026, 26 days old", id="age of the evidence"),
        pytest.param("Both governments say so.", id="met when"),
        pytest.param("because you watch : Japan: US$550bn", id="why"),
    ],
)
def test_text_and_html_both_say(deadline, fact):
    for part in both(mail(deadline)):
        assert fact.replace(" :", ":") in part.replace(" :", ":")


def test_the_mail_links_to_the_deadline(deadline, settings):
    link = settings.SITE_URL + reverse("deadline", args=["first-project"])
    sent = mail(deadline)

    assert link in sent.body
    assert f'href="{link}"' in sent.alternatives[0][0]


@pytest.mark.parametrize(
    ("holders", "told_by", "whose"),
    [
        (["Japan"], "A newspaper", "held by Japan"),
        ([], "A newspaper", "as told by A newspaper; who holds it is not named"),
    ],
)
def test_a_counted_date_is_told_by_its_reading_and_not_as_our_word(
    deadline, holders, told_by, whose
):
    clause = ClauseFactory(number="R12", title="When Japan pays")
    teller = PartyFactory(name=told_by)
    reading = ClauseReadingFactory(clause=clause, label="in 45 days", by=[teller])
    reading.holders.add(*(PartyFactory(name=name) for name in holders))
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 3, 1)),
        latest_on=date(2026, 4, 3),
        by=[PartyFactory(name="Pledgebook")],
        reading=reading,
        accepted=True,
    )
    refresh_periods([deadline])

    for part in both(mail(deadline)):
        counted = "counted by us from the reading “in 45 days” of R12 When Japan pays"
        assert f"The date: {counted}, {whose}" in part
        assert "Pledgebook" not in part


@pytest.mark.parametrize(
    ("bindingness", "heading"),
    [
        ("law", "Late"),
        ("agreement", "Late"),
        ("official_commitment", "Late"),
        ("official_target", "Target date passed"),
        ("reported_expectation", "Target date passed"),
        ("calculation", "Target date passed"),
    ],
)
def test_it_is_headed_late_only_where_something_binds(deadline, bindingness, heading):
    deadline.bindingness = bindingness
    deadline.save()
    sent = mail(deadline)

    assert sent.subject == f"{heading}: First project settled"
    assert sent.body.startswith(sent.subject)
    assert ("late" in sent.body.lower().replace("later", "")) is (heading == "Late")


def test_a_moved_date_says_from_where_to_where(deadline):
    sent = mail(deadline, kind="moved")

    assert sent.subject == "Date moved: First project settled"
    for part in both(sent):
        assert "28 days later; before: 31 January 2026" in part


def test_a_met_deadline_is_compared_with_both_dates(deadline):
    update = UpdateFactory(known_on=date(2026, 2, 18))
    OutcomeClaimFactory(deadline=deadline, update=update, accepted=True)
    refresh_periods([deadline])
    text, _html = both(mail(deadline, kind="met"))

    assert "met 48 days after the original date, 11 days before the" in text
    assert "(17 February 2026)" in text
    assert "In words: selected" in text


def test_evidence_of_today_is_not_0_days_old(deadline):
    for part in both(mail(deadline, now=datetime(2026, 2, 12, 23, tzinfo=UTC))):
        assert "Our newest evidence on this is of today, 12 February 2026." in part


@pytest.mark.parametrize(
    ("days", "check"),
    [pytest.param(45, False, id="45 days"), pytest.param(46, True, id="46 days")],
)
def test_old_evidence_asks_to_be_checked(deadline, days, check):
    now = datetime(2026, 2, 12, 23, tzinfo=UTC) + timedelta(days=days)
    for part in both(mail(deadline, now=now)):
        assert ("Please check" in part) is check
        assert f"{days} days old" in part


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        pytest.param("Asia/Seoul", "passed 1 day ago", id="1 March in Seoul"),
        pytest.param("UTC", "is still ahead", id="28 February in UTC"),
    ],
)
def test_days_count_in_the_zone_of_the_deadline(deadline, zone, words):
    deadline.zone = zone
    deadline.save()
    text, _html = both(mail(deadline, now=datetime(2026, 2, 28, 15, tzinfo=UTC)))

    assert f"operative date {words}" in text


def test_a_deadline_without_live_evidence_says_so(deadline):
    Update.objects.filter(claims__dateclaim__deadline=deadline).update(
        status="retracted",
        retracted_at=NOW,
        retracted_by=UserFactory(),
        retracted_why="Misread.",
    )
    text, _html = both(mail(deadline))

    assert "No evidence on this stands any more. Please check" in text


def test_the_stop_link_stops_what_asked_for_the_mail(deadline, client):
    sent = mail(deadline)
    link = re.search(r"http\S+/watches/stop/\S+", sent.body).group()
    path = link.removeprefix("http://127.0.0.1:8000")
    headers = sent.message()

    assert headers["List-Unsubscribe"] == f"<{link}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Watch.objects.active().exists()


def test_the_address_stands_in_to_and_nowhere_else(deadline):
    sent = mail(deadline)
    (address,) = sent.to
    lines = sent.message().as_string().splitlines()

    assert [line for line in lines if address in line] == [f"To: {address}"]
    assert sent.recipients() == [address]


def test_the_same_delivery_has_the_same_message_id(deadline):
    delivery = owed(deadline)
    mails = [message(delivery, news(delivery.alert, now=NOW)) for _ in range(2)]
    ids = {mail.message()["Message-ID"] for mail in mails}

    assert ids == {f"<delivery.{delivery.pk}.alert.{delivery.alert_id}@127.0.0.1>"}


def test_a_line_break_in_a_title_begins_no_header(deadline):
    deadline.title = "First project\nBcc: everybody@example.org"
    deadline.save()
    headers = mail(deadline).message()

    assert headers["Subject"].startswith("Target date passed: First project Bcc:")
    assert headers["Bcc"] is None


def test_markup_in_words_is_shown_and_not_obeyed(deadline):
    deadline.title = "Ships <b>& ports</b>"
    deadline.save()
    sent = mail(deadline)

    assert "Ships <b>& ports</b>" in sent.body
    assert "Ships &lt;b&gt;&amp; ports&lt;/b&gt;" in sent.alternatives[0][0]


def test_the_sender_takes_no_holiday_answers(deadline):
    headers = mail(deadline).message()

    assert headers["Auto-Submitted"] == "auto-generated"
    assert parseaddr(headers["From"])[1] == "pledgebook@localhost"


days = st.dates(date(1000, 1, 1))


@given(st.one_of(st.none(), days), st.one_of(st.none(), days))
def test_a_window_names_each_day_it_has(one, other):
    first, last = sorted((one, other)) if one and other else (one, other)
    words = window_words(Window(first, last))

    assert all(day_words(day) in words for day in (first, last) if day)
    assert ("no date" in words) is (first is last is None)


@given(st.integers(-9999, 9999))
def test_one_day_is_singular_either_way(count):
    unit = "day" if abs(count) == 1 else "days"

    assert days_words(count) == f"{abs(count)} {unit}"


def shown(deadline, *, attempts=1, kind="moved"):
    delivery = owed(deadline, kind=kind)
    delivery.attempts = attempts
    return Pictures(now=NOW).of(delivery)


@pytest.mark.parametrize("kind", ["moved", "missed", "met"])
def test_a_deadline_that_was_given_several_dates_is_drawn(deadline, kind):
    found = shown(deadline, kind=kind)

    assert found.png.startswith(b"\x89PNG")
    assert found.alt == (
        "First project settled, Japan: US$550bn. "
        "Moved twice: 3 dates given, evidence to 12 Feb 2026"
    )


def test_the_chart_of_a_mail_is_that_of_the_page(deadline, client):
    with time_machine.travel(NOW, tick=False):
        page = client.get(f"/deadlines/{deadline.slug}/").context["figure"].chart
        mailed = chart_of(deadline, now=NOW)

        assert mailed.spec(narrow=True) == page.spec(narrow=True)
        assert mailed.spec()["width"] == WIDTH < page.spec()["width"]
        assert mailed.title == page.title


def test_a_denial_is_drawn_neither_in_the_mail_nor_on_the_page(deadline, client):
    DateClaimFactory(deadline=deadline, latest_on=date(2027, 1, 1), stance="denies")

    assert "2027-01-01" not in str(chart_of(deadline, now=NOW).spec())


def test_a_mail_shows_its_chart_in_the_html_and_leaves_the_text_alone(deadline):
    delivery = owed(deadline)
    told = news(delivery.alert, now=NOW)
    plain = message(delivery, told)
    sent = message(delivery, told, Picture(b"\x89PNG", "Moved twice", "How to read"))
    image = sent.message().get_payload()[1]

    assert sent.body == plain.body
    assert sent.message().get_content_type() == "multipart/related"
    assert image["Content-ID"][1:-1] in sent.alternatives[0][0]
    assert image.get_content_disposition() == "inline"
    assert 'alt="Moved twice"' in sent.alternatives[0][0]
    assert "cid:" not in plain.alternatives[0][0]


def test_what_has_to_be_tried_again_goes_without_a_chart(deadline):
    assert shown(deadline, attempts=2) is None


def test_a_single_date_is_not_drawn(db):
    only = DateClaimFactory(latest_on=date(2026, 1, 31), accepted=True).deadline
    refresh_periods([only])

    assert picture(only, now=NOW) is None


def test_a_chart_that_cannot_be_drawn_is_left_out(deadline, monkeypatch):
    def cannot(spec, *, scale):
        raise ValueError("no such mark")

    monkeypatch.setattr("deadlines.pictures.png", cannot)

    assert picture(deadline, now=NOW) is None


def test_a_run_draws_each_alert_once_and_no_more_than_so_many(deadline, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "deadlines.pictures.picture",
        lambda deadline, **_now: drawn.append(deadline) or Picture(b"", "", ""),
    )
    alerts = [
        AlertFactory(kind="moved", deadline=deadline, claim=claim)
        for claim in deadline.date_claims.all()
    ]
    owing = [DeliveryFactory(alert=alert, attempts=1) for alert in alerts * 2]
    pictures = Pictures(now=NOW, most=2)

    found = [pictures.of(delivery) for delivery in owing]

    assert len(drawn) == 2
    assert [picture is not None for picture in found] == [True, True, False] * 2
