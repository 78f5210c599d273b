"""What is sent to who asks for the headers of a page only."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from tracker.middleware import no_body_to_head

BODY = b"the page"


@pytest.mark.parametrize("kind", [HttpResponse, StreamingHttpResponse])
@pytest.mark.parametrize(("method", "sent"), [("HEAD", b""), ("GET", BODY)])
def test_a_body_is_sent_to_get_and_none_to_head(rf, kind, method, sent):
    answered = no_body_to_head(lambda _request: kind([BODY]))

    assert b"".join(answered(rf.generic(method, "/"))) == sent


@pytest.mark.django_db
def test_the_headers_tell_the_length_of_the_page(client):
    page, head = client.get("/methodology/"), client.head("/methodology/")

    assert head.headers["Content-Length"] == page.headers["Content-Length"]
    assert int(page.headers["Content-Length"]) == len(page.content) > 0
