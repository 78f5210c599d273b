"""How many queries a page takes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
