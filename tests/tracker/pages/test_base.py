"""What every page has."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_site_answers_ok_once_its_database_does(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_page_brings_no_inline_script_or_style(client):
    page = client.get("/").content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count("<script src")
