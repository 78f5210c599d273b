"""`manage.py try_alert` makes a mail arrive and leaves the record as it was."""

import email.policy
import re
from email import message_from_bytes

import pytest
from django.db import connection

from deadlines.models import Alert, Deadline, Delivery, Watch
from tests.flows.conftest import database_url
from tests.local.processes import manage


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture(scope="module")
def tried(django_db_setup, django_db_blocker, tmp_path_factory):
    """The command, run once."""
    box = tmp_path_factory.mktemp("mail")
    with django_db_blocker.unblock():
        before = databases()
        done = manage(
            *("try_alert", "--to", "me@example.org"),
            DATABASE_URL=database_url(connection.settings_dict),
            EMAIL_URL=f"filemail://{box}",
        )
        assert databases() == before
    assert done.returncode == 0, done.stderr
    done.box = box
    return done


@pytest.fixture
def mail(tried):
    (file,) = tried.box.iterdir()
    return message_from_bytes(file.read_bytes(), policy=email.policy.default)


def unsigned(text):
    """Without the signature of the stop link, which names its second."""
    return re.sub(r"/watches/stop/\S+", "/watches/stop/", text)


def test_it_says_what_it_mailed_shows_it_and_where_it_is(tried, mail):
    what, _blank, *text, where = tried.stdout.splitlines()

    assert what == (
        "Mailed to me@example.org: Target date passed: First project settled"
    )
    mailed = mail.get_body(("plain",)).get_content().strip()
    assert unsigned("\n".join(text).strip()) == unsigned(mailed)
    assert where == f"As mailed, with its pictures: {tried.box}"


def test_the_mail_is_about_a_real_date_and_is_labelled(mail):
    text = mail.get_body(("plain",)).get_content()

    assert mail["To"] == "me@example.org"
    assert mail["From"].startswith("Pledgebook replay of 1 January 2026 <")
    assert mail["Subject"] == "Target date passed: First project settled"
    assert "Date: 31 December 2025" in text
    assert "Howard Lutnick" in text


def test_its_message_id_is_that_of_no_real_mail(mail):
    assert mail["Message-ID"].startswith("<delivery.1000000000000000.")


@pytest.mark.django_db
def test_the_record_is_as_it_was(tried):
    for model in (Deadline, Watch, Alert, Delivery):
        assert not model.objects.exists()
