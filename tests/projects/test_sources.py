"""What the database refuses to hold of a source."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["", "http://a.example", "https://a.example/b?c=d"])
def test_a_source_has_an_address_of_the_web_or_none(url):
    assert SourceFactory(url=url).pk


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//https://a.example", "ftp://a.example", " https://a"]
)
def test_what_a_link_must_not_lead_to_is_no_address(url):
    with (
        pytest.raises(IntegrityError, match="source_url_is_of_the_web"),
        transaction.atomic(),
    ):
        SourceFactory(url=url)
