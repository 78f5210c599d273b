import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.local.processes import manage
from tracker import environment


@pytest.mark.parametrize(
    ("name", "value", "way_out"),
    [
        ("DATABASE_URL", "mysql://host/name", "Write postgres://"),
        ("DATABASE_URL", "postgres://host:port/name", "Write postgres://"),
        ("REDIS_URL", "localhost:6379", "Write redis://"),
        ("EMAIL_URL", "smpt://host:25", "Write smtp://"),
        ("SITE_URL", "pledgebook.example.org", "Write https://"),
        ("DEBUG", "flase", "Write DEBUG=1 or 0"),
        ("LOG_LEVEL", "LOUD", "Write one of DEBUG"),
        ("OUTBOX_LEASE", "soon", "Write OUTBOX_LEASE=300"),
    ],
)
def test_a_wrong_value_is_one_line_with_the_way_out(name, value, way_out):
    done = manage("check", **{name: value})

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"pledgebook: {name}={value}")
    assert way_out in done.stderr


def test_a_password_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:hunter2@host:port/name")
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.database(default="")

    assert "hunter2" not in str(refusal.value)
    assert "me:***@host" in str(refusal.value)


def test_a_deployment_must_have_a_secret_key():
    done = manage("check", DEBUG="0")

    assert done.returncode == 1
    assert done.stderr.startswith("pledgebook: SECRET_KEY is not set")


def test_a_developer_gets_a_secret_key_that_stays(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    kept = tmp_path / "new" / "secret_key"
    first = environment.secret_key(debug=True, kept_in=kept)

    assert len(first) > 50
    assert environment.secret_key(debug=True, kept_in=kept) == first
    assert kept.stat().st_mode & 0o077 == 0


def test_a_deployment_is_reached_over_https_only():
    done = manage("check", SECRET_KEY="x" * 60, SITE_URL="http://example.org")

    assert done.returncode == 1
    assert "is not encrypted" in done.stderr


def test_celery_gets_a_socket_in_its_own_spelling():
    assert environment.celery_broker("redis://h/1") == "redis://h/1"
    assert environment.celery_broker("unix:///s?db=1") == (
        "redis+socket:///s?virtual_host=1"
    )


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgres://me:pw@db.example:5433/book", "db.example"),
        ("postgresql://me@/book?host=%2Frun%2Fpg", "/run/pg"),
    ],
)
def test_a_database_is_a_host_or_a_socket(monkeypatch, url, place):
    monkeypatch.setenv("DATABASE_URL", url)
    config = environment.database(default="")

    assert (config["HOST"], config["NAME"]) == (place, "book")
