"""Signing in, and not guessing."""

import signal
import time

import pytest
from django.contrib.auth import authenticate
from django.core.cache import caches
from django.test import RequestFactory

from tests.tracker.accounts.conftest import PASSWORD
from tracker.accounts import throttle
from tracker.local.redis import LocalRedis
from tracker.settings import CACHES

REDIS = "django.core.cache.backends.redis.RedisCache"
REFUSED = "Too many wrong passwords"
FROM_ABROAD = {"REMOTE_ADDR": "203.0.113.9"}


def guess(sign_in, name, times, **headers):
    for _ in range(times):
        answer = sign_in(name, "a guess", **headers)
    return answer.content.decode()


def test_the_right_password_opens(person, sign_in):
    assert sign_in(person().username).status_code == 302


def test_a_wrong_one_says_the_same_of_who_is_and_who_is_not(person, sign_in):
    known = guess(sign_in, person(username="known").username, 1)
    unknown = guess(sign_in, "nobody", 1)

    assert "Please enter a correct username" in known
    assert "Please enter a correct username" in unknown


@pytest.mark.parametrize(
    ("wrong", "opens"),
    [pytest.param(4, True, id="fifth try"), pytest.param(5, False, id="sixth try")],
)
def test_after_five_wrong_ones_the_right_one_is_refused_too(
    person, sign_in, wrong, opens
):
    name = person().username
    guess(sign_in, name, wrong)
    answer = sign_in(name)

    assert (answer.status_code == 302) is opens
    assert (REFUSED in answer.content.decode()) is not opens


def test_a_refusal_ends_after_a_quarter_of_an_hour(person, sign_in, time_machine):
    name = person().username
    time_machine.move_to("2026-02-01T12:00:00Z", tick=False)
    guess(sign_in, name, 7)
    time_machine.move_to("2026-02-01T12:14:59Z", tick=False)
    assert REFUSED in guess(sign_in, name, 1)

    time_machine.move_to("2026-02-01T12:15:01Z", tick=False)
    assert sign_in(name).status_code == 302


def test_somebody_else_guessing_elsewhere_keeps_nobody_out(person, sign_in):
    name = person().username
    assert REFUSED in guess(sign_in, name, 50, **FROM_ABROAD)

    assert sign_in(name).status_code == 302


def test_one_address_cannot_try_one_password_on_everybody(person, sign_in):
    for n in range(30):
        guess(sign_in, f"user{n}", 1, **FROM_ABROAD)
    name = person().username

    assert sign_in(name, **FROM_ABROAD).status_code == 200
    assert sign_in(name).status_code == 302


def test_many_people_behind_one_address_may_all_sign_in(person, sign_in):
    names = [person().username for _ in range(31)]

    assert {sign_in(name).status_code for name in names} == {302}


def test_guesses_from_everywhere_at_one_account_end(person, sign_in):
    name = person().username
    for n in range(100):
        guess(sign_in, name, 1, REMOTE_ADDR=f"198.51.100.{n}")

    assert REFUSED in sign_in(name).content.decode()


def test_another_spelling_of_the_name_is_no_new_account(sign_in, db):
    guess(sign_in, "somebody", 5)

    assert REFUSED in guess(sign_in, "SOMEBODY", 1)


def test_a_home_of_many_ipv6_addresses_is_one_place():
    def place(address):
        return throttle.place(RequestFactory().get("/", REMOTE_ADDR=address))

    assert place("2001:db8:0:1::1") == place("2001:db8:0:1:ffff::2")
    assert place("2001:db8:0:1::1") != place("2001:db8:0:2::1")


@pytest.mark.parametrize(
    ("proxy", "place"),
    [
        pytest.param(("HTTP_X_FORWARDED_PROTO", "https"), "203.0.113.9", id="proxy"),
        pytest.param(None, "192.0.2.1", id="no proxy"),
    ],
)
def test_only_what_our_own_proxy_says_is_believed(settings, proxy, place):
    settings.SECURE_PROXY_SSL_HEADER = proxy
    request = RequestFactory().get(
        "/",
        REMOTE_ADDR="192.0.2.1",
        headers={"X-Forwarded-For": "198.51.100.66, 203.0.113.9"},
    )

    assert throttle.place(request) == place


def test_who_asks_without_a_request_is_not_counted(person):
    name = person().username
    for _ in range(6):
        authenticate(username=name, password="a guess")

    assert authenticate(username=name, password=PASSWORD)


def test_processes_count_together_in_redis(settings, redis_url):
    shared = {
        "BACKEND": REDIS,
        "LOCATION": redis_url,
    }
    settings.CACHES = {**settings.CACHES, "shared": shared}
    limit = throttle.Limit("test", tries=2, seconds=60)
    limit.forgive("me")

    assert [limit.take("me") for _ in range(3)] == [True, True, False]
    assert not caches["default"].has_key(throttle.DOWN)
    limit.give_back("me")
    limit.give_back("me")
    assert limit.take("me")


def test_a_dead_redis_keeps_nobody_out_and_lets_nobody_guess_on(settings, tmp_path):
    dead = {
        "BACKEND": REDIS,
        "LOCATION": f"unix://{tmp_path}/none",
    }
    settings.CACHES = {**settings.CACHES, "shared": dead}
    limit = throttle.Limit("test", tries=2, seconds=60)

    assert [limit.take("me") for _ in range(3)] == [True, True, False]


def test_a_hung_redis_holds_a_sign_in_up_for_seconds_once(
    settings, tmp_path, person, sign_in
):
    server = LocalRedis(tmp_path).start()
    hung = {**CACHES["shared"], "LOCATION": server.url}
    settings.CACHES = {**settings.CACHES, "shared": hung}
    name = person().username
    server.process.send_signal(signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert sign_in(name).status_code == 302
        assert time.monotonic() - started < 5
    finally:
        server.process.send_signal(signal.SIGCONT)
        server.stop()
