import redis

from tests.local.processes import alive, eventually, python
from tracker.local import redis as local
from tracker.local.redis import LocalRedis

START = """
import sys, time
from pathlib import Path
from tracker.local.redis import LocalRedis
server = LocalRedis(Path(sys.argv[1])).start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


def ping(url):
    with redis.Redis.from_url(url) as client:
        return client.ping()


def test_a_server_answers_until_it_is_stopped(tmp_path):
    server = LocalRedis(tmp_path).start()
    try:
        assert ping(server.url)
    finally:
        server.stop()

    assert not local.listens(str(server.socket))


def test_a_second_start_shares_the_first_server(tmp_path):
    first = LocalRedis(tmp_path).start()
    second = LocalRedis(tmp_path).start()
    second.stop()
    try:
        assert ping(second.url)
    finally:
        first.stop()


def test_a_killed_process_takes_its_server_with_it(tmp_path):
    with python(START, tmp_path) as process:
        server = int(process.first_line)
        process.kill()

        assert eventually(lambda: not alive(server))


def test_without_a_binary_a_stand_in_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "server_binary", lambda: None)
    server = LocalRedis(tmp_path).start()
    try:
        assert server.url.startswith("redis://127.0.0.1:")
        assert ping(server.url)
    finally:
        server.stop()
