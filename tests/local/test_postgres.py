import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.local.processes import alive, eventually, python
from tracker.local.postgres import LocalPostgres

START = """
import sys, time
from pathlib import Path
from tracker.local.postgres import LocalPostgres
server = LocalPostgres(Path(sys.argv[1]), throwaway=True).start()
print((server.data / "postmaster.pid").read_text().split()[0], flush=True)
time.sleep(60)
"""


@pytest.fixture
def base():
    # Not tmp_path: PostgreSQL's own account must be able to enter the folder.
    folder = Path(tempfile.gettempdir()) / "pledgebook-test-postgres"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_server_answers_and_leaves_nothing_when_thrown_away(base):
    server = LocalPostgres(base, throwaway=True).start()
    try:
        with psycopg.connect(server.url) as connection:
            answer = connection.execute("SELECT current_database()").fetchone()
    finally:
        server.stop()

    assert answer == ("pledgebook",)
    assert not base.exists()


def test_japanese_words_have_trigrams(base):
    server = LocalPostgres(base, throwaway=True).start()
    try:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            query = "SELECT similarity('投資委員会', '投資委員')"
            alike = connection.execute(query).fetchone()
    finally:
        server.stop()

    assert alike[0] > 0.5


def test_a_killed_process_takes_its_server_with_it(base):
    with python(START, base) as process:
        server = int(process.first_line)
        assert alive(server)
        process.kill()

        assert eventually(lambda: not alive(server))
        assert eventually(lambda: not base.exists())


def test_a_server_stays_until_its_last_user_is_gone(base):
    with python(START, base) as first, python(START, base) as second:
        server = int(first.first_line)
        assert second.first_line == first.first_line
        first.kill()
        first.wait()
        assert alive(server)
        second.kill()

        assert eventually(lambda: not alive(server))


def test_a_long_path_gets_a_short_socket(tmp_path):
    server = LocalPostgres(tmp_path / ("long" * 30))

    assert len(str(server.sockets)) < 90
    assert server.url == LocalPostgres(tmp_path / ("long" * 30)).url
